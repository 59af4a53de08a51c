"""Payloads sealed by the package."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from cryptography.exceptions import InvalidTag

from inkbox.vault import crypto
from inkbox.vault.totp import TOTPAlgorithm, TOTPConfig
from inkbox.vault.types import (
    APIKeyPayload,
    KeyPairPayload,
    LoginPayload,
    OtherPayload,
    SecretPayload,
    SSHKeyPayload,
    _infer_secret_type,
    _parse_payload,
)

from committed import Case, must_fail
from texts import UNUSUAL

LOWER = "3f0c9d1e-8c55-4b7e-9a52-0d5f1c6f7a10"
UPPER = LOWER.upper()
TYPES: dict[type[SecretPayload], tuple[list[str], list[str]]] = {
    LoginPayload: (["password"], ["username", "email", "url", "notes"]),
    APIKeyPayload: (["api_key"], ["endpoint", "notes"]),
    KeyPairPayload: (["access_key", "secret_key"], ["endpoint", "notes"]),
    SSHKeyPayload: (["private_key"], ["public_key", "fingerprint", "passphrase", "notes"]),
    OtherPayload: (["data"], ["notes"]),
}


def payload_cases() -> list[Case]:
    cases = []
    for payload_type, (required, optional) in TYPES.items():
        kind = payload_type.secret_type.value
        every = required + optional

        def sealed(name: str, fields: dict[str, str]) -> Case:
            return sealed_case(f"{kind}: {name}", payload_type(**fields))

        cases.append(sealed("only what is required", {field: f"{field} value" for field in required}))
        cases.append(sealed("all fields", {field: f"{field} value" for field in every}))
        cases.append(sealed("all fields empty", dict.fromkeys(every, "")))
        for field in optional:
            cases.append(sealed(f"{field} alone", {**dict.fromkeys(required, "x"), field: "y"}))
        for name, text in UNUSUAL.items():
            cases.append(sealed(name, dict.fromkeys(every, text)))
    return cases + totp_payloads() + large_payloads() + id_cases() + failing_opens()


def totp_payloads() -> list[Case]:
    cases = []
    for algorithm in TOTPAlgorithm:
        for digits in (6, 8):
            for period in (30, 60):
                totp = TOTPConfig("JBSWY3DPEHPK3PXP", algorithm, digits, period)
                cases.append(sealed_case(f"totp {algorithm.value} {digits} {period}", LoginPayload("x", totp=totp)))
    labels = {
        "issuer": ("Example", None),
        "account": (None, "alice@example.com"),
        "both": ("Example", "alice"),
        "both empty": ("", ""),
        "Unicode": (UNUSUAL["astral"], UNUSUAL["right to left"]),
    }
    for name, (issuer, account) in labels.items():
        totp = TOTPConfig("jbswy3dpehpk3pxp", issuer=issuer, account_name=account)
        cases.append(sealed_case(f"totp with {name}", LoginPayload("x", username="u", notes="n", totp=totp)))
    cases.append(sealed_case("totp with a padded secret", LoginPayload("x", totp=TOTPConfig("MFRA===="))))
    return cases


def large_payloads() -> list[Case]:
    key = (
        "-----BEGIN OPENSSH PRIVATE KEY-----\n"
        + "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU\n" * 200
        + "-----END OPENSSH PRIVATE KEY-----\n"
    )
    return [
        sealed_case("an SSH key of usual size", SSHKeyPayload(key, public_key="ssh-rsa AAAA", fingerprint="SHA256:x")),
        sealed_case("64 KiB of notes", LoginPayload("x", notes="0123456789abcdef" * 4096)),
        sealed_case("8 Ki characters outside the basic plane", OtherPayload("\U0001f511" * 8192)),
        sealed_case("256 KiB of data", OtherPayload("line of 16 byte\n" * 16384)),
    ]


def id_cases() -> list[Case]:
    """The package seals under the id's text as it is given; under none it seals without AAD."""
    login = LoginPayload("x", username="u")
    spellings = {
        "in lower case": (LOWER, LOWER),
        "in capitals": (UPPER, UPPER),
        "in mixed case": (LOWER[:18] + UPPER[18:], LOWER[:18] + UPPER[18:]),
        "in capitals, named in lower case": (UPPER, LOWER),
        "in lower case, named in capitals": (LOWER, UPPER),
        "that is no UUID": ("secret-1", "secret-1"),
        "with Unicode": ("k\u00e9y \U0001f511", "k\u00e9y \U0001f511"),
    }
    cases = [
        {**sealed_case(f"id {name}", login, sealed_id), "secret_id": named_id}
        for name, (sealed_id, named_id) in spellings.items()
    ]
    return [*cases, {**sealed_case("id that is empty", login, ""), "legacy": True}]


def failing_opens() -> list[Case]:
    """What the package does not open; the code is Inkseal's word for it."""
    good = sealed_case("", LoginPayload("x"))
    changes = {
        "another org key": {"org_key_hex": crypto.generate_org_encryption_key().hex()},
        "another id": {"secret_id": str(uuid4())},
        "no id": {"secret_id": ""},
        "another secret's payload": {"encrypted_payload": sealed_case("", LoginPayload("x"))["encrypted_payload"]},
    }
    cases = []
    for name, change in changes.items():
        case = {**good, **change, "name": name, "expect": {"error": "corrupt"}}
        must_fail(
            InvalidTag,
            crypto.decrypt_payload,
            bytes.fromhex(case["org_key_hex"]),
            case["encrypted_payload"],
            case["secret_id"],
        )
        cases.append(case)
    return cases


def sealed_case(name: str, payload: SecretPayload, secret_id: str | None = None) -> Case:
    """One payload sealed, and read back by the package to be sure of the expectation."""
    secret_id = str(uuid4()) if secret_id is None else secret_id
    org_key = crypto.generate_org_encryption_key()
    secret_type = _infer_secret_type(payload)
    members: dict[str, Any] = payload._to_dict()
    blob = crypto.encrypt_payload(org_key, members, secret_id=secret_id)
    opened = crypto.decrypt_payload(org_key, blob, secret_id=secret_id)
    if opened != members or _parse_payload(secret_type, opened) != payload:
        raise AssertionError(f"{name}: the package does not read what it wrote")
    return {
        "name": name,
        "org_key_hex": org_key.hex(),
        "secret_id": secret_id,
        "secret_type": secret_type,
        "encrypted_payload": blob,
        "expect": opened,
    }
