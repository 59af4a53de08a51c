"""Pages, records and grants (FORMAT-2.md, sections 6 to 8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import keys
import strict
from fields import Fields
from keys import digest, expand
from refusal import ascends, require

NONE = bytes(32)


def named(data: bytes | None, name: bytes) -> bytes:
    require(data is not None, "OBJ-2")
    require(digest(data) == name, "OBJ-1")
    return data


def page(data: bytes | None, name: bytes, vault: bytes, place: int, bits: int) -> list[tuple[bytes, bytes]]:
    if name == NONE:
        return []
    data = named(data, name)
    require(88 <= len(data) <= 1 << 20, "PAGE-1")
    fields = Fields(data, "PAGE-1")
    fields.magic(b"INKSEALP")
    of = fields.bytes(16)
    fields.bytes(16)
    entries = fields.entries(16, 32)
    require(of == vault, "PAGE-2")
    require(ascends([secret for secret, _ in entries]), "PAGE-3")
    require(all(int.from_bytes(secret, "big") >> 128 - bits == place for secret, _ in entries), "PAGE-4")
    return entries


@dataclass
class Head:
    key_id: bytes
    since: int
    revision: int
    previous: bytes
    history: int
    payload: bytes
    seal: bytes

    def lineage(self) -> dict[str, Any]:
        """What REC-8 is about."""
        numbers = {"since": self.since, "revision": self.revision, "history": self.history}
        return {"key_id_hex": self.key_id.hex(), **numbers}


def split(data: bytes) -> tuple[bytes, bytes] | None:
    """The head of a record, and the sealed payload behind it."""
    if len(data) < 144:
        return None
    length = 144 + int.from_bytes(data[108:112], "big")
    return (data[:length], data[length:]) if len(data) >= length else None


def head(data: bytes | None, name: bytes, vault: bytes, secret: bytes) -> Head:
    require(data is not None, "OBJ-2")
    parts = split(data)
    require(parts is not None and digest(parts[0]) == name, "OBJ-1")
    fields = Fields(parts[0], "REC-1")
    fields.magic(b"INKSEALR")
    of = fields.bytes(16), fields.bytes(16)
    key_id, since, revision = fields.bytes(16), fields.counter(), fields.counter()
    previous, history, _ = fields.bytes(32), fields.number(4), fields.number(4)
    made = Head(key_id, since, revision, previous, history, fields.bytes(32), fields.rest)
    require(len(made.seal) <= 65_672, "REC-1")
    require(of == (vault, secret), "REC-2")
    require(since <= revision, "REC-3")
    require(history < revision and (history == 0) == (previous == NONE), "REC-4")
    return made


def payload_of(made: Head, sealed: bytes, kind: str, key: bytes, vault: bytes, secret: bytes, epoch: int) -> dict[str, Any]:
    require(len(sealed) <= 1_049_672, "REC-1")
    require(digest(sealed) == made.payload, "REC-5")
    return strict.payload(kind, keys.open_padded(keys.PAYLOAD, key, vault, secret, epoch, made.revision, sealed))


def follows(newer: dict[str, Any], older: dict[str, Any]) -> None:
    """REC-8."""
    same = (newer["key_id_hex"], newer["since"]) == (older["key_id_hex"], older["since"])
    rekeyed = newer["since"] == newer["revision"]
    fits = newer["key_id_hex"] != older["key_id_hex"] if rekeyed else same
    require(newer["revision"] == older["revision"] + 1 and older["history"] >= newer["history"] - 1 and fits, "REC-8")


def grants(data: bytes | None, name: bytes, vault: bytes, identity: bytes, key: bytes, epoch: int):
    data = named(data, name)
    require(368 <= len(data) <= 8_396_912, "GRANT-1")
    fields = Fields(data, "GRANT-1")
    fields.magic(b"INKSEALG")
    require((fields.bytes(16), fields.bytes(16)) == (vault, identity), "GRANT-2")
    key = expand(key, "grants", vault, identity)
    fields = Fields(keys.open_padded(keys.GRANTS, key, vault, identity, epoch, 0, fields.rest), "GRANT-3")
    json = fields.bytes(fields.number(4))
    entries = fields.entries(16, 32)
    members = strict.parse(json)
    handle = strict.text(members, "handle", True)
    strict.text(members, "name")
    strict.text(members, "status", True)
    paused = strict.ids(members, "paused")
    require(ascends([secret for secret, _ in entries]), "GRANT-4")
    require(strict.short(handle), "GRANT-5")
    require(not paused if is_active(members) else not entries, "GRANT-6")
    return members, entries


def is_active(members: dict[str, Any]) -> bool:
    """A status that is not known counts as paused."""
    return members["status"] == "active"


def require_active(members: dict[str, Any]) -> None:
    require(is_active(members), "GRANT-7")
