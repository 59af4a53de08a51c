"""No path reaches memory with a wrong object, length or type: every method is called with every wrong thing."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fresh import login, new_vault

import inkseal
from inkseal import LoginPayload, MasterKey, OtherPayload, TotpConfig, Vault


class WrongThings(unittest.TestCase):
    def test_every_method_with_every_wrong_thing(self) -> None:
        child = Path(__file__).with_name("wrong_things.py")
        with tempfile.TemporaryDirectory() as folder:
            options: dict[str, Any] = {"cwd": folder, "stdin": subprocess.DEVNULL, "capture_output": True, "text": True}
            done = subprocess.run([sys.executable, "-X", "faulthandler", str(child)], check=False, **options)
        self.assertEqual(done.returncode, 0, done.stderr[-4000:])
        self.assertRegex(done.stdout, r"^\d{4,} public calls and \d{4,} others")

    def test_type_errors_say_what_is_expected(self) -> None:
        vault = new_vault()
        id = vault.create("name", login()).id
        calls: list[tuple[str, Callable[[], Any]]] = [
            (r"create\(\): payload must be LoginPayload, .* or UnknownPayload, not dict", lambda: vault.create("x", {"password": "p"})),
            (r"set_totp\(\): totp must be TotpConfig, not str", lambda: vault.set_totp(id, "bad")),
            (r"open\(\): id must be str, not NoneType", lambda: vault.open(None)),
            (r"unlock\(\): vault_key must be bytes, bytearray or memoryview, not NoneType", lambda: vault.unlock(None)),
            (r"unlock\(\): .* not str: a str cannot be wiped", lambda: vault.unlock("key")),
            (r"identities must be several str, not str", lambda: vault.create_granted("x", login(), "bot")),
            (r"identities must be several str, not list", lambda: vault.create_granted("x", login(), [7])),
            (r"list_type\(\): secret_type must be str, not int", lambda: vault.list_type(7)),
            (r"unlock_with\(\): master_key must be MasterKey, not OrgKey", lambda: vault.unlock_with(inkseal.OrgKey.generate())),
            (r"now must be int, datetime or None, not str", lambda: vault.rename(id, "x", now="today")),
            (r"LoginPayload.__init__\(\): password must be str or SecretText, not int", lambda: LoginPayload(7)),
            (r"unknown must be several Member, not list", lambda: OtherPayload("x", unknown=["x"])),
            (r"list\(\): self must be Secrets, not MasterKey", lambda: Vault.list(MasterKey.from_bytes(bytes(32)))),
            (r"a MasterKey is needed|self must be MasterKey", lambda: MasterKey.expose_bytes(inkseal.OrgKey.generate())),
        ]
        for message, call in calls:
            with self.assertRaisesRegex(TypeError, message) as caught:
                call()
            self.assertNotIsInstance(caught.exception, inkseal.InksealError)
        for call in (lambda: setattr(login(), "totp", "x"), lambda: setattr(login(), "password", None)):
            with self.assertRaisesRegex(TypeError, "LoginPayload.(totp|password) must be"):
                call()
        with self.assertRaisesRegex(ValueError, "the types are api_key, key_pair, login, other, ssh_key"):
            vault.list_type("nope")
        self.assertEqual(vault.list_type("ssh_key"), [])
        self.assertEqual(vault.set_totp(id, TotpConfig("JBSWY3DPEHPK3PXP")).id, id)


if __name__ == "__main__":
    unittest.main()
