"""What the vault service sends and is sent, as values: an SDK brings its own HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self, final

from ._native import inkseal_ffi
from .call import call
from .checked import checked
from .crossing import Handle
from .master_key import MasterKey
from .metadata import AccessRule, KeyMetadata, SecretMetadata
from .org_key import OrgKey
from .payloads import SecretPayload
from .wire_value import WireValue


@final
class UnlockAnswer(Handle):
    """The answer of ``GET /unlock``: the wrapped org key for one auth hash, and every secret."""

    __slots__ = ()

    @classmethod
    def from_json(cls, json: str) -> Self:
        """Reads the answer from the JSON of the service. Fails with ``malformed`` if it is something else."""
        return call(inkseal_ffi.UnlockAnswer.from_json, json)

    def to_json(self) -> str:
        """The answer as the JSON of the service."""
        return call(self._native.to_json)

    @property
    def wrapped_org_encryption_key(self) -> str | None:
        """The wrapped org key; absent if no key of the vault has the auth hash that was sent."""
        return call(self._native.wrapped_org_encryption_key)

    def secrets(self) -> list[SecretMetadata]:
        """The secrets of the answer, without their payloads."""
        return call(self._native.secrets)


@dataclass(slots=True)
class InitializeAnswer(WireValue):
    """The answer of ``POST /initialize``."""

    vault_id: str
    """The id of the new vault."""
    vault_key_id: str
    """The id of its primary key."""
    recovery_key_count: int
    """How many recovery keys were stored: 4."""


@dataclass(slots=True)
class Whoami(WireValue):
    """The answer of ``GET /whoami``."""

    organization_id: str
    """The organization, whose id is the salt of every derivation."""


@dataclass(slots=True)
class SecretAnswer(WireValue):
    """The answer of ``GET /secrets/{id}``: metadata and the sealed payload."""

    metadata: SecretMetadata
    """The secret without its payload."""
    encrypted_payload: str | None
    """The sealed payload; absent in an answer that carries metadata only."""


@dataclass(slots=True)
class KeyMaterial(WireValue):
    """A vault key as the service keeps it: the org key, wrapped, and who may ask for it."""

    id: str
    """A fresh UUID, the AAD of the wrapped key."""
    wrapped_org_encryption_key: str
    """The wrapped org key."""
    auth_hash: str
    """The auth hash of the master key that wraps it."""
    key_type: str
    """What the key is for: a ``KeyType``."""

    @classmethod
    def generate(cls, master_key: MasterKey, org_key: OrgKey, key_type: str) -> Self:
        """Wraps an org key under a master key, with a fresh id."""
        return call(inkseal_ffi.generate_key_material, master_key, org_key, key_type)


@dataclass(slots=True)
class InitializeRequest(WireValue):
    """The body of ``POST /initialize``."""

    vault_key: KeyMaterial
    """The primary key."""
    recovery_keys: tuple[KeyMaterial, ...]
    """Four recovery keys."""

    @classmethod
    def new(cls, org_key: OrgKey, primary: MasterKey, recovery: Iterable[MasterKey]) -> Self:
        """Wraps a new vault's org key for its vault key and its four recovery codes."""
        return call(inkseal_ffi.initialize_request, org_key, primary, list(recovery))


@dataclass(slots=True)
class ReplacePrimaryKeyRequest(WireValue):
    """The body of ``PUT /keys/primary``: a new vault key, and the proof that one may set it."""

    id: str
    """A fresh UUID, the AAD of the wrapped key."""
    wrapped_org_encryption_key: str
    """The org key, wrapped for the new vault key."""
    auth_hash: str
    """The new key's auth hash."""
    current_auth_hash: str | None = None
    """The auth hash of the vault key that goes."""
    recovery_auth_hash: str | None = None
    """The auth hash of the recovery code that is used up."""

    @classmethod
    def with_current(cls, current: MasterKey, new: MasterKey, org_key: OrgKey) -> Self:
        """Replaces the current vault key."""
        return call(inkseal_ffi.replace_primary_key_with_current, current, new, org_key)

    @classmethod
    def with_recovery(cls, code: MasterKey, new: MasterKey, org_key: OrgKey) -> Self:
        """Replaces the vault key with a recovery code."""
        return call(inkseal_ffi.replace_primary_key_with_recovery, code, new, org_key)


@dataclass(slots=True)
class CreateSecretRequest(WireValue):
    """The body of ``POST /secrets``."""

    id: str
    """A fresh UUID, the AAD of the payload."""
    name: str
    """The name, 1 to 255 characters. The service sees it."""
    secret_type: str
    """The type of the payload. The service sees it."""
    encrypted_payload: str
    """The sealed payload."""
    description: str | None = None
    """A description. The service sees it."""

    @classmethod
    def seal(cls, org_key: OrgKey, name: str, payload: SecretPayload, description: str | None = None) -> Self:
        """Seals a payload for a new secret with a fresh id.

        Fails with ``invalid_input`` for a name that is empty or past 255 characters, TOTP that makes no codes or
        a payload past 1 MiB, and ``unsupported`` for lossy text.
        """
        return call(inkseal_ffi.create_secret_request, org_key, name, payload, description)


@dataclass(slots=True)
class GrantRequest(WireValue):
    """The body of ``POST /secrets/{id}/access``."""

    identity_id: str
    """The identity that may read the secret."""


@dataclass(slots=True)
class UpdateSecretRequest(WireValue):
    """The body of ``PATCH /secrets/{id}``: only what changes."""

    name: str | None = None
    """A new name."""
    description: str | None = None
    """A new description."""
    removes_description: bool = False
    """Whether the description is removed: JSON's ``null``. It must have no new one then."""
    encrypted_payload: str | None = None
    """A newly sealed payload of the same type."""

    @classmethod
    def rename(cls, name: str) -> Self:
        """Changes the name. Fails with ``invalid_input`` unless it has 1 to 255 characters."""
        return call(inkseal_ffi.update_secret_name, name)

    @classmethod
    def describe(cls, description: str | None) -> Self:
        """Changes the description, or removes it."""
        return call(inkseal_ffi.update_secret_description, description)

    @classmethod
    def update_payload(cls, org_key: OrgKey, secret_id: str, payload: SecretPayload) -> Self:
        """Changes the payload, sealed under the secret's id.

        Whether the type is still that of the secret is for the caller to check: the service cannot. Fails as
        ``seal`` of an org key.
        """
        return call(inkseal_ffi.update_secret_payload, org_key, secret_id, payload)


@checked
def parse_keys(json: str) -> list[KeyMetadata]:
    """Reads the answer of ``GET /keys``. Fails with ``malformed`` if it is no list of keys."""
    return call(inkseal_ffi.parse_keys, json)


@checked
def parse_secrets(json: str) -> list[SecretMetadata]:
    """Reads the answer of ``GET /secrets``. Fails with ``malformed`` if it is no list of secrets."""
    return call(inkseal_ffi.parse_secrets, json)


@checked
def parse_access_rules(json: str) -> list[AccessRule]:
    """Reads the answer of ``GET /secrets/{id}/access``. Fails with ``malformed`` if it is no list of rules."""
    return call(inkseal_ffi.parse_access_rules, json)


@checked
def keys_to_json(keys: Iterable[KeyMetadata]) -> str:
    """Writes a list of keys as the service answers it."""
    return call(inkseal_ffi.keys_to_json, list(keys))


@checked
def secrets_to_json(secrets: Iterable[SecretMetadata]) -> str:
    """Writes a list of secrets as the service answers it."""
    return call(inkseal_ffi.secrets_to_json, list(secrets))


@checked
def access_rules_to_json(rules: Iterable[AccessRule]) -> str:
    """Writes a list of rules as the service answers it."""
    return call(inkseal_ffi.access_rules_to_json, list(rules))
