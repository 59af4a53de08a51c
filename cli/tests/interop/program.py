"""The program under test."""

from __future__ import annotations

import json
import os
import subprocess
import unittest
from contextlib import ExitStack
from pathlib import Path
from typing import Any

# Which option takes which key. Each is fed through a pipe, so that no key is on a command line or in a file.
KEY_OPTIONS = {
    "key": "--vault-key-file",
    "new_key": "--new-vault-key-file",
    "recovery_code": "--recovery-code-file",
    "source_key": "--source-key-file",
}


class Program:
    """`inkseal`, on one vault file, without prompts and with JSON."""

    def __init__(self, vault: Path) -> None:
        program = os.environ.get("INKSEAL_PROGRAM")
        if not program:
            raise AssertionError("INKSEAL_PROGRAM does not name the program to test")
        self.program = str(Path(program).resolve(strict=True))
        self.vault = vault

    def __call__(
        self,
        *arguments: str,
        stdin: str | None = None,
        exit_code: int = 0,
        environment: dict[str, str] | None = None,
        **keys: str,
    ) -> Any:
        """What the program prints: its JSON, or with another exit code than 0 the JSON of its error."""
        command = [self.program, "--vault", str(self.vault), "--json", "--no-input"]
        home = str(self.vault.parent)
        with ExitStack() as pipes:
            descriptors = []
            for name, key in keys.items():
                descriptor = pipe_with(key)
                pipes.callback(os.close, descriptor)
                descriptors.append(descriptor)
                arguments += (KEY_OPTIONS[name], f"/dev/fd/{descriptor}")
            done = subprocess.run(
                [*command, *arguments],
                input=stdin or "",
                capture_output=True,
                encoding="utf-8",
                env={"PATH": os.environ["PATH"], "HOME": home, "XDG_DATA_HOME": home, **(environment or {})},
                pass_fds=descriptors,
                timeout=120,
                check=False,
            )
        check = unittest.TestCase()
        shown = " ".join(arguments[:2])
        check.assertEqual(done.returncode, exit_code, f"exit code of {shown}: {done.stderr}")
        if exit_code:
            return json.loads(done.stderr)["error"]
        return json.loads(done.stdout)

    def payload(self, secret: str, key: str) -> Any:
        return self("show", secret, "--reveal", key=key)["payload"]


def pipe_with(text: str) -> int:
    """The reading end of a pipe that holds `text` and is closed at its other end."""
    reader, writer = os.pipe()
    os.set_inheritable(reader, True)
    with os.fdopen(writer, "wb") as file:
        file.write(text.encode())
    return reader
