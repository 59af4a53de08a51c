"""Rows about the JSON inside."""

from __future__ import annotations

import json
from typing import Any

from blob import LOGIN_MEMBERS, fails, opens, reading_case
from committed import Case
from reading_totp import PW, TOTP


def json_cases() -> list[Case]:
    def row(name: str, text: str | bytes, expect: Any) -> Case:
        return reading_case(name, "JSON", text if isinstance(text, bytes) else text.encode(), expect)

    plain = '{"password":"pw","username":"u"}'
    good, bad = opens(LOGIN_MEMBERS), fails("malformed")
    deep = '{%s,"deep":%s}'
    return [
        row("white space around and inside", ' \n{ "password" :\t"pw" , "username": "u" }\r\n ', good),
        row("other member order", '{"username":"u","password":"pw"}', good),
        row("escaped ASCII", r'{"pass\u0077ord":"\u0070w","username":"u"}', good),
        row("a byte order mark", b"\xef\xbb\xbf" + plain.encode(), good),
        row("a byte order mark, white space", b"\xef\xbb\xbf \n" + plain.encode(), good),
        row("a byte order mark alone", b"\xef\xbb\xbf", bad),
        row("two byte order marks", b"\xef\xbb\xbf" * 2 + plain.encode(), bad),
        row("a byte order mark after", plain.encode() + b"\xef\xbb\xbf", bad),
        row(
            "escapes for every plane",
            r'{"password":"\u0000\u00e9\ud83d\udd11\/\b\f"}',
            opens({"password": "\x00\u00e9\U0001f511/\b\f"}),
        ),
        row("non-ASCII as bytes", '{"password":"\u00e9\U0001f511"}', opens({"password": "\u00e9\U0001f511"})),
        row(
            "a depth of 60",
            deep % (PW, "[" * 59 + "]" * 59),
            opens({"password": "pw"}, unknown={"deep": "[" * 59 + "]" * 59}),
        ),
        row("a depth of 70", deep % (PW, "[" * 69 + "]" * 69), bad),
        row("a depth of 70 in objects", deep % (PW, '{"a":' * 69 + "1" + "}" * 69), bad),
        row("a depth of 5,000", "[" * 5000 + "]" * 5000, bad),
        row("5,000 open brackets", "[" * 5000, bad),
        row("no JSON", "password=pw", bad),
        row("white space alone", " \n", bad),
        row("cut off", plain[:-1], bad),
        row("text after it", plain + "x", bad),
        row("two objects", plain + plain, bad),
        row("a comma too many", '{"password":"pw",}', bad),
        row("single quotes", "{'password':'pw'}", bad),
        row("a comment", '{"password":"pw"/*c*/}', bad),
        row("a raw line end in text", b'{"password":"p\nw"}', bad),
        row("an unknown escape", r'{"password":"\x41"}', bad),
        row("an escape cut short", r'{"password":"\u00"}', bad),
        row("bytes that are no UTF-8", b'{"password":"\xff"}', bad),
        row("overlong UTF-8", b'{"password":"\xc0\xaf"}', bad),
        row("UTF-16", plain.encode("utf-16"), bad),
        *(row(f"not an object: {text}", text, bad) for text in ("null", "true", "5", '"password"', "[]", '["pw"]')),
        row("an array of an object", f"[{plain}]", bad),
    ]


def member_cases() -> list[Case]:
    bad = fails("malformed")

    def row(name: str, text: str, expect: Any, secret_type: str = "login") -> Case:
        return reading_case(name, "members", text.encode(), expect, secret_type=secret_type)

    cases = [
        row("a member twice", '{"password":"one","username":"u","password":"pw"}', opens(LOGIN_MEMBERS)),
        row("a member twice, the last of a wrong type", '{"password":"one","password":1}', bad),
        row("a member twice, the first of a wrong type", '{"password":1,"password":"pw"}', opens({"password": "pw"})),
        row("an optional member, then null", f'{{{PW},"notes":"n","notes":null}}', opens({"password": "pw"})),
        row(
            "null for optional members",
            f'{{{PW},"username":null,"email":null,"url":null,"notes":null,"totp":null}}',
            opens({"password": "pw"}),
        ),
        row(
            "members in capitals are unknown",
            f'{{{PW},"Password":"other"}}',
            opens({"password": "pw"}, unknown={"Password": '"other"'}),
        ),
        row(
            "secret_type inside is unknown",
            f'{{{PW},"secret_type":"login"}}',
            opens({"password": "pw"}, unknown={"secret_type": '"login"'}),
        ),
        row("an empty object", "{}", bad),
    ]
    required = {
        "login": ["password"],
        "api_key": ["api_key"],
        "key_pair": ["access_key", "secret_key"],
        "ssh_key": ["private_key"],
        "other": ["data"],
    }
    optional = {
        "login": ["username", "email", "url", "notes"],
        "api_key": ["endpoint", "notes"],
        "key_pair": ["endpoint", "notes"],
        "ssh_key": ["public_key", "fingerprint", "passphrase", "notes"],
        "other": ["notes"],
    }
    for kind, names in required.items():
        whole = dict.fromkeys(names, "x")
        for name in names:
            rest = {key: value for key, value in whole.items() if key != name}
            cases.append(row(f"{kind} without {name}", json.dumps(rest), bad, kind))
            for wrong in (None, 1, True, ["x"], {"x": "y"}):
                cases.append(
                    row(f"{kind} with {name} {json.dumps(wrong)}", json.dumps({**whole, name: wrong}), bad, kind)
                )
        for name in optional[kind]:
            cases.append(row(f"{kind} with {name} null", json.dumps({**whole, name: None}), opens(whole), kind))
            for wrong in (1, False, [], {}):
                cases.append(
                    row(f"{kind} with {name} {json.dumps(wrong)}", json.dumps({**whole, name: wrong}), bad, kind)
                )
    unknown = {
        "integer": "12345678901234567890123456789",
        "decimal": "1.10",
        "exponent": "1E400",
        "negative zero": "-0.0",
        "null": "null",
        "array": '[1,2.0,{"a":null}]',
        "object": '{"b":1,"a":"\u00e9"}',
        "text": '"\u00e9\U0001f511"',
    }
    for name, text in unknown.items():
        cases.append(
            row(f"an unknown {name}", f'{{{PW},"later":{text}}}', opens({"password": "pw"}, unknown={"later": text}))
        )
        cases.append(
            row(
                f"an unknown {name} in totp",
                f'{{{PW},"totp":{{"secret":"JBSWY3DPEHPK3PXP","later":{text}}}}}',
                opens({"password": "pw", "totp": TOTP}, totp_unknown={"later": text}),
            )
        )
    cases.append(
        row(
            "an unknown member twice",
            f'{{{PW},"later":1,"later":2}}',
            opens({"password": "pw"}, unknown={"later": "2"}),
        )
    )
    return cases


def lossy_cases() -> list[Case]:
    """Lone surrogates: shown with U+FFFD, and `lossy` names the fields."""

    def row(
        name: str, text: str, payload: dict[str, Any], *lossy: str, secret_type: str = "login", **more: Any
    ) -> Case:
        return reading_case(
            name, "lone surrogates", text.encode(), opens(payload, lossy=list(lossy), **more), secret_type=secret_type
        )

    return [
        row("a high one alone", r'{"password":"a\ud83d"}', {"password": "a\ufffd"}, "password"),
        row("a high one before text", r'{"password":"\ud83dz"}', {"password": "\ufffdz"}, "password"),
        row("a high one before an escape", r'{"password":"\uD83D\n"}', {"password": "\ufffd\n"}, "password"),
        row("a low one alone", r'{"password":"\udd11"}', {"password": "\ufffd"}, "password"),
        row("a pair in wrong order", r'{"password":"\udd11\ud83d"}', {"password": "\ufffd\ufffd"}, "password"),
        row(
            "two high ones, then a low one",
            r'{"password":"\ud83d\ud83d\udd11"}',
            {"password": "\ufffd\U0001f511"},
            "password",
        ),
        row(
            "in an optional field",
            r'{"password":"pw","notes":"\udfff"}',
            {"password": "pw", "notes": "\ufffd"},
            "notes",
        ),
        row(
            "in two fields",
            r'{"access_key":"\ud800","secret_key":"s","notes":"\udbff"}',
            {"access_key": "\ufffd", "secret_key": "s", "notes": "\ufffd"},
            "access_key",
            "notes",
            secret_type="key_pair",
        ),
        row(
            "in a label",
            r'{"password":"pw","totp":{"secret":"JBSWY3DPEHPK3PXP","issuer":"\ud83d"}}',
            {"password": "pw", "totp": {**TOTP, "issuer": "\ufffd"}},
            "totp",
        ),
        row(
            "in an unknown member",
            r'{"password":"pw","later":"\ud83d"}',
            {"password": "pw"},
            unknown={"later": r'"\ud83d"'},
        ),
        row("a whole pair", r'{"password":"\ud83d\udd11"}', {"password": "\U0001f511"}),
        row("U+FFFD itself", r'{"password":"\ufffd"}', {"password": "\ufffd"}),
        row("an escaped backslash before ud83d", r'{"password":"\\ud83d"}', {"password": r"\ud83d"}),
    ]


def unknown_type_cases() -> list[Case]:
    """Types of a later time: their JSON as it is."""
    return [
        reading_case(name, "unknown secret_type", text.encode(), {"raw": text}, secret_type=kind)
        for name, kind, text in (
            ("an object", "passkey", '{"credential":"x","counter":1.0}'),
            ("an object with a login's members", "login_v2", '{"password":"pw"}'),
            ("white space and order kept", "passkey", '{ "b" : 2, "a" : 1 }'),
        )
    ]
