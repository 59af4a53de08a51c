"""Whole vaults: the answers of the service, and what the package's vault client reads in them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from inkbox.vault import crypto
from inkbox.vault.resources.vault import VaultResource
from inkbox.vault.totp import TOTPConfig
from inkbox.vault.types import (
    APIKeyPayload,
    KeyPairPayload,
    LoginPayload,
    OtherPayload,
    SecretPayload,
    SSHKeyPayload,
    _infer_secret_type,
)

from committed import Case, must_fail
from texts import UNUSUAL

ORGANIZATION = "org_2f6c1d0e9b7a4853"
VAULT_KEY = "My-Vault-key-01!"
TIME = "2026-10-01T12:00:00+00:00"


class Answers:
    """Stands where the package's HTTP transport does, with fixed answers."""

    def __init__(self, case: Case) -> None:
        self.answers = {
            "/info": {
                "id": str(uuid4()),
                "organization_id": case["organization_id"],
                "created_at": TIME,
                "updated_at": TIME,
                "key_count": len(case["keys"]),
                "secret_count": 0,
                "recovery_key_count": 0,
            },
            "/keys": case["keys"],
            "/unlock": case["answer"],
        }

    def get(self, path: str, **_: Any) -> Any:
        return self.answers[path]


def unlock_cases() -> list[Case]:
    org_key = crypto.generate_org_encryption_key()
    primary = crypto.generate_vault_key_material(VAULT_KEY, ORGANIZATION, org_key)
    codes, recovery = zip(*(crypto.generate_recovery_code(ORGANIZATION, org_key) for _ in range(4)), strict=True)
    keys = [listed(material) for material in (primary, *recovery)]
    secrets = [
        sealed(
            org_key, "Mail", LoginPayload("p\u00e4ss", username="u", totp=TOTPConfig("JBSWY3DPEHPK3PXP")), "with TOTP"
        ),
        sealed(org_key, UNUSUAL["astral"], APIKeyPayload(UNUSUAL["decomposed"])),
        sealed(org_key, "pair", KeyPairPayload("access", "secret", endpoint="https://example.com")),
        sealed(org_key, "ssh", SSHKeyPayload("-----BEGIN-----\n", passphrase="")),
        sealed(org_key, "same name", OtherPayload("one")),
        sealed(org_key, "same name", OtherPayload("two", notes="n")),
    ]

    def case(
        name: str,
        vault_key: str,
        key_list: list[dict[str, Any]],
        wrapped: str | None,
        sealed_secrets: list[dict[str, Any]],
    ) -> Case:
        return {
            "name": name,
            "organization_id": ORGANIZATION,
            "vault_key": vault_key,
            "keys": key_list,
            "answer": {"wrapped_org_encryption_key": wrapped, "encrypted_secrets": sealed_secrets},
        }

    wraps = [material.wrapped_org_encryption_key for material in (primary, *recovery)]
    good = [
        case("vault key", VAULT_KEY, keys, wraps[0], secrets),
        case("first recovery code", codes[0], keys, wraps[1], secrets),
        case("last recovery code, keys in other order", codes[3], keys[::-1], wraps[4], secrets),
        case("no secrets", VAULT_KEY, keys, wraps[0], []),
        case("one key", VAULT_KEY, keys[:1], wraps[0], secrets[:1]),
    ]
    refused = [
        ("wrong vault key", "wrong_vault_key", case("", "My-Vault-key-02!", keys, None, [])),
        ("recovery code in lower case", "wrong_vault_key", case("", codes[0].lower(), keys, None, [])),
        ("another key's wrapping", "corrupt", case("", VAULT_KEY, keys, wraps[1], secrets)),
        ("the key is not in the list", "corrupt", case("", VAULT_KEY, keys[1:], wraps[0], secrets)),
        ("no keys in the list", "corrupt", case("", VAULT_KEY, [], wraps[0], secrets)),
    ]
    for one in good:
        one["expect"] = {
            "secrets": [
                {
                    "id": str(secret.id),
                    "name": secret.name,
                    "secret_type": secret.secret_type,
                    "payload": secret.payload._to_dict(),
                }
                for secret in VaultResource(Answers(one)).unlock(one["vault_key"]).secrets  # type: ignore[arg-type]
            ]
        }
    for name, code, one in refused:
        must_fail(ValueError, VaultResource(Answers(one)).unlock, one["vault_key"])  # type: ignore[arg-type]
        good.append({**one, "name": name, "expect": {"error": code}})
    return good


def listed(material: crypto.VaultKeyMaterial) -> dict[str, Any]:
    """A key as GET /keys lists it."""
    return {
        "id": str(material.id),
        "key_type": material.key_type.value,
        "created_by": None,
        "created_at": TIME,
        "updated_at": TIME,
    }


def sealed(org_key: bytes, name: str, payload: SecretPayload, description: str | None = None) -> dict[str, Any]:
    """A secret as GET /unlock has it."""
    secret_id = str(uuid4())
    return {
        "id": secret_id,
        "name": name,
        "description": description,
        "secret_type": _infer_secret_type(payload),
        "encrypted_payload": crypto.encrypt_payload(org_key, payload._to_dict(), secret_id=secret_id),
        "created_at": TIME,
        "updated_at": TIME,
        "access": [],
    }
