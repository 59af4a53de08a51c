"""The keys of a vault: change, recover, replace the recovery codes, remove."""

from __future__ import annotations

from collections.abc import Iterable

from ..call import call
from ..crossing import Handle
from ..master_key import MasterKey
from ..metadata import KeyMetadata
from ..secret_text import SecretText
from ..times import Time
from ..vault_key import VaultKey, borrowed


class Keys(Handle):
    """The keys of a vault."""

    __slots__ = ()

    def change_vault_key(self, current: VaultKey, new: VaultKey, *, now: Time | None = None) -> KeyMetadata:
        """Replaces the vault key, given the current one: two derivations. The vault is unlocked after.

        The org key stays: whoever has an old file and the old vault key reads on. Fails with ``weak_vault_key`` or
        ``invalid_input`` for the new one, ``wrong_vault_key`` if ``current`` is none of this vault or a recovery
        code, ``corrupt``, and ``already_exists`` if ``new`` is a recovery code.
        """
        with borrowed(current) as old, borrowed(new) as key:
            return call(self._native.change_vault_key, old, key, now)

    def change_vault_key_with(self, current: MasterKey, new: MasterKey, *, now: Time | None = None) -> KeyMetadata:
        """``change_vault_key`` with keys that are derived already; the caller has checked the new one."""
        return call(self._native.change_vault_key_with, current, new, now)

    def recover(self, recovery_code: VaultKey, new: VaultKey, *, now: Time | None = None) -> KeyMetadata:
        """Replaces the vault key, given a recovery code, which is used up: two derivations.

        Every other key but the recovery keys goes. The vault is unlocked after. Fails as ``change_vault_key``.
        """
        with borrowed(recovery_code) as code, borrowed(new) as key:
            return call(self._native.recover, code, key, now)

    def recover_with(self, code: MasterKey, new: MasterKey, *, now: Time | None = None) -> KeyMetadata:
        """``recover`` with keys that are derived already; the caller has checked the new one."""
        return call(self._native.recover_with, code, new, now)

    def replace_recovery_codes(self, *, now: Time | None = None) -> list[SecretText]:
        """Replaces all recovery codes by four new ones: four derivations. They exist nowhere else.

        Fails with ``locked``.
        """
        return call(self._native.replace_recovery_codes, now)

    def replace_recovery_codes_with(self, keys: Iterable[MasterKey], *, now: Time | None = None) -> None:
        """``replace_recovery_codes`` with the keys of four codes that are derived already.

        Fails with ``locked``, ``invalid_input`` unless there are four, and ``already_exists`` if the vault has one
        of them.
        """
        call(self._native.replace_recovery_codes_with, list(keys), now)

    def keys(self) -> list[KeyMetadata]:
        """The keys of the vault, without what they wrap. Works locked."""
        return call(self._native.keys)

    def keys_of(self, key_type: str) -> list[KeyMetadata]:
        """``keys``, of one kind: a ``KeyType``."""
        return call(self._native.keys_of, key_type)

    def remove_key(self, id_or_auth_hash: str, *, now: Time | None = None) -> KeyMetadata:
        """Removes a key by its id or its auth hash, and returns what it was. Works locked.

        Fails with ``not_found``, and with ``conflict`` for the last primary key.
        """
        return call(self._native.remove_key, id_or_auth_hash, now)
