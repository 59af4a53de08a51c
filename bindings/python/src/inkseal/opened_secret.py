"""Secrets that were opened."""

from __future__ import annotations

from dataclasses import dataclass

from .crossing import Record
from .metadata import SecretMetadata
from .payloads import SecretPayload


@dataclass(slots=True)
class OpenedSecret(Record):
    """A secret with its payload."""

    metadata: SecretMetadata
    """The secret without its payload. Not authenticated, except for the id."""
    payload: SecretPayload
    """The payload, which is secret."""


@dataclass(slots=True)
class Failure(Record):
    """Why one of many did not open."""

    code: str
    """The stable code of the error, such as ``corrupt``."""
    reason: str
    """The text, for people. It holds no secret."""


@dataclass(slots=True)
class OpenOutcome(Record):
    """One of many secrets that were opened at once: its payload, or why it does not open."""

    metadata: SecretMetadata
    """The secret without its payload. Not authenticated, except for the id."""
    payload: SecretPayload | None
    """The payload, which is secret; absent if it does not open."""
    failure: Failure | None
    """Why it does not open; absent if it does."""
