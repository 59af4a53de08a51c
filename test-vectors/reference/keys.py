"""Keys and seals (FORMAT-2.md, sections 3 and 5)."""

from __future__ import annotations

import functools
import hashlib
import hmac
import unicodedata

import argon2.low_level
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fields import Fields
from refusal import Refusal, require

Z16 = bytes(16)
LABEL = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"
SLOT, META, PAYLOAD, GRANTS = 1, 2, 3, 4
CAPS = {META: 64 << 10, PAYLOAD: 1 << 20, GRANTS: 8 << 20}


def hkdf_expand(hash_name: str, key: bytes, info: bytes, length: int) -> bytes:
    """RFC 5869, section 2.3, written out: libraries ask for longer keys."""
    out, block, number = b"", b"", 1
    while len(out) < length:
        block = hmac.digest(key, block + info + bytes([number]), hash_name)
        out, number = out + block, number + 1
    return out[:length]


def expand(key: bytes, label: str, vault: bytes, id_: bytes, key_id: bytes = Z16) -> bytes:
    info = b"inkseal/2 key".ljust(16, b"\0") + label.encode().ljust(16, b"\0") + vault + id_ + key_id
    return hkdf_expand("sha256", key, info, 32)


def mac(key: bytes, digest: bytes) -> bytes:
    return hmac.digest(key, digest, "sha256")


def context(kind: int, vault: bytes, object_id: bytes, epoch: int, revision: int, parameters: bytes = b"") -> bytes:
    counters = epoch.to_bytes(8, "big") + revision.to_bytes(8, "big")
    return b"inkseal/2 seal\0" + bytes([kind]) + vault + object_id + counters + parameters


def open_seal(key: bytes, place: bytes, sealed: bytes) -> bytes:
    """SEAL-2."""
    salt, commitment, body = sealed[:24], sealed[24:56], sealed[56:]
    require(len(body) % 16_400 >= 16, "SEAL-2")
    made = hkdf_expand("sha512", key, LABEL + salt + place, 76)
    require(hmac.compare_digest(made[44:], commitment), "SEAL-2")
    cipher, nonce = AESGCM(made[:32]), int.from_bytes(made[32:44], "big")
    opened = b""
    for number, start in enumerate(range(0, len(body), 16_400)):
        try:
            chunk = body[start : start + 16_400]
            opened += cipher.decrypt((nonce ^ number).to_bytes(12, "big"), chunk, None)
        except InvalidTag:
            raise Refusal("SEAL-2") from None
    return opened


def unpad(padded: bytes, cap: int) -> bytes:
    """PAD-1 to PAD-3."""
    size = len(padded)
    require(256 <= size <= cap and size & (size - 1) == 0, "PAD-1")
    fields = Fields(padded, "PAD-1")
    content = fields.bytes(fields.number(4))
    require(size == 256 or len(content) + 4 > size // 2, "PAD-2")
    require(not any(fields.rest), "PAD-3")
    return content


def pad(content: bytes, cap: int) -> bytes:
    """PAD-4."""
    size = 256
    while size < len(content) + 4:
        size *= 2
    require(size <= cap, "PAD-4")
    return (len(content).to_bytes(4, "big") + content).ljust(size, b"\0")


def open_padded(kind: int, key: bytes, vault: bytes, object_id: bytes, epoch: int, revision: int, sealed: bytes) -> bytes:
    return unpad(open_seal(key, context(kind, vault, object_id, epoch, revision), sealed), CAPS[kind])


def normalized(vault_key: bytes) -> str:
    """KEY-3 and KEY-4."""
    try:
        return unicodedata.normalize("NFC", vault_key.decode("utf-8"))
    except UnicodeDecodeError:
        raise Refusal("KEY-3") from None


def check_new(vault_key: bytes) -> None:
    """KEY-5 and KEY-6, as far as Python's Unicode tables know."""
    text = normalized(vault_key)
    require(len(text) >= 16, "KEY-5")
    require(all(unicodedata.category(letter) not in ("Cn", "Co") for letter in text), "KEY-6")


@functools.cache
def vault_key_slot_key(vault_key: bytes, parameters: bytes) -> bytes:
    fields = Fields(parameters[4:], "KDF-2")
    memory, passes, lanes = (fields.number(4) for _ in range(3))
    return argon2.low_level.hash_secret_raw(
        normalized(vault_key).encode(),
        fields.rest,
        time_cost=passes,
        memory_cost=memory,
        parallelism=lanes,
        hash_len=32,
        type=argon2.low_level.Type.ID,
        version=0x13,
    )


def code_slot_key(code: bytes, salt: bytes) -> bytes:
    return hmac.digest(salt, code, "sha256")


def digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
