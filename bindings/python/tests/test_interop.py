"""Both ways in one process: what the published package seals, Inkseal opens and changes, and the other way round.

The package talks to a service over one vault file, which Inkseal opens; see `cli/tests/interop`.
"""

from __future__ import annotations

import json
import sys
import tempfile
import unittest
from contextlib import ExitStack
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[3] / "cli/tests/interop"))

from inkbox.vault.crypto import compute_auth_hash, derive_master_key, derive_salt
from inkbox.vault.types import LoginPayload as PackageLogin
from package import PAYLOADS, TIME, TOTP_URI, UNICODE, Package, as_package_reads, code_at, new_service

from inkseal import (
    ApiKeyPayload,
    KeyPairPayload,
    LoginPayload,
    MasterKey,
    OtherPayload,
    SecretPayload,
    SshKeyPayload,
    TotpConfig,
    UnlockAnswer,
    Vault,
    WrongVaultKeyError,
    parse_keys,
)

KEY = f"Interop {UNICODE[:6]} key 1!"
NEW_KEY = "  Interop-vault-key-2 "
ORGANIZATION = "org_of_the_binding_01"
MEMBERS = {name: payload._to_dict() for name, payload in PAYLOADS.items()}
TYPES = {name: payload.secret_type.value for name, payload in PAYLOADS.items()}
CLASSES: dict[str, Any] = {
    "login": LoginPayload,
    "api_key": ApiKeyPayload,
    "key_pair": KeyPairPayload,
    "ssh_key": SshKeyPayload,
    "other": OtherPayload,
}


def ours(name: str) -> SecretPayload:
    """The payload that the package calls `name`, made with the classes of the binding."""
    members = dict(MEMBERS[name])
    if "totp" in members:
        members["totp"] = TotpConfig(**members["totp"])
    payload: SecretPayload = CLASSES[TYPES[name]](**members)
    return payload


class Interop(unittest.TestCase):
    def setUp(self) -> None:
        stack = ExitStack()
        self.addCleanup(stack.close)
        self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        self.package = stack.enter_context(Package(stack.enter_context(new_service(self.folder))))

    def package_makes_all(self) -> list[str]:
        codes: list[str] = self.package.vault.initialize(KEY).recovery_codes
        unlocked = self.package.unlock(KEY)
        for name, payload in PAYLOADS.items():
            unlocked.create_secret(name, payload, description=f"about {name}")
        return codes

    def inkseal_makes_all(self) -> tuple[Vault, list[str]]:
        made = Vault.initialize(ORGANIZATION, KEY.encode())
        for name in PAYLOADS:
            made.vault.create(name, ours(name), description=f"about {name}")
        made.vault.save_as(self.folder / "vault.json")
        return made.vault, [code.expose() for code in made.recovery_codes]

    def opened(self, key: str = KEY) -> Vault:
        vault = Vault.open_file(self.folder / "vault.json")
        vault.unlock(key.encode())
        return vault

    def assert_all_there(self, vault: Vault, expected: dict[str, dict[str, Any]]) -> None:
        """Read one by one and all at once, as the package would read what is written."""
        outcomes = {outcome.metadata.name: outcome for outcome in vault.open_all()}
        self.assertEqual(outcomes.keys(), expected.keys())
        for name, outcome in outcomes.items():
            assert outcome.payload is not None
            self.assertEqual(vault.open(outcome.metadata.id).payload, outcome.payload)
            written = json.loads(outcome.payload.to_json().expose())
            self.assertEqual(as_package_reads(outcome.metadata.secret_type, written), expected[str(name)])

    def answer(self, key: str) -> tuple[str, Any, Any]:
        """What the service answers to the package: the organization, the keys, and the unlock."""
        vault = self.package.vault
        organization = vault.info().organization_id
        auth_hash = compute_auth_hash(derive_master_key(key, derive_salt(organization)))
        return organization, vault._http.get("/keys"), vault._http.get("/unlock", params={"auth_hash": auth_hash})

    def test_package_seals_and_inkseal_opens(self) -> None:
        codes = self.package_makes_all()
        vault = self.opened()
        self.assert_all_there(vault, MEMBERS)
        for name in PAYLOADS:
            opened = vault.open(vault.find(name))
            self.assertEqual(opened.payload, ours(name))
            self.assertEqual((opened.metadata.secret_type, opened.metadata.description), (TYPES[name], f"about {name}"))
        for code in codes:
            self.assert_all_there(self.opened(code), MEMBERS)

    def test_the_answer_of_the_service_is_a_vault(self) -> None:
        codes = self.package_makes_all()
        for key in (KEY, codes[2]):
            organization, keys, answer = self.answer(key)
            keys = parse_keys(json.dumps(keys))
            with MasterKey.derive(key.encode(), organization) as master:
                made = Vault.from_unlock_answer_with(
                    organization, keys, UnlockAnswer.from_json(json.dumps(answer)), master
                )
            self.assert_all_there(made, MEMBERS)
            made = Vault.from_unlock_answer(
                organization, keys, UnlockAnswer.from_json(json.dumps(answer)), key.encode()
            )
            self.assert_all_there(made, MEMBERS)

    def test_inkseal_seals_and_package_opens(self) -> None:
        _, codes = self.inkseal_makes_all()
        for key in (KEY, *codes):
            self.assertEqual(self.package.read(key), MEMBERS)
        self.assertEqual(self.package.read_types(KEY), TYPES)
        self.assertEqual(self.package.vault.info().organization_id, ORGANIZATION)

    def test_each_changes_what_the_other_sealed(self) -> None:
        vault, _ = self.inkseal_makes_all()
        expected = dict(MEMBERS)
        changed = PackageLogin("changed \U0001f511", username="")
        self.package.unlock(KEY).update_secret(vault.find("Mail"), payload=changed)
        expected["Mail"] = changed._to_dict()
        self.assertTrue(vault.reload())
        self.assert_all_there(vault, expected)
        vault.update_payload(vault.find("anything"), OtherPayload(UNICODE))
        vault.set_totp_uri(vault.find("bare login"), TOTP_URI)
        vault.delete(vault.find("server"))
        vault.save()
        expected["anything"] = {"data": UNICODE}
        del expected["server"], expected["bare login"]
        read = self.package.read(KEY)
        self.assertEqual(read.pop("bare login")["totp"]["digits"], 8)
        self.assertEqual(read, expected)

    def test_totp_codes_are_equal(self) -> None:
        self.package_makes_all()
        vault = self.opened()
        vault.set_totp_uri(vault.find("bare login"), TOTP_URI)
        vault.save()
        for secret in self.package.unlock(KEY).secrets:
            if secret.secret_type == "login":
                for time in (0, 59, TIME):
                    code = vault.totp_code(str(secret.id), now=time)
                    told = code_at(secret.payload.totp, time)
                    self.assertEqual(code.code, told["code"])
                    period = (code.period_start.timestamp(), code.period_end.timestamp())
                    self.assertEqual(period, (told["period_start"], told["period_end"]))
                    self.assertEqual(code.seconds_remaining, told["seconds_remaining"])

    def test_each_changes_the_key(self) -> None:
        vault, codes = self.inkseal_makes_all()
        self.package.vault.update_key(NEW_KEY, current_vault_key=KEY)
        self.assertRaises(WrongVaultKeyError, self.opened, KEY)
        self.assert_all_there(self.opened(NEW_KEY), MEMBERS)
        vault.reload()
        vault.change_vault_key(bytearray(NEW_KEY.encode()), bytearray(KEY.encode()))
        vault.save()
        with self.assertRaisesRegex(ValueError, "No vault key matched"):
            self.package.unlock(NEW_KEY)
        self.assertEqual(self.package.read(KEY), MEMBERS)
        vault.recover(codes[0].encode(), NEW_KEY.encode())
        vault.save()
        self.assertEqual(self.package.read(NEW_KEY), MEMBERS)
        with self.assertRaisesRegex(ValueError, "No vault key matched"):
            self.package.unlock(codes[0])
        made = [code.expose() for code in vault.replace_recovery_codes()]
        vault.save()
        self.assertEqual(self.package.read(made[3]), MEMBERS)


if __name__ == "__main__":
    unittest.main()
