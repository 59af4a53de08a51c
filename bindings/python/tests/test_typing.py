"""`mypy --strict` on the installed package, and on what its users write."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import inkseal

ROOT = Path(__file__).parents[1]
USER = """
from typing import assert_never

import inkseal
from inkseal import LoginPayload, SecretPayload, SecretText, TotpConfig, Vault


def password(vault: Vault, name: str) -> str | None:
    payload = vault.open(vault.find(name)).payload
    match payload:
        case LoginPayload(password=secret):
            return secret.expose()
        case inkseal.ApiKeyPayload(api_key=key) | inkseal.OtherPayload(data=key):
            return key.expose()
        case inkseal.KeyPairPayload() | inkseal.SshKeyPayload() | inkseal.UnknownPayload():
            return None
        case _:
            assert_never(payload)


with Vault.open_file("vault.json") as vault:
    vault.unlock(bytearray(b"key"))
    names: list[str | None] = [secret.name for secret in vault.list()]
    made = vault.create("name", LoginPayload("p", username=SecretText("u"), totp=TotpConfig("JBSWY3DP")), now=1)
    outcome = vault.open_all()[0]
    unopened: str | None = outcome.failure.code if outcome.failure else None
"""
WRONG = """
from inkseal import LoginPayload, MasterKey, Vault

Vault.parse("").unlock("a str")
LoginPayload(7)
print(MasterKey())
text: str = LoginPayload("p").password
"""


def mypy(*arguments: str) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", folder, *arguments]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


class Typing(unittest.TestCase):
    def test_the_package(self) -> None:
        found = pkgutil.walk_packages(inkseal.__path__, "inkseal.")
        names = ["inkseal", *(module.name for module in found if "._native" not in module.name)]
        self.assertGreater(len(names), 20)
        modules = (option for name in names for option in ("--module", name))
        done = mypy("--config-file", str(ROOT / "pyproject.toml"), *modules)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_what_users_write(self) -> None:
        done = mypy("--command", USER)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_mistakes_are_seen(self) -> None:
        done = mypy("--command", WRONG)
        for line in (4, 5, 7):
            self.assertIn(f"<string>:{line}: error", done.stdout)

    def test_the_examples(self) -> None:
        done = mypy(*map(str, sorted((ROOT / "examples").glob("*.py"))))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
