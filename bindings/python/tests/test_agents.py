"""Identities, grants, and what one agent sees."""

from __future__ import annotations

import unittest

from fresh import NOW, login, new_vault

from inkseal import (
    AccessDeniedError,
    ApiKeyPayload,
    IdentityStatus,
    KeyPairPayload,
    LoginPayload,
    NotFoundError,
    OtherPayload,
    SshKeyPayload,
    TotpConfig,
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


if __name__ == "__main__":
    unittest.main()
