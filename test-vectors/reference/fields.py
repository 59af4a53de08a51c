"""Takes an object apart, field by field."""

from __future__ import annotations

from refusal import Refusal, require


class Fields:
    """The rest of some bytes; what ends too early breaks the rule about their length."""

    def __init__(self, data: bytes, rule: str) -> None:
        self.rest = data
        self.rule = rule

    def bytes(self, count: int) -> bytes:
        require(len(self.rest) >= count, self.rule)
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken

    def number(self, size: int) -> int:
        return int.from_bytes(self.bytes(size), "big")

    def counter(self) -> int:
        return counter(self.number(8))

    def magic(self, magic: bytes) -> None:
        require(self.bytes(8) == magic, self.rule)

    def end(self) -> None:
        require(not self.rest, self.rule)

    def entries(self, *sizes: int) -> list[tuple[bytes, ...]]:
        """The rest as entries of fields of these sizes."""
        size = sum(sizes)
        if len(self.rest) % size:
            raise Refusal(self.rule)
        entries = []
        while self.rest:
            entries.append(tuple(self.bytes(part) for part in sizes))
        return entries


def counter(value: int) -> int:
    require(1 <= value < 2**53, "BYTE-2")
    return value
