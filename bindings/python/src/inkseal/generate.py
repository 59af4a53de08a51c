"""What is made at random."""

from __future__ import annotations

from collections.abc import Iterable

from ._native import inkseal_ffi
from .call import call
from .checked import checked
from .secret_text import SecretText


@checked
def generate_password(
    length: int = 24, *, uppercase: bool = True, lowercase: bool = True, digits: bool = True, symbols: bool = True
) -> SecretText:
    """A fresh password of 4 to 1024 characters, with at least one of each class that is chosen.

    The symbols are ``!#$%&()*+,-./:;=?@[]^_{}``. Every password that fits is equally likely. Fails with
    ``invalid_input`` when the length is out of range or no class is chosen.
    """
    recipe = inkseal_ffi.PasswordRecipe(
        length=length, uppercase=uppercase, lowercase=lowercase, digits=digits, symbols=symbols
    )
    return call(inkseal_ffi.generate_password, recipe)


@checked
def generate_passphrase(words: Iterable[str], count: int, separator: str = "-") -> SecretText:
    """A fresh passphrase: ``count`` words out of ``words``, 1 to 64, with the separator between them.

    The list is the caller's, and so is the strength: ``count`` times the binary logarithm of the number of words.
    """
    return call(inkseal_ffi.generate_passphrase, list(words), count, separator)


def generate_recovery_code() -> SecretText:
    """A fresh recovery code."""
    return call(inkseal_ffi.generate_recovery_code)


def generate_local_organization_id() -> str:
    """A fresh organization id for a vault that no service knows."""
    return call(inkseal_ffi.generate_local_organization_id)
