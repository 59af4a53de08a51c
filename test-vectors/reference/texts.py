"""Recovery codes, tokens and checkpoints (FORMAT-2.md, sections 5, 8 and 10)."""

from __future__ import annotations

import base64
import uuid
from dataclasses import dataclass

from fields import Fields
from keys import digest
from refusal import Refusal, require

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX = "inkseal_agent_"


def code_bytes(text: str) -> bytes:
    symbols = "".join(letter for letter in text if letter not in " \t\r\n-")
    require(symbols.isascii(), "CODE-1")
    symbols = symbols.upper().translate(str.maketrans("OIL", "011"))
    require(len(symbols) == 36 and all(symbol in ALPHABET for symbol in symbols), "CODE-1")
    number = 0
    for symbol in symbols[:32]:
        number = number << 5 | ALPHABET.index(symbol)
    code = number.to_bytes(20, "big")
    require(symbols == code_symbols(code), "CODE-2")
    return code


def code_symbols(code: bytes) -> str:
    check = int.from_bytes(digest(b"inkseal/2 code" + code)[:3], "big") >> 4
    number = int.from_bytes(code, "big") << 20 | check
    return "".join(ALPHABET[number >> shift & 31] for shift in range(175, -1, -5))


def code_text(code: bytes) -> str:
    symbols = code_symbols(code)
    return "-".join(symbols[start : start + 4] for start in range(0, 36, 4))


def id_text(id_: bytes) -> str:
    """A UUID, lower case with dashes."""
    return str(uuid.UUID(bytes=id_))


def base64url(text: str, size: int, rule: str) -> bytes:
    """Unpadded and canonical."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise Refusal(rule) from None
    require(len(data) == size and base64.urlsafe_b64encode(data).rstrip(b"=") == text.encode(), rule)
    return data


@dataclass
class Token:
    vault: bytes
    identity: bytes
    key: bytes
    epoch: int
    seq: int

    @staticmethod
    def parse(text: str) -> Token:
        require(text.startswith(PREFIX), "TOKEN-1")
        data = base64url(text.removeprefix(PREFIX), 84, "TOKEN-1")
        require(digest(data[:80])[:4] == data[80:], "TOKEN-2")
        fields = Fields(data, "TOKEN-2")
        token = Token(fields.bytes(16), fields.bytes(16), fields.bytes(32), fields.number(8), fields.number(8))
        require(all(1 <= value < 2**53 for value in (token.epoch, token.seq)), "TOKEN-2")
        return token


@dataclass
class Checkpoint:
    vault: bytes
    seq: int
    digest: bytes

    @staticmethod
    def parse(text: str) -> Checkpoint:
        data = base64url(text.strip(" \t\r\n\f"), 40, "CHECK-1")
        seq = int.from_bytes(data[16:24], "big")
        require(1 <= seq < 2**53, "CHECK-1")
        return Checkpoint(data[:16], seq, data[24:])
