"""Roots: opening, and what a device that has seen one says of another (FORMAT-2.md, sections 6, 9 and 10)."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field

import keys
from fields import Fields, counter
from keys import Z16, digest, expand
from refusal import Refusal, ascends, require
from texts import Checkpoint, Token

NONE = bytes(32)


@dataclass
class Slot:
    id: bytes
    parameters: bytes
    seal: bytes

    @property
    def kind(self) -> int:
        return self.parameters[0]

    @property
    def cost(self) -> tuple[int, int, int]:
        fields = Fields(self.parameters[4:16], "KDF-2")
        return fields.number(4), fields.number(4), fields.number(4)


@dataclass
class Root:
    """A root whose beginning has been checked. Its lists are read once a MAC vouches for it."""

    data: bytes
    slots: list[Slot] = field(default_factory=list)
    writers: list[tuple[bytes, int]] = field(default_factory=list)
    identities: list[tuple[bytes, bytes]] = field(default_factory=list)
    pages: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        data = self.data
        require(328 <= len(data) <= 364_536, "ROOT-1")
        fields = Fields(data, "ROOT-1")
        fields.magic(b"INKSEAL2")
        require(fields.number(2) == 1, "ROOT-2")
        slots, bits, writers, identities = fields.number(1), fields.number(1), fields.number(2), fields.number(2)
        require(1 <= slots <= 16 and bits <= 10 and 1 <= writers <= 64 and identities <= 4096, "ROOT-3")
        self.counts = (writers, identities, 1 << bits)
        require(len(data) == 120 + 152 * slots + 24 * writers + 80 * identities + 32 * (1 << bits), "ROOT-1")
        self.signed = data[: -32 * (1 + identities)]
        self.macs = [data[start : start + 32] for start in range(len(self.signed), len(data), 32)]
        self.digest = digest(self.signed)
        self.vault = fields.bytes(16)
        self.epoch, self.seq, self.floor = (fields.number(8) for _ in range(3))
        self.previous = fields.bytes(32)
        for _ in range(slots):
            slot = Slot(fields.bytes(16), fields.bytes(32), fields.bytes(104))
            require(slot.kind in (1, 2), "KDF-1")
            require(not any(slot.parameters[1:4]) and (slot.kind == 1 or slot.cost == (0, 0, 0)), "KDF-2")
            self.slots.append(slot)
        counter(self.epoch)
        counter(self.seq)
        require(self.floor < 2**53, "BYTE-2")
        require(1 <= sum(slot.kind == 1 for slot in self.slots) <= 4, "ROOT-4")
        require(ascends([slot.id for slot in self.slots]), "ROOT-5")
        require(self.epoch <= self.seq and self.floor < self.seq, "ROOT-6")
        require((self.seq == 1) == (self.previous == NONE), "ROOT-7")
        self.lists = fields.rest

    def check_costs(self) -> None:
        """KDF-3 and KDF-4, of all slots."""
        check_costs([slot.cost for slot in self.slots if slot.kind == 1])

    def open_with_code(self, code: bytes) -> bytes:
        """The root key."""
        return self.open_slot(2, lambda slot: keys.code_slot_key(code, slot.parameters[16:]))

    def open_with_vault_key(self, vault_key: bytes) -> bytes:
        """The root key."""
        return self.open_slot(1, lambda slot: keys.vault_key_slot_key(vault_key, slot.parameters))

    def open_slot(self, kind: int, slot_key: Callable[[Slot], bytes]) -> bytes:
        self.check_costs()
        for slot in self.slots:
            if slot.kind == kind:
                key = slot_key(slot)
                place = keys.context(keys.SLOT, self.vault, slot.id, self.epoch, 0, slot.parameters)
                try:
                    return keys.open_seal(key, place, slot.seal)
                except Refusal:
                    continue
        raise Refusal("OPEN-4")

    def authenticate(self, root_key: bytes, epoch: int) -> None:
        require(self.epoch <= epoch, "OPEN-8")
        require(self.epoch >= epoch, "DEV-1")
        self.verify(0, expand(root_key, "root-mac", self.vault, Z16))

    def authenticate_for_agent(self, token: Token) -> None:
        require(self.vault == token.vault, "OPEN-2")
        writers, identities, _ = self.counts
        entries = self.lists[24 * writers :]
        found = [place for place in range(identities) if entries[48 * place :][:16] == token.identity]
        require(bool(found), "OPEN-6")
        require(self.epoch <= token.epoch, "OPEN-7")
        require(self.epoch >= token.epoch, "DEV-5")
        self.verify(1 + found[0], expand(token.key, "root-mac", self.vault, token.identity))

    def verify(self, place: int, key: bytes) -> None:
        require(hmac.compare_digest(self.macs[place], keys.mac(key, self.digest)), "OPEN-5")
        writers, identities, pages = self.counts
        fields = Fields(self.lists, "ROOT-1")
        self.writers = [(fields.bytes(16), fields.counter()) for _ in range(writers)]
        self.identities = [(fields.bytes(16), fields.bytes(32)) for _ in range(identities)]
        self.pages = [fields.bytes(32) for _ in range(pages)]
        require(ascends([id_ for id_, _ in self.writers]), "ROOT-8")
        commits = sorted(seq for _, seq in self.writers)
        require(ascends(commits) and commits[0] > self.floor and commits[-1] == self.seq, "ROOT-9")
        require(ascends([id_ for id_, _ in self.identities]), "ROOT-10")


def check_costs(costs: list[tuple[int, int, int]]) -> None:
    for memory, passes, lanes in costs:
        require(memory >= 65_536 and passes >= 3 and lanes >= 1, "KDF-3")
    for memory, passes, lanes in costs:
        require(memory <= 524_288 and passes <= 16 and lanes <= 8, "KDF-4")
    require(sum(memory * passes for memory, passes, _ in costs) <= 16_777_216, "KDF-4")


def open_remembered(data: bytes, vault: bytes, suite: int) -> Root:
    """What a device is shown that has accepted a root of a vault, with this suite."""
    require(data.startswith(b"INKSEAL2"), "OPEN-1")
    root = Root(data)
    require(root.vault == vault, "OPEN-2")
    require(suite <= 1, "OPEN-3")
    return root


def accept(root: Root, seen: Root | None) -> None:
    """Compares with the remembered root."""
    if seen is None or root.digest == seen.digest:
        return
    require(root.epoch >= seen.epoch and root.seq >= seen.seq and root.floor >= seen.floor, "DEV-1")
    require(root.seq != seen.seq, "DEV-2")
    require(root.seq != seen.seq + 1 or root.previous == seen.digest, "DEV-3")
    now = dict(root.writers)
    require(all(seq <= root.floor or now.get(writer, 0) >= seq for writer, seq in seen.writers), "DEV-4")


def accept_after_token(root: Root, epoch: int, seq: int) -> None:
    require(root.epoch >= epoch and root.seq >= seq, "DEV-5")


def accept_after_checkpoint(root: Root, checkpoint: Checkpoint) -> None:
    require(root.seq >= checkpoint.seq, "DEV-6")
    require(root.seq != checkpoint.seq or root.digest[:16] == checkpoint.digest, "DEV-7")
    require(root.seq != checkpoint.seq + 1 or root.previous[:16] == checkpoint.digest, "DEV-7")
