"""TOTP codes and otpauth URIs as the package has them."""

from __future__ import annotations

from unittest import mock

from inkbox.vault.totp import TOTPConfig, generate_totp, parse_totp_uri

from committed import Case, must_fail


def totp_cases() -> list[Case]:
    """Codes at fixed times."""
    secrets = [
        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        "gezdgnbvgy3tqojq",
        "JBSWY3DPEHPK3PXP",
        "ME",
        "MFRA====",
        "MFRGG",
        "MFRGGZA",
        "AAAAAAAAAAAAAAAA",
        "7" * 32,
        "GEZDGNBVGY3TQOJQ" * 10,
    ]
    times = [0, 29, 30, 59, 60, 1111111109, 1111111111, 1234567890, 2000000000, 2147483648, 20000000000]
    configs = [
        (secret, algorithm, digits, period)
        for secret in secrets[:1]
        for algorithm in ("sha1", "sha256", "sha512")
        for digits in (6, 8)
        for period in (30, 60)
    ]
    cases = [totp_case(*config, at) for config in configs for at in times]
    return cases + [totp_case(secret, "sha1", 6, 30, 1234567890) for secret in secrets[1:]]


def totp_case(secret: str, algorithm: str, digits: int, period: int, at: int) -> Case:
    return {
        "name": f"{algorithm} {digits} {period} {secret[:8]} {len(secret)} at {at}",
        "secret": secret,
        "algorithm": algorithm,
        "digits": digits,
        "period": period,
        "at": at,
        "expect": code_at(TOTPConfig(secret, algorithm, digits, period), at),  # type: ignore[arg-type]
    }


def code_at(config: TOTPConfig, at: int) -> dict[str, object]:
    with mock.patch("inkbox.vault.totp.time.time", return_value=float(at)):
        return vars(generate_totp(config))


def totp_uri_cases() -> list[Case]:
    """otpauth URIs, where the package and FORMAT-1.md agree."""
    good = [
        "otpauth://totp/Example:alice@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example",
        "otpauth://totp/alice?secret=JBSWY3DPEHPK3PXP",
        "otpauth://totp/?secret=JBSWY3DPEHPK3PXP",
        "otpauth://totp?secret=JBSWY3DPEHPK3PXP",
        "OTPAUTH://TOTP/alice?secret=JBSWY3DPEHPK3PXP",
        "otpauth://totp/Label:alice?secret=JBSWY3DPEHPK3PXP&issuer=Query",
        "otpauth://totp/Label:alice?secret=JBSWY3DPEHPK3PXP&issuer=",
        "otpauth://totp/Label:%20alice?secret=JBSWY3DPEHPK3PXP",
        "otpauth://totp/Label%3Aalice?secret=JBSWY3DPEHPK3PXP",
        "otpauth://totp/A:b:c?secret=JBSWY3DPEHPK3PXP",
        "otpauth://totp/ACME%20Co:%F0%9F%94%91%20b%C3%A9a?secret=JBSWY3DPEHPK3PXP&issuer=ACME%20Co",
        "otpauth://totp/a?secret=jbswy3dpehpk3pxp&algorithm=sha256&digits=8&period=60",
        "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&algorithm=SHA512",
        "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&algorithm=&digits=&period=",
        "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&secret=GEZDGNBVGY3TQOJQ&digits=8&digits=6",
        "otpauth://totp/a?secret=MFRGG&image=https%3A%2F%2Fexample.com%2Fx.png",
        "otpauth://totp/a?digits=8&secret=MFRGG%3D%3D%3D",
    ]
    bad = {
        "https://totp/a?secret=JBSWY3DPEHPK3PXP": "invalid_input",
        "": "invalid_input",
        "JBSWY3DPEHPK3PXP": "invalid_input",
        "otpauth://totp/a": "invalid_input",
        "otpauth://totp/a?secret=": "invalid_input",
        "otpauth://totp/a?secret=JBSWY3DP!": "invalid_input",
        "otpauth://hotp/a?secret=JBSWY3DPEHPK3PXP&counter=1": "unsupported",
        "otpauth://steam/a?secret=JBSWY3DPEHPK3PXP": "unsupported",
        "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&digits=7": "unsupported",
        "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&period=45": "unsupported",
        "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&algorithm=md5": "unsupported",
        "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&digits=six": "invalid_input",
        "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&period=-30": "invalid_input",
    }
    cases = []
    for uri in good:
        config = parse_totp_uri(uri)
        expect = {
            "algorithm": config.algorithm.value,
            "digits": config.digits,
            "period": config.period,
            "issuer": config.issuer,
            "account_name": config.account_name,
            "code": code_at(config, 1234567890)["code"],
        }
        cases.append({"name": f"uri {len(cases)}", "uri": uri, "at": 1234567890, "expect": expect})
    for uri, code in bad.items():
        must_fail(ValueError, parse_totp_uri, uri)
        cases.append({"name": f"uri {len(cases)}", "uri": uri, "expect": {"error": code}})
    return cases
