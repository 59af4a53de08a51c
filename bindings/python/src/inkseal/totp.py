"""One-time codes and ``otpauth`` URIs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Self

from ._native import inkseal_ffi
from .call import call
from .crossing import Record
from .members import Member
from .secret_text import Hiding, SecretText, Text, as_tuple, optional
from .times import Time, of_unix


class TotpAlgorithm(StrEnum):
    """The hash functions that codes can be made with. Another spelling is kept as ``str``."""

    SHA1 = "sha1"
    SHA256 = "sha256"
    SHA512 = "sha512"
    STEAM = "steam"
    """Steam's codes: SHA-1, of which five characters of Steam's alphabet are made instead of digits."""


_ALGORITHMS = frozenset(TotpAlgorithm)


class UnknownAlgorithm(str):
    """The name of a hash function that this version does not know, as it was spelled: text of a payload, and so hidden."""

    __slots__ = ()

    def expose(self) -> str:
        """The name itself."""
        return "".join(self)

    def __repr__(self) -> str:
        return "UnknownAlgorithm(hidden)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format(repr(self), spec)


def _algorithm(name: Any) -> Any:
    if not isinstance(name, str):
        return name
    return TotpAlgorithm(name) if name in _ALGORITHMS else UnknownAlgorithm(str.__str__(name))


@dataclass(slots=True, repr=False)
class TotpCode(Hiding, Record):
    """A code and the time for which it holds."""

    code: SecretText
    """The digits, zeros in front included; of Steam's codes the characters."""
    period_start: datetime
    """When it begins to hold."""
    period_end: datetime
    """When it ceases to hold."""
    seconds_remaining: int
    """Seconds from the time that was asked about until it ceases; 0 for a code of the past."""
    _made: ClassVar[dict[str, Callable[[Any], Any]]] = {"period_start": of_unix, "period_end": of_unix}


@dataclass(slots=True, init=False, repr=False)
class TotpConfig(Hiding, Record):
    """How to make the codes of one account (RFC 6238).

    Times are ``datetime`` or Unix seconds, and now without one. Making codes fails with ``invalid_input`` for a secret that is
    no base32, and ``unsupported`` for an algorithm, digits or a period that no code can be made with.
    """

    secret: SecretText
    """The shared secret in base32. Spaces, ``-``, lower case and any padding are understood."""
    algorithm: str
    """The hash function: a ``TotpAlgorithm``, or an ``UnknownAlgorithm``, which is not printed."""
    digits: int
    """How many digits a code has: codes can be made with 5 to 10. Of Steam's it makes no difference."""
    period: int
    """How long a code holds, in seconds: codes can be made for 1 to 86,400. Of Steam's it makes no difference."""
    issuer: SecretText | None
    """Who the account is with."""
    account_name: SecretText | None
    """Whose account it is."""
    unknown: tuple[Member, ...]
    """Members that this version does not know."""
    _made: ClassVar[dict[str, Callable[[Any], Any]]] = {"algorithm": _algorithm, "unknown": as_tuple}

    def __init__(
        self,
        secret: Text,
        algorithm: str = TotpAlgorithm.SHA1,
        digits: int = 6,
        period: int = 30,
        issuer: Text | None = None,
        account_name: Text | None = None,
        unknown: Iterable[Member] = (),
    ) -> None:
        self.secret = SecretText.of(secret)
        self.algorithm = algorithm
        self.digits = digits
        self.period = period
        self.issuer = optional(issuer)
        self.account_name = optional(account_name)
        self.unknown = tuple(unknown)

    def code(self, now: Time | None = None) -> TotpCode:
        """The current code."""
        return call(inkseal_ffi.totp_code, self, now)

    def previous_code(self, now: Time | None = None) -> TotpCode:
        """The code of the period before, for a verifier that allows a clock to be late.

        Fails with ``invalid_input`` in the first period of 1970.
        """
        return call(inkseal_ffi.previous_totp_code, self, now)

    def next_code(self, now: Time | None = None) -> TotpCode:
        """The code of the next period."""
        return call(inkseal_ffi.next_totp_code, self, now)

    def validate(self) -> None:
        """Checks that codes can be made."""
        call(inkseal_ffi.validate_totp, self)

    def normalize(self) -> TotpConfig:
        """The configuration in its one canonical spelling, as it is sealed."""
        return call(inkseal_ffi.normalize_totp, self)

    @classmethod
    def parse_uri(cls, uri: Text) -> Self:
        """Reads an ``otpauth://totp/…``, ``otpauth://steam/…`` or ``steam://`` URI, which is secret.

        Fails with ``unsupported`` for HOTP and parameters that no code can be made with, and with
        ``invalid_input`` for all else that is wrong. No error has a part of the URI.
        """
        return call(inkseal_ffi.parse_totp_uri, uri)

    def to_uri(self) -> SecretText:
        """The one canonical ``otpauth`` URI, with every parameter written out. It is secret.

        Fails with ``invalid_input`` past 8 KiB.
        """
        return call(inkseal_ffi.totp_uri, self)


@dataclass(slots=True, repr=False)
class MigrationEntry(Hiding, Record):
    """One account of what Google Authenticator exports."""

    issuer: SecretText | None
    """Who the account is with."""
    account_name: SecretText | None
    """Whose account it is."""
    config: TotpConfig | None
    """How its codes are made, with the same names; ``None`` if that is not supported: by counter (HOTP), or with MD5."""


def parse_totp_migration(uris: Iterable[Text]) -> list[MigrationEntry]:
    """Reads what Google Authenticator exports: the ``otpauth-migration://`` URIs of all its parts, in any order.

    They are secret. An account whose codes cannot be made is listed without a configuration. Fails with
    ``invalid_input`` for what is no such URI or longer than 8 KiB, for data that cannot be decoded, for more than 100
    parts or 1000 accounts, and unless each part of one export is there once. No error has a part of a URI.
    """
    if isinstance(uris, (str, SecretText)):
        raise TypeError("uris is a list of URIs, one for each part of the export")
    return call(inkseal_ffi.parse_totp_migration, list(uris))
