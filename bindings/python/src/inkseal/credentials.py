"""The vault as one agent sees it."""

from __future__ import annotations

import builtins
from typing import final

from .call import call
from .crossing import Handle
from .direct import Reading
from .metadata import Identity, SecretMetadata
from .opened_secret import OpenedSecret
from .payloads import ApiKeyPayload, KeyPairPayload, LoginPayload, OtherPayload, SecretPayload, SshKeyPayload
from .rows import read_list, read_opened
from .secret_text import Text
from .times import Time
from .totp import TotpCode, TotpConfig

_list_rows = Reading("Credentials", "list_rows")
_get_row = Reading("Credentials", "get_row", texts=1)


@final
class Credentials(Handle):
    """What is granted to one identity, always as of the present.

    What is not granted is ``not_found``, as if it did not exist. A paused identity gets ``access_denied``, a
    locked vault is ``locked``. This is policy: whoever holds the vault itself can read everything.
    """

    __slots__ = ("_vault",)
    _vault: Handle

    def identity(self) -> Identity:
        """The identity whose view this is. Fails with ``not_found`` if it has been deleted."""
        return call(self._native.identity)

    def list(self) -> builtins.list[SecretMetadata]:
        """Every granted secret, without its payload. Fails with ``locked`` and ``access_denied``."""
        return read_list(_list_rows, self._native)

    def list_type(self, secret_type: str) -> builtins.list[SecretMetadata]:
        """``list``, of one type."""
        return call(self._native.list_type, secret_type)

    def find(self, name_or_id: str) -> str:
        """The id of the granted secret that has this id or exactly this name.

        Fails as ``list``, with ``not_found``, and with ``invalid_input`` and the ids if several have the name.
        """
        return call(self._native.find, name_or_id)

    def get(self, id: str) -> OpenedSecret:
        """Opens one granted secret of any type.

        Fails as ``list``, with ``not_found`` if it is not granted, and with ``corrupt`` or ``malformed``.
        """
        return read_opened(_get_row, self._native, id)

    def list_logins(self) -> builtins.list[SecretMetadata]:
        """``list``, of logins."""
        return call(self._native.list_logins)

    def get_login(self, id: str) -> LoginPayload:
        """Opens one login. Fails as ``get``, and with ``type_mismatch``."""
        return call(self._native.get_login, id)

    def list_api_keys(self) -> builtins.list[SecretMetadata]:
        """``list``, of API keys."""
        return call(self._native.list_api_keys)

    def get_api_key(self, id: str) -> ApiKeyPayload:
        """Opens one API key. Fails as ``get``, and with ``type_mismatch``."""
        return call(self._native.get_api_key, id)

    def list_key_pairs(self) -> builtins.list[SecretMetadata]:
        """``list``, of key pairs."""
        return call(self._native.list_key_pairs)

    def get_key_pair(self, id: str) -> KeyPairPayload:
        """Opens one key pair. Fails as ``get``, and with ``type_mismatch``."""
        return call(self._native.get_key_pair, id)

    def list_ssh_keys(self) -> builtins.list[SecretMetadata]:
        """``list``, of SSH keys."""
        return call(self._native.list_ssh_keys)

    def get_ssh_key(self, id: str) -> SshKeyPayload:
        """Opens one SSH key. Fails as ``get``, and with ``type_mismatch``."""
        return call(self._native.get_ssh_key, id)

    def list_others(self) -> builtins.list[SecretMetadata]:
        """``list``, of secrets of type other."""
        return call(self._native.list_others)

    def get_other(self, id: str) -> OtherPayload:
        """Opens one secret of type other. Fails as ``get``, and with ``type_mismatch``."""
        return call(self._native.get_other, id)

    def totp_code(self, id: str, *, now: Time | None = None) -> TotpCode:
        """The current TOTP code of a granted login, at a Unix time in seconds or now.

        Fails as ``get_login``, with ``not_found`` without TOTP, and with ``unsupported``.
        """
        return call(self._native.totp_code, id, now)

    def create(
        self, name: str, payload: SecretPayload, *, description: str | None = None, now: Time | None = None
    ) -> SecretMetadata:
        """Seals a new secret and grants it to this identity, in one step.

        Fails as ``list``, and as ``create`` of a vault.
        """
        return call(self._native.create, name, payload, description, now)

    def set_totp(self, id: str, totp: TotpConfig, *, now: Time | None = None) -> SecretMetadata:
        """Sets or replaces the TOTP configuration of a granted login.

        Fails as ``get``, and as ``set_totp`` of a vault.
        """
        return call(self._native.set_totp, id, totp, now)

    def set_totp_uri(self, id: str, uri: Text, *, now: Time | None = None) -> SecretMetadata:
        """``set_totp`` from an ``otpauth`` URI, which is secret."""
        return call(self._native.set_totp_uri, id, uri, now)

    def remove_totp(self, id: str, *, now: Time | None = None) -> SecretMetadata:
        """Removes the TOTP configuration of a granted login. Fails as ``get``, and with ``type_mismatch``."""
        return call(self._native.remove_totp, id, now)
