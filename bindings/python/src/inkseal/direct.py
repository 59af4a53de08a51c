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


class _Borrowed(ctypes.Structure):
    _fields_ = (("length", ctypes.c_int32), ("data", ctypes.c_char_p))


class _Buffer(ctypes.Structure):
    _fields_ = (("capacity", ctypes.c_uint64), ("length", ctypes.c_uint64), ("data", ctypes.c_void_p))


class _Status(ctypes.Structure):
    _fields_ = (("code", ctypes.c_int8), ("error", _Buffer))


_Out = ctypes.POINTER(_Status)


def _function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    # An index, unlike an attribute, gives a function that the generated code does not share.
    function = inkseal_ffi._UniffiLib[name]
    function.argtypes = (*arguments, _Out)
    function.restype = result
    prototype: Callable[..., Any] = function
    return prototype


_free = _function("ffi_inkseal_ffi_rustbuffer_free", None, _Buffer)


class Reading:
    """A method of an object of Rust that takes texts as bytes and answers text or bytes.

    It fails as the generated ones do.
    """

    __slots__ = ("_clone", "_method")

    def __init__(self, owner: str, method: str, texts: int = 0) -> None:
        self._clone = _function(f"uniffi_inkseal_ffi_fn_clone_{owner}", ctypes.c_uint64, ctypes.c_uint64)
        name = f"uniffi_inkseal_ffi_fn_method_{owner}_{method}"
        self._method = _function(name, _Buffer, ctypes.c_uint64, *[_Borrowed] * texts)

    def __call__(self, native: Any, *texts: str) -> str:
        """An answer that is text."""
        status = _Status()
        answer = self._answer(native, texts, status)
        try:
            return ctypes.string_at(answer.data, answer.length).decode()
        finally:
            _free(answer, status)

    def wipeable(self, native: Any) -> bytearray:
        """An answer that is bytes, in memory that can be wiped; no copy stays."""
        status = _Status()
        answer = self._answer(native, (), status)
        try:
            # The bytes follow their number, in 4 bytes.
            array = ctypes.c_char * (answer.length - 4)
            return bytearray(array.from_address(answer.data + 4))
        finally:
            _free(answer, status)

    def _answer(self, native: Any, texts: tuple[str, ...], status: _Status) -> Any:
        # They refer to the bytes, and so keep them.
        borrowed = [_Borrowed(len(text), text) for text in map(str.encode, texts)]
        # The method takes this reference to the object over.
        answer = self._method(self._clone(native._handle, status), *borrowed, status)
        if status.code:
            error = inkseal_ffi._UniffiFfiConverterTypeInksealError
            inkseal_ffi._uniffi_check_call_status(error, inkseal_ffi._UniffiRustCallStatus.from_buffer(status))
        return answer
