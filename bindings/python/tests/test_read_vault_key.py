"""A vault key is read: one line and no more, and at a terminal without showing it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from fresh import KEY, new_vault

from inkseal import InvalidInputError, WrongVaultKeyError, read_vault_key

PROGRAM = """
import sys
from inkseal import InksealError, read_vault_key
try:
    print("key of", len(read_vault_key()))
except InksealError as error:
    print(error.code, error)
"""


class Lines(unittest.TestCase):
    def test_a_key_is_one_line_of_a_file(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "key"
            for content, key in (
                (b"a key\nrest", b"a key"),
                (b"a key\r\n", b"a key"),
                (b"a key", b"a key"),
                (b" a\rkey \n", b" a\rkey "),
                (b"x" * 4095 + b"\n", b"x" * 4095),
            ):
                path.write_bytes(content)
                read = read_vault_key(str(path))
                self.assertEqual((type(read), read), (bytearray, bytearray(key)))
            for content in (b"", b"\n", b"\r\n", b"\na key", b"x" * 4096, b"x" * 4096 + b"\n"):
                path.write_bytes(content)
                self.assertRaises(InvalidInputError, read_vault_key, str(path))

    def test_what_follows_the_line_is_left(self) -> None:
        reading, writing = os.pipe()
        self.addCleanup(os.close, reading)
        os.write(writing, b"first\nsecond\nthe rest")
        os.close(writing)
        self.assertEqual((read_vault_key(reading), read_vault_key(reading)), (b"first", b"second"))
        self.assertEqual(os.read(reading, 100), b"the rest")
        with self.assertRaisesRegex(InvalidInputError, "no vault key was given"):
            read_vault_key(reading)

    def test_a_wrong_key_comes_with_what_is_odd_about_it(self) -> None:
        vault = new_vault()
        for odd, hint in ((b"\xef\xbb\xbf" + KEY, "byte order mark"), (KEY + b"\n", "line end"), (b"", "empty")):
            with self.assertRaisesRegex(WrongVaultKeyError, hint) as caught:
                vault.unlock(odd)
            self.assertNotIn(KEY.decode(), str(caught.exception))


class Terminals(unittest.TestCase):
    def shown(self, typed: bytes) -> str:
        """What a terminal shows of a program that reads a key."""
        ours, theirs = pty.openpty()
        program = subprocess.Popen([sys.executable, "-c", PROGRAM], stdin=theirs, stdout=theirs, stderr=theirs)
        os.close(theirs)
        shown = b""
        try:
            while not shown.endswith(b"Vault key: "):
                shown += os.read(ours, 1000)
            os.write(ours, typed)
            while part := os.read(ours, 1000):
                shown += part
        except OSError:  # The program has ended.
            pass
        finally:
            os.close(ours)
            program.wait(60)
        return shown.decode()

    def test_it_asks_and_does_not_show_what_is_typed(self) -> None:
        shown = self.shown(KEY + b"\n")
        self.assertEqual(shown.replace("\r\n", "\n"), f"Vault key: \nkey of {len(KEY)}\n")

    def test_what_is_no_key_is_refused(self) -> None:
        for typed in (b"\n", b"\x04"):
            self.assertIn("invalid_input no vault key was given", self.shown(typed))
        self.assertIn("invalid_input a vault key is one line", self.shown(b"first\nsecond\n"))
        # A terminal gives 4,095 bytes of a line that is longer, and drops the others.
        self.assertIn("invalid_input a vault key is one line of at most", self.shown(b"x" * 5000 + b"\n"))


if __name__ == "__main__":
    unittest.main()
