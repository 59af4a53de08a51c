"""No printed form, error or traceback shows a secret."""

from __future__ import annotations

import copy
import dataclasses
import io
import json
import logging
import pickle
import pprint
import traceback
import unittest
from typing import Any

from fresh import KEY, new_vault

import inkseal
from inkseal import (
    ApiKeyPayload,
    KeyPairPayload,
    LoginPayload,
    MasterKey,
    Member,
    OrgKey,
    OtherPayload,
    SecretText,
    SshKeyPayload,
    TotpAlgorithm,
    TotpConfig,
    UnknownPayload,
    Vault,
)

# No base32, so that it makes no codes.
SECRET = "do-not-show-me-018"
TOTP = TotpConfig(SECRET, algorithm=SECRET, issuer=SECRET, account_name=SECRET, unknown=[Member(SECRET, SECRET)])
PAYLOADS = [
    LoginPayload(SECRET, SECRET, SECRET, SECRET, SECRET, TOTP, [Member(SECRET, f'"{SECRET}"')]),
    ApiKeyPayload(SECRET, SECRET, SECRET),
    KeyPairPayload(SECRET, SECRET, SECRET, SECRET),
    SshKeyPayload(SECRET, SECRET, SECRET, SECRET, SECRET),
    OtherPayload(SECRET, SECRET),
    UnknownPayload("later", SECRET),
]


def printed(value: Any) -> str:
    log = io.StringIO()
    logger = logging.Logger("test")
    logger.addHandler(logging.StreamHandler(log))
    logger.error("%s %r", value, value)
    forms = [repr(value), str(value), f"{value}", f"{value!r:>200}", pprint.pformat(value, width=20)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        forms += [repr(dataclasses.asdict(value)), repr(dataclasses.astuple(value))]
    return "\n".join([*forms, log.getvalue(), repr(copy.copy(value))])


class PrintedForms(unittest.TestCase):
    def test_secret_text_hides(self) -> None:
        text = SecretText(SECRET)
        self.assertNotIn(SECRET, printed(text))
        self.assertEqual(f"{text:>20}|", "  SecretText(hidden)|")
        self.assertEqual(text.expose(), SECRET)
        with self.assertRaises(TypeError):
            json.dumps(text)
        self.assertFalse(hasattr(text, "__dict__"))

    def test_payloads_hide_and_show_which_members_there_are(self) -> None:
        for payload in PAYLOADS:
            self.assertNotIn(SECRET, printed(payload), type(payload).__name__)
            self.assertIn("SecretText(hidden)", repr(payload))
        self.assertIn("username=None", repr(LoginPayload(SECRET)))

    def test_what_is_assigned_is_hidden_too(self) -> None:
        totp = TotpConfig("JBSWY3DPEHPK3PXP")
        login = LoginPayload("password", totp=totp)
        login.password = login.notes = totp.secret = totp.issuer = SECRET  # type: ignore[assignment]
        totp.algorithm = SECRET
        for shown in (repr(login), str(login), f"{login}", pprint.pformat(login, width=20), repr(totp)):
            self.assertNotIn(SECRET, shown)
            self.assertNotIn(SECRET, repr(dataclasses.asdict(login)) + f"{login.password} {login.notes} {totp.algorithm}")
        self.assertIsInstance(login.password, SecretText)
        self.assertEqual(login.password.expose(), SECRET)
        algorithm = TotpConfig("GE", algorithm=SECRET).algorithm
        self.assertEqual((algorithm, algorithm.expose(), f"{algorithm}"), (SECRET, SECRET, "UnknownAlgorithm(hidden)"))
        self.assertIs(TotpConfig("GE", algorithm="sha256").algorithm, TotpAlgorithm.SHA256)

    def test_what_a_vault_answers_hides(self) -> None:
        with new_vault() as vault:
            code = TotpConfig("JBSWY3DPEHPK3PXP").code(59)
            login = LoginPayload(SECRET, totp=TotpConfig("JBSWY3DPEHPK3PXP", issuer=SECRET))
            id = vault.create("name", login).id
            values = [vault.open(id), vault.open_all(), vault.open_text(id), vault.export_decrypted(), vault, code]
            for value in values:
                self.assertNotIn(SECRET, printed(value) if value is not vault else repr(vault))
            self.assertNotIn(code.code.expose(), printed(code))

    def test_recovery_codes_and_keys_hide(self) -> None:
        made = Vault.initialize("org_test_123", KEY)
        for code in made.recovery_codes:
            self.assertNotIn(code.expose(), repr(made))
        key = MasterKey.from_bytes(b"k" * 32)
        for handle in (key, OrgKey.from_bytes(b"k" * 32), made.vault):
            self.assertNotIn("kkk", f"{handle} {handle!r}")

    def test_handles_and_secret_text_are_not_pickled_and_handles_not_copied(self) -> None:
        key = MasterKey.from_bytes(b"k" * 32)
        for value in (key, OrgKey.generate(), new_vault(), SecretText(SECRET), PAYLOADS[0]):
            with self.assertRaises(TypeError):
                pickle.dumps(value)
        for state in (SecretText(SECRET).__getstate__, SecretText(SECRET).__reduce__):
            with self.assertRaises(TypeError):
                state()
        self.assertNotIn(SECRET, repr(PAYLOADS[0].__getstate__()))  # type: ignore[attr-defined]
        for handle in (key, new_vault()):
            for copied in (copy.copy, copy.deepcopy):
                with self.assertRaises(TypeError):
                    copied(handle)
            with self.assertRaises(TypeError):
                type(handle)()

    def test_no_error_holds_a_secret(self) -> None:
        surrogate = f"{SECRET}\ud800"
        vault, org_key = new_vault(), OrgKey.generate()
        calls = [
            lambda: inkseal.parse_payload("login", SECRET),
            lambda: inkseal.parse_payload("login", f'{{"password": ["{SECRET}"]}}'),
            lambda: TotpConfig.parse_uri(f"otpauth://totp/{SECRET}?secret={SECRET}!"),
            lambda: TotpConfig(SECRET).code(),
            lambda: vault.create("name", LoginPayload(surrogate)),
            lambda: vault.create("name", LoginPayload(SECRET, totp=TotpConfig(SECRET))),
            lambda: org_key.seal("id", OtherPayload(SecretText(SECRET, lossy=True))),
            lambda: org_key.open("id", "login", SECRET),
            lambda: vault.unlock(SECRET.encode()),
            lambda: inkseal.check_vault_key(SECRET.encode()),
            lambda: Vault.from_decrypted_export(SECRET),
            lambda: Vault.parse(SECRET),
            lambda: vault.recover(SECRET.encode(), b"Another-Vault-Key-1"),
        ]
        for call in calls:
            with self.assertRaises(inkseal.InksealError) as caught:
                call()
            error = caught.exception
            self.assertIsNone(error.__context__, "what was caught before may hold a secret")
            texts = [repr(error), str(error), repr(vars(error)), "".join(traceback.format_exception_only(error))]
            self.assertNotIn(SECRET, "\n".join(texts))

    def test_a_bug_shows_nothing_of_rust(self) -> None:
        from inkseal._native import inkseal_ffi

        from inkseal.call import call

        def panics() -> None:
            raise inkseal_ffi.InternalError(f"called unwrap on {SECRET}")

        with self.assertRaises(inkseal.InksealError) as caught:
            call(panics)
        self.assertEqual(caught.exception.code, "internal")
        self.assertNotIn(SECRET, str(caught.exception))
        self.assertIsNone(caught.exception.__context__)


if __name__ == "__main__":
    unittest.main()
