"""Readings as rows: JSON that `ffi/src/rows.rs` writes and describes. Not public."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecoder
from typing import Any

from .call import plain_call
from .direct import Reading
from .members import Member
from .metadata import AccessRule, SecretMetadata
from .opened_secret import Failure, OpenedSecret, OpenOutcome
from .payloads import (
    ApiKeyPayload,
    KeyPairPayload,
    LoginPayload,
    OtherPayload,
    SecretPayload,
    SshKeyPayload,
    UnknownPayload,
)
from .secret_text import SecretText, optional
from .totp import TotpConfig

_new = object.__new__
_parse = JSONDecoder().raw_decode
"""JSON that nothing surrounds: `loads` looks for space first."""


def read_list(reading: Reading, native: Any, *texts: str) -> list[SecretMetadata]:
    """Secrets without payloads."""
    with _no_collection():
        return [_secret(*row) for row in _rows(reading, native, *texts)]


def read_opened(reading: Reading, native: Any, *texts: str) -> OpenedSecret:
    """An opened secret."""
    (row,) = _rows(reading, native, *texts)
    return OpenedSecret(_secret(*row[1:8]), _payload(row[3], row[8:]))


def read_outcomes(reading: Reading, native: Any, *texts: str) -> list[OpenOutcome]:
    """The outcomes of opening many."""
    with _no_collection():
        return [
            OpenOutcome(
                _secret(*row[1:8]),
                None if row[0] else _payload(row[3], row[8:]),
                Failure(*row[0]) if row[0] else None,
            )
            for row in _rows(reading, native, *texts)
        ]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Many objects come to be and all stay: collecting garbage between them would double the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _rows(reading: Reading, native: Any, *texts: str) -> list[list[Any]]:
    rows: list[list[Any]]
    rows, _ = _parse(plain_call(reading, native, *texts))
    return rows


def _secret(
    id: str,
    name: str | None,
    secret_type: str,
    description: str | None,
    created_at: str | None,
    updated_at: str | None,
    rules: list[Any] | None,
) -> SecretMetadata:
    access = tuple(AccessRule(rule, id, identity, created) for rule, identity, created in rules) if rules else ()
    return SecretMetadata(id, name, secret_type, description, created_at, updated_at, access)


def _payload(secret_type: str, cells: list[Any]) -> SecretPayload:
    payload_class = _PAYLOADS.get(secret_type)
    if payload_class is None:
        return UnknownPayload(secret_type, _text(cells[0]))
    # Without the initialisers, which look at each member again.
    payload: Any = _new(payload_class)
    payload.unknown = _members(cells.pop())
    if payload_class is LoginPayload:
        totp = cells.pop()
        payload.totp = _totp(*totp) if totp else None
    for name, cell in zip(payload_class.__match_args__, cells, strict=False):
        if type(cell) is str:
            text = _new(SecretText)
            text._text = cell
            text._lossy = False
            setattr(payload, name, text)
        else:
            setattr(payload, name, _text(cell))
    opened: SecretPayload = payload
    return opened


def _text(cell: Any) -> Any:
    """Secret text where there is any; lossy text is a list of one."""
    if cell is None or type(cell) is str:
        return optional(cell)
    return SecretText(*cell, lossy=True)


def _totp(
    secret: Any, algorithm: str, digits: int, period: int, issuer: Any, account_name: Any, unknown: list[Any] | None
) -> TotpConfig:
    names = _text(issuer), _text(account_name)
    return TotpConfig(_text(secret), algorithm, digits, period, *names, _members(unknown))


def _members(rows: list[Any] | None) -> tuple[Member, ...]:
    return tuple(Member(_text(name), _text(value)) for name, value in rows) if rows else ()


_PAYLOADS: dict[str, Any] = {
    payload.secret_type.value: payload
    for payload in (LoginPayload, ApiKeyPayload, KeyPairPayload, SshKeyPayload, OtherPayload)
}
