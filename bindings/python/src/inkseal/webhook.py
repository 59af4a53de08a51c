"""The signature of an incoming webhook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ._native import inkseal_ffi
from .call import call
from .checked import checked
from .crossing import Record
from .secret_text import Text
from .times import Time
from .vault_key import borrowed

Headers: TypeAlias = Mapping[str, str] | Iterable[tuple[str, str]]
"""The headers of a request: a mapping, or pairs where a name may come twice. Names are in any case."""


@dataclass(slots=True)
class Freshness(Record):
    """How old, or how far ahead, the timestamp of a request may be."""

    tolerance_seconds: int
    """The greatest difference that is accepted, in seconds, both ways."""
    now: Time | None = None
    """The present time in Unix seconds, if it is not that of the system."""


@checked
def verify_webhook(
    key: Text, headers: Headers, body: bytes | bytearray | memoryview, freshness: Freshness | None = None
) -> bool:
    """Whether the headers hold the signature of the raw body under a signing key.

    The key is secret, with or without its ``whsec_``. A bad request is false, never an error: it must not stop
    the program that receives it. Without ``freshness`` a request that was recorded can be sent again at any time.
    """
    with borrowed(body) as content:
        return call(inkseal_ffi.verify_webhook, key, native_headers(headers), content, freshness)


def native_headers(headers: Headers) -> list[Any]:
    """The headers as they cross. What is no Unicode text cannot be signed, and becomes ``?``."""
    pairs = list(headers.items() if isinstance(headers, Mapping) else headers)
    for pair in pairs:
        if not isinstance(pair, (tuple, list)) or [isinstance(text, str) for text in pair] != [True, True]:
            raise TypeError("headers must be a mapping of str to str, or pairs of two str")
    return [inkseal_ffi.Header(name=_unicode(name), value=_unicode(value)) for name, value in pairs]


def _unicode(text: str) -> str:
    return str.encode(text, "utf-8", "replace").decode()
