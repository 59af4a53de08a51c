"""Every code has its class, and the built-in error that Python users expect."""

from __future__ import annotations

import pickle
import resource
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fresh import KEY, login, master_key, new_vault
from inkseal._native import inkseal_ffi

import inkseal
from inkseal import ApiKeyPayload, InksealError, LoginPayload, MasterKey, OrgKey, OtherPayload, TotpConfig, Vault
from inkseal.crossing import ours

# Rust's variants with what they carry, and what they are here.
VARIANTS: dict[str, tuple[str, type[Exception] | None, dict[str, Any]]] = {
    "WrongVaultKey": ("wrong_vault_key", None, {}),
    "Locked": ("locked", None, {}),
    "NotFound": ("not_found", KeyError, {}),
    "AlreadyExists": ("already_exists", None, {}),
    "InvalidInput": ("invalid_input", ValueError, {}),
    "Ambiguous": ("invalid_input", ValueError, {"ids": ["a", "b"]}),
    "WeakVaultKey": ("weak_vault_key", ValueError, {"rule": inkseal_ffi.VaultKeyRule.DIGIT}),
    "TypeMismatch": ("type_mismatch", TypeError, {"expected": "login", "actual": "other"}),
    "Corrupt": ("corrupt", None, {}),
    "Malformed": ("malformed", ValueError, {}),
    "Unsupported": ("unsupported", None, {}),
    "WeakParameters": ("weak_parameters", None, {}),
    "ExcessiveWork": ("excessive_work", None, {}),
    "OutOfMemory": ("out_of_memory", MemoryError, {}),
    "Conflict": ("conflict", None, {}),
    "AccessDenied": ("access_denied", None, {}),
    "WrongVault": ("wrong_vault", None, {}),
    "Tampered": ("tampered", None, {}),
    "RolledBack": ("rolled_back", None, {}),
    "Forked": ("forked", None, {}),
    "Io": ("io", OSError, {}),
}


class Errors(unittest.TestCase):
    def fails(self, code: str, call: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        with self.assertRaises(InksealError) as caught:
            call(*arguments, **options)
        self.assertEqual(caught.exception.code, code)
        return caught.exception

    def test_every_variant_of_rust(self) -> None:
        native = {name for name, value in vars(inkseal_ffi.InksealError).items() if isinstance(value, type)}
        self.assertEqual(native, VARIANTS.keys())
        for name, (code, builtin, details) in VARIANTS.items():
            error = ours(getattr(inkseal_ffi.InksealError, name)("the 'reason'", **details))
            self.assertIs(type(error), getattr(inkseal, f"{name}Error"))
            self.assertIsInstance(error, InksealError)
            self.assertEqual((error.code, str(error), error.reason), (code, "the 'reason'", "the 'reason'"))
            if builtin:
                self.assertIsInstance(error, builtin)
            self.assertEqual(error.__cause__ or error.__context__, None)
            for detail in details:
                self.assertTrue(hasattr(error, detail))
            error.add_note("seen by a worker")
            again = pickle.loads(pickle.dumps(error))
            self.assertEqual((type(again), str(again), again.code), (type(error), str(error), error.code))
            for detail in details:
                self.assertEqual(getattr(again, detail), getattr(error, detail))

    def test_a_derived_class_takes_no_place(self) -> None:
        type("LockedError", (InksealError,), {"__module__": "application"})
        with new_vault() as vault:
            id = vault.create("name", login()).id
        self.assertIs(type(self.fails("locked", vault.open, id)), inkseal.LockedError)

    def test_text_that_is_no_unicode_leaves_nothing_behind(self) -> None:
        half = "\ud800"
        vault = new_vault()
        key, org_key = master_key(), OrgKey.generate()
        calls = [
            lambda: vault.create("name", LoginPayload("x"), description=half),
            lambda: vault.create("name", LoginPayload(half)),
            lambda: vault.create("name", LoginPayload("x", totp=TotpConfig("GE", algorithm=half))),
            lambda: vault.create_granted("name", LoginPayload("x"), [half]),
            lambda: vault.find(half),
            lambda: key.wrap(org_key, half),
            lambda: MasterKey.derive(KEY, half),
        ]
        for call in calls:
            self.fails("invalid_input", call)
        # What had crossed before the text was found would stay for ever: 300 times 200 kB.
        payload = OtherPayload("x" * 200_000)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for _ in range(300):
            self.fails("invalid_input", vault.create, "name", payload, description=half)
        self.assertLess(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, 20_000)

    def test_as_they_happen(self) -> None:
        vault = new_vault()
        id = vault.create("name", login()).id
        self.fails("wrong_vault_key", vault.unlock, KEY)
        self.fails("not_found", vault.open, "nothing")
        self.fails("not_found", vault.metadata, "nothing")
        vault.create_identity("agent")
        self.fails("already_exists", vault.create_identity, "agent")
        self.fails("invalid_input", vault.rename, id, "")
        self.fails("invalid_input", vault.save)
        self.fails("invalid_input", OrgKey.from_bytes, b"short")
        self.fails("malformed", Vault.parse, "{")
        self.fails("unsupported", TotpConfig("JBSWY3DPEHPK3PXP", digits=11).code)
        self.fails("conflict", vault.remove_key, vault.keys_of("primary")[0].id)
        blob = OrgKey.generate().seal("id", login())
        self.fails("corrupt", OrgKey.generate().open, "id", "login", blob)
        vault.pause_identity("agent")
        self.fails("access_denied", vault.open_granted, "agent")
        vault.lock()
        self.fails("locked", vault.open, id)
        with tempfile.TemporaryDirectory() as folder:
            self.fails("not_found", Vault.open_file, Path(folder) / "nothing.json")
            self.fails("invalid_input", Vault.open_file, folder)

    def test_details(self) -> None:
        vault = new_vault()
        ids = [vault.create("twin", login()).id for _ in range(2)]
        self.assertEqual(self.fails("invalid_input", vault.find, "twin").ids, ids)
        mismatch = self.fails("type_mismatch", vault.update_payload, ids[0], ApiKeyPayload("k"))
        self.assertEqual((mismatch.expected, mismatch.actual), ("login", "api_key"))
        rule = self.fails("weak_vault_key", inkseal.check_vault_key, b"Too-short-1").rule
        self.assertIs(rule, inkseal.VaultKeyRule.LENGTH)

    def test_caught_as_built_in_errors(self) -> None:
        vault = new_vault()
        with self.assertRaises(KeyError) as caught:
            vault.open("nothing")
        self.assertEqual(str(caught.exception), "there is no such secret")
        with self.assertRaises(ValueError):
            inkseal.parse_payload("login", "{}")
        id = vault.create("key", ApiKeyPayload("k")).id
        with self.assertRaises(TypeError):
            vault.totp_code(id)

    def test_wrong_types_are_type_errors_and_leave_nothing_behind(self) -> None:
        vault = new_vault()
        for call in (
            lambda: vault.open(7),
            lambda: vault.rename(7, "x"),
            lambda: LoginPayload(7),
            lambda: vault.search(b""),
        ):
            with self.assertRaises(TypeError) as caught:
                call()
            self.assertNotIsInstance(caught.exception, InksealError)
        with self.assertRaises(ValueError):
            vault.create("name", login(), now=-1)
        vault.unlock_with(master_key())

    def test_surrogates_are_invalid_input(self) -> None:
        vault = new_vault()
        self.fails("invalid_input", vault.open, "\ud800")
        self.fails("invalid_input", vault.create, "\ud800", login())
        self.fails("invalid_input", vault.create, "name", LoginPayload("\ud800"))
