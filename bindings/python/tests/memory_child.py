"""The child of `test_memory.py`. It knows no key but the one that comes through the pipe, read into a bytearray."""

from __future__ import annotations

import io
import json
import sys

from inkseal import MasterKey, Vault, wipe

PIPE = io.FileIO(0)  # `sys.stdin` has a buffer that stays.


def receive() -> bytearray:
    part = bytearray(int.from_bytes(PIPE.read(4), "little"))
    read = 0
    while read < len(part):
        read += PIPE.readinto(memoryview(part)[read:])
    return part


def wait_at(stage: str) -> None:
    """Says where it is and waits until the parent has looked."""
    print(stage, flush=True)
    if not PIPE.read(1):
        sys.exit(1)


vault_key = receive()
vault = Vault.parse(receive().decode())
key = vault.keys()[0]
wait_at("key read")

master_key = MasterKey.derive(vault_key, vault.info().organization_id)
wait_at("master key held")

wrapped = json.loads(vault.to_text())["keys"][0]["wrapped_org_encryption_key"]
org_key = master_key.unwrap(key.id, wrapped)
exposed = [master_key.expose_bytes(), org_key.expose_bytes()]
again = MasterKey.from_bytes(exposed[0])
wait_at("keys exposed")

for octets in exposed:
    wipe(octets)
for handle in (master_key, org_key, again):
    handle.lock()
wait_at("keys wiped")

vault.unlock(vault_key)
wait_at("unlocked")

wipe(vault_key)
wait_at("vault key wiped")

for outcome in vault.open_all():
    assert vault.open(outcome.metadata.id).payload == outcome.payload
    vault.update_payload(outcome.metadata.id, outcome.payload)
assert vault.verify()
wait_at("opened")

vault.lock()
wait_at("locked")
assert not vault.is_unlocked
