"""Changes of secrets: create, rename, describe, replace the payload, delete."""

from __future__ import annotations

from collections.abc import Iterable

from ..call import call
from ..crossing import Handle
from ..metadata import SecretMetadata
from ..payloads import SecretPayload
from ..times import Time


class Changes(Handle):
    """The secrets of a vault, to change them."""

    __slots__ = ()

    def create(
        self, name: str, payload: SecretPayload, *, description: str | None = None, now: Time | None = None
    ) -> SecretMetadata:
        """Seals a payload as a new secret. Its type follows from the payload.

        Fails with ``locked``; ``invalid_input`` for a name that is empty or past 255 characters, TOTP that makes no
        codes or a payload past 1 MiB; and ``unsupported`` for lossy text.
        """
        return call(self._native.create, name, payload, description, now)

    def create_granted(
        self,
        name: str,
        payload: SecretPayload,
        identities: Iterable[str],
        *,
        description: str | None = None,
        now: Time | None = None,
    ) -> SecretMetadata:
        """``create``, granted to identities in the same step.

        There is no moment at which the secret exists without its readers. Fails as ``create``, and with
        ``not_found`` for an identity.
        """
        return call(self._native.create_granted, name, payload, list(identities), description, now)

    def rename(self, id: str, name: str, *, now: Time | None = None) -> SecretMetadata:
        """Gives a secret another name. Works locked.

        Fails with ``not_found``, and with ``invalid_input`` unless the name has 1 to 255 characters.
        """
        return call(self._native.rename, id, name, now)

    def describe(self, id: str, description: str | None, *, now: Time | None = None) -> SecretMetadata:
        """Gives a secret another description, or none. Works locked. Fails with ``not_found``."""
        return call(self._native.describe, id, description, now)

    def update_payload(self, id: str, payload: SecretPayload, *, now: Time | None = None) -> SecretMetadata:
        """Replaces the payload of a secret by one of the same type.

        Fails as ``create``, with ``not_found`` and with ``type_mismatch``.
        """
        return call(self._native.update_payload, id, payload, now)

    def delete(self, id: str, *, now: Time | None = None) -> SecretMetadata:
        """Deletes a secret and returns what it was. Works locked. Fails with ``not_found``."""
        return call(self._native.delete, id, now)
