"""Secrets: list, find, open."""

from __future__ import annotations

import builtins

from ..call import call
from ..credentials import Credentials
from ..crossing import Handle
from ..direct import Reading
from ..errors import InvalidInputError
from ..metadata import SecretMetadata
from ..opened_secret import OpenedSecret, OpenOutcome
from ..payloads import SecretType
from ..rows import read_list, read_opened, read_outcomes
from ..secret_text import SecretText
from ..vault_key import borrowed
from ..webhook import Freshness, Headers, native_headers

_list_rows = Reading("Vault", "list_rows")
_list_type_rows = Reading("Vault", "list_type_rows", texts=1)
_search_rows = Reading("Vault", "search_rows", texts=1)
_open_row = Reading("Vault", "open_row", texts=1)
_open_all_rows = Reading("Vault", "open_all_rows")
_open_granted_rows = Reading("Vault", "open_granted_rows", texts=1)
_TYPES = frozenset(SecretType)


class Secrets(Handle):
    """The secrets of a vault, to read them."""

    __slots__ = ()

    def list(self) -> builtins.list[SecretMetadata]:
        """Every secret without its payload, in the order of the file. Works locked.

        Names, descriptions, types and times are not authenticated.
        """
        return read_list(_list_rows, self._native)

    def list_type(self, secret_type: str) -> builtins.list[SecretMetadata]:
        """``list``, of one type: a ``SecretType``.

        Fails with ``invalid_input`` for another spelling that no secret has.
        """
        secrets = read_list(_list_type_rows, self._native, secret_type)
        if not secrets and secret_type not in _TYPES:
            raise InvalidInputError(f"no secret is of this type, and the types are {', '.join(sorted(_TYPES))}")
        return secrets

    def search(self, text: str) -> builtins.list[SecretMetadata]:
        """``list``, of secrets whose name contains a text, in any case."""
        return read_list(_search_rows, self._native, text)

    def metadata(self, id: str) -> SecretMetadata:
        """One secret without its payload. Works locked. Fails with ``not_found``."""
        return call(self._native.metadata, id)

    def find(self, name_or_id: str) -> str:
        """The id of the secret that has this id or exactly this name.

        Fails with ``not_found``, or with ``invalid_input`` and the ids if several have the name.
        """
        return call(self._native.find, name_or_id)

    def open(self, id: str) -> OpenedSecret:
        """Opens one secret.

        Fails with ``locked``, ``not_found``, ``corrupt`` if the payload does not open, and ``malformed`` if it is
        no sealed data or does not fit its type.
        """
        return read_opened(_open_row, self._native, id)

    def open_text(self, id: str) -> SecretText:
        """The payload of one secret as the JSON text that was sealed, whether or not it fits its type.

        Fails as ``open``.
        """
        return call(self._native.open_text, id)

    def open_all(self) -> builtins.list[OpenOutcome]:
        """Opens every secret in one call. What does not open has its own failure beside it.

        Fails with ``locked``.
        """
        return read_outcomes(_open_all_rows, self._native)

    def open_granted(self, identity: str) -> builtins.list[OpenOutcome]:
        """Opens every secret that is granted to an identity, which is named by its id or handle.

        Fails with ``locked``, ``not_found``, and ``access_denied`` if the identity is paused.
        """
        return read_outcomes(_open_granted_rows, self._native, identity)

    def credentials(self, identity: str) -> Credentials:
        """The view of one identity, named by its id or handle: only what is granted to it.

        Fails with ``not_found``.
        """
        view: Credentials = call(self._native.credentials, identity)
        # Whoever holds the view alone holds the vault too, whose keys are wiped in the child of a fork.
        view._vault = self
        return view

    def verify_webhook(
        self,
        id: str,
        headers: Headers,
        body: bytes | bytearray | memoryview,
        freshness: Freshness | None = None,
    ) -> bool:
        """Verifies a webhook with the signing key that a secret holds.

        That is the key of an API key, the data of an other, the secret key of a key pair or the password of a
        login. Fails as ``open``, and with ``type_mismatch`` for any other type. A request that does not verify is
        false, never an error.
        """
        with borrowed(body) as content:
            return call(self._native.verify_webhook, id, native_headers(headers), content, freshness)
