"""Calls every method, public and of the generated code, with every wrong thing. The child of `test_wrong_things.py`.

A call that reaches memory which is not its own ends the process, and so it is one. What is called publicly fails with
an error that says what was wrong, unless the thing is right after all.
"""

from __future__ import annotations

import copy
import ctypes
import inspect
import pickle
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

from fresh import ORGANIZATION, login, master_key, new_vault
from inkseal._native import inkseal_ffi

import inkseal
from inkseal import Credentials, MasterKey, OrgKey, UnlockAnswer, Vault
from inkseal.direct import Exposing, Reading


class LyingBytes(bytes):
    def __len__(self) -> int:
        return 1 << 30


class LyingText(str):
    def __len__(self) -> int:
        return 1 << 30

    def encode(self, *_: object) -> bytes:  # type: ignore[override]
        return LyingBytes(b"x")


class LyingList(list[Any]):
    def __len__(self) -> int:
        return 1 << 30


class LyingArray(ctypes.c_char * 4):  # type: ignore[misc]
    def __len__(self) -> int:
        return 1 << 30


def handles() -> list[Any]:
    vault = new_vault()
    vault.create("name", login())
    vault.create_identity("agent")
    answer = UnlockAnswer.from_json('{"wrapped_org_encryption_key": null, "encrypted_secrets": []}')
    return [vault, vault.credentials("agent"), master_key(), OrgKey.generate(), answer]


def natives() -> list[Any]:
    return [handle._native for handle in handles()]


def never_made() -> list[Any]:
    return [object.__new__(type(native)) for native in natives()]


def freed() -> list[Any]:
    gone = natives()
    for native in gone:
        native.__del__()
        native.__del__()
    return gone


def given_an_address() -> list[Any]:
    made = never_made()
    for native in made:
        native.__dict__["_handle"] = 4096
        try:
            native._handle = 4096
        except AttributeError:
            continue
        sys.exit("an address was assigned")
    return made


def derived() -> list[Any]:
    classes = [type("Derived", (type(native),), {"_uniffi_clone_handle": lambda _: 4096}) for native in natives()]
    return [object.__new__(cls) for cls in classes]


def plain() -> list[Any]:
    numbers: list[Any] = [None, True, 0, -1, 7, 2**31, 2**63, 2**64, 10**400, 0.5, float("nan")]
    texts = ["", "x", "\0", "\ud800", LyingText("x"), b"x", bytearray(b"x"), memoryview(b"xyzw")[::2], LyingBytes(b"x")]
    arrays = [(ctypes.c_char * 4)(), LyingArray(), (ctypes.c_int * 4)(), memoryview((ctypes.c_int * 4)())]
    others = [object(), type, [], [None], {}, {"password": "p"}, (), LyingList(), LyingList([b"x"]), iter([1]), login()]
    return [*numbers, *texts, *arrays, *others]


def wrong_things() -> list[Any]:
    return [*plain(), *handles(), *natives(), *never_made(), *freed(), *given_an_address(), *derived()]


def functions_of(owner: Any) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name, member in inspect.getmembers(owner):
        if isinstance(member, (types.FunctionType, types.MethodType)) and (not name.startswith("__") or name == "__del__"):
            yield f"{owner.__name__}.{name}", member


def most_arguments(function: Callable[..., Any]) -> int:
    parameters = inspect.signature(function).parameters.values()
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return sum(parameter.kind in kinds for parameter in parameters)


calls = 0


def attack(name: str, function: Callable[..., Any], things: list[Any], allowed: tuple[type[BaseException], ...]) -> None:
    global calls
    number = most_arguments(function)
    for thing in things:
        # All of them wrong, and each alone among texts.
        for arguments in [[thing] * number, *[["x"] * at + [thing] + ["x"] * (number - at - 1) for at in range(number)]]:
            calls += 1
            try:
                function(*arguments)
            except allowed:
                continue
            except BaseException as error:
                sys.exit(f"{name}: {type(error).__name__}: {error}")


# Derivations are slow, and no wrong thing but bytes comes as far.
SLOW = ("derive", "unlock", "initialize", "change_vault_key", "recover", "replace_recovery_codes", "from_unlock_answer")


def main() -> None:
    # What a public call of a wrong thing may fail with.
    told = (TypeError, ValueError, OverflowError, BufferError, OSError, inkseal.InksealError)
    things = wrong_things()
    public = [cls for cls in vars(inkseal).values() if isinstance(cls, type) and not issubclass(cls, BaseException)]
    names = [name for name, value in vars(inkseal).items() if isinstance(value, types.FunctionType) and name[0] != "_"]
    targets = [(name, getattr(inkseal, name)) for name in names if name != "read_vault_key"]
    for cls in public:
        targets += functions_of(cls)
    for name, function in targets:
        if name.rpartition(".")[2].removesuffix("_with") in SLOW:
            attack(name, function, [thing for thing in things if not isinstance(thing, (bytes, bytearray))], told)
        elif not name.rpartition(".")[2].startswith("_"):
            # These are text, and nothing of Rust.
            plain_text = name.startswith(("SecretText.", "UnknownAlgorithm."))
            attack(name, function, things, (Exception,) if plain_text else told)
    public_calls = calls

    for cls in (inkseal_ffi.Vault, inkseal_ffi.Credentials, inkseal_ffi.MasterKey, inkseal_ffi.OrgKey, inkseal_ffi.UnlockAnswer):
        for name, function in functions_of(cls):
            slow = any(part in name for part in SLOW)
            attack(name, function, things if not slow else [*natives(), *freed(), *derived(), *given_an_address()], (Exception,))
        converter = getattr(inkseal_ffi, f"_UniffiFfiConverterType{cls.__name__}")
        for name in ("lower", "check_lower", "lift"):
            attack(f"{cls.__name__}: {name}", getattr(converter, name), things, (Exception,))
    for name in inkseal_ffi.__all__:
        function = getattr(inkseal_ffi, name)
        if isinstance(function, types.FunctionType) and not any(part in name for part in SLOW):
            attack(name, function, things, (Exception,))

    # The way past the generated code.
    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith("inkseal."):
            for reading in vars(module).values():
                if isinstance(reading, (Reading, Exposing)):
                    for number in range(4):
                        for thing in things:
                            try:
                                reading(thing, *["x"] * number)  # type: ignore[call-arg]
                            except (TypeError, ValueError, inkseal.InksealError):
                                continue

    # As they were found.
    vault, view, key, org_key, _ = handles()
    for method, wrong in ((Vault.list, key), (Vault.list, view), (MasterKey.expose_bytes, org_key), (OrgKey.expose_bytes, key)):
        try:
            method(wrong)  # type: ignore[arg-type]
        except TypeError:
            continue
        sys.exit(f"{method} took {wrong}")
    for wrong in (Vault.open, Credentials.get):
        try:
            wrong(key, "x")  # type: ignore[arg-type]
        except TypeError:
            continue
        sys.exit(f"{wrong} took a key")
    for native in natives():
        for copied in (copy.copy, copy.deepcopy, pickle.dumps):
            try:
                copied(native)
            except TypeError:
                continue
            sys.exit(f"{native} was copied")
    # All is as it was.
    assert vault.list()[0].name == "name" and vault.open(vault.find("name")).payload == login()
    assert len(key.expose_bytes()) == len(org_key.expose_bytes()) == 32 and ORGANIZATION
    print(f"{public_calls} public calls and {calls - public_calls} others")


main()
