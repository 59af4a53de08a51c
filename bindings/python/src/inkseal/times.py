"""Times: a ``datetime`` comes out; that or Unix seconds go in."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TypeAlias

Time: TypeAlias = int | datetime
"""Unix seconds, or a ``datetime`` with a time zone."""


@lru_cache(4096)
def parse(text: str | None) -> datetime | None:
    """A time as the file has it, RFC 3339. What Python cannot hold, such as a leap second, is unknown."""
    try:
        time = None if text is None else datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    return time


def to_text(time: datetime) -> str:
    """A time as the file has it."""
    return _aware(time).isoformat().removesuffix("+00:00") + ("" if time.utcoffset() else "Z")


def to_unix(time: datetime) -> int:
    """A time as Rust takes it, in whole seconds."""
    return int(_aware(time).timestamp() // 1)


def of_unix(seconds: Time) -> datetime:
    """A time as Rust answers it."""
    return seconds if isinstance(seconds, datetime) else datetime.fromtimestamp(seconds, UTC)


def _aware(time: datetime) -> datetime:
    if time.utcoffset() is None:
        raise ValueError("a datetime without a time zone is no point in time: use datetime.now(timezone.utc)")
    return time
