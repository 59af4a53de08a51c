"""Blocks that lock, keys in bytes, and what is absent."""

from __future__ import annotations

import gc
import os
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fresh import KEY, NOW, ORGANIZATION, login, master_key, new_vault

import inkseal
from inkseal import (
    IdentityStatus,
    InvalidInputError,
    LockedError,
    MasterKey,
    NotFoundError,
    OrgKey,
    Vault,
    read_vault_key,
    wipe,
)


class Blocks(unittest.TestCase):
    def test_a_block_locks_at_its_end(self) -> None:
        vault = new_vault()
        id = vault.create("name", login()).id
        with self.assertRaises(ZeroDivisionError), vault as same:
            self.assertIs(same, vault)
            self.assertTrue(vault.is_unlocked)
            1 / 0  # noqa: B018
        self.assertFalse(vault.is_unlocked)
        calls: list[Callable[[], Any]] = [
            lambda: vault.open(id),
            lambda: vault.open_text(id),
            vault.open_all,
            vault.verify,
            vault.export_decrypted,
            vault.replace_recovery_codes,
            lambda: vault.create("x", login()),
            lambda: vault.totp_code(id),
            lambda: vault.import_from(new_vault()),
        ]
        for call in calls:
            self.assertRaises(LockedError, call)
        self.assertEqual([secret.name for secret in vault.list()], ["name"])
        vault.lock()
        vault.unlock_with(master_key())
        self.assertEqual(vault.open(id).payload, login())

    def test_a_key_is_one_line_of_a_file_or_descriptor(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "key")
            for content, key in (
                (b"a key\nrest", b"a key"),
                (b"a key\r\n", b"a key"),
                (b"a key", b"a key"),
                (b"\n", b""),
                (b"", b""),
                (b"x" * 4095 + b"\n", b"x" * 4095),
            ):
                Path(path).write_bytes(content)
                self.assertEqual(read_vault_key(path), bytearray(key))
            Path(path).write_bytes(b"x" * 4096)
            self.assertRaises(InvalidInputError, read_vault_key, path)
        reading, writing = os.pipe()
        os.write(writing, b"a key\n")
        self.assertEqual(read_vault_key(reading), b"a key")
        os.close(writing)
        os.close(reading)

    def test_keys_are_wiped_by_their_blocks(self) -> None:
        with MasterKey.from_bytes(bytes(32)) as key, OrgKey.generate() as org_key:
            wrapped = key.wrap(org_key, "id")
        for call in (key.auth_hash, key.expose_bytes, lambda: key.unwrap("id", wrapped), org_key.expose_bytes):
            self.assertRaises(LockedError, call)
        self.assertRaises(LockedError, MasterKey.from_bytes(bytes(32)).wrap, org_key, "id")
        self.assertRaises(LockedError, new_vault().unlock_with, key)

    def test_a_vault_outlives_its_references_elsewhere(self) -> None:
        vault = new_vault()
        vault.create_identity("agent")
        view = vault.credentials("agent")
        del vault
        gc.collect()
        self.assertEqual(view.list(), [])
        self.assertEqual(view.identity().status, IdentityStatus.ACTIVE)


class Octets(unittest.TestCase):
    def test_keys_are_bytes_bytearray_or_memoryview(self) -> None:
        made = Vault.initialize(ORGANIZATION, KEY, now=NOW)
        self.assertEqual(len(made.recovery_codes), 4)
        vault = made.vault
        key = bytearray(b"<" + KEY + b">")
        forms = [KEY, bytearray(KEY), memoryview(KEY), memoryview(key)[1:-1], memoryview(key).toreadonly()[1:-1]]
        while forms:
            vault.lock()
            vault.unlock(forms.pop())
            self.assertTrue(vault.is_unlocked)
        self.assertEqual(key, b"<" + KEY + b">", "only the caller wipes")
        code = made.recovery_codes[0].expose().encode()
        vault.recover(bytearray(code), memoryview(b"Another-Vault-Key-1"))
        self.assertEqual(vault.info().recovery_key_count, 3)
        self.assertRaises(inkseal.WrongVaultKeyError, vault.unlock, KEY)
        key.extend(b"the key is not held any more")

    def test_text_is_no_key(self) -> None:
        vault = new_vault()
        for call in (vault.unlock, inkseal.check_vault_key, MasterKey.from_bytes, OrgKey.from_bytes):
            for wrong in (KEY.decode(), None, 32, [1]):
                with self.assertRaisesRegex(TypeError, "bytes, bytearray or memoryview"):
                    call(wrong)  # type: ignore[operator]
        with self.assertRaises(BufferError):
            vault.unlock(memoryview(KEY)[::2])

    def test_wipe_overwrites_in_place(self) -> None:
        key = bytearray(KEY)
        wipe(memoryview(key)[:8])
        self.assertEqual(key, bytes(8) + KEY[8:])
        wipe(key)
        self.assertEqual(key, bytes(len(KEY)))
        for fixed in (b"bytes", memoryview(b"bytes")):
            with self.assertRaises(TypeError):
                wipe(fixed)  # type: ignore[arg-type]

    def test_exposed_keys_can_be_wiped(self) -> None:
        for handle in (MasterKey, OrgKey):
            octets = handle.from_bytes(bytes(range(32))).expose_bytes()
            self.assertIs(type(octets), bytearray)
            self.assertEqual(octets, bytes(range(32)))
            wipe(octets)


class Missing(unittest.TestCase):
    def test_what_is_absent_is_none(self) -> None:
        vault = new_vault()
        self.assertIsNone(vault.path)
        self.assertIsNone(vault.create("name", login()).description)
        self.assertRaises(NotFoundError, vault.find, "other")


if __name__ == "__main__":
    unittest.main()
