"""Blocks that lock, keys in bytes, and what is absent."""

from __future__ import annotations

import gc
import tempfile
import unittest
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from fresh import KEY, NOW, ORGANIZATION, login, master_key, new_vault

import inkseal
from inkseal import (
    IdentityStatus,
    LockedError,
    MasterKey,
    NotFoundError,
    OrgKey,
    Vault,
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


class Containers(unittest.TestCase):
    def test_a_vault_is_a_container_of_its_secrets(self) -> None:
        vault = new_vault()
        ids = [vault.create(name, login(name)).id for name in ("one", "twin", "twin")]
        self.assertEqual([secret.id for secret in vault], ids)
        self.assertTrue("one" in vault and "twin" in vault and ids[0] in vault and vault.metadata(ids[1]) in vault)
        self.assertFalse("none" in vault or None in vault or 7 in vault)
        self.assertEqual(vault["one"].payload, login("one"))
        self.assertEqual(vault[ids[2]].payload, login("twin"))
        for error, name in ((KeyError, "none"), (inkseal.AmbiguousError, "twin")):
            with self.assertRaises(error):
                vault[name]
        self.assertTrue(vault, "an empty vault is a vault")
        with self.assertRaisesRegex(KeyError, "`find`"):
            vault.open("one")

    def test_a_vault_says_what_it_is(self) -> None:
        vault = new_vault()
        self.assertEqual(repr(vault), "<Vault in memory, 0 secrets, unlocked>")
        with tempfile.TemporaryDirectory() as folder:
            vault.save_as(f"{folder}/v.json")
            vault.lock()
            self.assertRegex(f"{vault}", r"<Vault in '.*/v.json', 0 secrets, locked>")
        self.assertRegex(inkseal.__version__, r"^\d+\.\d+\.\d+")


class Times(unittest.TestCase):
    def test_times_are_datetimes(self) -> None:
        now = datetime.fromtimestamp(NOW, UTC)
        vault = new_vault()
        made = vault.create("name", login(), now=now)
        self.assertEqual((made.created_at, made.updated_at), (now, now))
        vault.create_identity("agent")
        later = now.astimezone(timezone(timedelta(hours=5))) + timedelta(days=1, microseconds=3)
        self.assertEqual(vault.grant(made.id, "agent", now=later).created_at, now + timedelta(days=1))
        self.assertEqual(vault.list()[0].access[0].created_at, now + timedelta(days=1))
        self.assertEqual(vault.info().updated_at, now + timedelta(days=1))
        self.assertEqual(vault.keys()[0].created_at, now)
        code = vault.totp_code(made.id, now=now)
        self.assertEqual((code.period_start, code.period_end), (now, now + timedelta(seconds=30)))
        self.assertEqual(inkseal.parse_secrets(inkseal.secrets_to_json(vault.list())), vault.list())
        with self.assertRaisesRegex(ValueError, "time zone"):
            vault.rename(made.id, "x", now=datetime(2026, 1, 1))

    def test_what_is_no_time_is_unknown(self) -> None:
        text = '[{"id": "a", "name": "n", "secret_type": "login", "created_at": "%s", "updated_at": null}]'
        for time, shown in (
            ("2026-01-02T03:04:05.678901234+05:30", datetime(2026, 1, 1, 21, 34, 5, 678901, UTC)),
            ("2026-01-02t03:04:05z", datetime(2026, 1, 2, 3, 4, 5, 0, UTC)),
            ("yesterday", None),
            ("2026-01-02", None),
        ):
            self.assertEqual(inkseal.parse_secrets(text % time)[0].created_at, shown, time)


class Asynchronous(unittest.IsolatedAsyncioTestCase):
    async def test_a_block_of_a_coroutine_locks(self) -> None:
        vault = new_vault()
        async with vault as same:
            self.assertIs(same, vault)
            self.assertTrue(vault.is_unlocked)
        self.assertFalse(vault.is_unlocked)
        with self.assertRaises(ZeroDivisionError):
            async with MasterKey.from_bytes(bytes(32)) as key:
                1 / 0  # noqa: B018
        self.assertRaises(LockedError, key.auth_hash)


class Missing(unittest.TestCase):
    def test_what_is_absent_is_none(self) -> None:
        vault = new_vault()
        self.assertIsNone(vault.path)
        self.assertIsNone(vault.create("name", login()).description)
        self.assertRaises(NotFoundError, vault.find, "other")


if __name__ == "__main__":
    unittest.main()
