"""Rows about a whole vault: what is odd in one place hurts nothing else."""

from __future__ import annotations

import os
from typing import Any

from argon2.low_level import Type, hash_secret_raw

from blob import LOGIN, LOGIN_MEMBERS, encode, seal
from committed import Case

ORGANIZATION = "org_reading_0001"
VAULT_KEY = "Reading-old-vault-1"
KEY_ID = "5c1d2e3f-0a4b-4c6d-8e7f-9a0b1c2d3e4f"
TIME = "2026-10-01T12:00:00+00:00"


def vault_cases() -> list[Case]:
    org_key = os.urandom(32)
    master = hash_secret_raw(VAULT_KEY.encode(), ORGANIZATION.encode(), 3, 65536, 1, 32, Type.ID)
    whole = secret(org_key, "a0000000-0000-4000-8000-000000000001", name="whole")
    well = {"name": "whole", "payload": LOGIN_MEMBERS}

    def case(
        name: str,
        secrets: list[dict[str, Any]],
        expect: list[dict[str, Any]],
        *,
        keys: list[dict[str, Any]] | None = None,
        wrapped_as: str = KEY_ID,
        **answer: Any,
    ) -> Case:
        return {
            "name": name,
            "organization_id": ORGANIZATION,
            "vault_key": VAULT_KEY,
            "keys": [key()] if keys is None else keys,
            "answer": {
                "wrapped_org_encryption_key": encode(seal(master, org_key, wrapped_as)),
                "encrypted_secrets": secrets,
                **answer,
            },
            "expect": {
                "secrets": [
                    {"id": one["id"], "secret_type": one["secret_type"], **want}
                    for one, want in zip(secrets, expect, strict=True)
                ]
            },
        }

    def odd(number: int = 2, **members: Any) -> dict[str, Any]:
        return secret(org_key, f"a0000000-0000-4000-8000-00000000000{number}", **members)

    capital = "B0000000-ABCD-4000-8000-00000000000A"
    return [
        case(
            "one secret does not decrypt",
            [odd(name="odd", encrypted_payload=encode(bytes(60))), whole],
            [{"name": "odd", "error": "corrupt"}, well],
        ),
        case(
            "one secret is no base64",
            [odd(name="odd", encrypted_payload="?"), whole],
            [{"name": "odd", "error": "malformed"}, well],
        ),
        case(
            "one secret is no JSON", [odd(name="odd", text=b"x"), whole], [{"name": "odd", "error": "malformed"}, well]
        ),
        case(
            "one secret does not fit its type",
            [odd(name="odd", secret_type="ssh_key"), whole],
            [{"name": "odd", "error": "malformed"}, well],
        ),
        case(
            "one secret of an unknown type",
            [odd(name="odd", secret_type="passkey"), whole],
            [{"name": "odd", "raw": LOGIN.decode()}, well],
        ),
        case(
            "one secret of another org key",
            [secret(os.urandom(32), "a0000000-0000-4000-8000-000000000002", name="odd"), whole],
            [{"name": "odd", "error": "corrupt"}, well],
        ),
        case(
            "two payloads exchanged",
            [
                odd(2, name="two", encrypted_payload=whole["encrypted_payload"]),
                odd(3, name="three", encrypted_payload=odd(2)["encrypted_payload"]),
            ],
            [{"name": "two", "error": "corrupt"}, {"name": "three", "error": "corrupt"}],
        ),
        case(
            "metadata null",
            [odd(name=None, description=None, created_at=None, updated_at=None, access=None), whole],
            [{"name": None, "payload": LOGIN_MEMBERS}, well],
        ),
        case(
            "metadata missing",
            [
                {name: value for name, value in odd().items() if name in ("id", "secret_type", "encrypted_payload")},
                whole,
            ],
            [{"name": None, "payload": LOGIN_MEMBERS}, well],
        ),
        case(
            "odd times",
            [odd(name="odd", created_at="yesterday", updated_at=""), whole],
            [{"name": "odd", "payload": LOGIN_MEMBERS}, well],
        ),
        case(
            "unknown members",
            [odd(name="odd", colour="red", folder={"id": 1}), whole],
            [{"name": "odd", "payload": LOGIN_MEMBERS}, well],
            later=[1],
        ),
        case(
            "a secret's id in capitals",
            [secret(org_key, capital, name="odd"), whole],
            [{"name": "odd", "payload": LOGIN_MEMBERS}, well],
        ),
        case(
            "a secret's id in capitals, sealed in lower case",
            [{**secret(org_key, capital.lower(), name="odd"), "id": capital}, whole],
            [{"name": "odd", "payload": LOGIN_MEMBERS}, well],
        ),
        case("a key of an unknown type", [whole], [well], keys=[key(key_type="device")]),
        case(
            "more keys than needed",
            [whole],
            [well],
            keys=[
                key(id=f"5c1d2e3f-0a4b-4c6d-8e7f-00000000000{number}", key_type=kind)
                for number, kind in enumerate(("primary", "device", "recovery"))
            ]
            + [key()],
        ),
        case("a key without metadata", [whole], [well], keys=[{"id": KEY_ID, "key_type": "primary"}]),
        case("key times null", [whole], [well], keys=[key(created_at=None, updated_at=None, created_by="someone")]),
        case(
            "a key's id in capitals, wrapped so",
            [whole],
            [well],
            keys=[key(id=KEY_ID.upper())],
            wrapped_as=KEY_ID.upper(),
        ),
    ]


def key(**members: Any) -> dict[str, Any]:
    return {"id": KEY_ID, "key_type": "primary", "created_by": None, "created_at": TIME, "updated_at": TIME, **members}


def secret(org_key: bytes, secret_id: str, text: bytes = LOGIN, **members: Any) -> dict[str, Any]:
    return {
        "id": secret_id,
        "name": "odd",
        "description": None,
        "secret_type": "login",
        "encrypted_payload": encode(seal(org_key, text, secret_id)),
        "created_at": TIME,
        "updated_at": TIME,
        "access": [],
        **members,
    }
