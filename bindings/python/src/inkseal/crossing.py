"""What crosses to Rust and back, found by the name that it has there. Not public."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from types import SimpleNamespace
from typing import Any, ClassVar, NoReturn, Self

from . import times
from ._native import inkseal_ffi
from .checked import check_methods
from .forks import handles
from .secret_text import Hiding, SecretText


class Crossing:
    """What Rust hands over: a record, an enum, an object or an error."""

    __slots__ = ()
    _classes: ClassVar[dict[str, type[Crossing]]] = {}

    def __init_subclass__(cls) -> None:
        cls._register(cls.__name__)
        if cls._is_ours() and not issubclass(cls, BaseException):
            check_methods(cls)

    @classmethod
    def _register(cls, name: str) -> None:
        if cls._is_ours():
            Crossing._classes[name] = cls

    @classmethod
    def _is_ours(cls) -> bool:
        # A class that somebody derives from one of ours never takes its place.
        return cls.__module__.startswith(f"{__package__}.")

    @classmethod
    def _of_native(cls, native: Any) -> Crossing:
        raise NotImplementedError


class Record(Crossing):
    """A dataclass with the members of a record of Rust, lists as tuples. Those that hide theirs go in as they are."""

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]]

    @classmethod
    def _of_native(cls, native: Any) -> Self:
        members = [cls._member(name, getattr(native, name)) for name in cls.__match_args__]
        return cls(*[tuple(member) if type(member) is list else member for member in members])

    @classmethod
    def _member(cls, name: str, native: Any) -> Any:
        return times.parse(native) if name in _TIMES else ours(native)

    def _to_native(self) -> Any:
        return SimpleNamespace(**{name: _of_member(name, getattr(self, name)) for name in self.__match_args__})


_TIMES = ("created_at", "updated_at")
"""The members that are times. They cross as text, RFC 3339."""


def _of_member(name: str, value: object) -> Any:
    return times.to_text(value) if name in _TIMES and isinstance(value, datetime) else theirs(value)


class Choice(Crossing, StrEnum):
    """An enum without content, with the names of Rust's in upper case."""

    @classmethod
    def _of_native(cls, native: Any) -> Self:
        return cls[native.name]


class Handle(Crossing):
    """An object that lives in Rust. It goes when nothing refers to it, and cannot be copied or pickled."""

    __slots__ = ("__weakref__", "_native")
    _native: Any

    def __init__(self) -> None:
        raise TypeError(f"{type(self).__name__} is made by its class methods")

    @classmethod
    def _of_native(cls, native: Any) -> Self:
        handle = cls.__new__(cls)
        handle._native = native
        handles.add(handle)
        return handle

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(f"{type(self).__name__} cannot be copied or pickled")


class Variant:
    """A payload: one of the variants of an enum of Rust, which wraps it when it goes in."""

    __slots__ = ()
    _variant: ClassVar[str]


def ours(native: Any) -> Any:
    """What Rust handed over, as a value of this package."""
    if isinstance(native, list):
        return [ours(item) for item in native]
    if isinstance(native, inkseal_ffi.SecretPayload):
        return ours(native[0])
    cls = Crossing._classes.get(type(native).__name__)
    return native if cls is None else cls._of_native(native)


def require_text(value: object) -> None:
    """Refuses text with a lone surrogate, before anything crosses.

    The generated code finds it while it hands over one argument after the other. What it has handed over by then,
    keys and payloads among it, nobody would free or wipe.
    """
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, SecretText):
        value.expose().encode()
    elif isinstance(value, (list, tuple)):
        for item in value:
            require_text(item)
    elif isinstance(value, Record):
        for name in value.__match_args__:
            require_text(getattr(value, name))


def theirs(value: object) -> Any:
    """A value of this package, as the generated code takes it."""
    if isinstance(value, Handle):
        return value._native
    if isinstance(value, Variant):
        return getattr(inkseal_ffi.SecretPayload, value._variant)(value)
    if isinstance(value, Record) and not isinstance(value, Hiding):
        return value._to_native()
    if isinstance(value, (list, tuple)):
        return [theirs(item) for item in value]
    if isinstance(value, str):
        # Exactly a text, without what a class derived from it may do instead.
        return str.__str__(value)
    if isinstance(value, datetime):
        return times.to_unix(value)
    return value
