"""A vault as a container of its secrets."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import AmbiguousError, NotFoundError
from ..metadata import SecretMetadata
from ..opened_secret import OpenedSecret
from .secrets import Secrets


class Container(Secrets):
    """The secrets of a vault by their names, as Python reads containers."""

    __slots__ = ()

    def __iter__(self) -> Iterator[SecretMetadata]:
        """The secrets without their payloads, in the order of the file, as ``list``."""
        return iter(self.list())

    def __contains__(self, name_or_id: object) -> bool:
        """Whether a secret has this name or id."""
        if isinstance(name_or_id, SecretMetadata):
            name_or_id = name_or_id.id
        if not isinstance(name_or_id, str):
            return False
        try:
            self.find(name_or_id)
        except AmbiguousError:
            return True
        except NotFoundError:
            return False
        return True

    def __getitem__(self, name_or_id: str) -> OpenedSecret:
        """Opens the secret with this name or id: ``find`` and ``open``, and fails as they do."""
        return self.open(self.find(name_or_id))
