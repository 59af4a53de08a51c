"""Identities: the agents that secrets are granted to. All of it works locked."""

from __future__ import annotations

from collections.abc import Iterable

from ..call import call
from ..crossing import Handle
from ..metadata import Identity
from ..times import Time


class Identities(Handle):
    """The identities of a vault. One is named by its id or its handle."""

    __slots__ = ()

    def identities(self) -> list[Identity]:
        """Every identity, in the order of the file."""
        return call(self._native.identities)

    def identity(self, id_or_handle: str) -> Identity:
        """The identity with this id or else with this handle. Fails with ``not_found``."""
        return call(self._native.identity, id_or_handle)

    def create_identity(
        self,
        agent_handle: str,
        *,
        display_name: str | None = None,
        secret_ids: Iterable[str] = (),
        now: Time | None = None,
    ) -> Identity:
        """Makes an identity and grants it secrets, in one step.

        Fails with ``invalid_input`` for a handle that is empty or past 255 characters, ``already_exists`` if it is
        taken, and ``not_found`` for a secret.
        """
        return call(self._native.create_identity, agent_handle, display_name, list(secret_ids), now)

    def rename_identity(self, id_or_handle: str, agent_handle: str, *, now: Time | None = None) -> Identity:
        """Gives an identity another handle. Its grants stay.

        Fails with ``not_found``, and for the new handle with ``invalid_input`` or ``already_exists``.
        """
        return call(self._native.rename_identity, id_or_handle, agent_handle, now)

    def set_display_name(self, id_or_handle: str, display_name: str | None, *, now: Time | None = None) -> Identity:
        """Sets an identity's name for people, or removes it. Fails with ``not_found``."""
        return call(self._native.set_display_name, id_or_handle, display_name, now)

    def pause_identity(self, id_or_handle: str, *, now: Time | None = None) -> Identity:
        """Pauses an identity: it reads nothing until it is resumed. Its grants stay. Fails with ``not_found``."""
        return call(self._native.pause_identity, id_or_handle, now)

    def resume_identity(self, id_or_handle: str, *, now: Time | None = None) -> Identity:
        """Lets a paused identity read again. Fails with ``not_found``."""
        return call(self._native.resume_identity, id_or_handle, now)

    def delete_identity(self, id_or_handle: str, *, now: Time | None = None) -> Identity:
        """Deletes an identity and every rule that names it, and returns what it was. Fails with ``not_found``."""
        return call(self._native.delete_identity, id_or_handle, now)
