"""Secret text, which no printed form shows."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Any, ClassVar, NoReturn, Self, TypeAlias, final, get_type_hints

from .checked import Kind, must_be


@final
class SecretText:
    """Text that is secret: a member of a payload, a recovery code, an ``otpauth`` URI.

    ``expose()`` gives the text; printing, formatting and logging give a placeholder. It compares, in constant
    time, with other secret text and with ``str``. It is not hashable and cannot be pickled.

    Python cannot wipe a ``str``: drop what you no longer need.
    """

    __slots__ = ("_lossy", "_text")
    _text: str
    _lossy: bool

    def __init__(self, text: str, *, lossy: bool = False) -> None:
        if type(text) is not str:
            raise TypeError(f"secret text is a str, not {type(text).__name__}")
        self._text = text
        self._lossy = lossy

    @staticmethod
    def of(text: Text) -> SecretText:
        """The same if it is secret text already, else secret text of a ``str``."""
        return text if isinstance(text, SecretText) else SecretText(text)

    def expose(self) -> str:
        """The text itself."""
        return self._text

    @property
    def is_lossy(self) -> bool:
        """Whether part of the original could not be shown and stands as U+FFFD.

        Such text is refused with ``unsupported`` when it is written back, until it is replaced.
        """
        return self._lossy

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            other = SecretText(str(other))
        if not isinstance(other, SecretText):
            return NotImplemented
        # Surrogates, which are no text, are compared as well.
        ours, theirs = (text._text.encode("utf-8", "surrogatepass") for text in (self, other))
        return hmac.compare_digest(ours, theirs) and self._lossy == other._lossy

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "SecretText(hidden)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    # It cannot be changed, so a copy is the same.
    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("secret text is not pickled: expose() it if it has to leave the process")

    def __getstate__(self) -> NoReturn:
        raise TypeError("secret text is not pickled: expose() it if it has to leave the process")


Text: TypeAlias = str | SecretText
"""What is taken where secret text is wanted."""


class Hiding:
    """A dataclass whose text is secret. A ``str`` that is assigned to a member becomes secret text."""

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]]
    _plain: ClassVar[frozenset[str]] = frozenset()
    """The members that are no secret."""
    _made: ClassVar[dict[str, Callable[[Any], Any]]] = {}
    """What some members are made with from what is assigned to them."""

    def __setattr__(self, name: str, value: Any) -> None:
        kinds = _KINDS.get(type(self)) or _learn(type(self))
        kind = kinds.get(name)
        made = self._made.get(name)
        if made is not None:
            value = made(value)
        if kind is not None and (kind.items or type(value) not in kind.classes):
            if isinstance(value, str) and SecretText in kind.classes:
                value = SecretText(str.__str__(value))
            # Not in the traceback, whatever it is.
            if not kind.fits(value):
                error = must_be(f"{type(self).__name__}.{name}", kind, value)
                del value
                raise error
        object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        members = (f"{name}={self._shown(name)}" for name in self.__match_args__)
        return f"{type(self).__name__}({', '.join(members)})"

    def _shown(self, name: str) -> str:
        value = getattr(self, name)
        return repr(SecretText("")) if type(value) is str and name not in self._plain else repr(value)


def optional(text: Text | None) -> SecretText | None:
    """Secret text, or nothing where there is none."""
    return text if text is None or isinstance(text, SecretText) else SecretText(text)


def as_tuple(items: Any) -> Any:
    """A list as a tuple, as members are kept."""
    return tuple(items) if isinstance(items, list) else items


_KINDS: dict[type, dict[str, Kind]] = {}


def _learn(cls: type[Hiding]) -> dict[str, Kind]:
    hints = get_type_hints(cls)
    return _KINDS.setdefault(cls, {name: Kind.of(hints[name]) for name in cls.__match_args__})


def cross(text: Text, form: Any) -> Any:
    """Secret text in the form in which it crosses to Rust (``uniffi.toml``)."""
    secret = SecretText.of(text)
    return form(text=secret._text, lossy=secret._lossy)
