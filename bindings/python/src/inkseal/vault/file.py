"""The file of a vault: opened, written atomically, read again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from .._native import inkseal_ffi
from ..call import call
from ..crossing import Handle
from ..errors import AlreadyExistsError, ExistingFileError, MissingFileError, NotFoundError


class File(Handle):
    """A vault, and the file it may be kept in."""

    __slots__ = ()

    @classmethod
    def open_file(cls, path: str | os.PathLike[str]) -> Self:
        """Opens the vault file at a path. The vault is locked.

        Fails with ``not_found``, which is a ``FileNotFoundError`` too; ``invalid_input`` for what is no regular file;
        ``io``; and as ``parse``.
        """
        opened: Self = _of_file(path, inkseal_ffi.Vault.open_file, os.fspath(path))
        return opened

    def save_as(self, path: str | os.PathLike[str]) -> None:
        """Writes the vault to a new file, and keeps it in that file from then on.

        The file is for this user alone (0600), and never written over anything that is there. Fails with
        ``already_exists``, which is a ``FileExistsError`` too, ``not_found`` without its folder, ``invalid_input`` and
        ``io``.
        """
        _of_file(path, self._native.save_as, os.fspath(path))

    def save(self) -> None:
        """Saves the changes to the vault's file, atomically: a crash leaves the old vault or the new one.

        Fails with ``conflict`` if another program has saved the file since it was read here: nothing is written,
        and the vault in memory stays as it is. ``reload`` takes the file's, after which the change can be made
        again. Fails with ``invalid_input`` if the vault has no file, and with ``io``.
        """
        _of_file(self.path, self._native.save)

    def reload(self) -> bool:
        """Makes the vault what its file holds now; changes that were not saved are dropped.

        It stays unlocked if it was. Says whether the file had changed. Fails as ``open_file``, with ``conflict`` if
        the file now holds another vault, and with ``invalid_input`` if the vault has no file.
        """
        changed: bool = _of_file(self.path, self._native.reload)
        return changed

    def has_unsaved_changes(self) -> bool:
        """Whether the vault's file lacks changes that were made here: ``save`` writes them, ``reload`` drops them.

        False for a vault in memory alone. Fails with ``invalid_input`` if the vault has outgrown its file.
        """
        return call(self._native.has_unsaved_changes)

    @property
    def path(self) -> Path | None:
        """Where the vault's file is, symbolic links resolved; absent for a vault in memory alone."""
        path: str | None = call(self._native.path)
        return None if path is None else Path(path)


def _of_file(path: str | os.PathLike[str] | None, function: Callable[..., Any], *arguments: object) -> Any:
    """A call about a file. One that is not there, or is, is also the error that Python has for it."""
    name = None if path is None else os.fspath(path)
    failure: MissingFileError | ExistingFileError
    try:
        return call(function, *arguments)
    except NotFoundError as error:
        failure = MissingFileError(error.reason, name)
    except AlreadyExistsError as error:
        failure = ExistingFileError(error.reason, name)
    raise failure
