"""The states of the story in test-vectors/format-2/operations."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from refusal import Refusal
from root import Root
from texts import Token
from vault import Agent, Owner

FOLDER = Path(__file__).parents[1] / "format-2" / "operations"
CHAPTERS = ["secrets", "access", "writers", "keys", "migration", "unreadable"]


def read(name: str, member: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))[member]


OBJECTS = {bytes.fromhex(name): bytes.fromhex(data) for name, data in read("objects", "objects").items()}


class State:
    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.name, self.expect = data["name"], data["expect"]
        self.store = {bytes.fromhex(name): OBJECTS[bytes.fromhex(name)] for name in data["objects"]}

    def root(self) -> Root:
        return Root(bytes.fromhex(self.data["root_hex"]))

    def owner(self) -> Owner:
        """By the one vault key that opens it."""
        [key] = [key for key, expected in self.expect["vault_keys"].items() if expected == "ok"]
        return Owner.with_vault_key(self.root(), key, self.store)

    def author(self) -> bytes:
        root = self.owner().root
        return next(writer for writer, seq in root.writers if seq == root.seq)

    def with_token(self, token: str) -> Agent:
        return Agent(self.root(), Token.parse(token), self.store)


STATES = {data["name"]: State(data) for chapter in CHAPTERS for data in read(chapter, "states")}


def behind(state: State) -> list[State]:
    """The states that led to one, and those that were tried and lost or given up on the way."""
    before, operation = state.data["after"], state.data["operation"]
    tried = operation.get("made_again")
    if operation.get("memory", {}).get("when") == "before":
        tried = operation["memory"]["of"]
    found = [] if before is None else [STATES[before], *behind(STATES[before])]
    return found + ([STATES[tried]] if tried else [])


@functools.cache
def entries(state: State, token: str) -> frozenset[tuple[bytes, bytes]]:
    """The secrets that an agent is granted, with their keys."""
    try:
        return frozenset(state.with_token(token).entries())
    except Refusal:
        return frozenset()
