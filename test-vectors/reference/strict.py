"""JSON, metas and payloads (FORMAT-2.md, sections 4 and 7)."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

from refusal import Refusal, ascends, require

# Names are kept in pairs until they have been checked, and numbers as they are spelled.
Pairs = list[tuple[str, Any]]


class Number(str):
    """A number as it is spelled."""


class Object:
    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs


def depth(text: str) -> int:
    """How deep the brackets outside strings are nested."""
    most = now = 0
    for bracket in re.findall(r'[\[{\]}]', re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)):
        now += 1 if bracket in "[{" else -1
        most = max(most, now)
    return most


def parse(data: bytes) -> dict[str, Any]:
    """The members of an object that keeps JSON-1 to JSON-4."""

    def constant(_: str) -> None:
        raise ValueError

    try:
        text = data.decode("utf-8")
        # Before Python's decoder, which recurses. Text that is deep and no JSON either breaks two rules.
        require(depth(text) <= 32, "JSON-4")
        decoder = json.JSONDecoder(
            object_pairs_hook=Object, parse_int=Number, parse_float=Number, parse_constant=constant
        )
        value = decoder.decode(text)
    except (ValueError, RecursionError):
        raise Refusal("JSON-1") from None
    # Python's decoder skips the white space that JSON has around values, and no other.
    require(isinstance(value, Object), "JSON-1")
    check(value)
    return dict(value.pairs)


def check(value: Any) -> None:
    if isinstance(value, str):
        require(not re.search("[\ud800-\udfff]", value), "JSON-2")
    elif isinstance(value, list):
        for item in value:
            check(item)
    elif isinstance(value, Object):
        for name, item in value.pairs:
            check(name)
            check(item)
        require(len({name for name, _ in value.pairs}) == len(value.pairs), "JSON-3")


def plain(value: Any) -> Any:
    """A checked value as Python has it, to compare with what is expected."""
    if isinstance(value, Number):
        return json.loads(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Object):
        return {name: plain(item) for name, item in value.pairs}
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return value


def text(members: dict[str, Any], name: str, required: bool = False) -> str | None:
    require(name in members or not required, "JSON-5")
    if name not in members:
        return None
    value = members[name]
    require(isinstance(value, str) and not isinstance(value, Number), "JSON-5")
    return value


def integer(value: Any) -> int:
    require(isinstance(value, Number), "JSON-5")
    require(bool(re.fullmatch("0|-?[1-9][0-9]{0,15}", value)) and abs(int(value)) < 2**53, "JSON-6")
    return int(value)


def time(members: dict[str, Any], name: str, required: bool = False) -> None:
    require(name in members or not required, "JSON-5")
    if name in members:
        integer(members[name])


def texts(members: dict[str, Any], name: str) -> list[str]:
    items = members.get(name, [])
    require(isinstance(items, list), "JSON-5")
    require(all(isinstance(item, str) and not isinstance(item, Number) for item in items), "JSON-5")
    return items


def tags(members: dict[str, Any], name: str) -> list[str]:
    items = texts(members, name)
    require(ascends([item.encode() for item in items]), "JSON-7")
    return items


def ids(members: dict[str, Any], name: str) -> list[str]:
    items = texts(members, name)
    for item in items:
        try:
            canonical = str(uuid.UUID(item))
        except ValueError:
            raise Refusal("JSON-8") from None
        require(item == canonical, "JSON-8")
    require(ascends(items), "JSON-7")
    return items


def short(value: str) -> bool:
    return 1 <= len(value) <= 255


def meta(data: bytes) -> dict[str, Any]:
    members = parse(data)
    name, kind = text(members, "name", True), text(members, "type", True)
    text(members, "description")
    labels = tags(members, "tags")
    time(members, "created_at", True)
    time(members, "updated_at", True)
    time(members, "deleted_at")
    conflicts = members.get("conflicts", [])
    require(isinstance(conflicts, list), "JSON-5")
    revisions = [integer(item) for item in conflicts]
    require(all(1 <= revision < 2**53 for revision in revisions), "JSON-5")
    require(ascends(revisions), "JSON-7")
    require(all(short(value) for value in [name, kind, *labels]), "META-1")
    return members


PAYLOADS = {
    "login": (["password"], ["username", "email", "url", "notes"]),
    "api_key": (["api_key"], ["endpoint", "notes"]),
    "key_pair": (["access_key", "secret_key"], ["endpoint", "notes"]),
    "ssh_key": (["private_key"], ["public_key", "fingerprint", "passphrase", "notes"]),
    "other": (["data"], ["notes"]),
}


def payload(kind: str, data: bytes) -> dict[str, Any]:
    members = parse(data)
    if kind not in PAYLOADS:
        return members
    required, optional = PAYLOADS[kind]
    for name in required + optional:
        text(members, name, name in required)
    if kind == "login" and "totp" in members:
        require(isinstance(members["totp"], Object), "JSON-5")
        totp = dict(members["totp"].pairs)
        for name in ["secret", "algorithm", "issuer", "account_name"]:
            text(totp, name, name == "secret")
        for name in ["digits", "period"]:
            if name in totp:
                require(0 <= integer(totp[name]) < 2**32, "JSON-5")
    return members
