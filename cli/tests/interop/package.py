"""The published package, with its own vault client at the service."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest import mock

from inkbox import Inkbox
from inkbox.vault.resources.vault import UnlockedVault
from inkbox.vault.totp import TOTPAlgorithm, TOTPConfig, generate_totp
from inkbox.vault.types import (
    APIKeyPayload,
    KeyPairPayload,
    LoginPayload,
    OtherPayload,
    SecretPayload,
    SSHKeyPayload,
    _parse_payload,
)

from service import Service

UNICODE = 'p\u00e4e\u0301 \U0001f511 \u05e1\u05d9\u05e1\u05de\u05d4 \u202e\x00"\\\n'
TOTP_URI = "otpauth://totp/Example:alice@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example&algorithm=SHA256&digits=8&period=60"
TIME = 1_800_000_000

# All five types, with and without optional fields, and TOTP.
PAYLOADS: dict[str, SecretPayload] = {
    "Mail": LoginPayload(
        UNICODE,
        username="alice",
        email="alice@example.com",
        url="https://example.com/?a=b&c",
        notes=UNICODE * 50,
        totp=TOTPConfig("JBSWY3DPEHPK3PXP", TOTPAlgorithm.SHA512, 8, 60, issuer="Example", account_name="alice"),
    ),
    "bare login": LoginPayload(""),
    f"key {UNICODE[:5]}": APIKeyPayload("sk-1234", endpoint="https://api.example.com", notes=""),
    "storage": KeyPairPayload("AKIAEXAMPLE", "secret/key+1=", endpoint="s3://x", notes="n"),
    "server": SSHKeyPayload(
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----\n",
        public_key="ssh-ed25519 AAAA",
        fingerprint="SHA256:abc",
        passphrase="  spaces  ",
        notes="n",
    ),
    "anything": OtherPayload('{"json": [1, 2.0]}', notes="n"),
}


class Package:
    """A fresh client on each unlock, so that nothing comes from its cache."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.clients = ExitStack()
        self.vault = self.new_client().vault

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self.clients.close()

    def new_client(self) -> Inkbox:
        return self.clients.enter_context(Inkbox(api_key="ApiKey_interop", base_url=self.service.url))

    def unlock(self, key: str, **options: Any) -> UnlockedVault:
        return self.new_client().vault.unlock(key, **options)

    def read(self, key: str) -> dict[str, dict[str, Any]]:
        """Every secret by name, as the members of its payload."""
        return {secret.name: secret.payload._to_dict() for secret in self.unlock(key).secrets}

    def read_types(self, key: str) -> dict[str, str]:
        return {secret.name: secret.secret_type for secret in self.unlock(key).secrets}


def as_package_reads(secret_type: str, payload: dict[str, Any]) -> dict[str, Any]:
    """The members that the package has after reading `payload`: defaults are filled in."""
    return _parse_payload(secret_type, payload)._to_dict()


def code_at(config: TOTPConfig, time: int) -> dict[str, Any]:
    with mock.patch("inkbox.vault.totp.time.time", return_value=float(time)):
        return vars(generate_totp(config))


def new_service(folder: str | Path) -> Service:
    return Service(Path(folder) / "vault.json")
