"""Rows about TOTP inside a login."""

from __future__ import annotations

import json
from typing import Any

from blob import fails, opens, reading_case
from committed import Case

PW = '"password":"pw"'
TOTP = {"secret": "JBSWY3DPEHPK3PXP", "algorithm": "sha1", "digits": 6, "period": 30}
AT = 1234567890
CODE_AT = "742275"  # of TOTP at AT; test-vectors/totp/inkbox.json has it from the package


def totp_cases() -> list[Case]:
    """`at` asks for the code of that time; `code` is a code or an error."""
    cases = []

    def row(name: str, totp: str, expect: Any, **more: Any) -> None:
        cases.append(reading_case(name, "totp", f'{{{PW},"totp":{totp}}}'.encode(), expect, **more))

    for absent in ("null", '""', "false", "0"):
        row(f"{absent} is absent", absent, opens({"password": "pw"}))
    row("twice, the last null", '{"secret":"JBSWY3DPEHPK3PXP"},"totp":null', opens({"password": "pw"}))
    for wrong in (
        "true",
        "1",
        '"otpauth"',
        "[]",
        "[1]",
        "{}",
        '{"secret":null}',
        '{"secret":1}',
        '{"secret":"JBSWY3DPEHPK3PXP","digits":"6"}',
        '{"secret":"JBSWY3DPEHPK3PXP","period":true}',
        '{"secret":"JBSWY3DPEHPK3PXP","algorithm":1}',
        '{"secret":"JBSWY3DPEHPK3PXP","issuer":1}',
    ):
        row(f"{wrong} is of a wrong type", wrong, fails("malformed"))

    def codes(name: str, members: str, shown: dict[str, Any], code: Any) -> None:
        row(
            name,
            f'{{"secret":"JBSWY3DPEHPK3PXP",{members}}}'.replace(",}", "}"),
            opens({"password": "pw", "totp": {**TOTP, **shown}}, code=code),
            at=AT,
        )

    codes("defaults", "", {}, CODE_AT)
    codes(
        "null for optional members",
        '"algorithm":null,"digits":null,"period":null,"issuer":null,"account_name":null',
        {},
        CODE_AT,
    )
    codes("digits and period with a decimal point", '"digits":6.0,"period":30.0', {}, CODE_AT)
    codes("a label", '"issuer":"","account_name":"a"', {"issuer": "", "account_name": "a"}, CODE_AT)
    for digits in (0, 1, 7, 9, 10, 100):
        codes(f"{digits} digits", f'"digits":{digits}', {"digits": digits}, fails("unsupported"))
    for period in (0, 1, 45, 3600):
        codes(f"a period of {period} s", f'"period":{period}', {"period": period}, fails("unsupported"))
    for algorithm in ("md5", "sha3-256"):
        codes(
            f"the algorithm {algorithm!r}", f'"algorithm":"{algorithm}"', {"algorithm": algorithm}, fails("unsupported")
        )
    for secret in ("", "0189", "JBSWY3DP!", "\u00e9", "===="):
        row(
            f"the secret {secret!r}",
            json.dumps({"secret": secret}),
            opens({"password": "pw", "totp": {**TOTP, "secret": secret}}, code=fails("invalid_input")),
            at=AT,
        )
    return cases
