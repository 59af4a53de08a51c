"""Calls of Rust, with its errors as those of this package. Not public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from ._native import inkseal_ffi
from .crossing import ours, require_text, theirs
from .errors import InksealError, InvalidInputError
from .forks import enter, leave

# Only the annotation of who calls says what it gets: the generated code has no types of ours.
T = TypeVar("T")


def call(function: Callable[..., Any], *arguments: object) -> T:  # type: ignore[type-var]
    """The result of a function of the generated code, both ways as values of this package."""
    result: T = ours(plain_call(_crossing, function, arguments))
    return result


def _crossing(function: Callable[..., Any], arguments: tuple[object, ...]) -> Any:
    require_text(arguments)
    return function(*map(theirs, arguments))


def plain_call(function: Callable[..., Any], *arguments: Any) -> Any:
    """The result of a function that takes and answers what needs no conversion."""
    failure: InksealError
    running = enter()
    try:
        return function(*arguments)
    except inkseal_ffi.InksealError as error:
        failure = ours(error)
    except inkseal_ffi.InternalError:
        # Its text would be that of a panic.
        failure = InksealError("a bug in inkseal: the call failed without an error of its own")
    except UnicodeEncodeError:
        failure = InvalidInputError("text with a lone surrogate is not Unicode text")
    finally:
        leave(running)
    # Not in the handler: what was caught, and the frames it holds, may hold secrets.
    raise failure
