"""A vault in its file: opened, saved, in conflict, read again."""

from __future__ import annotations

import errno
import pickle
import stat
import tempfile
import unittest
import warnings
from pathlib import Path

from fresh import login, master_key, new_vault

from inkseal import (
    AlreadyExistsError,
    ConflictError,
    InvalidInputError,
    MissingFileError,
    UnsavedChangesWarning,
    Vault,
)


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

    def test_a_file_that_is_missing_or_there_is_what_python_says(self) -> None:
        missing = self.path.with_name("none.json")
        for call in (lambda: Vault.open_file(missing), lambda: self.vault.save_as(missing / "x")):
            with self.assertRaises(FileNotFoundError) as caught:
                call()
            error = caught.exception
            assert isinstance(error, MissingFileError) and isinstance(error, KeyError)
            self.assertEqual((error.errno, error.code), (errno.ENOENT, "not_found"))
            self.assertIsNone(error.__context__)
            again = pickle.loads(pickle.dumps(error))
            self.assertEqual((str(again), again.filename), (str(error), error.filename))
        with self.assertRaises(FileExistsError) as taken:
            new_vault().save_as(self.path)
        self.assertEqual((taken.exception.filename, taken.exception.errno), (str(self.path), errno.EEXIST))
        self.path.unlink()
        self.assertRaises(FileNotFoundError, self.vault.reload)

    def test_a_block_warns_of_changes_that_are_not_saved(self) -> None:
        with self.assertWarnsRegex(UnsavedChangesWarning, "vault.json lacks changes") as warned, self.vault:
            self.vault.create("name", login())
        self.assertEqual(warned.filename, __file__)
        self.assertTrue(self.vault.has_unsaved_changes() and not self.vault.is_unlocked)
        self.vault.save()
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with self.other() as vault:
                vault.open(vault.find("name"))
            with self.other() as vault:
                vault.rename(vault.find("name"), "other")
                vault.save()
            with self.assertRaises(ZeroDivisionError), self.other() as vault:
                vault.rename(vault.find("other"), "lost")
                1 / 0  # noqa: B018
            with new_vault() as memory:
                memory.create("name", login())
        self.assertEqual([secret.name for secret in self.other()], ["other"])

    def test_without_a_file(self) -> None:
        vault = new_vault()
        self.assertRaises(InvalidInputError, vault.save)
        self.assertRaises(InvalidInputError, vault.reload)


if __name__ == "__main__":
    unittest.main()
