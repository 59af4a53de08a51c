"""A whole vault, as its owner or an agent opens it (FORMAT-2.md, section 9)."""

from __future__ import annotations

import uuid
from typing import Any

import keys
import objects
import strict
from keys import expand
from refusal import Refusal, require
from root import Root
from texts import Token, code_bytes


class Store:
    """What storage has."""

    def __init__(self, case: dict[str, Any], root: Root) -> None:
        self.objects = {bytes.fromhex(name): bytes.fromhex(data) for name, data in case["objects"].items()}
        self.root = root

    def page(self, place: int) -> list[tuple[bytes, bytes]]:
        name, bits = self.root.pages[place], len(self.root.pages).bit_length() - 1
        return objects.page(self.objects.get(name), name, self.root.vault, place, bits)

    def read(self, secret: bytes, name: bytes, key_of: Any) -> dict[str, Any]:
        """Meta and payload of a secret, or why not."""
        vault, epoch, data = self.root.vault, self.root.epoch, self.objects.get(name)
        try:
            head = objects.head(data, name, vault, secret)
            key = key_of(head.key_id)
            meta = strict.meta(keys.open_padded(keys.META, key, vault, secret, epoch, head.revision, head.seal))
            sealed = objects.split(data)[1]
            payload = objects.payload_of(head, sealed, meta["type"], key, vault, secret, epoch)
        except Refusal as refusal:
            return refusal.shown()
        return {"meta": strict.plain(meta), "payload": strict.plain(payload)}


def vault(case: dict[str, Any]) -> Any:
    root = Root(bytes.fromhex(case["root_hex"]))
    require(root.vault == uuid.UUID(case["vault_id"]).bytes, "OPEN-2")
    found = as_agent(case, root, Token.parse(case["token"])) if "token" in case else as_owner(case, root)
    return {"secrets": [[str(uuid.UUID(bytes=secret)), shown] for secret, shown in found]}


def as_owner(case: dict[str, Any], root: Root) -> list[tuple[bytes, Any]]:
    if "recovery_code" in case:
        root_key = root.open_with_code(code_bytes(case["recovery_code"]))
    else:
        root_key = root.open_with_vault_key(bytes.fromhex(case["vault_key_hex"]))
    root.authenticate(root_key, root.epoch)
    store, found = Store(case, root), []
    for place in range(len(root.pages)):
        try:
            entries = store.page(place)
        except Refusal:
            continue  # what hangs below it has no names
        for secret, name in entries:

            def key_of(key_id: bytes, secret: bytes = secret) -> bytes:
                return expand(root_key, "secret", root.vault, secret, key_id)

            found.append((secret, store.read(secret, name, key_of)))
    return found


def as_agent(case: dict[str, Any], root: Root, token: Token) -> list[tuple[bytes, Any]]:
    root.authenticate_for_agent(token)
    store, name = Store(case, root), dict(root.identities)[token.identity]
    members, entries = objects.grants(
        store.objects.get(name), name, root.vault, token.identity, token.key, root.epoch
    )
    objects.require_active(members)
    bits, found = len(root.pages).bit_length() - 1, []
    for secret, key in entries:
        try:
            record = dict(store.page(int.from_bytes(secret, "big") >> 128 - bits)).get(secret)
            if record is not None:  # GRANT-8
                found.append((secret, store.read(secret, record, lambda _, key=key: key)))
        except Refusal as refusal:
            found.append((secret, refusal.shown()))
    return found
