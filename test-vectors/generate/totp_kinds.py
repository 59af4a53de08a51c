"""Writes the vectors of Steam's codes, other digits and periods, and migrations; it overwrites nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from typing import Any
from urllib.parse import quote

import pyotp
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from pyotp.contrib import Steam

from blob import fails, opens, reading_case
from committed import Case, write_all

pyotp.OTP.min_secret_length_bits = 8  # of the secrets of vectors, some are short

SECRET = "JBSWY3DPEHPK3PXP"
RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # the RFCs' seed of 20 bytes
AT = 1234567890
HASHES = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha512": hashlib.sha512}

# RFC 4226, appendix D, "Decimal": the truncated values that codes are the last digits of.
TRUNCATED = [
    1284755224,
    1094287082,
    137359152,
    1726969429,
    1640338314,
    868254676,
    1918287922,
    82162583,
    673399871,
    645520489,
]


def code_of(secret: str, at: int, digits: int = 6, period: int = 30, algorithm: str = "sha1") -> str:
    secret += "=" * (-len(secret) % 8)
    if algorithm == "steam":
        return Steam(secret).at(at)
    # pyotp makes no fewer than 6 digits: fewer are the last of those.
    made = pyotp.HOTP(secret, digits=max(6, digits), digest=HASHES[algorithm]).at(at // period)
    return made[-digits:]


def code_case(
    name: str, secret: str, at: int, digits: int, period: int, algorithm: str, code: str | None = None
) -> Case:
    """`code` is from elsewhere; pyotp must say the same."""
    made = code_of(secret, at, digits, period, algorithm)
    assert code in (None, made), (name, code, made)
    step = 30 if algorithm == "steam" else period
    start = at // step * step
    expect = {
        "code": made,
        "period_start": start,
        "period_end": start + step,
        "seconds_remaining": start + step - at,
    }
    return given(name, secret, at, digits, period, algorithm, expect)


def given(name: str, secret: str, at: int, digits: int, period: int, algorithm: str, expect: Any) -> Case:
    return {
        "name": name,
        "secret": secret,
        "algorithm": algorithm,
        "digits": digits,
        "period": period,
        "at": at,
        "expect": expect,
    }


def digits_cases() -> list[Case]:
    cases = [
        code_case(f"count {n}, {digits} digits", RFC, n * 30, digits, 30, "sha1", str(value).zfill(10)[-digits:])
        for n, value in enumerate(TRUNCATED)
        for digits in (5, 7, 8, 9, 10)
    ]
    refused = fails("unsupported")
    return cases + [given(f"{digits} digits", RFC, 0, digits, 30, "sha1", refused) for digits in (1, 4, 11, 2**32 - 1)]


def period_cases() -> list[Case]:
    cases = [
        code_case(f"{algorithm}, {digits} digits, {period} s at {at}", RFC, at, digits, period, algorithm)
        for period in (1, 10, 15, 20, 45, 90, 300, 3600, 86399, 86400)
        for algorithm, digits in (("sha1", 6), ("sha256", 8), ("sha512", 10))
        for at in (0, 59, AT, 20000000000)
    ]
    refused = fails("unsupported")
    return cases + [given(f"{period} s", RFC, AT, 6, period, "sha1", refused) for period in (86401, 2**32 - 1)]


def steam_cases() -> list[Case]:
    """The first are from Steam's own app, as KeePassXC's tests and those of steamguard-cli have them."""
    mobile = "63BEDWCQZKTQWPESARIERL5DTTQFCJTK"
    guard = base64.b32encode(base64.b64decode("zvIayp3JPvtvX/QGHqsqKBk/44s=")).decode()
    cases = [
        code_case("KeePassXC, TestTotp.cpp, first", mobile, 1511200518, 5, 30, "steam", "FR8RV"),
        code_case("KeePassXC, TestTotp.cpp, second", mobile, 1511200714, 5, 30, "steam", "9P3VP"),
        code_case("steamguard-cli, test_generate_code", guard, 1616374841, 5, 30, "steam", "2F9J5"),
    ]
    cases += [code_case(f"at {at}", RFC, at, 5, 30, "steam") for at in (0, 29, 30, 59, 1111111109, AT, 20000000000)]
    cases += [
        code_case("digits of the configuration make no difference", mobile, AT, 8, 30, "steam"),
        code_case("nor does its period", mobile, AT, 5, 60, "steam"),
        code_case("nor do ones that are none", mobile, AT, 0, 0, "steam"),
        code_case("the name in capitals", mobile, AT, 5, 30, "steam") | {"algorithm": "STEAM"},
    ]
    return cases


def uri_case(
    name: str,
    uri: str,
    account: str | None = None,
    issuer: str | None = None,
    algorithm: str = "sha1",
    digits: int = 6,
    period: int = 30,
    secret: str = SECRET,
) -> Case:
    expect = {
        "secret": secret,
        "algorithm": algorithm,
        "digits": digits,
        "period": period,
        "issuer": issuer,
        "account_name": account,
        "code": code_of(secret, AT, digits, period, algorithm),
        "canonical_uri": canonical(secret, account, issuer, algorithm, digits, period),
    }
    return {"name": name, "uri": uri, "at": AT, "expect": expect}


def canonical(secret: str, account: str | None, issuer: str | None, algorithm: str, digits: int, period: int) -> str:
    steam = algorithm == "steam"
    label = f"{quote(issuer, safe='')}:" if issuer else ""
    uri = f"otpauth://totp/{label}{quote(account or '', safe='')}?secret={secret}"
    if issuer:
        uri += f"&issuer={quote(issuer, safe='')}"
    uri += f"&algorithm={'SHA1' if steam else algorithm.upper()}&digits={digits}&period={period}"
    return uri + ("&encoder=steam" if steam else "")


def uri_cases() -> list[Case]:
    totp = "otpauth://totp"
    key = f"secret={SECRET}"
    steam: dict[str, Any] = {"algorithm": "steam", "digits": 5}
    mobile = "63BEDWCQZKTQWPESARIERL5DTTQFCJTK"
    cases = [uri_case(f"digits {d}", f"{totp}/bob?{key}&digits={d}", "bob", digits=d) for d in (5, 7, 9, 10)]
    cases += [
        uri_case(f"period {p}", f"{totp}/bob?{key}&period={p}", "bob", period=p) for p in (1, 10, 15, 45, 86400)
    ]
    cases += [
        uri_case(
            "all of them",
            f"{totp}/A:bob?{key}&algorithm=SHA512&digits=7&period=15",
            "bob",
            "A",
            "sha512",
            7,
            15,
        ),
        uri_case("issuer Steam", f"{totp}/bob?{key}&issuer=Steam", "bob", "Steam", **steam),
        uri_case("issuer Steam in the label", f"{totp}/Steam:bob?{key}", "bob", "Steam", **steam),
        uri_case("issuer Steam in other letters", f"{totp}/bob?{key}&issuer=%20sTEAM", "bob", "sTEAM", **steam),
        uri_case(
            "issuer Steam and the parameters of other codes",
            f"{totp}/Steam:bob?{key}&issuer=Steam&algorithm=SHA1&digits=6&period=30",
            "bob",
            "Steam",
            **steam,
        ),
        uri_case("issuer Steam and 5 digits", f"{totp}/Steam:bob?{key}&digits=5", "bob", "Steam", **steam),
        uri_case("issuer Steam and 8 digits, which are none of Steam's", f"{totp}/Steam:bob?{key}&digits=8", "bob", "Steam", digits=8),
        uri_case("issuer Steam and another hash", f"{totp}/Steam:bob?{key}&algorithm=SHA256", "bob", "Steam", "sha256"),
        uri_case("issuer Steam and another period", f"{totp}/Steam:bob?{key}&period=60", "bob", "Steam", period=60),
        uri_case("the query's issuer is another", f"{totp}/Steam:bob?{key}&issuer=A", "bob", "A"),
        uri_case("an issuer that begins alike", f"{totp}/bob?{key}&issuer=Steamship", "bob", "Steamship"),
        uri_case("an account Steam", f"{totp}/Steam?{key}", "Steam"),
        uri_case(
            "encoder, as KeePassXC writes it",
            f"{totp}/test:test@example.com?secret={mobile}&issuer=Valve&algorithm=SHA1&digits=5&period=30&encoder=steam",
            "test@example.com",
            "Valve",
            secret=mobile,
            **steam,
        ),
        uri_case("encoder in capitals, and nothing else", f"{totp}/bob?{key}&encoder=STEAM", "bob", **steam),
        uri_case("another encoder", f"{totp}/bob?{key}&encoder=base10", "bob"),
        uri_case("algorithm steam", f"{totp}/bob?{key}&algorithm=steam", "bob", **steam),
        uri_case("type steam, as andOTP writes it", f"otpauth://steam/Steam:bob?{key}&issuer=Steam", "bob", "Steam", **steam),
        uri_case("type steam and other parameters", f"otpauth://STEAM/bob?{key}&digits=8&period=60&algorithm=SHA256", "bob", **steam),
        uri_case("steam:// and a secret, as Bitwarden has it", f"steam://{SECRET}", **steam),
        uri_case("steam:// in capitals and its secret in small letters", f" STEAM://{SECRET.lower()}\n", **steam),
    ]
    cases += [
        {"name": name, "uri": uri, "at": AT, "expect": fails(code)}
        for name, uri, code in [
            ("4 digits", f"{totp}/bob?{key}&digits=4", "unsupported"),
            ("11 digits", f"{totp}/bob?{key}&digits=11", "unsupported"),
            ("a period of more than a day", f"{totp}/bob?{key}&period=86401", "unsupported"),
            ("a migration", "otpauth-migration://offline?data=CgA%3D", "invalid_input"),
            ("steam:// alone", "steam://", "invalid_input"),
            ("a link of Steam's program", "steam://run/440", "invalid_input"),
            ("steam: without slashes", f"steam:{SECRET}", "invalid_input"),
            ("type steam without a secret", "otpauth://steam/bob", "invalid_input"),
        ]
    ]
    return cases


def reading_cases() -> list[Case]:
    """What a payload of format 1 holds gives codes, whatever its SDKs make of it."""
    usual = {"secret": SECRET, "algorithm": "sha1", "digits": 6, "period": 30}

    def row(name: str, totp: dict[str, Any], shown: dict[str, Any], code: Any) -> Case:
        plaintext = json.dumps({"password": "pw", "totp": totp}, separators=(",", ":")).encode()
        shown = {"password": "pw", "totp": {**usual, **shown}}
        return reading_case(name, "totp", plaintext, opens(shown, code=code), at=AT)

    steam = code_of(SECRET, AT, algorithm="steam")
    return [
        row("issuer Steam", {"secret": SECRET, "issuer": "Steam"}, {"issuer": "Steam"}, steam),
        row("issuer Steam, as an SDK writes it", {**usual, "issuer": " STEAM "}, {"issuer": " STEAM "}, steam),
        row("the algorithm steam", {**usual, "algorithm": "steam"}, {"algorithm": "steam"}, steam),
        row(
            "issuer Steam and 8 digits",
            {**usual, "issuer": "Steam", "digits": 8},
            {"issuer": "Steam", "digits": 8},
            code_of(SECRET, AT, 8),
        ),
        row("5 digits, 86400 s", {**usual, "digits": 5, "period": 86400}, {"digits": 5, "period": 86400}, code_of(SECRET, AT, 5, 86400)),
        row("11 digits", {**usual, "digits": 11}, {"digits": 11}, fails("unsupported")),
        row("a period of 86401 s", {**usual, "period": 86401}, {"period": 86401}, fails("unsupported")),
    ]


def written_cases() -> list[Case]:
    """Format 1 takes only what the package parses: anything else locks its user out of the whole vault."""
    from inkbox.vault.totp import TOTPConfig

    def row(name: str, uri: str, takes: bool, **config: Any) -> Case:
        parsed = True
        try:
            TOTPConfig(secret=SECRET, **config)
        except ValueError:
            parsed = False
        # Steam's six digits parse, and are wrong.
        assert parsed == takes or "Steam" in name, name
        return {"name": name, "uri": uri, "expect": "written" if takes else fails("unsupported")}

    base = f"otpauth://totp/A:bob?secret={SECRET}"
    return [
        row(f"{hash} {digits} {period}", f"{base}&algorithm={hash}&digits={digits}&period={period}", True,
            algorithm=hash, digits=digits, period=period)
        for hash in HASHES for digits in (6, 8) for period in (30, 60)
    ] + [
        row(f"{digits} digits", f"{base}&digits={digits}", False, digits=digits) for digits in (5, 7, 9, 10)
    ] + [
        row(f"{period} s", f"{base}&period={period}", False, period=period) for period in (1, 29, 31, 45, 59, 61, 86400)
    ] + [
        row("issuer Steam", f"otpauth://totp/Steam:bob?secret={SECRET}", False),
        row("Steam's encoder", f"{base}&encoder=steam", False),
        row("steam:// (Steam)", f"steam://{SECRET}", False),
    ]


def migration_message() -> Any:
    """The message of Google Authenticator's export, as the programs that read it have found it to be."""
    file = descriptor_pb2.FileDescriptorProto(name="migration.proto", syntax="proto3")
    entry = file.message_type.add(name="Entry")
    kind = descriptor_pb2.FieldDescriptorProto
    names = ("secret", "name", "issuer", "algorithm", "digits", "type", "counter")
    types = (kind.TYPE_BYTES, kind.TYPE_BYTES, kind.TYPE_BYTES, *[kind.TYPE_INT64] * 4)
    for number, (name, of) in enumerate(zip(names, types), 1):
        entry.field.add(name=name, number=number, type=of, label=kind.LABEL_OPTIONAL)
    payload = file.message_type.add(name="Payload")
    payload.field.add(name="entries", number=1, type=kind.TYPE_MESSAGE, type_name=".Entry", label=kind.LABEL_REPEATED)
    for number, name in enumerate(("version", "batch_size", "batch_index", "batch_id"), 2):
        payload.field.add(name=name, number=number, type=kind.TYPE_INT64, label=kind.LABEL_OPTIONAL)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("Payload"))


def part(*entries: dict[str, Any], raw: bytes = b"", **batch: int) -> str:
    payload = migration_message()(version=1, **batch)
    for entry in entries:
        made = {"secret": b"Hello!\xde\xad\xbe\xef", "algorithm": 1, "digits": 1, "type": 2, **entry}
        texts = {name: text.encode() if isinstance(text, str) else text for name, text in made.items()}
        payload.entries.add(**texts)
    return uri_of(payload.SerializeToString() + raw)


def uri_of(data: bytes) -> str:
    return "otpauth-migration://offline?data=" + quote(base64.b64encode(data).decode(), safe="")


def entry(
    account: str | None,
    issuer: str | None = None,
    secret: str = SECRET,
    algorithm: str = "sha1",
    digits: int = 6,
    period: int = 30,
) -> dict[str, Any]:
    config = {"secret": secret, "algorithm": algorithm, "digits": digits, "period": period}
    return {"issuer": issuer, "account_name": account, "config": config}


def without(account: str | None, issuer: str | None = None) -> dict[str, Any]:
    return {"issuer": issuer, "account_name": account, "config": None}


def migration_cases() -> list[Case]:
    def reads(name: str, parts: list[str], *entries: dict[str, Any]) -> Case:
        return {"name": name, "parts": parts, "expect": {"entries": list(entries)}}

    def refused(name: str, parts: list[str], code: str = "invalid_input") -> Case:
        return {"name": name, "parts": parts, "expect": fails(code)}

    scheme = "otpauth-migration://offline?data="
    pi = "7KSQL2JTUDIS5EF65KLMRQIIGY"
    one = part({"name": "bob"})
    data = base64.b64decode(bytes(one.split("=", 1)[1].replace("%2B", "+").replace("%2F", "/").replace("%3D", "="), "ascii"))
    first = part({"name": "a"}, {"name": "b"}, batch_size=3, batch_index=0, batch_id=-1717)
    second = part({"name": "c"}, batch_size=3, batch_index=1, batch_id=-1717)
    third = part({"name": "d"}, batch_size=3, batch_index=2, batch_id=-1717)
    abcd = [entry(name) for name in "abcd"]
    spelled = base64.b64encode(data).decode()
    return [
        # What others' documents and tests have.
        reads(
            "dim13/otpauth, README",
            [scheme + "CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZTAC"],
            entry("alice@google.com", "Example"),
        ),
        reads(
            "extract_otp_secrets, example_export.txt, first",
            [scheme + "CjUKEPqlBekzoNEukL7qlsjBCDYSDnBpQHJhc3BiZXJyeXBpGgtyYXNwYmVycnlwaSABKAEwAhABGAEgACjr4JKK%2B%2F%2F%2F%2F%2F8B"],
            entry("pi@raspberrypi", "raspberrypi", pi),
        ),
        reads(
            "extract_otp_secrets, example_export.txt, third",
            [scheme + "CigKEPqlBekzoNEukL7qlsjBCDYSDnBpQHJhc3BiZXJyeXBpIAEoATACCjUKEPqlBekzoNEukL7qlsjBCDYSDnBpQHJhc3BiZXJyeXBpGgtyYXNwYmVycnlwaSABKAEwAhABGAEgACiQ7OOa%2Bf%2F%2F%2F%2F8B"],
            entry("pi@raspberrypi", None, pi),
            entry("pi@raspberrypi", "raspberrypi", pi),
        ),
        reads(
            "extract_otp_secrets, example_export.txt, codes by counter",
            [scheme + "CiUKEPqlBekzoNEukL7qlsjBCDYSCWhvdHAgZGVtbyABKAEwATgEEAEYASAAKNuv15j6%2F%2F%2F%2F%2FwE%3D"],
            without("hotp demo"),
        ),
        reads(
            "extract_otp_secrets, example_export.txt, beyond ASCII",
            [scheme + "CjYKEPqlBekzoNEukL7qlsjBCDYSHGVuY29kaW5nOiDCv8Okw4TDqcOJPyAoZGVtbykgASgBMAIQARgBIAAorfCurv%2F%2F%2F%2F%2F%2FAQ%3D%3D"],
            entry("\u00bf\u00e4\u00c4\u00e9\u00c9? (demo)", "encoding", pi),
        ),
        reads(
            "extract_otp_secrets, test_plus_problem_export.txt, nothing percent-encoded",
            [scheme + "ClEKFAciUeGF4aS6IDCvMv99ySZ1ekKsEiVTZXJlbml0eUxhYnM6dGVzdDFAc2VyZW5pdHlsYWJzLmNvLnVrGgxTZXJlbml0eUxhYnMgASgBMAIKUQoUkIY8/fbrHZWTb4CBln18lvqt0HcSJVNlcmVuaXR5TGFiczp0ZXN0MkBzZXJlbml0eWxhYnMuY28udWsaDFNlcmVuaXR5TGFicyABKAEwAgpRChScf+1/Ua4d4gCY0W/7fj9VBkM9PBIlU2VyZW5pdHlMYWJzOnRlc3QzQHNlcmVuaXR5bGFicy5jby51axoMU2VyZW5pdHlMYWJzIAEoATACClEKFG6Qu0ryTSFA/l5rmvTIXtNeb5LtEiVTZXJlbml0eUxhYnM6dGVzdDRAc2VyZW5pdHlsYWJzLmNvLnVrGgxTZXJlbml0eUxhYnMgASgBMAIQARgBIAAogtTa1vz/////AQ=="],
            *[
                entry(f"test{n}@serenitylabs.co.uk", "SerenityLabs", secret)
                for n, secret in enumerate(
                    (
                        "A4RFDYMF4GSLUIBQV4ZP67OJEZ2XUQVM",
                        "SCDDZ7PW5MOZLE3PQCAZM7L4S35K3UDX",
                        "TR76272RVYO6EAEY2FX7W7R7KUDEGPJ4",
                        "N2ILWSXSJUQUB7S6NONPJSC62NPG7EXN",
                    ),
                    1,
                )
            ],
        ),
        # Parameters.
        reads("SHA-256 and 8 digits", [part({"name": "bob", "algorithm": 2, "digits": 2})], entry("bob", algorithm="sha256", digits=8)),
        reads("SHA-512", [part({"name": "bob", "algorithm": 3})], entry("bob", algorithm="sha512")),
        reads("nothing said", [part({"name": "bob", "algorithm": 0, "digits": 0, "type": 0})], entry("bob")),
        reads("MD5", [part({"name": "bob", "algorithm": 4})], without("bob")),
        reads("digits that are not known", [part({"name": "bob", "digits": 3})], without("bob")),
        reads("a type that is not known", [part({"name": "bob", "type": 3})], without("bob")),
        reads("no secret", [part({"name": "bob", "secret": b""})], without("bob")),
        reads("a secret of one byte", [part({"name": "bob", "secret": b"a"})], entry("bob", secret="ME")),
        reads("issuer Steam", [part({"name": "Steam:bob", "issuer": "Steam"})], entry("bob", "Steam", algorithm="steam", digits=5)),
        reads("what cannot be used hides nothing else", [part({"name": "a", "type": 1}, {"name": "b"})], without("a"), entry("b")),
        reads("no names", [part({})], entry(None)),
        reads("names of spaces", [part({"name": " : ", "issuer": " "})], entry(None)),
        reads("the issuer wins over that of the name", [part({"name": "A:bob", "issuer": "B"})], entry("bob", "B")),
        reads("a name that is no UTF-8", [part({"name": b"bob\xff"})], entry("bob%FF")),
        reads("an entry is empty", [part(raw=b"\x0a\x00")], without(None)),
        reads("nothing in it", [part()]),
        reads("no data but the version", [uri_of(b"\x10\x01")]),
        # The wire of protobuf.
        reads("members that are not known", [part({"name": "bob"}, raw=b"\x78\x01\x7a\x01x\x79" + b"x" * 8 + b"\x7d" + b"x" * 4)], entry("bob")),
        reads("of a member that comes twice, the last counts", [uri_of(b"\x0a\x0d\x0a\x01a\x12\x01a\x12\x03bob" + b"\x30\x02")], entry("bob", secret="ME")),
        reads("a member of another wire type is not known", [uri_of(b"\x0a\x0a\x0a\x01a\x12\x03bob\x10\x05\x08\x07")], entry("bob", secret="ME")),
        refused("cut short", [uri_of(data[:-1])]),
        refused("a length past the end", [uri_of(b"\x0a\xff\xff\xff\xff\x0f")]),
        refused("a number without end", [uri_of(b"\x10" + b"\xff" * 11)]),
        refused("a group, which nobody writes any more", [uri_of(b"\x0b\x0c")]),
        refused("an entry that ends in its middle", [uri_of(b"\x0a\x02\x0a\x05" + b"x" * 5)]),
        # The URI.
        reads("scheme in any case, spaces and line ends", [f" OTPAUTH-Migration://offline?data={spelled[:8]}\r\n{spelled[8:]}\n"], entry("bob")),
        reads("other parameters", [f"otpauth-migration://offline?x=1&data={spelled}&data=x#data"], entry("bob")),
        reads("a slash after the host", [f"otpauth-migration://offline/?data={spelled}"], entry("bob")),
        reads("in the URL's alphabet, without padding", [scheme + base64.urlsafe_b64encode(b"\x0a\x08\x0a\x06\xfb\xff\xfe\xfb\xff\xfe").decode().rstrip("=")], entry(None, secret=base64.b32encode(b"\xfb\xff\xfe\xfb\xff\xfe").decode().rstrip("="))),
        refused("an otpauth URI", [f"otpauth://totp/bob?secret={SECRET}"]),
        refused("no data", ["otpauth-migration://offline"]),
        refused("empty data", [scheme]),
        refused("data that is no base64", [scheme + "CjE*"]),
        refused("empty text", [""]),
        refused("no parts", []),
        refused("longer than 8 KiB", [scheme + "A" * 8192]),
        # Parts.
        reads("three parts", [first, second, third], *abcd),
        reads("parts in any order", [third, first, second], *abcd),
        reads("a part that says that it is the only one", [part({"name": "bob"}, batch_size=1, batch_index=0, batch_id=7)], entry("bob")),
        refused("a part is missing", [first, third]),
        refused("one of three", [second]),
        refused("a part twice", [first, second, second]),
        refused("one too many", [first, second, third, third]),
        refused("of two exports", [first, second, part({"name": "d"}, batch_size=3, batch_index=2, batch_id=1)]),
        refused("of two sizes", [first, second, part({"name": "d"}, batch_size=2, batch_index=2, batch_id=-1717)]),
        refused("two whole ones", [one, one]),
        refused("a part past the last", [part({"name": "bob"}, batch_size=1, batch_index=1)]),
        refused("a negative part", [part({"name": "bob"}, batch_size=1, batch_index=-1)]),
        refused("more parts than anybody has", [part({"name": "bob"}, batch_size=2**31 - 1)]),
    ]


SOURCES = {
    "totp/digits": ("RFC 4226, appendix D, the truncated values; pyotp 2.12.1 says the same", digits_cases),
    "totp/period": ("pyotp 2.12.1", period_cases),
    "totp/steam": ("KeePassXC and steamguard-cli, as named; the others pyotp 2.12.1 (pyotp.contrib.Steam)", steam_cases),
    "totp/uri_kinds": ("Inkseal; codes by pyotp 2.12.1", uri_cases),
    "totp/migration": ("as named, and Inkseal with Google's protobuf", migration_cases),
    "totp/written": ("Inkseal; what is written, inkbox 0.7.20 (PyPI) parses, and what is refused, it does not, but for Steam", written_cases),
    "inkbox/reading_totp": ("Inkseal; codes by pyotp 2.12.1", reading_cases),
}

if __name__ == "__main__":
    for wanted in sys.argv[1:] or list(SOURCES):
        sys.argv[1:] = [wanted]
        source, cases = SOURCES[wanted]
        write_all(source, {wanted: cases})
