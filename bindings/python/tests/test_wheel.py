"""What is passed on: licences, metadata, and nothing of the machine that built it."""

from __future__ import annotations

import json
import unittest
from importlib.metadata import distribution
from pathlib import Path

import inkseal

ROOT = Path(__file__).resolve().parents[3]
# What names a machine: where this project, a user's files and crates are.
PATHS = [str(ROOT), *(str(Path.home() / folder) for folder in (".cargo", ".rustup")), "/toolchains/"]


class Wheel(unittest.TestCase):
    def setUp(self) -> None:
        self.package = distribution("inkseal")
        self.files = {str(file): Path(str(file.locate())) for file in self.package.files or ()}

    def one(self, part: str) -> bytes:
        (path,) = [path for name, path in self.files.items() if part in name]
        return path.read_bytes()

    def test_licences_and_notices(self) -> None:
        self.assertEqual(self.one("/licenses/LICENSE"), (ROOT / "LICENSE").read_bytes())
        notices = self.one("/licenses/THIRD-PARTY-NOTICES").decode()
        for part in ("aes-gcm 0.", "argon2 0.", "uniffi_core 0.", "Mozilla Public License", "The Rust Project"):
            self.assertIn(part, notices)
        # Each with the text of its licence, and none that is not in a wheel.
        self.assertGreater(notices.count("WARRANTY"), 20)
        self.assertNotIn("clap ", notices)

    def test_metadata(self) -> None:
        told = self.package.metadata
        self.assertEqual((told["Name"], told["Version"]), ("inkseal", inkseal.__version__))
        self.assertEqual(told["License-Expression"], "MIT")
        self.assertEqual(told.get_all("License-File"), ["LICENSE", "THIRD-PARTY-NOTICES"])
        self.assertIn("end-to-end-encrypted", told["Summary"])

    def test_nothing_of_the_machine(self) -> None:
        library = self.one("_native/libinkseal_ffi.")
        texts = {"library": library, "bindings": self.one("_native/inkseal_ffi.py"), "materials": self.one("/sboms/")}
        for name, text in texts.items():
            for path in PATHS:
                self.assertNotIn(path.encode(), text, f"{name} has {path}")
        materials = json.loads(texts["materials"])
        self.assertIn("argon2", [component["name"] for component in materials["components"]])
        if library.startswith(b"\x7fELF"):
            self.assertNotIn(b".symtab", library, "it is stripped")


if __name__ == "__main__":
    unittest.main()
