"""A vault in its file: opened, saved, in conflict, read again."""

from __future__ import annotations

import stat
import tempfile
import unittest
from pathlib import Path

from fresh import login, master_key, new_vault

from inkseal import AlreadyExistsError, ConflictError, InvalidInputError, Vault


class VaultFile(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name).resolve() / "vault.json"
        self.vault = new_vault()
        self.vault.save_as(self.path)

    def other(self) -> Vault:
        vault = Vault.open_file(str(self.path))
        self.assertFalse(vault.is_unlocked)
        vault.unlock_with(master_key())
        return vault

    def test_a_new_file_is_private_and_never_over_another(self) -> None:
        self.assertEqual(stat.S_IMODE(self.path.stat().st_mode), 0o600)
        self.assertEqual(self.vault.path, self.path)
        self.assertRaises(AlreadyExistsError, new_vault().save_as, self.path)
        self.assertTrue(self.vault.is_unlocked)

    def test_saved_and_opened_again(self) -> None:
        id = self.vault.create("name", login()).id
        self.assertEqual(self.other().list(), [])
        self.vault.save()
        self.assertEqual(self.other().open(id).payload, login())

    def test_conflict_and_reload(self) -> None:
        other = self.other()
        other.create("theirs", login())
        other.save()
        self.vault.create("ours", login())
        self.assertRaises(ConflictError, self.vault.save)
        self.assertEqual([secret.name for secret in self.vault.list()], ["ours"])
        self.assertTrue(self.vault.reload())
        self.assertFalse(self.vault.reload())
        self.vault.create("ours", login())
        self.vault.save()
        self.assertEqual([secret.name for secret in self.other().list()], ["theirs", "ours"])

    def test_without_a_file(self) -> None:
        vault = new_vault()
        self.assertRaises(InvalidInputError, vault.save)
        self.assertRaises(InvalidInputError, vault.reload)


if __name__ == "__main__":
    unittest.main()
