"""All that somebody sees of a vault: its owner, or an agent (FORMAT-2.md, sections 7 to 9)."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any

import keys
import objects
import strict
from keys import expand
from refusal import Refusal, require
from root import Root, accept_after_token
from texts import Token, code_bytes, id_text

Store = Mapping[bytes, bytes]
SHOWN = ["name", "type", "description", "tags", "created_at", "updated_at", "deleted_at", "conflicts"]


class Reader:
    """Reads what hangs below a root that has been authenticated."""

    def __init__(self, root: Root, store: Store) -> None:
        self.root = root
        self.store = store
        self.bits = len(root.pages).bit_length() - 1

    def page(self, place: int) -> list[tuple[bytes, bytes]]:
        name = self.root.pages[place]
        return objects.page(self.store.get(name), name, self.root.vault, place, self.bits)

    def grants_of(self, identity: bytes, key: bytes) -> tuple[dict[str, Any], list[tuple[bytes, bytes]]]:
        name = dict(self.root.identities)[identity]
        return objects.grants(self.store.get(name), name, self.root.vault, identity, key, self.root.epoch)

    def revisions(
        self, secret: bytes, name: bytes, key_of: Callable[[bytes], bytes], reach: Callable[[objects.Head], int]
    ) -> list[Any]:
        """The present revision and the kept ones before it, as far as the keys reach."""
        vault = self.root.vault
        head = objects.head(self.store.get(name), name, vault, secret)
        older, found = reach(head), []
        while True:
            found.append(self.revision(secret, name, head, key_of(head.key_id), older))
            if older == 0:
                return found
            name, newer = head.previous, head
            head = objects.head(self.store.get(name), name, vault, secret)
            objects.follows(newer.lineage(), head.lineage())
            older -= 1

    def revision(self, secret: bytes, name: bytes, head: objects.Head, key: bytes, older: int) -> Any:
        vault, epoch = self.root.vault, self.root.epoch
        meta = strict.meta(keys.open_padded(keys.META, key, vault, secret, epoch, head.revision, head.seal))
        sealed = objects.split(self.store[name])[1]
        payload = objects.payload_of(head, sealed, meta["type"], key, vault, secret, epoch)
        shown = {member: value for member, value in strict.plain(meta).items() if member in SHOWN}
        # META-3.
        oldest = head.revision - older
        shown["conflicts"] = [lost for lost in shown.get("conflicts", []) if oldest <= lost < head.revision]
        for member in ["conflicts", "tags"]:
            if not shown.get(member):
                shown.pop(member, None)
        return {"revision": head.revision, "meta": shown, "payload": strict.plain(payload)}


class Owner(Reader):
    """A vault whose root key is known."""

    def __init__(self, root: Root, root_key: bytes, store: Store) -> None:
        root.authenticate(root_key, root.epoch)
        super().__init__(root, store)
        self.key = root_key

    @staticmethod
    def with_vault_key(root: Root, vault_key: str, store: Store) -> Owner:
        return Owner(root, root.open_with_vault_key(vault_key.encode()), store)

    @staticmethod
    def with_code(root: Root, code: str, store: Store) -> Owner:
        return Owner(root, root.open_with_code(code_bytes(code)), store)

    def identity(self, identity: bytes) -> Any:
        key = expand(self.key, "identity", self.root.vault, identity)
        members, entries = self.grants_of(identity, key)
        paused = not objects.is_active(members)
        secrets = strict.plain(members.get("paused", [])) if paused else [id_text(secret) for secret, _ in entries]
        shown = {"id": id_text(identity), "handle": members["handle"], "paused": paused, "secrets": secrets}
        return shown | ({"name": members["name"]} if "name" in members else {})

    def secret(self, secret: bytes, name: bytes) -> list[Any]:
        def key_of(key_id: bytes) -> bytes:
            return expand(self.key, "secret", self.root.vault, secret, key_id)

        return self.revisions(secret, name, key_of, lambda head: head.history)

    def view(self) -> Any:
        entries = [entry for place in range(len(self.root.pages)) for entry in self.page(place)]
        secrets = [{"id": id_text(secret), "revisions": self.secret(secret, name)} for secret, name in entries]
        conflicts = [secret["id"] for secret in secrets if "conflicts" in secret["revisions"][0]["meta"]]
        return {
            "checkpoint": checkpoint(self.root),
            "identities": [self.identity(identity) for identity, _ in self.root.identities],
            "conflicts": conflicts,
            "secrets": secrets,
        }


class Agent(Reader):
    """A vault as one agent has it that remembers nothing."""

    def __init__(self, root: Root, token: Token, store: Store) -> None:
        root.authenticate_for_agent(token)
        accept_after_token(root, token.epoch, token.seq)
        super().__init__(root, store)
        self.token = token

    def entries(self) -> list[tuple[bytes, bytes]]:
        members, entries = self.grants_of(self.token.identity, self.token.key)
        objects.require_active(members)
        return entries

    def handle(self) -> str:
        return self.grants_of(self.token.identity, self.token.key)[0]["handle"]

    def record(self, secret: bytes) -> bytes | None:
        return dict(self.page(int.from_bytes(secret, "big") >> 128 - self.bits)).get(secret)

    def secret(self, secret: bytes, name: bytes, key: bytes) -> list[Any]:
        # What its key does not open is sealed under an older key id.
        return self.revisions(secret, name, lambda _: key, lambda head: min(head.history, head.revision - head.since))

    def view(self) -> Any:
        secrets = []
        for secret, key in self.entries():
            name = self.record(secret)
            if name is not None:  # GRANT-8
                secrets.append({"id": id_text(secret), "revisions": self.secret(secret, name, key)})
        return {"handle": self.handle(), "secrets": secrets}


def checkpoint(root: Root) -> str:
    data = root.vault + root.seq.to_bytes(8, "big") + root.digest[:16]
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def given(view: Callable[[], Any]) -> Any:
    """What somebody sees, or the refusal."""
    try:
        return view()
    except Refusal as refusal:
        return refusal.shown()
