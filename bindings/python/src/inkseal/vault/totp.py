"""TOTP of a login in the vault."""

from __future__ import annotations

from ..call import call
from ..crossing import Handle
from ..metadata import SecretMetadata
from ..secret_text import Text
from ..times import Time
from ..totp import TotpCode, TotpConfig


class Totp(Handle):
    """The one-time codes of the logins of a vault. Times are ``datetime`` or Unix seconds, and now without one."""

    __slots__ = ()

    def totp_code(self, id: str, *, now: Time | None = None) -> TotpCode:
        """The current code of a login.

        Fails as ``open``, with ``type_mismatch`` for what is no login, with ``not_found`` without TOTP, and with
        ``unsupported``.
        """
        return call(self._native.totp_code, id, now)

    def set_totp(self, id: str, totp: TotpConfig, *, now: Time | None = None) -> SecretMetadata:
        """Sets or replaces the TOTP configuration of a login.

        Fails as ``open``, with ``type_mismatch``, as the configuration's codes would, and with ``unsupported`` for
        what other programs that read the vault make no codes of: Steam's, digits other than 6 and 8, and a period
        other than 30 and 60 seconds.
        """
        return call(self._native.set_totp, id, totp, now)

    def set_totp_uri(self, id: str, uri: Text, *, now: Time | None = None) -> SecretMetadata:
        """``set_totp`` from an ``otpauth`` URI, which is secret."""
        return call(self._native.set_totp_uri, id, uri, now)

    def remove_totp(self, id: str, *, now: Time | None = None) -> SecretMetadata:
        """Removes the TOTP configuration of a login. Fails as ``open``, and with ``type_mismatch``."""
        return call(self._native.remove_totp, id, now)
