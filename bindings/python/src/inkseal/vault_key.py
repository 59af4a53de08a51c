"""Vault keys: what a person types, as bytes that can be wiped."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from ._native import inkseal_ffi
from .call import call
from .errors import InvalidInputError

VaultKey: TypeAlias = bytes | bytearray | memoryview
"""A vault key, recovery code or key in bytes. Only a ``bytearray``, or a view of one, can be wiped."""


def check_vault_key(vault_key: VaultKey) -> None:
    """Checks a new vault key against the rules.

    16 characters, upper and lower case, a digit and another character. Fails with ``weak_vault_key``, which
    says the first rule that is broken.
    """
    with borrowed(vault_key) as key:
        call(inkseal_ffi.check_vault_key, key)


def read_vault_key(file: int | str = 0) -> bytearray:
    """Reads a vault key, one line, from a file or a file descriptor, which is standard input if none is named.

    No copy of it stays: ``sys.stdin`` and other buffered files keep what they read, and a ``str`` cannot be wiped.
    Fails with ``invalid_input`` past 4 KiB.
    """
    buffer = bytearray(4096)
    length = 0
    with io.FileIO(file, closefd=not isinstance(file, int)) as source:
        while length < len(buffer) and buffer.find(b"\n", 0, length) < 0:
            read = source.readinto(memoryview(buffer)[length:])
            if not read:
                break
            length += read
    try:
        end = buffer.find(b"\n", 0, length)
        if end < 0 and length == len(buffer):
            raise InvalidInputError("a vault key is one line of at most 4 KiB")
        end = length if end < 0 else end
        return buffer[: end - 1 if buffer[end - 1 : end] == b"\r" else end]
    finally:
        wipe(buffer)


def wipe(key: bytearray | memoryview) -> None:
    """Overwrites a key with zeros, in place. Wipe a vault key as soon as the call that took it is done."""
    view = memoryview(key).cast("B")
    if view.readonly:
        raise TypeError("only a bytearray, or a view of one, can be wiped")
    view[:] = bytes(len(view))


@contextmanager
def borrowed(key: VaultKey) -> Iterator[object]:
    """The key for one call. Rust copies it from where it is and wipes its copy; no other copy stays.

    The generated code takes ``bytes`` and arrays of ctypes: an array can lie over the memory of a bytearray.
    """
    if isinstance(key, bytes):
        yield key
        return
    if not isinstance(key, (bytearray, memoryview)):
        raise TypeError(f"a key is bytes, bytearray or memoryview, not {type(key).__name__}: a str cannot be wiped")
    view = memoryview(key)
    array = ctypes.c_char * view.nbytes
    if not view.readonly:
        yield array.from_buffer(view)
        return
    copy = array.from_buffer_copy(view)
    try:
        yield copy
    finally:
        ctypes.memset(copy, 0, view.nbytes)
