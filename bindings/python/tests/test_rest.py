"""Identities and grants, credentials, TOTP, generation, webhooks, wire values, transfer."""

from __future__ import annotations

import json
import unittest
from pathlib import Path

from fresh import NOW, ORGANIZATION, login, master_key, new_vault

import inkseal
from inkseal import (
    AccessDeniedError,
    ApiKeyPayload,
    CreateSecretRequest,
    Freshness,
    GrantRequest,
    IdentityStatus,
    InitializeRequest,
    KeyMaterial,
    KeyPairPayload,
    LoginPayload,
    MasterKey,
    NotFoundError,
    OrgKey,
    OtherPayload,
    ReplacePrimaryKeyRequest,
    SecretAnswer,
    SshKeyPayload,
    TotpAlgorithm,
    TotpConfig,
    UnlockAnswer,
    UpdateSecretRequest,
    Vault,
)

URI = "otpauth://totp/Example:ada?secret=JBSWY3DPEHPK3PXP&issuer=Example"


class Agents(unittest.TestCase):
    def test_identities_and_grants(self) -> None:
        vault = new_vault()
        ids = [vault.create(name, login(), now=NOW).id for name in ("a", "b")]
        agent = vault.create_identity("agent", display_name="An agent", secret_ids=ids[:1], now=NOW)
        self.assertEqual((agent.agent_handle, agent.display_name, agent.status), ("agent", "An agent", "active"))
        rule = vault.grant(ids[1], "agent", now=NOW)
        self.assertEqual((rule.vault_secret_id, rule.identity_id), (ids[1], agent.id))
        self.assertEqual(vault.access_of_secret(ids[1]), [rule])
        self.assertEqual([secret.id for secret in vault.granted_to("agent")], ids)
        vault.revoke(ids[0], "agent")
        vault.set_grants("agent", [ids[0]])
        self.assertEqual([secret.id for secret in vault.granted_to("agent")], ids[:1])
        vault.rename_identity("agent", "bot")
        self.assertIsNone(vault.set_display_name("bot", None).display_name)
        self.assertIs(vault.pause_identity("bot").status, IdentityStatus.PAUSED)
        self.assertRaises(AccessDeniedError, vault.credentials("bot").list)
        self.assertIs(vault.resume_identity("bot").status, IdentityStatus.ACTIVE)
        granted = vault.create_granted("c", login(), ["bot"], description="text")
        self.assertEqual([rule.identity_id for rule in granted.access], [agent.id])
        self.assertEqual(vault.identity("bot"), vault.identities()[0])
        self.assertEqual(vault.delete_identity("bot").id, agent.id)
        self.assertEqual(vault.identities(), [])

    def test_credentials(self) -> None:
        vault = new_vault()
        vault.create("hidden", login())
        vault.create_identity("agent")
        view = vault.credentials("agent")
        payloads = {
            "login": LoginPayload("p"),
            "api_key": ApiKeyPayload("k"),
            "key_pair": KeyPairPayload("a", "s"),
            "ssh_key": SshKeyPayload("k"),
            "other": OtherPayload("x"),
        }
        ids = {name: view.create(name, payload, description="d").id for name, payload in payloads.items()}
        self.assertEqual([secret.id for secret in view.list()], list(ids.values()))
        reads = {
            "login": (view.list_logins, view.get_login),
            "api_key": (view.list_api_keys, view.get_api_key),
            "key_pair": (view.list_key_pairs, view.get_key_pair),
            "ssh_key": (view.list_ssh_keys, view.get_ssh_key),
            "other": (view.list_others, view.get_other),
        }
        for name, (list_of, get) in reads.items():
            self.assertEqual([secret.id for secret in list_of()], [ids[name]])
            self.assertEqual([secret.id for secret in view.list_type(name)], [ids[name]])
            self.assertEqual(get(ids[name]), payloads[name])
            self.assertEqual(view.get(view.find(name)).payload, payloads[name])
        self.assertRaises(TypeError, view.get_login, ids["other"])
        self.assertRaises(NotFoundError, view.find, "hidden")
        self.assertEqual(view.identity().agent_handle, "agent")
        view.set_totp(ids["login"], TotpConfig("JBSWY3DPEHPK3PXP"))
        view.set_totp_uri(ids["login"], URI)
        self.assertEqual(view.totp_code(ids["login"], now=59).code, TotpConfig.parse_uri(URI).code(59).code)
        view.remove_totp(ids["login"])
        self.assertRaises(NotFoundError, view.totp_code, ids["login"])


class Totp(unittest.TestCase):
    def test_configuration(self) -> None:
        config = TotpConfig.parse_uri(URI)
        self.assertEqual((config.algorithm, config.digits, config.period), (TotpAlgorithm.SHA1, 6, 30))
        self.assertEqual((config.issuer, config.account_name), ("Example", "ada"))
        code = config.code(59)
        self.assertEqual((code.period_start, code.period_end, code.seconds_remaining), (30, 60, 1))
        self.assertEqual(config.previous_code(59).code, config.code(29).code)
        self.assertEqual(config.next_code(59).code, config.code(60).code)
        self.assertEqual(len(config.code().code.expose()), 6)
        self.assertEqual(TotpConfig("jbsw y3dp-ehpk 3pxp").normalize().secret, "JBSWY3DPEHPK3PXP")
        self.assertEqual(TotpConfig.parse_uri(config.to_uri()), config)
        config.validate()
        self.assertRaises(inkseal.UnsupportedError, TotpConfig("JBSWY3DPEHPK3PXP", "sha3").validate)

    def test_in_a_vault(self) -> None:
        vault = new_vault()
        id = vault.create("name", LoginPayload("p")).id
        vault.set_totp(id, TotpConfig("JBSWY3DPEHPK3PXP"))
        vault.set_totp_uri(id, URI)
        self.assertEqual(vault.totp_code(id, now=59).code, TotpConfig.parse_uri(URI).code(59).code)
        vault.remove_totp(id)
        self.assertRaises(NotFoundError, vault.totp_code, id)


class Generated(unittest.TestCase):
    def test_at_random(self) -> None:
        password = inkseal.generate_password(32, symbols=False).expose()
        self.assertTrue(len(password) == 32 and password.isalnum())
        self.assertRaises(ValueError, inkseal.generate_password, 3)
        self.assertEqual(inkseal.generate_passphrase(["a"], 3, "-"), "a-a-a")
        codes = {inkseal.generate_recovery_code().expose() for _ in range(3)}
        self.assertEqual(len(codes), 3)
        self.assertGreaterEqual(len(inkseal.generate_local_organization_id()), 8)


class Webhooks(unittest.TestCase):
    def test_mappings_and_pairs(self) -> None:
        vectors = json.loads((inkseal_root() / "test-vectors/webhook/verify.json").read_text(encoding="utf-8"))
        case = next(case for case in vectors["cases"] if case["expect"] is True and "body" in case)
        pairs = [tuple(header) for header in case["headers"]]
        body = case["body"].encode()
        for headers in (pairs, iter(pairs), dict(pairs)):
            for form in (body, bytearray(body), memoryview(body)):
                self.assertTrue(inkseal.verify_webhook(case["key"], headers if form is body else pairs, form))
        self.assertFalse(inkseal.verify_webhook(case["key"], dict(pairs), body + b" "))
        self.assertFalse(inkseal.verify_webhook(case["key"], [*pairs, ("x-other", "\udce9")], b""))
        self.assertFalse(inkseal.verify_webhook(case["key"], pairs, body, Freshness(60, now=1)))
        vault = new_vault()
        id = vault.create("key", ApiKeyPayload(case["key"])).id
        self.assertTrue(vault.verify_webhook(id, pairs, bytearray(body)))
        self.assertFalse(vault.verify_webhook(id, {}, body, Freshness(60)))


def inkseal_root() -> Path:
    return Path(__file__).parents[3]


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


class Moves(unittest.TestCase):
    def test_export_import_and_keys(self) -> None:
        vault = new_vault()
        id = vault.create("name", login(), now=NOW).id
        source = Vault.from_decrypted_export(vault.export_decrypted())
        target = new_vault()
        self.assertEqual([secret.id for secret in target.import_from(source).added], [id])
        self.assertEqual(target.import_from(source).unchanged, (id,))
        target.update_payload(id, login("other"))
        self.assertEqual(target.import_from(source).differing, (id,))
        self.assertEqual(target.describe(id, "text").description, "text")
        self.assertEqual(target.rename(id, "new").name, "new")
        self.assertEqual(target.delete(id).name, "new")
        new = MasterKey.from_bytes(b"n" * 32)
        vault.change_vault_key_with(master_key(), new)
        self.assertRaises(inkseal.WrongVaultKeyError, vault.unlock_with, master_key())
        codes = [MasterKey.from_bytes(bytes([number]) * 32) for number in range(100, 104)]
        vault.replace_recovery_codes_with(codes)
        vault.recover_with(codes[0], master_key())
        self.assertEqual(vault.info().recovery_key_count, 3)
        vault.unlock_with(master_key())
        self.assertEqual(vault.remove_key(codes[1].auth_hash()).key_type, "recovery")
        text = vault.to_text()
        vault.delete(id)
        vault.replace_contents(text)
        self.assertEqual(vault.open(id).payload, login())
        vault.accept_payloads_without_aad(True)


if __name__ == "__main__":
    unittest.main()
