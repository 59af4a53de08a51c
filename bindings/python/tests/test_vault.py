"""The vault as Python sees it: blocks, keys in bytes, payloads, threads."""

from __future__ import annotations

import gc
import json
import threading
import time
import unittest
from collections.abc import Callable
from typing import Any

from fresh import KEY, NOW, ORGANIZATION, login, master_key, new_vault

import inkseal
from inkseal import (
    ApiKeyPayload,
    IdentityStatus,
    InksealError,
    KeyType,
    LockedError,
    LoginPayload,
    MasterKey,
    Member,
    NotFoundError,
    OrgKey,
    OtherPayload,
    SecretText,
    SecretType,
    TotpConfig,
    UnknownPayload,
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


class Payloads(unittest.TestCase):
    def test_match(self) -> None:
        vault = new_vault()
        found = []
        for name, payload in (("a", login()), ("b", ApiKeyPayload("token")), ("c", OtherPayload("text"))):
            match vault.open(vault.create(name, payload).id).payload:
                case LoginPayload(password=password, totp=TotpConfig()):
                    found.append(password.expose())
                case ApiKeyPayload(key):
                    found.append(key.expose())
                case other:
                    found.append(other.secret_type)
        self.assertEqual(found, ["hunter2", "token", SecretType.OTHER])

    def test_text_and_secret_text_are_taken(self) -> None:
        self.assertEqual(LoginPayload("p", email="e"), LoginPayload(SecretText("p"), email=SecretText("e")))
        changed = login()
        changed.password = SecretText("other")
        self.assertNotEqual(changed, login())
        # What a type checker refuses works all the same.
        changed.password = "plain"  # type: ignore[assignment]
        vault = new_vault()
        self.assertEqual(vault.open(vault.create("name", changed).id).payload, login("plain"))

    def test_secret_text_compares(self) -> None:
        text = SecretText("abc")
        self.assertEqual(text, SecretText("abc"))
        self.assertEqual(text, "abc")
        self.assertNotEqual(text, "abd")
        self.assertNotEqual(text, SecretText("abc", lossy=True))
        self.assertNotEqual(text, b"abc")
        self.assertNotEqual(SecretText("\ud800"), SecretText("\ud801"))
        with self.assertRaises(TypeError):
            hash(text)
        with self.assertRaises(TypeError):
            SecretText(b"abc")  # type: ignore[arg-type]

    def test_members_that_are_not_known_are_kept(self) -> None:
        text = '{"password":"p","z":1.10,"totp":{"secret":"JBSWY3DP","x":[true]},"a":"\\ud83d\\ude00"}'
        payload = inkseal.parse_payload("login", text)
        vault = new_vault()
        id = vault.create("name", payload).id
        for opened in (vault.open(id).payload, vault.open_all()[0].payload):
            self.assertEqual(opened, payload)
            assert isinstance(opened, LoginPayload) and opened.totp is not None
            names = [member.name.expose() for member in opened.unknown]
            self.assertEqual((names, opened.unknown[0].value), (["z", "a"], "1.10"))
            self.assertEqual(opened.totp.unknown, (Member("x", "[true]"),))
        again = OtherPayload("x", unknown=[Member("later", '{"n": 1.0}')])
        self.assertEqual(vault.open(vault.create("other", again).id).payload, again)
        with self.assertRaises(InksealError):
            OtherPayload("x", unknown=[Member("later", "no JSON")]).to_json()

    def test_unknown_types_are_kept(self) -> None:
        vault = new_vault()
        payload = UnknownPayload("passkey", '{"credential": "x"}')
        secret = vault.create("key", payload)
        self.assertEqual((secret.secret_type, payload.secret_type), ("passkey", "passkey"))
        for opened in (vault.open(secret.id).payload, vault.open_all()[0].payload):
            self.assertIsInstance(opened, UnknownPayload)
            self.assertIn('"credential"', opened.text.expose())

    def test_lossy_text_is_kept_and_refused(self) -> None:
        payload = inkseal.parse_payload("login", '{"password": "a\\ud800b", "username": "ada"}')
        assert isinstance(payload, LoginPayload)
        self.assertTrue(payload.password.is_lossy)
        self.assertEqual(payload.password.expose(), "a\ufffdb")
        self.assertEqual(payload.lossy_members(), ["password"])
        vault = new_vault()
        id = vault.create("name", login()).id
        self.assertRaises(inkseal.UnsupportedError, vault.update_payload, id, payload)
        payload.password = SecretText("whole")
        vault.update_payload(id, payload)
        self.assertEqual(vault.open(id).payload, payload)

    def test_lossy_text_through_rows(self) -> None:
        from inkseal.rows import _payload

        payload = _payload("login", ["a", ["b\ufffd"], None, None, None, ["c", "sha1", 6, 30, ["d"], None, None], None])
        lossy = SecretText("b\ufffd", lossy=True)
        totp = TotpConfig("c", issuer=SecretText("d", lossy=True))
        self.assertEqual(payload, LoginPayload("a", lossy, totp=totp))

    def test_rows_and_records_agree(self) -> None:
        """What the fast way reads is what uniffi's own converters read."""
        from inkseal.crossing import ours

        vault = new_vault()
        for payload in (login(), ApiKeyPayload("k"), inkseal.KeyPairPayload("a", "s"), inkseal.SshKeyPayload("k")):
            vault.create("name", payload, description="text")
        vault.create("name", UnknownPayload("passkey", "{}"))
        vault.create_identity("agent", secret_ids=[secret.id for secret in vault.list()])
        native, view = vault._native, vault.credentials("agent")
        id = vault.list()[0].id
        self.assertEqual(vault.list(), ours(native.list()))
        self.assertEqual(vault.list_type("login"), ours(native.list_type("login")))
        self.assertEqual(vault.search("NAM"), ours(native.search("NAM")))
        self.assertEqual(vault.granted_to("agent"), ours(native.granted_to("agent")))
        self.assertEqual(vault.open(id), ours(native.open(id)))
        self.assertEqual(vault.open_all(), ours(native.open_all()))
        self.assertEqual(vault.open_granted("agent"), ours(native.open_granted("agent")))
        self.assertEqual(view.list(), ours(view._native.list()))
        self.assertEqual(view.get(id), ours(view._native.get(id)))
        self.assertEqual(len(vault.open_granted("agent")), 5)
        self.assertEqual(vault.list()[0].access[0].identity_id, view.identity().id)

    def test_one_that_does_not_open_has_its_failure(self) -> None:
        vault = new_vault()
        ids = [vault.create("name", login()).id for _ in range(2)]
        blobs = [secret["encrypted_payload"] for secret in json.loads(vault.to_text())["secrets"]]
        swapped = Vault.parse(vault.to_text().replace(blobs[0], blobs[1]))
        swapped.unlock_with(master_key())
        bad, good = swapped.open_all()
        self.assertEqual((bad.metadata.id, bad.payload), (ids[0], None))
        assert bad.failure is not None
        self.assertEqual(bad.failure.code, "corrupt")
        self.assertEqual((good.payload, good.failure), (login(), None))
        self.assertEqual([report.failure and report.failure.code for report in swapped.verify()], ["corrupt", None])

    def test_types_are_texts(self) -> None:
        for payload in (login(), ApiKeyPayload("k"), OtherPayload("x"), UnknownPayload("later", "{}")):
            from inkseal._native import inkseal_ffi

            from inkseal.crossing import theirs

            self.assertEqual(inkseal_ffi.payload_type(theirs(payload)), payload.secret_type)
        self.assertEqual([key.key_type for key in new_vault().keys_of(KeyType.RECOVERY)], ["recovery"] * 4)


class Threads(unittest.TestCase):
    def test_readers_writers_and_a_lock(self) -> None:
        """Answers are right or `locked`, and nothing crashes."""
        vault = new_vault()
        ids = [vault.create(f"name {number}", login(f"password {number}")).id for number in range(20)]
        stop, answers, wrong = threading.Event(), {"right": 0, "locked": 0}, []

        def work(task: Callable[[int], bool]) -> None:
            number = 0
            while not stop.is_set():
                number += 1
                try:
                    if not task(number % 20):
                        wrong.append(task)
                    answers["right"] += 1
                except LockedError:
                    answers["locked"] += 1
                except BaseException as error:
                    wrong.append(error)
                    raise

        def opens(number: int) -> bool:
            payload = vault.open(ids[number]).payload
            return isinstance(payload, LoginPayload) and payload.password == f"password {number}"

        def lists(number: int) -> bool:
            return len(vault.list()) >= 20 and vault.search(f"name {number}") != []

        def changes(number: int) -> bool:
            id = vault.create("more", login()).id
            return vault.rename(id, "renamed").id == id and vault.delete(id).id == id

        def locks(number: int) -> bool:
            vault.lock()
            time.sleep(0.001)
            vault.unlock_with(master_key())
            time.sleep(0.003)
            return True

        def all_at_once(number: int) -> bool:
            return all(outcome.failure is None for outcome in vault.open_all())

        tasks = [opens, opens, lists, changes, changes, all_at_once, locks]
        threads = [threading.Thread(target=work, args=(task,)) for task in tasks]
        for thread in threads:
            thread.start()
        time.sleep(2)
        stop.set()
        for thread in threads:
            thread.join(30)
            self.assertFalse(thread.is_alive())
        self.assertEqual(wrong, [])
        self.assertGreater(answers["right"], 100)
        self.assertGreater(answers["locked"], 0)
        # A change that was locked out between its steps leaves what it made.
        self.assertEqual([secret.id for secret in vault.list()[:20]], ids)

    def test_others_run_during_a_derivation(self) -> None:
        done = threading.Event()
        thread = threading.Thread(target=lambda: (MasterKey.derive(KEY, ORGANIZATION), done.set()))
        count = 0
        thread.start()
        while not done.is_set():
            count += 1
            time.sleep(0.001)
        thread.join()
        self.assertGreater(count, 5)

    def test_two_vaults_that_import_each_other(self) -> None:
        vaults = [new_vault(), new_vault()]
        for vault in vaults:
            vault.create("name", login())
        threads = [
            threading.Thread(target=lambda a=a, b=b: [a.import_from(b) for _ in range(20)])
            for a, b in (vaults, reversed(vaults))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
            self.assertFalse(thread.is_alive())
        self.assertEqual([len(vault.list()) for vault in vaults], [2, 2])


class Missing(unittest.TestCase):
    def test_what_is_absent_is_none(self) -> None:
        vault = new_vault()
        self.assertIsNone(vault.path)
        self.assertIsNone(vault.create("name", login()).description)
        self.assertRaises(NotFoundError, vault.find, "other")


if __name__ == "__main__":
    unittest.main()
