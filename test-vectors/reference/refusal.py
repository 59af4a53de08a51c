"""What a reader refuses: a rule of FORMAT-2.md, with the code that the rule has there."""

from __future__ import annotations

import re
from pathlib import Path

SPECIFICATION = Path(__file__).parents[2] / "core" / "FORMAT-2.md"

CODES: dict[str, str] = {
    match[1]: match[2]
    for match in re.finditer(r"^\| ([A-Z]+-\d+) \| .* \| `(\w+)` \|$", SPECIFICATION.read_text("utf-8"), re.MULTILINE)
}


class Refusal(Exception):
    """A rule is broken."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.code = CODES[rule]

    def shown(self) -> dict[str, str]:
        return {"error": self.code, "rule": self.rule}


def require(holds: bool, rule: str) -> None:
    """Refuses by a rule unless something holds."""
    if not holds:
        raise Refusal(rule)


def ascends(items: list) -> bool:
    """BYTE-5."""
    return all(one < other for one, other in zip(items, items[1:]))
