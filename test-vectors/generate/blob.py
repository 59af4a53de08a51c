"""Format 1's blob: AES-256-GCM, ciphertext, then nonce, then tag."""

from __future__ import annotations

import base64
import os
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from committed import Case

SECRET_ID = "7d9f1c52-4b1e-4c7a-9a63-2f0e8b5d6c41"
LOGIN = b'{"password":"pw","username":"u"}'
LOGIN_MEMBERS = {"password": "pw", "username": "u"}


def seal(key: bytes, plaintext: bytes, aad: str, nonce: bytes | None = None) -> bytes:
    nonce = nonce or os.urandom(12)
    sealed = AESGCM(key).encrypt(nonce, plaintext, aad.encode() if aad else None)
    return sealed[:-16] + nonce + sealed[-16:]


def encode(blob: bytes) -> str:
    return base64.b64encode(blob).decode()


def reading_case(
    name: str, row: str, plaintext: bytes, expect: Any, *, secret_type: str = "login", **more: Any
) -> Case:
    """One sealed plaintext and how it reads; `more` replaces or adds members of the case."""
    key = os.urandom(32)
    return {
        "name": f"{row}: {name}",
        "org_key_hex": key.hex(),
        "secret_id": SECRET_ID,
        "secret_type": secret_type,
        "plaintext_hex": plaintext.hex(),
        "encrypted_payload": encode(seal(key, plaintext, SECRET_ID)),
        **more,
        "expect": expect,
    }


def opens(payload: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"payload": payload, **more}


def fails(code: str) -> dict[str, str]:
    return {"error": code}
