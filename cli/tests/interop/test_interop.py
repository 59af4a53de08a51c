"""Both ways: what the published package seals, our program opens and changes, and the other way round.

INKSEAL_PROGRAM names the program. Run `python -m unittest` in this folder.
"""

from __future__ import annotations

import json
import tempfile
import unittest
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID

from inkbox.vault.totp import TOTPConfig, parse_totp_uri
from inkbox.vault.types import APIKeyPayload, LoginPayload, OtherPayload

from package import PAYLOADS, TIME, TOTP_URI, UNICODE, Package, as_package_reads, code_at, new_service
from program import Program

KEY = f"Interop {UNICODE[:6]} key 1!"
NEW_KEY = "  Interop-vault-key-2 "
ORGANIZATION = "org_of_the_program_01"
MEMBERS = {name: payload._to_dict() for name, payload in PAYLOADS.items()}
TYPES = {name: payload.secret_type.value for name, payload in PAYLOADS.items()}


class Interop(unittest.TestCase):
    """Each test has a new folder with one vault file, the service on it, the package and the program."""

    def setUp(self) -> None:
        stack = ExitStack()
        self.addCleanup(stack.close)
        self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        self.package = stack.enter_context(Package(stack.enter_context(new_service(self.folder))))
        self.vault = self.package.vault
        self.inkseal = Program(self.folder / "vault.json")

    def package_makes_all(self) -> list[str]:
        """A vault by the package, with all payloads; its recovery codes."""
        codes = self.vault.initialize(KEY).recovery_codes
        unlocked = self.package.unlock(KEY)
        for name, payload in PAYLOADS.items():
            unlocked.create_secret(name, payload, description=f"about {name}")
        return codes

    def program_makes_all(self) -> list[str]:
        """The same by the program."""
        codes = self.inkseal("init", "--org", ORGANIZATION, key=KEY)["recovery_codes"]
        for name, members in MEMBERS.items():
            text = json.dumps(members, ensure_ascii=False)
            self.inkseal(
                "add", TYPES[name], name, "--description", f"about {name}", "--json-stdin", stdin=text, key=KEY
            )
        return codes

    def assert_program_reads(self, expected: dict[str, dict[str, Any]], key: str = KEY) -> None:
        """By `show` one by one, by `export` all at once, and `verify` finds nothing."""
        listed = {secret["name"]: secret for secret in self.inkseal("list")}
        self.assertEqual(set(listed), set(expected))
        exported = {
            secret["id"]: as_package_reads(secret["secret_type"], secret["payload"])
            for secret in self.inkseal("export", "--decrypted", "--yes", key=key)["secrets"]
        }
        self.assertEqual(exported, {listed[name]["id"]: members for name, members in expected.items()})
        for name, members in expected.items():
            shown = as_package_reads(listed[name]["secret_type"], self.inkseal.payload(listed[name]["id"], key))
            self.assertEqual(shown, members, name)
        verified = self.inkseal("verify", key=key)["secrets"]
        self.assertEqual({secret["id"] for secret in verified}, set(exported))
        self.assertEqual([secret for secret in verified if "error" in secret], [])

    def assert_program_refuses(self, key: str) -> None:
        error = self.inkseal("export", "--decrypted", "--yes", key=key, exit_code=3)
        self.assertEqual(error["code"], "wrong_vault_key")

    def assert_package_refuses(self, key: str) -> None:
        with self.assertRaisesRegex(ValueError, "No vault key matched"):
            self.package.unlock(key)

    def secret_id(self, name: str) -> str:
        return next(secret["id"] for secret in self.inkseal("list") if secret["name"] == name)

    ## The package first

    def test_package_seals_and_program_reads(self) -> None:
        codes = self.package_makes_all()
        self.assert_program_reads(MEMBERS)
        listed = {secret["name"]: secret for secret in self.inkseal("list")}
        self.assertEqual({name: secret["secret_type"] for name, secret in listed.items()}, TYPES)
        self.assertEqual(
            {name: secret["description"] for name, secret in listed.items()}, {name: f"about {name}" for name in TYPES}
        )
        info, told = self.vault.info(), self.inkseal("info")
        self.assertEqual((str(info.id), info.organization_id), (told["id"], told["organization_id"]))
        self.assertEqual((info.key_count, info.secret_count), (told["key_count"], told["secret_count"]))
        by_environment = self.inkseal("show", "Mail", "--reveal", environment={"INKSEAL_VAULT_KEY": KEY})
        self.assertEqual(by_environment["payload"]["password"], UNICODE)
        for code in codes:
            shown = self.inkseal("show", "Mail", "--reveal", recovery_code=code)
            self.assertEqual(shown["payload"]["password"], UNICODE)

    def test_program_changes_what_the_package_sealed(self) -> None:
        self.package_makes_all()
        expected = dict(MEMBERS)
        login = {**MEMBERS["Mail"], "password": "changed \U0001f511", "notes": ""}
        del login["url"]
        self.inkseal("edit", "Mail", "--json-stdin", stdin=json.dumps(login), key=KEY)
        expected["Mail"] = login
        self.inkseal("edit", "storage", "--stdin", stdin="new/secret+key=\n", key=KEY)
        expected["storage"] = {**MEMBERS["storage"], "secret_key": "new/secret+key="}
        self.inkseal("edit", "server", "--clear", "passphrase", key=KEY)
        expected["server"] = {field: text for field, text in MEMBERS["server"].items() if field != "passphrase"}
        self.inkseal("totp", "set", "bare login", "--uri-stdin", stdin=TOTP_URI, key=KEY)
        expected["bare login"] = LoginPayload("", totp=parse_totp_uri(TOTP_URI))._to_dict()
        self.inkseal("rename", "anything", UNICODE[:5])
        expected[UNICODE[:5]] = expected.pop("anything")
        self.inkseal("describe", "server", "another description")
        self.inkseal(
            "add", "api_key", "added", "--endpoint", "https://example.com", "--stdin", stdin="sk-added\n", key=KEY
        )
        expected["added"] = APIKeyPayload("sk-added", endpoint="https://example.com")._to_dict()
        gone = f"key {UNICODE[:5]}"
        self.inkseal("remove", gone, "--yes")
        del expected[gone]

        self.assertEqual(self.package.read(KEY), expected)
        self.assert_program_reads(expected)
        descriptions = {secret.name: secret.description for secret in self.package.unlock(KEY).secrets}
        self.assertEqual((descriptions["server"], descriptions["added"]), ("another description", None))

    ## The program first

    def test_program_seals_and_package_reads(self) -> None:
        codes = self.program_makes_all()
        self.assertEqual((len(codes), len(set(codes))), (4, 4))
        info = self.vault.info()
        self.assertEqual(
            (info.organization_id, info.key_count, info.recovery_key_count, info.secret_count),
            (ORGANIZATION, 1, 4, len(PAYLOADS)),
        )
        for key in (KEY, *codes):
            self.assertEqual(self.package.read(key), MEMBERS)
        self.assertEqual({secret.name: secret.secret_type for secret in self.package.unlock(KEY).secrets}, TYPES)
        self.assertEqual(
            {secret.name: secret.description for secret in self.vault.list_secrets()},
            {name: f"about {name}" for name in TYPES},
        )
        self.assertEqual({key.key_type for key in self.vault.list_keys()}, {"primary", "recovery"})

    def test_package_changes_what_the_program_sealed(self) -> None:
        self.program_makes_all()
        expected = dict(MEMBERS)
        unlocked = self.package.unlock(KEY)
        login = LoginPayload("changed \U0001f511", username="", totp=TOTPConfig("MFRGG"))
        unlocked.update_secret(self.secret_id("Mail"), payload=login, name="mail 2", description=None)
        del expected["Mail"]
        expected["mail 2"] = login._to_dict()
        unlocked.set_totp(self.secret_id("bare login"), TOTP_URI)
        expected["bare login"] = LoginPayload("", totp=parse_totp_uri(TOTP_URI))._to_dict()
        unlocked.create_secret("added", OtherPayload(UNICODE))
        expected["added"] = OtherPayload(UNICODE)._to_dict()
        unlocked.delete_secret(self.secret_id("server"))
        del expected["server"]
        self.assert_program_reads(expected)
        self.assertIsNone(self.inkseal("show", "mail 2", key=KEY)["description"])

    def test_totp_codes_are_equal(self) -> None:
        self.package_makes_all()
        self.inkseal("totp", "set", "bare login", "--uri-stdin", stdin=TOTP_URI, key=KEY)
        for secret in self.package.unlock(KEY).secrets:
            if secret.secret_type == "login":
                for time in (0, 59, TIME):
                    ours = self.inkseal("totp", secret.name, "--at", str(time), key=KEY)
                    self.assertEqual(ours, code_at(secret.payload.totp, time))
        self.inkseal("totp", "remove", "bare login", "--yes", key=KEY)
        self.assertEqual(self.package.read(KEY)["bare login"], MEMBERS["bare login"])

    ## Keys

    def test_package_changes_the_key(self) -> None:
        codes = self.program_makes_all()
        self.vault.update_key(NEW_KEY, current_vault_key=KEY)
        self.assert_program_refuses(KEY)
        self.assert_program_reads(MEMBERS, key=NEW_KEY)
        self.vault.update_key(KEY, recovery_code=codes[2])
        self.assert_program_refuses(NEW_KEY)
        self.assert_program_reads(MEMBERS, key=KEY)
        error = self.inkseal("show", "Mail", "--reveal", recovery_code=codes[2], exit_code=3)
        self.assertEqual(error["code"], "wrong_vault_key")
        self.inkseal("show", "Mail", "--reveal", recovery_code=codes[3])
        self.assertEqual(len(self.inkseal("key", "list", "--type", "recovery")), 3)

    def test_program_changes_the_key(self) -> None:
        codes = self.package_makes_all()
        self.inkseal("key", "change", key=KEY, new_key=NEW_KEY)
        self.assert_package_refuses(KEY)
        self.assertEqual(self.package.read(NEW_KEY), MEMBERS)
        self.inkseal("key", "recover", recovery_code=codes[0], new_key=KEY)
        for refused in (NEW_KEY, codes[0]):
            self.assert_package_refuses(refused)
        for key in (KEY, *codes[1:]):
            self.assertEqual(self.package.read(key), MEMBERS)
        error = self.inkseal("key", "recover", recovery_code=codes[0], new_key=NEW_KEY, exit_code=3)
        self.assertEqual(error["code"], "wrong_vault_key")

        made = self.inkseal("key", "codes", "--yes", key=KEY)["recovery_codes"]
        for old in codes[1:]:
            self.assert_package_refuses(old)
        self.assertEqual(self.package.read(made[3]), MEMBERS)
        self.assertEqual((self.vault.info().key_count, self.vault.info().recovery_key_count), (1, 4))

    ## Access

    def test_grants(self) -> None:
        self.program_makes_all()
        agent = self.inkseal("identity", "add", "mailer", "--grant", "Mail")["id"]
        self.vault.grant_access(self.secret_id("storage"), agent)
        granted = self.inkseal("credentials", "--as", "mailer", key=KEY)
        self.assertEqual({secret["name"] for secret in granted}, {"Mail", "storage"})
        seen = self.package.unlock(KEY, identity_id=agent).secrets
        self.assertEqual({secret.name for secret in seen}, {"Mail", "storage"})
        ours = self.inkseal("show", "storage", "--reveal", "--as", "mailer", key=KEY)
        self.assertEqual(ours["payload"], MEMBERS["storage"])
        self.inkseal("show", "server", "--reveal", "--as", "mailer", key=KEY, exit_code=4)

        self.inkseal("revoke", "storage", "mailer")
        self.assertEqual(self.vault.list_access_rules(self.secret_id("storage")), [])
        self.inkseal("grant", "server", "mailer")
        [rule] = self.vault.list_access_rules(self.secret_id("server"))
        self.assertEqual((rule.identity_id, str(rule.vault_secret_id)), (UUID(agent), self.secret_id("server")))
        self.vault.revoke_access(self.secret_id("Mail"), agent)
        self.assertEqual(self.inkseal("access", "Mail"), [])
        granted = self.inkseal("credentials", "--as", "mailer", key=KEY)
        self.assertEqual([secret["name"] for secret in granted], ["server"])

    ## Import

    def test_import_of_an_unlock_answer(self) -> None:
        codes = self.package_makes_all()
        key_file, answer_file = self.folder / "keys.json", self.folder / "answer.json"
        organization = self.vault.info().organization_id
        keys = self.vault._http.get("/keys")
        answer = self.unlock_answer(codes[1], organization)
        key_file.write_text(json.dumps(keys), encoding="utf-8")
        answer_file.write_text(json.dumps(answer), encoding="utf-8")
        arguments = ("import", str(answer_file), "--keys", str(key_file), "--org", organization)

        other = Program(self.folder / "other.json")
        other("init", key=NEW_KEY)
        other(*arguments, key=NEW_KEY, source_key=codes[1])
        self.inkseal = other
        self.assert_program_reads(MEMBERS, key=NEW_KEY)
        other(*arguments, key=NEW_KEY, source_key=codes[1])
        self.assertEqual(len(other("list")), len(MEMBERS))
        error = other(*arguments, key=NEW_KEY, source_key=codes[2], exit_code=6)
        self.assertEqual(error["code"], "corrupt")

    def unlock_answer(self, key: str, organization: str) -> dict[str, Any]:
        """What the service answers to the package when it unlocks with `key`."""
        from inkbox.vault.crypto import compute_auth_hash, derive_master_key, derive_salt

        auth_hash = compute_auth_hash(derive_master_key(key, derive_salt(organization)))
        return self.vault._http.get("/unlock", params={"auth_hash": auth_hash})


if __name__ == "__main__":
    unittest.main()
