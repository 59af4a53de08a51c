"""Master keys: what Argon2id makes of a vault key or recovery code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self, final

from ._native import inkseal_ffi
from .call import call
from .crossing import Record
from .direct import Exposing
from .lockable import Lockable
from .org_key import OrgKey
from .vault_key import VaultKey, borrowed

_expose_bytes = Exposing("MasterKey", "expose_bytes")


@dataclass(slots=True)
class UnwrappedKey(Record):
    """An unwrapped org key, and the id of the vault key that it was wrapped for."""

    key_id: str
    """The id of the vault key."""
    org_key: OrgKey
    """The org key."""


@final
class MasterKey(Lockable):
    """The key that wraps the org key.

    It has no printed form and is wiped by ``lock()``, at the end of its ``with`` block, and when nothing refers
    to it.
    """

    __slots__ = ()

    @classmethod
    def derive(cls, vault_key: VaultKey, organization_id: str) -> Self:
        """Derives the key of a vault key or recovery code: about 0.1 s and 64 MiB.

        The vault key is secret UTF-8, used as it is spelled; the caller wipes its own copy. Fails with
        ``invalid_input`` if it is not UTF-8 or the organization id is shorter than 8 bytes, and with
        ``out_of_memory``.
        """
        with borrowed(vault_key) as key:
            return call(inkseal_ffi.MasterKey.derive, key, organization_id)

    @classmethod
    def from_bytes(cls, octets: VaultKey) -> Self:
        """Takes a key that was derived before: exactly 32 bytes, else ``invalid_input``."""
        with borrowed(octets) as key:
            return call(inkseal_ffi.MasterKey.from_bytes, key)

    def expose_bytes(self) -> bytearray:
        """The 32 bytes of the key. Whoever has them has to ``wipe`` them."""
        return call(_expose_bytes, self)

    def auth_hash(self) -> str:
        """What proves to the service that one has the key: lower-case hex of its SHA-256.

        No secret of the vault.
        """
        return call(self._native.auth_hash)

    def wrap(self, org_key: OrgKey, key_id: str) -> str:
        """Wraps an org key for the vault key with this id."""
        return call(self._native.wrap, org_key, key_id)

    def unwrap(self, key_id: str, wrapped: str) -> OrgKey:
        """Unwraps the org key that was wrapped for the vault key with this id.

        Fails with ``malformed`` if it is no sealed data and ``corrupt`` if it does not open.
        """
        return call(self._native.unwrap, key_id, wrapped)

    def unwrap_any(self, key_ids: Iterable[str], wrapped: str) -> UnwrappedKey:
        """Unwraps the org key when it is not known for which vault key it was wrapped. Fails as ``unwrap``."""
        return call(self._native.unwrap_any, list(key_ids), wrapped)
