"""Payloads: what a secret holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, TypeAlias

from ._native import inkseal_ffi
from .call import call
from .checked import checked
from .crossing import Record, Variant
from .members import Member
from .secret_text import Hiding, SecretText, Text, as_tuple, optional
from .totp import TotpConfig


class SecretType(StrEnum):
    """The types of payload that this version knows. Another spelling is kept as ``str``."""

    LOGIN = "login"
    API_KEY = "api_key"
    KEY_PAIR = "key_pair"
    SSH_KEY = "ssh_key"
    OTHER = "other"


class Payload(Hiding, Record, Variant):
    """What all payloads can do. Their text members take ``str`` or ``SecretText``."""

    __slots__ = ()
    _made: ClassVar[dict[str, Callable[[Any], Any]]] = {"unknown": as_tuple}

    def to_json(self) -> SecretText:
        """The payload as one compact JSON object, as it is sealed.

        Fails with ``unsupported`` if a member is lossy and ``invalid_input`` past 1 MiB.
        """
        return call(inkseal_ffi.payload_to_json, self)

    def lossy_members(self) -> list[str]:
        """The names of the members whose text could not be read whole; ``totp`` counts as one member."""
        return call(inkseal_ffi.lossy_members, self)


@dataclass(slots=True, init=False, repr=False)
class LoginPayload(Payload):
    """A user name and password, perhaps with TOTP."""

    password: SecretText
    """The password."""
    username: SecretText | None
    """The user name."""
    email: SecretText | None
    """The e-mail address."""
    url: SecretText | None
    """Where to sign in."""
    notes: SecretText | None
    """Anything else."""
    totp: TotpConfig | None
    """How to make one-time codes."""
    unknown: tuple[Member, ...]
    """Members that this version does not know."""
    secret_type: ClassVar[SecretType] = SecretType.LOGIN
    """The type, as the wire spells it."""
    _variant: ClassVar[str] = "LOGIN"

    def __init__(
        self,
        password: Text,
        username: Text | None = None,
        email: Text | None = None,
        url: Text | None = None,
        notes: Text | None = None,
        totp: TotpConfig | None = None,
        unknown: Iterable[Member] = (),
    ) -> None:
        self.password = SecretText.of(password)
        self.username = optional(username)
        self.email = optional(email)
        self.url = optional(url)
        self.notes = optional(notes)
        self.totp = totp
        self.unknown = tuple(unknown)


@dataclass(slots=True, init=False, repr=False)
class ApiKeyPayload(Payload):
    """One API token."""

    api_key: SecretText
    """The token."""
    endpoint: SecretText | None
    """Where it is used."""
    notes: SecretText | None
    """Anything else."""
    unknown: tuple[Member, ...]
    """Members that this version does not know."""
    secret_type: ClassVar[SecretType] = SecretType.API_KEY
    """The type, as the wire spells it."""
    _variant: ClassVar[str] = "API_KEY"

    def __init__(
        self,
        api_key: Text,
        endpoint: Text | None = None,
        notes: Text | None = None,
        unknown: Iterable[Member] = (),
    ) -> None:
        self.api_key = SecretText.of(api_key)
        self.endpoint = optional(endpoint)
        self.notes = optional(notes)
        self.unknown = tuple(unknown)


@dataclass(slots=True, init=False, repr=False)
class KeyPairPayload(Payload):
    """An access key and its secret key."""

    access_key: SecretText
    """The access key, which names the pair."""
    secret_key: SecretText
    """The secret key."""
    endpoint: SecretText | None
    """Where it is used."""
    notes: SecretText | None
    """Anything else."""
    unknown: tuple[Member, ...]
    """Members that this version does not know."""
    secret_type: ClassVar[SecretType] = SecretType.KEY_PAIR
    """The type, as the wire spells it."""
    _variant: ClassVar[str] = "KEY_PAIR"

    def __init__(
        self,
        access_key: Text,
        secret_key: Text,
        endpoint: Text | None = None,
        notes: Text | None = None,
        unknown: Iterable[Member] = (),
    ) -> None:
        self.access_key = SecretText.of(access_key)
        self.secret_key = SecretText.of(secret_key)
        self.endpoint = optional(endpoint)
        self.notes = optional(notes)
        self.unknown = tuple(unknown)


@dataclass(slots=True, init=False, repr=False)
class SshKeyPayload(Payload):
    """An SSH private key."""

    private_key: SecretText
    """The private key."""
    public_key: SecretText | None
    """The public key."""
    fingerprint: SecretText | None
    """The fingerprint of the public key."""
    passphrase: SecretText | None
    """The passphrase of the private key."""
    notes: SecretText | None
    """Anything else."""
    unknown: tuple[Member, ...]
    """Members that this version does not know."""
    secret_type: ClassVar[SecretType] = SecretType.SSH_KEY
    """The type, as the wire spells it."""
    _variant: ClassVar[str] = "SSH_KEY"

    def __init__(
        self,
        private_key: Text,
        public_key: Text | None = None,
        fingerprint: Text | None = None,
        passphrase: Text | None = None,
        notes: Text | None = None,
        unknown: Iterable[Member] = (),
    ) -> None:
        self.private_key = SecretText.of(private_key)
        self.public_key = optional(public_key)
        self.fingerprint = optional(fingerprint)
        self.passphrase = optional(passphrase)
        self.notes = optional(notes)
        self.unknown = tuple(unknown)


@dataclass(slots=True, init=False, repr=False)
class OtherPayload(Payload):
    """Text of any form, or bytes as text: ``encode_binary`` and ``decode_binary``."""

    data: SecretText
    """The text."""
    notes: SecretText | None
    """Anything else."""
    unknown: tuple[Member, ...]
    """Members that this version does not know."""
    secret_type: ClassVar[SecretType] = SecretType.OTHER
    """The type, as the wire spells it."""
    _variant: ClassVar[str] = "OTHER"

    def __init__(self, data: Text, notes: Text | None = None, unknown: Iterable[Member] = ()) -> None:
        self.data = SecretText.of(data)
        self.notes = optional(notes)
        self.unknown = tuple(unknown)


@dataclass(slots=True, init=False, repr=False)
class UnknownPayload(Payload):
    """The content of a secret whose type this version does not know."""

    secret_type: str
    """The type, as it was spelled."""
    text: SecretText
    """The whole payload as JSON text."""
    _variant: ClassVar[str] = "UNKNOWN"
    _plain: ClassVar[frozenset[str]] = frozenset({"secret_type"})

    def __init__(self, secret_type: str, text: Text) -> None:
        self.secret_type = secret_type
        self.text = SecretText.of(text)


SecretPayload: TypeAlias = LoginPayload | ApiKeyPayload | KeyPairPayload | SshKeyPayload | OtherPayload | UnknownPayload
"""The content of a secret."""


@checked
def parse_payload(secret_type: str, text: Text) -> SecretPayload:
    """Parses the JSON text of a payload of a type.

    Fails with ``malformed`` if it does not fit; the error names the member, never its value.
    """
    return call(inkseal_ffi.parse_payload, secret_type, text)
