"""Moving secrets between vaults, and checking that all of them open."""

from __future__ import annotations

from typing import Self

from .._native import inkseal_ffi
from ..call import call
from ..crossing import Handle
from ..reports import ImportReport, VerifyReport
from ..secret_text import SecretText, Text
from ..times import Time


class Transfer(Handle):
    """A vault as the source or the target of a move."""

    __slots__ = ()

    def import_from(self, source: Self, *, now: Time | None = None) -> ImportReport:
        """Adds the secrets of another vault, with their ids, metadata and rules, and the identities not here yet.

        Nothing is added twice and nothing is overwritten. Both must be unlocked, else ``locked``.
        """
        return call(self._native.import_from, source, now)

    def export_decrypted(self) -> SecretText:
        """Every secret, opened, as one JSON text, which is secret. Fails with ``locked``."""
        return call(self._native.export_decrypted)

    @classmethod
    def from_decrypted_export(cls, text: Text) -> Self:
        """An unlocked vault in memory of such a text, to import it from. Fails with ``malformed``."""
        return call(inkseal_ffi.Vault.from_decrypted_export, text)

    def verify(self) -> list[VerifyReport]:
        """Opens every secret and reports on each. Fails with ``locked``."""
        return call(self._native.verify)
