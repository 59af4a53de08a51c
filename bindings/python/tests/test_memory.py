"""No key stays in the memory of a Python process that has locked its vault and wiped its vault key.

A child, `memory_child.py`, gets a vault file and its vault key through a pipe and says where it is. At each stage
this process reads all of the child's writable memory and looks for every piece of 16 bytes of the keys, so that a
copy that was wiped in part is found too. Before it locks, the org key must be found: the search sees what is there.
The reference values are computed here, in another process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import unittest
from pathlib import Path

from inkseal import LoginPayload, MasterKey, Vault, generate_password

ORGANIZATION = "org_test_123"
PIECE = 16
CHILD = Path(__file__).with_name("memory_child.py")


@unittest.skipUnless(sys.platform == "linux", "reads /proc")
class Memory(unittest.TestCase):
    def test_a_locked_process_holds_no_key(self) -> None:
        vault_key = f"Aa-7{generate_password(40, symbols=False).expose()}".encode()
        vault = Vault.initialize(ORGANIZATION, vault_key).vault
        for number in range(5):
            vault.create(f"name {number}", LoginPayload(f"password {number}"))
        text = vault.to_text()
        key = json.loads(text)["keys"][0]
        master_key = MasterKey.derive(vault_key, ORGANIZATION)
        org_key = master_key.unwrap(key["id"], key["wrapped_org_encryption_key"])
        secrets = {
            "vault key": vault_key,
            "master key": bytes(master_key.expose_bytes()),
            "org key": bytes(org_key.expose_bytes()),
        }

        command = [sys.executable, str(CHILD)]
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self.addCleanup(child.__exit__, None, None, None)
        self.addCleanup(child.kill)
        assert child.stdin is not None and child.stdout is not None
        for part in (vault_key, text.encode()):
            child.stdin.write(len(part).to_bytes(4, "little") + part)
        expected = {
            "key read": {"vault key"},
            "master key held": {"vault key", "master key"},
            "keys exposed": {"vault key", "master key", "org key"},
            "keys wiped": {"vault key"},
            "unlocked": {"vault key", "org key"},
            "vault key wiped": {"org key"},
            "opened": {"org key"},
            "locked": set(),
        }
        for stage, there in expected.items():
            self.assertEqual(child.stdout.readline().decode().strip(), stage)
            self.assertEqual(search(child.pid, secrets), there, stage)
            child.stdin.write(b".")
        self.assertEqual(child.stdout.read(), b"")
        self.assertEqual(child.wait(30), 0)


def search(process: int, secrets: dict[str, bytes]) -> set[str]:
    """The names of what is found, in part at least, in the writable memory of a process."""
    found, searched = set(), 0
    with open(f"/proc/{process}/maps", encoding="ascii") as maps, open(f"/proc/{process}/mem", "rb") as memory:
        for line in maps:
            columns = line.split()
            if not columns[1].startswith("rw"):
                continue
            begin, end = (int(address, 16) for address in columns[0].split("-"))
            memory.seek(begin)
            content = memory.read(end - begin)
            searched += len(content)
            for name, secret in secrets.items():
                if any(secret[at : at + PIECE] in content for at in range(len(secret) - PIECE + 1)):
                    found.add(name)
    assert searched > 1_000_000, "the memory was read"
    return found


if __name__ == "__main__":
    unittest.main()
