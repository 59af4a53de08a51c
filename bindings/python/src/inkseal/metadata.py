"""What is known of a vault without its key. None of it is secret, and none is authenticated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .crossing import Choice, Record
from .wire_value import WireValue


class KeyType(StrEnum):
    """What a vault key is for. Another spelling is kept as ``str``."""

    PRIMARY = "primary"
    RECOVERY = "recovery"


class IdentityStatus(Choice):
    """Whether an identity may read what is granted to it."""

    ACTIVE = "active"
    """It may."""
    PAUSED = "paused"
    """It may not. A status that is not known counts as this one."""


@dataclass(slots=True)
class VaultInfo(WireValue):
    """What a vault says of itself."""

    id: str
    """The id of the vault; empty if it is unknown."""
    organization_id: str
    """The organization, whose id is the salt of every derivation."""
    created_at: datetime | None
    """When it was made; absent if unknown."""
    updated_at: datetime | None
    """When it was last changed; absent if unknown."""
    key_count: int
    """How many vault keys it has, recovery keys not among them."""
    secret_count: int
    """How many secrets it has."""
    recovery_key_count: int
    """How many recovery codes are left."""


@dataclass(slots=True)
class KeyMetadata(WireValue):
    """A key of the vault, without what it wraps."""

    id: str
    """The id, which binds the wrapped org key."""
    key_type: str
    """What it is for: a ``KeyType``."""
    created_by: str | None
    """Who made it, as the service says; absent if unknown."""
    created_at: datetime | None
    """When it was made; absent if unknown."""
    updated_at: datetime | None
    """When it was last changed; absent if unknown."""


@dataclass(slots=True)
class AccessRule(WireValue):
    """A rule that lets an identity read a secret.

    Rules are policy, not cryptography: the vault key opens every secret.
    """

    id: str | None
    """The id of the rule; absent if unknown."""
    vault_secret_id: str
    """The secret; empty if it is unknown."""
    identity_id: str
    """The identity that may read it."""
    created_at: datetime | None
    """When it was granted; absent if unknown."""


@dataclass(slots=True)
class SecretMetadata(WireValue):
    """A secret without its payload.

    Whoever stores the vault can change any of it unnoticed: format 1 authenticates the payload and its id only.
    """

    id: str
    """The id, which binds the payload."""
    name: str | None
    """The name; absent if unknown."""
    secret_type: str
    """The type: a ``SecretType``."""
    description: str | None
    """The description."""
    created_at: datetime | None
    """When it was made; absent if unknown."""
    updated_at: datetime | None
    """When it was last changed; absent if unknown."""
    access: tuple[AccessRule, ...]
    """Which identities may read it."""


@dataclass(slots=True)
class Identity(Record):
    """An agent that may be granted secrets."""

    id: str
    """The id."""
    agent_handle: str
    """The name by which it is called, unique in the vault."""
    display_name: str | None
    """A name for people."""
    status: IdentityStatus
    """Whether it may read what is granted."""
