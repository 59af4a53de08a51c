"""Calls that go straight to the library, past the converters of the generated code. Not public.

For methods that take text and answer text or bytes. Through the generated code such a call takes about 27 µs, most
of it in context managers and small reads, and this way 7 µs, decryption included; and the generated code would leave
the bytes of a key in a ``bytes`` that nobody can wipe. The structures are those of uniffi, with pointers that are
cheaper to make and follow.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from ._native import inkseal_ffi
from .errors import InvalidInputError
from .forks import Lost
from .native_objects import HANDLE_OF


class _Borrowed(ctypes.Structure):
    _fields_ = (("length", ctypes.c_int32), ("data", ctypes.c_char_p))


class _Buffer(ctypes.Structure):
    _fields_ = (("capacity", ctypes.c_uint64), ("length", ctypes.c_uint64), ("data", ctypes.c_void_p))


class _Status(ctypes.Structure):
    _fields_ = (("code", ctypes.c_int8), ("error", _Buffer))


_Out = ctypes.POINTER(_Status)
_LONGEST = 2**31 - 1
"""The longest text, in bytes: its length crosses in 32 bits."""


def _function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    # An index, unlike an attribute, gives a function that the generated code does not share.
    function = inkseal_ffi._UniffiLib[name]
    function.argtypes = (*arguments, _Out)
    function.restype = result
    prototype: Callable[..., Any] = function
    return prototype


_free = _function("ffi_inkseal_ffi_rustbuffer_free", None, _Buffer)


class _Method:
    """A method of an object of Rust that takes texts as bytes. It fails as the generated ones do.

    Nothing goes in that is not what the method takes: an object of its class, and as many texts as it has, each of a
    length that fits. All that is found before the object is lent.
    """

    __slots__ = ("_clone", "_handle_of", "_method", "_texts")

    def __init__(self, owner: str, method: str, texts: int = 0) -> None:
        self._handle_of = HANDLE_OF[owner]
        self._clone = _function(f"uniffi_inkseal_ffi_fn_clone_{owner.lower()}", ctypes.c_uint64, ctypes.c_uint64)
        name = f"uniffi_inkseal_ffi_fn_method_{owner.lower()}_{method}"
        self._method = _function(name, _Buffer, ctypes.c_uint64, *[_Borrowed] * texts)
        self._texts = texts

    def _answer(self, native: Any, texts: tuple[str, ...], status: _Status) -> Any:
        if isinstance(native, Lost):
            native.refuse()
        handle = self._handle_of(native)
        octets = [*map(str.encode, texts)]
        if len(octets) != self._texts:
            raise TypeError(f"{self._texts} texts are needed, not {len(octets)}")
        if octets and max(map(len, octets)) > _LONGEST:
            raise InvalidInputError("a text of more than 2 GiB")
        # They refer to the bytes, and so keep them.
        borrowed = [_Borrowed(len(text), text) for text in octets]
        # The method takes this reference to the object over.
        answer = self._method(self._clone(handle, status), *borrowed, status)
        if status.code:
            error = inkseal_ffi._UniffiFfiConverterTypeInksealError
            inkseal_ffi._uniffi_check_call_status(error, inkseal_ffi._UniffiRustCallStatus.from_buffer(status))
        return answer


class Reading(_Method):
    """A method that answers text."""

    __slots__ = ()

    def __call__(self, native: Any, *texts: str) -> str:
        """The answer."""
        status = _Status()
        answer = self._answer(native, texts, status)
        try:
            return ctypes.string_at(answer.data, answer.length).decode()
        finally:
            _free(answer, status)


class Exposing(_Method):
    """A method that answers the bytes of a key."""

    __slots__ = ()

    def __call__(self, native: Any) -> bytearray:
        """The answer, in memory that can be wiped; no copy stays."""
        status = _Status()
        answer = self._answer(native, (), status)
        try:
            # The bytes follow their number, in 4 bytes.
            array = ctypes.c_char * (answer.length - 4)
            return bytearray(array.from_address(answer.data + 4))
        finally:
            _free(answer, status)
