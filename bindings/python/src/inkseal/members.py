"""Members of a payload that this version does not know."""

from __future__ import annotations

from dataclasses import dataclass

from .crossing import Record
from .secret_text import Hiding, SecretText, Text


@dataclass(slots=True, init=False, repr=False)
class Member(Hiding, Record):
    """One member of a JSON object that this version does not know. It is kept and written back as it was."""

    name: SecretText
    """Its name, secret as all of a payload."""
    value: SecretText
    """Its value as JSON text, secret. Numbers keep their spelling."""

    def __init__(self, name: Text, value: Text) -> None:
        self.name = SecretText.of(name)
        self.value = SecretText.of(value)
