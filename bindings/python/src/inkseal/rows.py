"""Readings as rows: JSON that `ffi/src/rows.rs` writes and describes. Not public."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
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
    Payload,
    SecretPayload,
    SecretType,
    SshKeyPayload,
    UnknownPayload,
)
from .secret_text import SecretText
from .times import parse
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
                _secret(id, name, secret_type, description, created_at, updated_at, rules),
                None if failure else _payload(secret_type, cells),
                Failure(*failure) if failure else None,
            )
            for failure, id, name, secret_type, description, created_at, updated_at, rules, *cells in _rows(
                reading, native, *texts
            )
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
    access = tuple(AccessRule(rule, id, identity, parse(created)) for rule, identity, created in rules) if rules else ()
    return SecretMetadata(id, name, secret_type, description, parse(created_at), parse(updated_at), access)


def _payload(secret_type: str, cells: list[Any]) -> SecretPayload:
    if secret_type == SecretType.LOGIN:
        return _login(cells)
    payload = _PAYLOADS.get(secret_type)
    if payload is None:
        return UnknownPayload(secret_type, *_texts(cells))
    *texts, unknown = cells
    return payload(*_texts(texts), unknown=_members(unknown))


def _login(cells: list[Any]) -> LoginPayload:
    *texts, totp, unknown = cells
    # Without the initialiser, which looks at each member again, as assigning does.
    login: Any = _new(_Login)
    login.password, login.username, login.email, login.url, login.notes = _texts(texts)
    login.totp = _totp(*totp) if totp else None
    login.unknown = _members(unknown)
    login.__class__ = LoginPayload
    made: LoginPayload = login
    return made


def _texts(cells: list[Any]) -> list[Any]:
    """Secret text where there is any; lossy text is a list of one."""
    texts: list[SecretText | None] = []
    for cell in cells:
        if type(cell) is str:
            # As the initialiser does, in half the time.
            text = _new(SecretText)
            text._text = cell
            text._lossy = False
            texts.append(text)
        else:
            texts.append(None if cell is None else SecretText(*cell, lossy=True))
    return texts


def _totp(
    secret: Any, algorithm: str, digits: int, period: int, issuer: Any, account_name: Any, unknown: list[Any] | None
) -> TotpConfig:
    secret, issuer, account_name = _texts([secret, issuer, account_name])
    return TotpConfig(secret, algorithm, digits, period, issuer, account_name, _members(unknown))


def _members(rows: list[Any] | None) -> tuple[Member, ...]:
    return tuple(Member(*_texts(row)) for row in rows) if rows else ()


class _Login(Payload):
    """A login in the making: the same members, and nothing that looks at them."""

    __slots__ = LoginPayload.__match_args__
    __setattr__ = object.__setattr__  # type: ignore[assignment]  # its parameters are nameless, and nobody names them


_PAYLOADS: dict[str, Callable[..., SecretPayload]] = {
    SecretType.API_KEY: ApiKeyPayload,
    SecretType.KEY_PAIR: KeyPairPayload,
    SecretType.SSH_KEY: SshKeyPayload,
    SecretType.OTHER: OtherPayload,
}
