"""Rows about text, bytes, ids and the missing AAD."""

from __future__ import annotations

import os

from blob import LOGIN, LOGIN_MEMBERS, SECRET_ID, encode, fails, opens, reading_case, seal
from committed import Case

LOWER = SECRET_ID
UPPER = SECRET_ID.upper()
MIXED = SECRET_ID[:12] + UPPER[12:]


def text_with(length_modulo_3: int) -> tuple[bytes, str]:
    """A key and a blob's text with `+`, `/` and the padding that belongs to its length."""
    plaintext = LOGIN + b" " * ((length_modulo_3 - len(LOGIN) - 28) % 3)
    while True:
        key = os.urandom(32)
        text = encode(seal(key, plaintext, SECRET_ID))
        if "+" in text and "/" in text and text[0].isalpha():
            return key, text


def base64_cases() -> list[Case]:
    cases = []

    def add(name: str, text: str, key: bytes, expect: object) -> None:
        cases.append(
            {**reading_case(name, "base64", LOGIN, expect), "org_key_hex": key.hex(), "encrypted_payload": text}
        )
        del cases[-1]["plaintext_hex"]

    good = opens(LOGIN_MEMBERS)
    for modulo, padding in ((0, ""), (2, "="), (1, "==")):
        key, text = text_with(modulo)
        bare = text.rstrip("=")
        kind = f"{len(padding)} of padding"
        accepted = {
            "as it is": text,
            "line ends after 64": "\n".join(text[i : i + 64] for i in range(0, len(text), 64)) + "\n",
            "CR LF after 20": "\r\n".join(text[i : i + 20] for i in range(0, len(text), 20)),
            "spaces, tabs and form feeds": " \t" + " ".join(text) + "\x0c ",
            "url-safe": text.replace("+", "-").replace("/", "_"),
            "url-safe without padding": bare.replace("+", "-").replace("/", "_"),
            "both alphabets": text.replace("+", "-"),
            "no padding": bare,
            "a padding sign more": text + "=",
            "four padding signs more": text + "====",
            "padding with white space inside": bare + " = = \n=",
        }
        if padding == "==":
            accepted["half its padding"] = bare + "="
        refused = {
            "an exclamation mark inside": text[:10] + "!" + text[10:],
            "an exclamation mark after": text + "!",
            "a letter changed to a star": text[:10] + "*" + text[11:],
            "a dot": text[:10] + "." + text[10:],
            "a percent escape": text.replace("+", "%2B"),
            "a no-break space": text[:10] + "\u00a0" + text[10:],
            "a zero-width space": text[:10] + "\u200b" + text[10:],
            "a full-width letter": text[:10] + "\uff21" + text[11:],
            "a NUL": text[:10] + "\x00" + text[10:],
            "padding inside": text[:8] + "====" + text[8:],
            "letters after the padding": bare + "==AA",
            "padding in front": "=" + text,
            "a data URL": "data:;base64," + text,
            "one letter left over": bare[: len(bare) // 4 * 4] + "A",
        }
        for name, changed in accepted.items():
            add(f"{kind}, {name}", changed, key, good)
        for name, changed in refused.items():
            add(f"{kind}, {name}", changed, key, fails("malformed"))
    for name, text in {
        "nothing": "",
        "white space": " \n",
        "padding alone": "====",
        "one letter": "A",
        "words": "not base64",
    }.items():
        add(name, text, key, fails("malformed"))
    return cases


def blob_cases() -> list[Case]:
    cases = []

    def add(name: str, blob: bytes, code: str, **more: str) -> None:
        case = reading_case(
            name, "blob", LOGIN, fails(code), org_key_hex=key.hex(), encrypted_payload=encode(blob), **more
        )
        del case["plaintext_hex"]
        cases.append(case)

    key = os.urandom(32)
    blob = seal(key, LOGIN, SECRET_ID)
    for length in (0, 1, 11, 12, 16, 27):
        add(f"cut to {length} bytes", blob[:length], "malformed")
    for length in (28, 29, len(blob) - 17, len(blob) - 16, len(blob) - 1):
        add(f"cut to {length} bytes", blob[:length], "corrupt")
    for count in (1, 12, 16, len(LOGIN)):
        add(f"without its first {count} bytes", blob[count:], "corrupt")
    add("a byte more in front", b"\x00" + blob, "corrupt")
    add("a byte more after", blob + b"\x00", "corrupt")
    add("twice", blob + blob, "corrupt")
    add("28 bytes of zero", bytes(28), "corrupt")
    add("noise", os.urandom(100), "corrupt")
    add("nonce in front", blob[-28:-16] + blob[:-28] + blob[-16:], "corrupt")
    add("tag before nonce", blob[:-28] + blob[-16:] + blob[-28:-16], "corrupt")
    for place, name in (
        (0, "first"),
        (len(LOGIN) // 2, "middle"),
        (-28, "nonce's first"),
        (-16, "tag's first"),
        (-1, "last"),
    ):
        changed = bytearray(blob)
        changed[place] ^= 1
        add(f"its {name} byte changed", bytes(changed), "corrupt")
    add("another id", blob, "corrupt", secret_id="7d9f1c52-4b1e-4c7a-9a63-2f0e8b5d6c42")
    add("an empty id", blob, "corrupt", secret_id="")
    add("another org key", seal(os.urandom(32), LOGIN, SECRET_ID), "corrupt")
    add("an empty plaintext", seal(key, b"", SECRET_ID), "malformed")
    return cases


def id_cases() -> list[Case]:
    cases = []
    for sealed_as, sealed_id in {"lower case": LOWER, "capitals": UPPER, "mixed case": MIXED}.items():
        for named_as, named_id in {"lower case": LOWER, "capitals": UPPER, "mixed case": MIXED}.items():
            found = sealed_id in (named_id, LOWER, UPPER)
            key = os.urandom(32)
            cases.append(
                reading_case(
                    f"sealed under {sealed_as}, named in {named_as}",
                    "ids in capitals",
                    LOGIN,
                    opens(LOGIN_MEMBERS) if found else fails("corrupt"),
                    org_key_hex=key.hex(),
                    secret_id=named_id,
                    encrypted_payload=encode(seal(key, LOGIN, sealed_id)),
                )
            )
    return cases


def legacy_cases() -> list[Case]:
    cases = []
    for name, legacy, sealed_id, expect in (
        ("the usual call", False, "", fails("corrupt")),
        ("the legacy call", True, "", opens(LOGIN_MEMBERS)),
        ("the legacy call, wrong key", True, None, fails("corrupt")),
    ):
        key = os.urandom(32)
        sealing = key if sealed_id is not None else os.urandom(32)
        cases.append(
            reading_case(
                name,
                "no AAD",
                LOGIN,
                expect,
                legacy=legacy,
                org_key_hex=key.hex(),
                encrypted_payload=encode(seal(sealing, LOGIN, "")),
            )
        )
    return cases
