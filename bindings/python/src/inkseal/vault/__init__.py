"""The vault, in memory or in its file."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self, final

from .._native import inkseal_ffi
from ..call import call
from ..crossing import Record
from ..errors import UnsavedChangesWarning
from ..lockable import Lockable
from ..master_key import MasterKey
from ..metadata import KeyMetadata, VaultInfo
from ..secret_text import SecretText
from ..times import Time
from ..vault_key import VaultKey, borrowed
from ..wire import UnlockAnswer
from .access import Access
from .changes import Changes
from .container import Container
from .file import File
from .identities import Identities
from .keys import Keys
from .totp import Totp
from .transfer import Transfer

__all__ = ["Initialized", "Vault"]


@final
class Vault(Container, Changes, Totp, Access, Identities, Keys, File, Transfer, Lockable):
    """A vault: parsed from text or opened at a path, changed in memory, written back.

    A vault is locked or unlocked. Unlocking derives once and unwraps the org key; payloads are opened one by one
    when they are asked for. ``info``, ``list``, ``delete``, ``rename``, keys, identities and access rules work
    locked. A ``with`` block locks the vault at its end, and warns (``UnsavedChangesWarning``) if the vault's file lacks
    changes that were made: they are still there, for ``save``.

    ``name in vault``, ``for secret in vault`` and ``vault[name]``, which opens, work as Python users expect.

    Times are ``datetime`` or Unix seconds, and now where none is given. Ids are compared without regard to ASCII case. A vault may
    be used by several threads: readers work side by side, and a change waits for them. Other threads run during
    a call.
    """

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parses the text of a vault file. The vault is locked.

        Fails with ``malformed`` if it is no vault file, larger than 256 MiB or nested deeper than 64, and
        ``unsupported`` if it is of another format. A secret that is damaged does not hurt the others.
        """
        return call(inkseal_ffi.Vault.parse, text)

    @classmethod
    def initialize(cls, organization_id: str, vault_key: VaultKey, *, now: Time | None = None) -> Initialized:
        """Makes a new vault with a vault key and four recovery codes: five derivations, about half a second.

        Fails with ``weak_vault_key`` for the vault key, ``invalid_input`` if the organization id is shorter than 8
        bytes, ``out_of_memory``, and ``io`` if the system gives no random bytes.
        """
        with borrowed(vault_key) as key:
            return call(inkseal_ffi.initialize_vault, organization_id, key, now)

    @classmethod
    def initialize_with(
        cls, organization_id: str, primary: MasterKey, recovery: Iterable[MasterKey], *, now: Time | None = None
    ) -> Self:
        """Makes a new vault with keys that are derived already.

        They are that of the vault key, which the caller has checked, and those of four recovery codes.
        """
        return call(inkseal_ffi.Vault.initialize_with, organization_id, primary, list(recovery), now)

    @classmethod
    def from_unlock_answer(
        cls, organization_id: str, keys: Iterable[KeyMetadata], answer: UnlockAnswer, vault_key: VaultKey
    ) -> Self:
        """Makes an unlocked vault of the service's answer to an unlock and its list of keys.

        Only the key that was used can unlock it later. Fails with ``wrong_vault_key`` if the answer has no wrapped
        key, and ``corrupt`` if it does not open.
        """
        with borrowed(vault_key) as key:
            return call(inkseal_ffi.Vault.from_unlock_answer, organization_id, list(keys), answer, key)

    @classmethod
    def from_unlock_answer_with(
        cls, organization_id: str, keys: Iterable[KeyMetadata], answer: UnlockAnswer, master_key: MasterKey
    ) -> Self:
        """``from_unlock_answer`` with a key that is derived already."""
        return call(inkseal_ffi.Vault.from_unlock_answer_with, organization_id, list(keys), answer, master_key)

    def to_text(self) -> str:
        """The vault as the text of its file. Nothing that was read is dropped."""
        return call(self._native.to_text)

    def replace_contents(self, text: str) -> None:
        """Reads the contents anew from the text of a newer file of the same vault, and stays unlocked.

        Fails as ``parse``, and with ``conflict`` if it is the text of another vault.
        """
        call(self._native.replace_contents, text)

    def unlock(self, vault_key: VaultKey) -> None:
        """Unlocks with a vault key or a recovery code, as UTF-8; the caller wipes its own copy.

        It takes about 0.1 s and 64 MiB; readers do not wait for it. No payload is opened. Fails with
        ``wrong_vault_key`` if no key of the vault belongs to it, ``corrupt`` if its wrapped org key is damaged, and
        ``out_of_memory``. The vault stays as it was.
        """
        with borrowed(vault_key) as key:
            call(self._native.unlock, key)

    def unlock_with(self, master_key: MasterKey) -> None:
        """``unlock`` with a key that is derived already."""
        call(self._native.unlock_with, master_key)

    @property
    def is_unlocked(self) -> bool:
        """Whether payloads can be opened."""
        return call(self._native.is_unlocked)

    def __repr__(self) -> str:
        info = self.info()
        place = "in memory" if self.path is None else f"in {str(self.path)!r}"
        return f"<Vault {place}, {info.secret_count} secrets, {'unlocked' if self.is_unlocked else 'locked'}>"

    def __exit__(self, *raised: object) -> None:
        try:
            # Whoever leaves with an error may not want what was changed.
            unsaved = raised[:1] in ((), (None,)) and self.has_unsaved_changes()
        finally:
            self.lock()
        if unsaved:
            text = f"{self.path} lacks changes that were made in this block: save() them in it, or reload()"
            warnings.warn(text, UnsavedChangesWarning, stacklevel=2)

    def info(self) -> VaultInfo:
        """What the vault says of itself. Works locked."""
        return call(self._native.info)

    def accept_payloads_without_aad(self, accept: bool) -> None:
        """Lets payloads open that an early browser console sealed without their secret's id.

        Whoever stores the vault can swap two of those: ask for this only where it is needed.
        """
        call(self._native.accept_payloads_without_aad, accept)


@dataclass(slots=True)
class Initialized(Record):
    """A new vault, and the codes that open it when the vault key is lost."""

    vault: Vault
    """The vault, unlocked."""
    recovery_codes: tuple[SecretText, ...]
    """Four recovery codes, which are secret and exist nowhere else."""
