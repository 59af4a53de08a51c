"""Objects of the generated code, which believes any of them: made safe here. Not public.

A generated method hands the address in ``self`` to Rust, whatever ``self`` is, and an object that was copied or freed
hands over one that is no more. So the addresses are kept here, each by the object that has it, and whoever wants one
says of which class. An object that the library did not make, another class's, a copy and one that was freed have none:
``TypeError``. What is written to the library's buffers is bytes of the length that they have.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any, NoReturn

from ._native import inkseal_ffi


def _guarded(native_class: Any) -> Callable[[Any], int]:
    """Makes a class safe. Returns what gives the address of an object of it."""
    name = native_class.__name__
    converter = getattr(inkseal_ffi, f"_UniffiFfiConverterType{name}")
    free = getattr(inkseal_ffi._UniffiLib, f"uniffi_inkseal_ffi_fn_free_{name.lower()}")
    clone = getattr(inkseal_ffi._UniffiLib, f"uniffi_inkseal_ffi_fn_clone_{name.lower()}")
    handles: dict[int, int] = {}

    def handle_of(native: Any) -> int:
        handle = handles.get(id(native)) if type(native) is native_class else None
        if handle is None:
            raise TypeError(f"a {name} is needed, not {type(native).__name__}")
        return handle

    def make(handle: int) -> Any:
        native = object.__new__(native_class)
        handles[id(native)] = handle
        return native

    def delete(native: Any) -> None:
        handle = handles.pop(id(native), None)
        if handle is not None:
            inkseal_ffi._uniffi_rust_call(free, handle)

    def lower(native: Any) -> Any:
        return inkseal_ffi._uniffi_rust_call(clone, handle_of(native))

    def lift(handle: Any) -> Any:
        if type(handle) is not int or handle not in _fresh:
            raise TypeError(f"a {name} is made by the library alone")
        _fresh.discard(handle)
        return make(handle)

    def read(buffer: Any) -> Any:
        return make(buffer.read_u64())

    def refuse(native: Any, *_: object) -> NoReturn:
        raise TypeError(f"{type(native).__name__} cannot be copied or pickled")

    for member, value in list(vars(native_class).items()):
        if member.endswith(("_row", "_rows")):
            # Called past the generated code, in `direct.py`, which looks at what it is given.
            delattr(native_class, member)
        elif isinstance(value, classmethod):
            setattr(native_class, member, _of_class(value.__func__, native_class))
        elif isinstance(value, FunctionType) and not member.startswith("_"):
            setattr(native_class, member, _of_object(value, handle_of))
    native_class.__del__ = delete
    native_class.__reduce_ex__ = refuse
    native_class._handle = property(handle_of)
    native_class._uniffi_clone_handle = lower
    native_class._uniffi_make_instance = staticmethod(lift)
    converter.check_lower = staticmethod(handle_of)
    converter.lower = staticmethod(lower)
    converter.lift = staticmethod(lift)
    converter.read = staticmethod(read)
    return handle_of


def _of_class(function: Callable[..., Any], native_class: Any) -> classmethod[Any, Any, Any]:
    """A constructor that makes an object of its own class, whatever class it is called on."""

    @wraps(function)
    def constructor(_: object, *arguments: Any, **options: Any) -> Any:
        return function(native_class, *arguments, **options)

    return classmethod(constructor)


def _of_object(function: Callable[..., Any], handle_of: Callable[[Any], int]) -> Callable[..., Any]:
    """A method that looks at what it is called on."""

    @wraps(function)
    def method(native: Any, *arguments: Any, **options: Any) -> Any:
        handle_of(native)
        return function(native, *arguments, **options)

    return method


_fresh: set[int] = set()
"""Addresses that the library has answered, of which no object has been made yet."""
_plain_call = inkseal_ffi._uniffi_rust_call_with_error


def _rust_call(error: Any, function: Any, *arguments: Any) -> Any:
    result = _plain_call(error, function, *arguments)
    if function.restype is ctypes.c_uint64 and "_fn_clone_" not in function.__name__:
        _fresh.add(result)
    return result


def _write(builder: Any, octets: Any) -> None:
    length = bytes.__len__(octets) if type(octets) is bytes else ctypes.sizeof(octets)
    if type(octets) is not bytes and type(octets) is not ctypes.c_char * length:
        raise TypeError(f"bytes are needed, not {type(octets).__name__}")
    with builder._reserve(length):
        if length:
            ctypes.memmove(ctypes.addressof(builder.rbuf.data.contents) + builder.rbuf.len, octets, length)


def _check_octets(octets: Any) -> None:
    if type(octets) is not bytes and not isinstance(octets, ctypes.Array):
        raise TypeError(f"bytes are needed, not {type(octets).__name__}")


def _counted(sequence: Any) -> None:
    """A list crosses with as many items as it has, not as it says: memory is taken for as many."""
    plain = sequence.write.__func__

    def write(cls: Any, items: Any, builder: Any) -> None:
        plain(cls, [item for item in items], builder)

    sequence.write = classmethod(write)


for _name, _converter in list(vars(inkseal_ffi).items()):
    if _name.startswith("_UniffiFfiConverterSequence"):
        _counted(_converter)
inkseal_ffi._uniffi_rust_call_with_error = _rust_call
inkseal_ffi._UniffiRustBufferBuilder.write = _write
inkseal_ffi._UniffiFfiConverterBytes.check_lower = staticmethod(_check_octets)

HANDLE_OF: dict[str, Callable[[Any], int]] = {
    name: _guarded(getattr(inkseal_ffi, name)) for name in ("Credentials", "MasterKey", "OrgKey", "UnlockAnswer", "Vault")
}
"""What gives the address of an object, by the name of its class; ``TypeError`` if it is no such object."""
