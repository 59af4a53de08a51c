"""Reading a vault key, from a file, a pipe or a person at a terminal."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from .checked import checked
from .errors import InvalidInputError
from .vault_key import wipe

LONGEST = 4096
"""The longest line, in bytes and with its end: no terminal gives more of one."""
_TOO_LONG = "a vault key is one line of at most 4 KiB"


@checked
def read_vault_key(file: int | str = 0, *, prompt: str = "Vault key: ") -> bytearray:
    """Reads a vault key, one line and no more, from a file or a file descriptor, which is standard input if none is named.

    At a terminal it asks with the prompt, on standard error, and does not show what is typed. No copy of the key stays:
    ``sys.stdin`` and other buffered files keep what they read, and a ``str`` cannot be wiped. Fails with
    ``invalid_input`` for an empty line, the end of input, a line past 4 KiB, and several lines at a terminal.
    """
    if isinstance(file, int):
        return _read(file, prompt)
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0))
    try:
        return _read(descriptor, prompt)
    finally:
        os.close(descriptor)


def _read(descriptor: int, prompt: str) -> bytearray:
    if not os.isatty(descriptor):
        return _line(descriptor)
    with _hidden(descriptor, prompt):
        key = _line(descriptor)
        if select.select([descriptor], [], [], 0)[0]:
            wipe(key)
            raise InvalidInputError("a vault key is one line, and more was typed")
        # Of a longer line a terminal gives as much, and drops the rest without a word.
        if len(key) >= LONGEST - 1:
            wipe(key)
            raise InvalidInputError(_TOO_LONG)
        return key


def _line(descriptor: int) -> bytearray:
    """One byte after the other: what follows the line is for whoever reads next."""
    buffer, length = bytearray(LONGEST), 0
    view = memoryview(buffer)
    try:
        while length < LONGEST and os.readv(descriptor, [view[length : length + 1]]):
            length += 1
            if buffer[length - 1] == _LINE_END:
                break
        ended = length > 0 and buffer[length - 1] == _LINE_END
        if length == LONGEST and not ended:
            raise InvalidInputError(_TOO_LONG)
        end = length - 1 if ended else length
        end -= buffer[:end].endswith(b"\r")
        if end == 0:
            raise InvalidInputError("no vault key was given: the line is empty" if ended else "no vault key was given")
        return bytearray(view[:end])
    finally:
        wipe(view)


_LINE_END = ord("\n")


@contextmanager
def _hidden(descriptor: int, prompt: str) -> Iterator[None]:
    """A terminal that does not show what is typed, after a prompt. What was typed before is dropped."""
    import termios

    before = termios.tcgetattr(descriptor)
    hidden = termios.tcgetattr(descriptor)
    hidden[3] &= ~termios.ECHO
    hidden[3] |= termios.ICANON | termios.ECHONL
    termios.tcsetattr(descriptor, termios.TCSAFLUSH, hidden)
    try:
        print(prompt, end="", file=sys.stderr, flush=True)
        yield
    finally:
        # And what was typed after the line.
        termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)
