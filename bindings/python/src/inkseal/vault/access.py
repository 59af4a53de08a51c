"""Access rules: which identity may read which secret. They work locked: format 1 keeps them as policy."""

from __future__ import annotations

from collections.abc import Iterable

from ..call import call
from ..crossing import Handle
from ..direct import Reading
from ..metadata import AccessRule, SecretMetadata
from ..rows import read_list
from ..times import Time

_granted_to_rows = Reading("Vault", "granted_to_rows", texts=1)


class Access(Handle):
    """The access rules of a vault. An identity is named by its id or its handle."""

    __slots__ = ()

    def grant(self, secret_id: str, identity: str, *, now: Time | None = None) -> AccessRule:
        """Grants an identity a secret.

        Fails with ``not_found`` for either, and ``already_exists`` if it has the grant.
        """
        return call(self._native.grant, secret_id, identity, now)

    def revoke(self, secret_id: str, identity: str, *, now: Time | None = None) -> None:
        """Takes a grant away. What the identity has read before it still knows.

        Fails with ``not_found`` for either, or if there is no such grant.
        """
        call(self._native.revoke, secret_id, identity, now)

    def set_grants(self, identity: str, secret_ids: Iterable[str], *, now: Time | None = None) -> None:
        """Makes the grants of an identity exactly these secrets, in one step.

        Fails with ``not_found`` for the identity or a secret; nothing has changed then.
        """
        call(self._native.set_grants, identity, list(secret_ids), now)

    def access_of_secret(self, secret_id: str) -> list[AccessRule]:
        """The rules of one secret. Fails with ``not_found``."""
        return call(self._native.access_of_secret, secret_id)

    def granted_to(self, identity: str) -> list[SecretMetadata]:
        """The secrets that are granted to an identity, without their payloads, also to a paused one.

        Fails with ``not_found``.
        """
        return read_list(_granted_to_rows, self._native, identity)
