"""What an import and a check of a vault found."""

from __future__ import annotations

from dataclasses import dataclass

from .crossing import Record
from .metadata import SecretMetadata
from .opened_secret import Failure


@dataclass(slots=True)
class ImportFailure(Record):
    """A secret that could not be carried over, and why."""

    id: str
    """Its id; empty for an entry that is no secret."""
    failure: Failure
    """Why."""


@dataclass(slots=True)
class ImportReport(Record):
    """What an import did."""

    added: tuple[SecretMetadata, ...]
    """What is new."""
    unchanged: tuple[str, ...]
    """The ids of secrets that were there already, with the same content."""
    differing: tuple[str, ...]
    """The ids of secrets that are there with other content. They were left as they are."""
    failed: tuple[ImportFailure, ...]
    """The secrets that do not open in the source."""


@dataclass(slots=True)
class VerifyReport(Record):
    """Whether one secret opens."""

    id: str | None
    """The id; absent for an entry of the file that is no secret or has another's id."""
    name: str | None
    """The name, not authenticated; absent if unknown."""
    secret_type: str
    """The type, not authenticated."""
    failure: Failure | None
    """Why it does not open; absent if it does."""
