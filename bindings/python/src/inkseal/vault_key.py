"""Vault keys: what a person types, as bytes that can be wiped."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from ._native import inkseal_ffi
from .call import call
from .checked import checked

VaultKey: TypeAlias = bytes | bytearray | memoryview
"""A vault key, recovery code or key in bytes. Only a ``bytearray``, or a view of one, can be wiped."""


@checked
def check_vault_key(vault_key: VaultKey) -> None:
    """Checks a new vault key against the rules.

    16 characters, upper and lower case, a digit and another character. Fails with ``weak_vault_key``, which
    says the first rule that is broken.
    """
    with borrowed(vault_key) as key:
        call(inkseal_ffi.check_vault_key, key)


@checked
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
    if type(key) is bytes:
        yield key
        return
    if not isinstance(key, (bytes, bytearray, memoryview)):
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
