"""A reporter that prints the locals of every frame shows nothing of what went into a call."""

from __future__ import annotations

import sys
import traceback
import unittest
from collections.abc import Callable, Iterator
from typing import Any

from fresh import login, new_vault

import inkseal
from inkseal import ApiKeyPayload, LoginPayload, MasterKey, OrgKey, OtherPayload, SecretText, TotpConfig, Vault

SECRET = "do-not-show-me-018"
KEY = SECRET.encode()


def reported(error: BaseException) -> str:
    """What is printed of the error, its causes and every frame but those of this file."""
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    lines = []
    pending: list[traceback.TracebackException | None] = [told]
    while pending:
        if one := pending.pop():
            one.stack = traceback.StackSummary.from_list([frame for frame in one.stack if frame.filename != __file__])
            lines += one.format(chain=False)
            pending += [one.__cause__, one.__context__]
    return "".join(lines)


def wrong_words() -> Iterator[Any]:
    yield SECRET
    yield 7


CALLS: list[Callable[[Vault, OrgKey, str], Any]] = [
    lambda vault, *_: vault.unlock(KEY),
    lambda vault, *_: vault.unlock(bytearray(KEY)),
    lambda vault, *_: vault.unlock(memoryview(KEY)),
    lambda vault, *_: vault.unlock(SECRET),  # type: ignore[arg-type]
    lambda vault, *_: vault.change_vault_key(KEY, b"Another-Vault-Key-1"),
    lambda vault, *_: vault.change_vault_key(b"Another-Vault-Key-1", KEY),
    lambda vault, *_: vault.recover(KEY, b"Another-Vault-Key-1"),
    lambda *_: Vault.initialize("org_test_123", KEY),
    lambda *_: MasterKey.derive(KEY, "short"),
    lambda *_: MasterKey.from_bytes(KEY),
    lambda *_: OrgKey.from_bytes(bytearray(KEY)),
    lambda *_: inkseal.check_vault_key(KEY),
    lambda *_: inkseal.wipe(KEY),  # type: ignore[arg-type]
    lambda *_: LoginPayload(SECRET, username=7),  # type: ignore[arg-type]
    lambda *_: TotpConfig(SECRET, digits="six"),  # type: ignore[arg-type]
    lambda *_: ApiKeyPayload(KEY),  # type: ignore[arg-type]
    lambda *_: setattr(login(), "password", KEY),
    lambda vault, *_: vault.create(SECRET, LoginPayload(SECRET), description=7),  # type: ignore[arg-type]
    lambda vault, _, id: vault.update_payload(id, OtherPayload(SECRET)),
    lambda vault, _, id: vault.set_totp_uri(id, f"otpauth://totp/x?secret={SECRET}"),
    lambda *_: TotpConfig.parse_uri(SECRET),
    lambda *_: TotpConfig(SECRET).code(),
    lambda *_: inkseal.parse_totp_migration([SECRET]),
    lambda *_: Vault.from_decrypted_export(SECRET),
    lambda *_: inkseal.parse_payload("login", SECRET),
    lambda *_: inkseal.encode_binary(SECRET.encode() * 2**20),
    lambda *_: inkseal.verify_webhook(SECRET, [("a", 7)], b""),  # type: ignore[list-item]
    lambda *_: inkseal.generate_passphrase(wrong_words(), 3),
    lambda _, org_key, __: org_key.seal("", OtherPayload(SECRET)),
    lambda _, org_key, __: org_key.open("id", "login", SECRET),
    lambda *_: inkseal.Member(SECRET, 7),  # type: ignore[arg-type]
    lambda *_: SecretText(KEY),  # type: ignore[arg-type]
]


class Tracebacks(unittest.TestCase):
    def test_no_frame_of_ours_holds_an_argument(self) -> None:
        vault, org_key = new_vault(), OrgKey.generate()
        id = vault.create("name", login()).id
        for number, call in enumerate(CALLS):
            with self.assertRaises(Exception) as caught:
                call(vault, org_key, id)
            report = reported(caught.exception)
            self.assertNotIn(SECRET, report, f"call {number}")
            self.assertNotIn(SECRET[3:12], report, f"call {number}")

    def test_the_frames_of_the_caller_stay(self) -> None:
        def broken() -> Iterator[str]:
            yield "x"
            raise ZeroDivisionError

        try:
            new_vault().create_granted("name", login(), broken())
        except ZeroDivisionError as error:
            names = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
            self.assertEqual((names[0], names[-1]), (sys._getframe().f_code.co_name, "broken"))
            self.assertEqual(len(names), 3)

    def test_nothing_is_kept_alive(self) -> None:
        key = bytearray(KEY)
        with self.assertRaises(inkseal.WrongVaultKeyError):
            new_vault().unlock(key)
        key.extend(b"no buffer of it is held any more")


if __name__ == "__main__":
    unittest.main()
