"""Export, import, and keys that are derived already."""

from __future__ import annotations

import unittest

from fresh import NOW, login, master_key, new_vault

import inkseal
from inkseal import (
    MasterKey,
    Vault,
)

URI = "otpauth://totp/Example:ada?secret=JBSWY3DPEHPK3PXP&issuer=Example"


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
