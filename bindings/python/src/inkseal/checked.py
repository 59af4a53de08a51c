"""What is public looks at its arguments, and leaves none of them in a traceback. Not public.

An argument of a wrong type is a ``TypeError`` that says what is expected. When a call fails, the frames in which it
worked go: they hold its arguments, vault keys among them, and reporters print what frames hold. What stays are the
frames of the caller, and of code of the caller that was called from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from inspect import unwrap
from types import FrameType, FunctionType, NoneType, TracebackType, UnionType
from typing import Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

F = TypeVar("F", bound=Callable[..., Any])
_PACKAGE = __name__.rpartition(".")[0]


class Kind(NamedTuple):
    """What a parameter or member may be."""

    classes: tuple[type, ...]
    items: tuple[type, ...]
    """What the items of an iterable may be; nothing for all that is none."""

    @classmethod
    def of(cls, hint: Any) -> Kind:
        """What an annotation allows."""
        items = _classes(get_args(hint)[0]) if get_origin(hint) in (Iterable, tuple) else ()
        return cls(_classes(hint), items)

    def fits(self, value: object) -> bool:
        """Whether a value is allowed. A text or key is never taken as an iterable of its characters."""
        if not isinstance(value, self.classes):
            return False
        if Iterable in self.classes and isinstance(value, (str, bytes, bytearray, memoryview)):
            return False
        # What can be read once only has been made a list.
        return not self.items or all(isinstance(item, self.items) for item in value)  # type: ignore[attr-defined]

    def __str__(self) -> str:
        if self.items:
            return f"several {_listed(self.items)}"
        return _listed(self.classes)


def _classes(hint: Any) -> tuple[type, ...]:
    if get_origin(hint) in (Union, UnionType):
        return tuple(cls for part in get_args(hint) for cls in _classes(part))
    if hint is None:
        return (NoneType,)
    origin = get_origin(hint) or hint
    return (origin,) if isinstance(origin, type) else (object,)


def _listed(classes: tuple[type, ...]) -> str:
    names = ["None" if cls is NoneType else cls.__name__ for cls in classes]
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def must_be(what: str, kind: Kind, value: object) -> TypeError:
    """The error for a value of a wrong type."""
    hint = ": a str cannot be wiped" if type(value) is str and bytes in kind.classes else ""
    return TypeError(f"{what} must be {kind}, not {type(value).__name__}{hint}")


def checked(function: F, owner: type | None = None) -> F:
    """The same function, with checks. ``owner`` is the class of which it is a method."""
    positional: list[tuple[str, Kind]] = []
    named: dict[str, Kind] = {}

    def learn() -> None:
        hints = get_type_hints(function)
        hints.pop("return", None)
        code = function.__code__
        parameters = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        named.update((name, Kind.of(hints.get(name, object))) for name in parameters)
        if owner is not None:
            named[parameters[0]] = Kind((owner,), ())
        positional.extend((name, named[name]) for name in parameters[: code.co_argcount])

    def look(arguments: tuple[Any, ...], options: dict[str, Any]) -> tuple[Any, ...]:
        if not named:
            learn()
        for at, (value, (name, kind)) in enumerate(zip(arguments, positional)):  # noqa: B905
            if kind.items and isinstance(value, Iterator):
                value = list(value)
                arguments = (*arguments[:at], value, *arguments[at + 1 :])
            if not kind.fits(value):
                raise must_be(f"{function.__qualname__}(): {name}", kind, value)
        for name, value in options.items():
            kind = named.get(name, _ANYTHING)
            if kind.items and isinstance(value, Iterator):
                value = options[name] = list(value)
            if not kind.fits(value):
                raise must_be(f"{function.__qualname__}(): {name}", kind, value)
        return arguments

    @wraps(function)
    def call(*arguments: Any, **options: Any) -> Any:
        try:
            arguments = look(arguments, options)
            return function(*arguments, **options)
        except BaseException as error:
            failure = _without_our_frames(error)
        del arguments, options
        try:
            raise failure
        finally:
            del failure

    call.is_checked = True  # type: ignore[attr-defined]
    return cast(F, call)


_ANYTHING = Kind((object,), ())


def check_methods(cls: type) -> None:
    """Checks what the public methods of a class of this package, and an initialiser by hand, are called with."""
    for name, member in list(vars(cls).items()):
        function = member.__func__ if isinstance(member, classmethod) else member
        if not isinstance(function, FunctionType):
            continue
        # A dataclass with slots is made twice, and the second time from checked methods, for another owner.
        again = getattr(function, "is_checked", False)
        by_hand = name == "__init__" and "__dataclass_fields__" not in vars(cls)
        if not (again or by_hand or not name.startswith("_")):
            continue
        function = unwrap(function)
        method = classmethod(checked(function)) if isinstance(member, classmethod) else checked(function, cls)
        setattr(cls, name, method)


def _without_our_frames(error: BaseException) -> BaseException:
    seen: set[int] = set()
    chained: list[BaseException | None] = [error]
    while chained:
        one = chained.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        one.__traceback__ = _of_others(one.__traceback__)
        chained += [one.__cause__, one.__context__]
    return error


def _of_others(traceback: TracebackType | None) -> TracebackType | None:
    kept: list[TracebackType] = []
    while traceback is not None:
        if not _is_ours(traceback.tb_frame):
            kept.append(traceback)
        traceback = traceback.tb_next
    result = None
    for one in reversed(kept):
        result = TracebackType(result, one.tb_frame, one.tb_lasti, one.tb_lineno)
    return result


def _is_ours(frame: FrameType) -> bool:
    name = str(frame.f_globals.get("__name__"))
    return name == _PACKAGE or name.startswith(f"{_PACKAGE}.")
