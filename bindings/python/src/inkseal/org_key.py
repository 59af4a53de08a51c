"""Org keys: what seals every payload of a format-1 vault."""

from __future__ import annotations

from typing import Self, final

from ._native import inkseal_ffi
from .call import call
from .direct import Exposing
from .lockable import Lockable
from .payloads import SecretPayload
from .secret_text import SecretText
from .vault_key import VaultKey, borrowed

_expose_bytes = Exposing("OrgKey", "expose_bytes")


@final
class OrgKey(Lockable):
    """The key of a vault: 32 random bytes, made once and wrapped for each vault key.

    Changing the vault key does not change it. It has no printed form and is wiped by ``lock()``, at the end of
    its ``with`` block, and when nothing refers to it.
    """

    __slots__ = ()

    @classmethod
    def generate(cls) -> Self:
        """Makes a new key. Fails with ``io`` if the system gives no random bytes."""
        return call(inkseal_ffi.OrgKey.generate)

    @classmethod
    def from_bytes(cls, octets: VaultKey) -> Self:
        """Takes a key from its bytes: exactly 32, else ``invalid_input``."""
        with borrowed(octets) as key:
            return call(inkseal_ffi.OrgKey.from_bytes, key)

    def expose_bytes(self) -> bytearray:
        """The 32 bytes of the key. Whoever has them has to ``wipe`` them."""
        return call(_expose_bytes, self)

    def seal(self, secret_id: str, payload: SecretPayload) -> str:
        """Seals a payload for the secret with this id.

        Fails with ``invalid_input`` if the id is empty or the payload past 1 MiB, and with ``unsupported`` if a
        member is lossy.
        """
        return call(self._native.seal, secret_id, payload)

    def open(self, secret_id: str, secret_type: str, blob: str) -> SecretPayload:
        """Opens the payload of the secret with this id.

        Fails with ``malformed`` if the blob is no sealed data or does not fit the type, and ``corrupt`` if it
        does not open.
        """
        return call(self._native.open, secret_id, secret_type, blob)

    def open_text(self, secret_id: str, blob: str) -> SecretText:
        """Opens a payload as the JSON text that was sealed, whatever it is. Fails as ``open``."""
        return call(self._native.open_text, secret_id, blob)

    def open_without_aad(self, secret_type: str, blob: str) -> SecretPayload:
        """Opens a payload that an early browser console sealed without its secret's id.

        Nothing binds such a payload to its secret. Fails as ``open``.
        """
        return call(self._native.open_without_aad, secret_type, blob)

    def open_text_without_aad(self, blob: str) -> SecretText:
        """``open_text`` for a payload that was sealed without its secret's id."""
        return call(self._native.open_text_without_aad, blob)
