"""The package against the service: so that a failure of the other tests is the program's."""

from __future__ import annotations

import json
import tempfile
import unittest
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

from inkbox.exceptions import InkboxAPIError
from inkbox.vault.totp import TOTPConfig

from package import PAYLOADS, Package, as_package_reads, new_service

KEY = "Interop-vault-key-1"
NEW_KEY = "Interop-vault-key-2"


class PackageAlone(unittest.TestCase):
    def setUp(self) -> None:
        stack = ExitStack()
        self.addCleanup(stack.close)
        self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        self.package = stack.enter_context(Package(stack.enter_context(new_service(self.folder))))
        self.vault = self.package.vault

    def file(self) -> dict:
        return json.loads((self.folder / "vault.json").read_text(encoding="utf-8"))

    def refused(self, status: int, call, *arguments) -> None:
        with self.assertRaises(InkboxAPIError) as caught:
            call(*arguments)
        self.assertEqual(caught.exception.status_code, status)

    def test_before_it_is_initialized(self) -> None:
        self.assertIsNone(self.vault.info())
        with self.assertRaises(ValueError):
            self.vault.unlock(KEY)
        self.refused(404, self.vault.list_secrets)

    def test_initialize(self) -> None:
        made = self.vault.initialize(KEY)
        self.assertEqual(len(set(made.recovery_codes)), 4)
        info = self.vault.info()
        self.assertEqual(
            (info.id, info.key_count, info.recovery_key_count, info.secret_count), (made.vault_id, 1, 4, 0)
        )
        self.assertEqual([key.id for key in self.vault.list_keys(key_type="primary")], [made.vault_key_id])
        self.assertEqual(len(self.vault.list_keys(key_type="recovery")), 4)
        self.refused(409, self.vault.initialize, KEY)
        file = self.file()
        self.assertEqual(file["format"], "inkbox-vault/1")
        self.assertEqual(
            set(file["keys"][0]),
            {"id", "wrapped_org_encryption_key", "auth_hash", "key_type", "created_at", "updated_at"},
        )

    def test_secrets(self) -> None:
        self.vault.initialize(KEY)
        unlocked = self.package.unlock(KEY)
        made = {name: unlocked.create_secret(name, payload, description=name) for name, payload in PAYLOADS.items()}
        expected = {name: payload._to_dict() for name, payload in PAYLOADS.items()}
        self.assertEqual(self.package.read(KEY), expected)
        for name, payload in PAYLOADS.items():
            self.assertEqual(as_package_reads(payload.secret_type.value, expected[name]), expected[name])
        self.assertEqual(len(self.vault.list_secrets(secret_type="login")), 2)

        unlocked.update_secret(made["server"].id, name="renamed", description=None)
        unlocked.set_totp(made["bare login"].id, TOTPConfig("JBSWY3DPEHPK3PXP"))
        unlocked.remove_totp(made["Mail"].id)
        self.vault.delete_secret(made["storage"].id)
        read = self.package.read(KEY)
        self.assertEqual(read["renamed"], expected["server"])
        self.assertEqual(read["bare login"]["totp"]["secret"], "JBSWY3DPEHPK3PXP")
        self.assertNotIn("totp", read["Mail"])
        self.assertEqual(len(read), 5)
        self.refused(404, unlocked.get_secret, made["storage"].id)
        self.refused(404, self.vault.delete_secret, made["storage"].id)
        self.assertIsNone(unlocked.get_secret(made["server"].id).description)

    def test_keys(self) -> None:
        codes = self.vault.initialize(KEY).recovery_codes
        self.package.unlock(KEY).create_secret("Mail", PAYLOADS["Mail"])
        self.vault.update_key(NEW_KEY, current_vault_key=KEY)
        with self.assertRaises(ValueError):
            self.package.unlock(KEY)
        self.vault.update_key(KEY, recovery_code=codes[0])
        for refused in (NEW_KEY, codes[0]):
            with self.assertRaises(ValueError):
                self.package.unlock(refused)
        for key in (KEY, *codes[1:]):
            self.assertEqual(list(self.package.read(key)), ["Mail"])
        self.assertEqual((self.vault.info().key_count, self.vault.info().recovery_key_count), (1, 3))
        by_type = {key["key_type"]: key["auth_hash"] for key in self.file()["keys"]}
        self.refused(409, self.vault.delete_key, by_type["primary"])
        self.vault.delete_key(by_type["recovery"])
        self.refused(404, self.vault.delete_key, by_type["recovery"])
        self.assertEqual(self.vault.info().recovery_key_count, 2)

    def test_access(self) -> None:
        self.vault.initialize(KEY)
        unlocked = self.package.unlock(KEY)
        one, two = (unlocked.create_secret(name, PAYLOADS[name]) for name in ("Mail", "storage"))
        agent = uuid4()
        rule = self.vault.grant_access(one.id, agent)
        self.refused(409, self.vault.grant_access, one.id, agent)
        self.assertEqual(self.vault.list_access_rules(one.id), [rule])
        self.assertEqual(self.vault.list_access_rules(two.id), [])
        self.assertEqual([secret.access for secret in self.vault.list_secrets()], [[rule], []])
        seen = self.package.unlock(KEY, identity_id=agent).secrets
        self.assertEqual([secret.name for secret in seen], ["Mail"])
        self.vault.revoke_access(one.id, agent)
        self.refused(404, self.vault.revoke_access, one.id, agent)
        self.assertEqual(self.vault.list_access_rules(one.id), [])

    def test_unknown_members_stay(self) -> None:
        self.vault.initialize(KEY)
        file = self.file()
        file["later"], file["keys"][0]["later"] = [1], {"a": None}
        (self.folder / "vault.json").write_text(json.dumps(file), encoding="utf-8")
        self.package.unlock(KEY).create_secret("Mail", PAYLOADS["Mail"])
        changed = self.file()
        self.assertEqual((changed["later"], changed["keys"][0]["later"]), ([1], {"a": None}))

    def test_other_requests(self) -> None:
        http = self.vault._http
        self.refused(404, http.get, "/nothing")
        self.refused(422, http.get, "/unlock")
        self.vault.initialize(KEY)
        self.refused(422, http.get, "/unlock")
        wrong = http.get("/unlock", params={"auth_hash": "00"})
        self.assertEqual(wrong, {"wrapped_org_encryption_key": None, "encrypted_secrets": []})
        with self.assertRaises(InkboxAPIError) as caught:
            http.post("/secrets", json={"id": "x"})
        self.assertEqual(caught.exception.status_code, 422)


if __name__ == "__main__":
    unittest.main()
