"""Why a call failed."""

from __future__ import annotations

import errno
from typing import Any, Self

from .crossing import Choice, Crossing, ours


class VaultKeyRule(Choice):
    """The rules for a new vault key, in the order in which they are checked."""

    LENGTH = "length"
    """At least 16 characters, counted as Unicode scalar values."""
    UPPERCASE = "uppercase"
    """At least one of A to Z."""
    LOWERCASE = "lowercase"
    """At least one of a to z."""
    DIGIT = "digit"
    """At least one of 0 to 9."""
    SPECIAL = "special"
    """At least one character that is none of these."""


class InksealError(Exception, Crossing):
    """Every failure of this package. ``code`` is the same string in every language; the text is for people.

    No error holds a secret. Each code has a subclass, which is also the built-in error that Python users
    expect where there is one.
    """

    code: str = "internal"
    """The stable code, such as ``locked``. ``internal`` is a bug in this package."""

    def __init_subclass__(cls) -> None:
        # Rust's name is without it.
        cls._register(cls.__name__.removesuffix("Error"))

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """The text."""

    @classmethod
    def _of_native(cls, native: Any) -> Self:
        return cls(**{name: ours(detail) for name, detail in vars(native).items()})

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        # What went into the initialiser: a worker's error reaches the process that waits for it.
        return type(self), tuple(value for name, value in vars(self).items() if not name.startswith("__"))

    # KeyError, for one, prints its argument in quotes.
    def __str__(self) -> str:
        return self.reason


class WrongVaultKeyError(InksealError):
    """No key of the vault belongs to this vault key or recovery code."""

    code = "wrong_vault_key"


class LockedError(InksealError):
    """The vault or key is locked, and this needs it."""

    code = "locked"


class NotFoundError(InksealError, KeyError):
    """What was asked for is not there."""

    code = "not_found"


class MissingFileError(NotFoundError, FileNotFoundError):
    """A file, or its folder, is not there. ``filename`` is its path."""

    def __init__(self, reason: str, filename: str | None = None) -> None:
        super().__init__(reason)
        self.errno, self.strerror, self.filename = errno.ENOENT, reason, filename

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), (self.reason, self.filename)


class AlreadyExistsError(InksealError):
    """What was to be made is there already."""

    code = "already_exists"


class ExistingFileError(AlreadyExistsError, FileExistsError):
    """A file is there already. ``filename`` is its path."""

    def __init__(self, reason: str, filename: str | None = None) -> None:
        super().__init__(reason)
        self.errno, self.strerror, self.filename = errno.EEXIST, reason, filename

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), (self.reason, self.filename)


class InvalidInputError(InksealError, ValueError):
    """An argument is not acceptable."""

    code = "invalid_input"


class AmbiguousError(InvalidInputError):
    """A name fits several secrets."""

    def __init__(self, reason: str, ids: list[str]) -> None:
        super().__init__(reason)
        self.ids = ids
        """The ids of the secrets that have the name."""


class WeakVaultKeyError(InksealError, ValueError):
    """A new vault key breaks a rule."""

    code = "weak_vault_key"

    def __init__(self, reason: str, rule: VaultKeyRule) -> None:
        super().__init__(reason)
        self.rule = rule
        """The first rule that is broken."""


class TypeMismatchError(InksealError, TypeError):
    """A secret or payload has another type than the call needs."""

    code = "type_mismatch"

    def __init__(self, reason: str, expected: str, actual: str) -> None:
        super().__init__(reason)
        self.expected = expected
        """The type that is needed."""
        self.actual = actual
        """The type that it has."""


class CorruptError(InksealError):
    """Ciphertext does not open under the key it should open under. It says no more, on purpose."""

    code = "corrupt"


class MalformedError(InksealError, ValueError):
    """Data is not of the form that its format asks for."""

    code = "malformed"


class UnsupportedError(InksealError):
    """Well formed, but of a kind that this version does not do."""

    code = "unsupported"


class WeakParametersError(InksealError):
    """Parameters of a key derivation below the floor."""

    code = "weak_parameters"


class ExcessiveWorkError(InksealError):
    """Data asks for more work or memory than the ceiling allows."""

    code = "excessive_work"


class OutOfMemoryError(InksealError, MemoryError):
    """Memory for the work could not be had."""

    code = "out_of_memory"


class ConflictError(InksealError):
    """What was to be changed has changed underneath."""

    code = "conflict"


class AccessDeniedError(InksealError):
    """The identity may not do this."""

    code = "access_denied"


class WrongVaultError(InksealError):
    """This is another vault than the one that is meant (format 2)."""

    code = "wrong_vault"


class TamperedError(InksealError):
    """Storage gave something else than what the vault's keys vouch for, or nothing (format 2)."""

    code = "tampered"


class RolledBackError(InksealError):
    """Storage shows a state that is older than one this device has seen (format 2)."""

    code = "rolled_back"


class ForkedError(InksealError):
    """Storage shows a state that lacks a change this device has seen (format 2)."""

    code = "forked"


class IoError(InksealError, OSError):
    """The system failed: a file, or its source of random bytes."""

    code = "io"


class UnsavedChangesWarning(UserWarning):
    """A ``with`` block ends, and the file of its vault lacks changes that were made."""
