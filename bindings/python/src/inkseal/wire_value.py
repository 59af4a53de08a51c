"""Values that the service sends and is sent. Not public."""

from __future__ import annotations

import re
from typing import Any, Self

from ._native import inkseal_ffi
from .call import call
from .crossing import Record


class WireValue(Record):
    """A value with the JSON of the service."""

    __slots__ = ()

    @classmethod
    def from_json(cls, json: str) -> Self:
        """Reads the value from the JSON of the service. Fails with ``malformed`` if it is something else."""
        return call(_function(cls, "from_json"), json)

    def to_json(self) -> str:
        """Writes the value as the JSON of the service."""
        return call(_function(type(self), "to_json"), self)


def _function(value: type[WireValue], which: str) -> Any:
    """`secret_answer_from_json` and its like."""
    name = re.sub(r"\B(?=[A-Z])", "_", value.__name__).lower()
    return getattr(inkseal_ffi, f"{name}_{which}")
