"""What the service sends and is sent."""

from __future__ import annotations

import json
import unittest

from fresh import ORGANIZATION, login, master_key, new_vault

import inkseal
from inkseal import (
    CreateSecretRequest,
    GrantRequest,
    InitializeRequest,
    KeyMaterial,
    MasterKey,
    OrgKey,
    ReplacePrimaryKeyRequest,
    SecretAnswer,
    UnlockAnswer,
    UpdateSecretRequest,
    Vault,
)

URI = "otpauth://totp/Example:ada?secret=JBSWY3DPEHPK3PXP&issuer=Example"


class Wire(unittest.TestCase):
    def test_requests_and_answers(self) -> None:
        org_key, keys = OrgKey.generate(), [MasterKey.from_bytes(bytes([number]) * 32) for number in range(5)]
        request = InitializeRequest.new(org_key, keys[0], keys[1:])
        self.assertEqual(InitializeRequest.from_json(request.to_json()), request)
        self.assertRaises(ValueError, InitializeRequest.new, org_key, keys[0], keys[1:3])
        self.assertEqual(len(request.recovery_keys), 4)
        material = KeyMaterial.generate(keys[0], org_key, "primary")
        unwrapped = keys[0].unwrap_any(["other", material.id], material.wrapped_org_encryption_key)
        self.assertEqual(unwrapped.key_id, material.id)
        self.assertEqual(unwrapped.org_key.expose_bytes(), org_key.expose_bytes())
        current = ReplacePrimaryKeyRequest.with_current(keys[0], keys[1], org_key)
        self.assertEqual(current.current_auth_hash, keys[0].auth_hash())
        code = ReplacePrimaryKeyRequest.with_recovery(keys[2], keys[1], org_key)
        self.assertEqual((code.recovery_auth_hash, code.current_auth_hash), (keys[2].auth_hash(), None))
        create = CreateSecretRequest.seal(org_key, "name", login(), "text")
        self.assertEqual(org_key.open(create.id, create.secret_type, create.encrypted_payload), login())
        self.assertEqual(CreateSecretRequest.from_json(create.to_json()), create)
        self.assertEqual(json.loads(GrantRequest("agent").to_json()), {"identity_id": "agent"})
        self.assertEqual(json.loads(UpdateSecretRequest.rename("x").to_json()), {"name": "x"})
        self.assertEqual(json.loads(UpdateSecretRequest.describe(None).to_json()), {"description": None})
        sealed = UpdateSecretRequest.update_payload(org_key, "id", login()).encrypted_payload
        assert sealed is not None
        self.assertEqual(org_key.open("id", "login", sealed), login())
        self.assertIn("hunter2", org_key.open_text("id", sealed).expose())
        self.assertRaises(ValueError, SecretAnswer.from_json, "[]")

    def test_lists_and_metadata(self) -> None:
        vault = new_vault()
        secret = vault.create("name", login())
        vault.create_identity("agent", secret_ids=[secret.id])
        self.assertEqual(inkseal.parse_keys(inkseal.keys_to_json(vault.keys())), vault.keys())
        self.assertEqual(inkseal.parse_secrets(inkseal.secrets_to_json(vault.list())), vault.list())
        rules = vault.access_of_secret(secret.id)
        self.assertEqual(inkseal.parse_access_rules(inkseal.access_rules_to_json(rules)), rules)
        self.assertEqual(type(vault.info()).from_json(vault.info().to_json()), vault.info())
        self.assertEqual(vault.info().secret_count, 1)

    def test_unlock_answer(self) -> None:
        vault = new_vault()
        vault.create("name", login())
        file = json.loads(vault.to_text())
        wrapped = file["keys"][0]["wrapped_org_encryption_key"]
        text = json.dumps({"wrapped_org_encryption_key": wrapped, "encrypted_secrets": file["secrets"]})
        answer = UnlockAnswer.from_json(text)
        self.assertEqual(answer.wrapped_org_encryption_key, wrapped)
        self.assertEqual([secret.name for secret in answer.secrets()], ["name"])
        again = Vault.from_unlock_answer_with(
            ORGANIZATION, vault.keys(), UnlockAnswer.from_json(answer.to_json()), master_key()
        )
        self.assertEqual(again.open_all()[0].payload, login())


if __name__ == "__main__":
    unittest.main()
