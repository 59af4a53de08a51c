"""Runs every case of test-vectors/format-2 through this reader: python -m unittest, in this folder."""

from __future__ import annotations

import json
import unittest
import uuid
from pathlib import Path
from typing import Any

import keys
import objects
import strict
import texts
import whole
from keys import expand
from refusal import CODES, Refusal, require
from root import Root, accept, accept_after_checkpoint, accept_after_token

VECTORS = Path(__file__).parents[1] / "format-2"


def given(case: dict[str, Any], name: str) -> bytes | None:
    """What storage gave: bytes in hex, and perhaps many zeros after them."""
    return None if case[name] is None else bytes.fromhex(case[name]) + bytes(case.get("zeros", 0))


def raw(case: dict[str, Any], name: str) -> bytes:
    return bytes.fromhex(case[name])


def id_of(case: dict[str, Any], name: str) -> bytes:
    return uuid.UUID(case[name]).bytes


def text_of(id_: bytes) -> str:
    return str(uuid.UUID(bytes=id_))


def seal(case: dict[str, Any]) -> Any:
    place = keys.context(
        case["kind"], id_of(case, "vault_id"), raw(case, "object_id_hex"), case["epoch"], case["revision"],
        raw(case, "parameters_hex") if case["kind"] == keys.SLOT else b"",
    )
    opened = keys.open_seal(raw(case, "key_hex"), place, raw(case, "sealed_hex"))
    return {"plaintext_sha256_hex": keys.digest(opened).hex()}


def padding(case: dict[str, Any]) -> Any:
    return {"content_hex": keys.unpad(raw(case, "padded_hex"), case["cap"]).hex()}


def expansion(case: dict[str, Any]) -> Any:
    key, vault, identity = raw(case, "root_key_hex"), id_of(case, "vault_id"), id_of(case, "identity_id")
    agent, root = expand(key, "identity", vault, identity), raw(case, "root_digest_hex")
    return {
        "owner_mac_hex": keys.mac(expand(key, "root-mac", vault, keys.Z16), root).hex(),
        "data_key_hex": expand(key, "secret", vault, id_of(case, "secret_id"), raw(case, "key_id_hex")).hex(),
        "identity_key_hex": agent.hex(),
        "agent_mac_hex": keys.mac(expand(agent, "root-mac", vault, identity), root).hex(),
        "grants_key_hex": expand(agent, "grants", vault, identity).hex(),
    }


def vault_key(case: dict[str, Any]) -> Any:
    return {"slot_key_hex": keys.vault_key_slot_key(raw(case, "vault_key_hex"), raw(case, "parameters_hex")).hex()}


def recovery_code(case: dict[str, Any]) -> Any:
    code = texts.code_bytes(case["text"])
    return {"canonical": texts.code_text(code), "slot_key_hex": keys.code_slot_key(code, raw(case, "salt_hex")).hex()}


def token(case: dict[str, Any]) -> Any:
    made = texts.Token.parse(case["text"])
    return {
        "vault_id": text_of(made.vault), "identity_id": text_of(made.identity), "identity_key_hex": made.key.hex(),
        "epoch": made.epoch, "seq": made.seq,
    }


def checkpoint(case: dict[str, Any]) -> Any:
    made = texts.Checkpoint.parse(case["text"])
    return {"vault_id": text_of(made.vault), "seq": made.seq, "digest_hex": made.digest.hex()}


def json_object(case: dict[str, Any]) -> Any:
    strict.parse(raw(case, "json_hex"))
    return "ok"


def meta(case: dict[str, Any]) -> Any:
    return {"meta": strict.plain(strict.meta(raw(case, "json_hex")))}


def payload(case: dict[str, Any]) -> Any:
    return {"payload": strict.plain(strict.payload(case["type"], raw(case, "json_hex")))}


def new_vault_key(case: dict[str, Any]) -> Any:
    keys.check_new(raw(case, "vault_key_hex"))
    return "ok"


def opened(case: dict[str, Any]) -> Root:
    root = Root(given(case, "root_hex"))
    require(root.vault == id_of(case, "vault_id"), "OPEN-2")
    if "token" in case:
        root.authenticate_for_agent(texts.Token.parse(case["token"]))
    elif "recovery_code" in case:
        root.authenticate(root.open_with_code(texts.code_bytes(case["recovery_code"])), root.epoch)
    else:
        root.authenticate(raw(case, "root_key_hex"), case["epoch"])
    return root


def root_state(case: dict[str, Any]) -> Any:
    root = opened(case)
    return {
        "epoch": root.epoch, "seq": root.seq, "floor": root.floor, "digest_hex": root.digest.hex(),
        "previous_hex": root.previous.hex(), "slots": [slot.id.hex() for slot in root.slots],
        "writers": [[id_.hex(), seq] for id_, seq in root.writers],
        "identities": [[text_of(id_), name.hex()] for id_, name in root.identities],
        "pages": [name.hex() for name in root.pages],
    }


def page(case: dict[str, Any]) -> Any:
    entries = objects.page(
        given(case, "object_hex"), raw(case, "digest_hex"), id_of(case, "vault_id"), case["page"], case["bits"]
    )
    return {"entries": [[text_of(secret), record.hex()] for secret, record in entries]}


def record(case: dict[str, Any]) -> Any:
    data, vault, secret = given(case, "object_hex"), id_of(case, "vault_id"), id_of(case, "secret_id")
    key, epoch = raw(case, "data_key_hex"), case["epoch"]
    head = objects.head(data, raw(case, "digest_hex"), vault, secret)
    shown = strict.meta(keys.open_padded(keys.META, key, vault, secret, epoch, head.revision, head.seal))
    try:
        sealed = objects.split(data)[1]
        content = strict.plain(objects.payload_of(head, sealed, shown["type"], key, vault, secret, epoch))
    except Refusal as refusal:
        content = refusal.shown()
    return {
        "key_id_hex": head.key_id.hex(), "since": head.since, "revision": head.revision,
        "previous_hex": head.previous.hex(), "history": head.history, "meta": strict.plain(shown), "payload": content,
    }


def history(case: dict[str, Any]) -> Any:
    objects.follows(case["newer"], case["older"])
    return "ok"


def grants(case: dict[str, Any]) -> Any:
    members, entries = objects.grants(
        given(case, "object_hex"), raw(case, "digest_hex"), id_of(case, "vault_id"), id_of(case, "identity_id"),
        raw(case, "identity_key_hex"), case["epoch"],
    )
    objects.require_active(members)
    return {"json": strict.plain(members), "secrets": [[text_of(secret), key.hex()] for secret, key in entries]}


def memory(case: dict[str, Any]) -> Any:
    def root_of(data: dict[str, Any]) -> Root:
        root = Root(given(data, "root_hex"))
        root.authenticate(raw(case, "root_key_hex"), root.epoch)
        return root

    root, seen = root_of(case), case["memory"]
    if seen is None:
        accept(root, None)
    elif "checkpoint" in seen:
        accept_after_checkpoint(root, texts.Checkpoint.parse(seen["checkpoint"]))
    elif "epoch" in seen:
        accept_after_token(root, seen["epoch"], seen["seq"])
    else:
        accept(root, root_of(seen))
    return "ok"


AREAS = {
    "seal": seal, "padding": padding, "expand": expansion, "vault_key": vault_key, "recovery_code": recovery_code,
    "token": token, "checkpoint": checkpoint, "json": json_object, "meta": meta, "payload": payload,
    "root": root_state, "page": page, "record": record, "history": history, "grants": grants, "memory": memory,
    "new_vault_key": new_vault_key, "vault": whole.vault,
}  # fmt: skip


class Vectors(unittest.TestCase):
    def test_every_case(self) -> None:
        count = 0
        self.assertEqual({path.stem for path in VECTORS.glob("*.json")}, AREAS.keys())
        for area, run in AREAS.items():
            for case in json.loads((VECTORS / f"{area}.json").read_text("utf-8"))["cases"]:
                with self.subTest(area=area, case=case["name"]):
                    try:
                        actual = run(case)
                    except Refusal as refusal:
                        actual = refusal.shown()
                    self.assertEqual(actual, case["expect"])
                count += 1
        print(f"{count} cases of format 2, by the reference")
        self.assertGreater(count, 300)

    def test_the_rules_have_codes(self) -> None:
        self.assertGreater(len(CODES), 60)


if __name__ == "__main__":
    unittest.main()
