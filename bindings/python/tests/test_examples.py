"""The examples and the lines of the README run as they are."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).parents[1]
KEY = "Correct-Horse-7-Battery"


class Examples(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.vault = str(Path(folder.name) / "vault.json")
        self.ran: set[str] = set()

    def run_example(self, name: str, *arguments: str, key: str = KEY, exit_code: int = 0) -> str:
        self.ran.add(name)
        command = [sys.executable, str(ROOT / "examples" / name), self.vault, *arguments]
        done = subprocess.run(command, input=f"{key}\n", capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, exit_code, done.stderr)
        self.assertNotIn("hunter2", done.stdout + done.stderr)
        self.assertNotIn(KEY, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def test_all_examples(self) -> None:
        self.assertEqual(self.run_example("make_vault.py").count("recovery code: "), 4)
        shown = self.run_example("read_secret.py", "Example")
        self.assertIn("LoginPayload(password=SecretText(hidden)", shown)
        self.assertIn("user name: ada", shown)
        self.assertRegex(shown, r"code: \d{6} for \d+ s")
        refused = self.run_example("read_secret.py", "Example", key="Another-Vault-Key-1", exit_code=1)
        self.assertIn("wrong_vault_key: ", refused)
        shown = self.run_example("agent.py", "deploy-bot")
        self.assertIn("granted: Deploy token\n", shown)
        self.assertIn("token for https://api.example.com is SecretText(hidden)", shown)
        self.assertIn("not_found: ", shown)
        self.assertIn("opened 2 secrets; the loop went on", self.run_example("in_threads.py"))
        self.assertEqual(self.ran, {path.name for path in (ROOT / "examples").glob("*.py")})

    def test_the_readmes(self) -> None:
        self.run_example("make_vault.py")
        readmes = [ROOT / "README.md", ROOT.parents[1] / "README.md"]
        texts = [readme.read_text(encoding="utf-8") for readme in readmes]
        blocks = [block for text in texts for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL)]
        self.assertEqual(len(blocks), len(readmes) + 1)
        for block in blocks:
            # What makes a vault makes one beside it.
            vault = f"{self.vault}.made" if "Vault.initialize" in block else self.vault
            program = block.replace('"vault.json"', repr(vault)).replace('"github"', '"Example"')
            done = subprocess.run([sys.executable, "-c", program], input=f"{KEY}\n", capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertRegex(done.stdout, r"^ada (\d{6}|7\nTrue \['Example', 'Deploy token'\])\n$|^(\S+\n){4}$")


if __name__ == "__main__":
    unittest.main()
