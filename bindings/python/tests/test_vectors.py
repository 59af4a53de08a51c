"""Runs every file of `test-vectors/` that the public API can run, and counts the cases, as every language does.

Inputs and expectations are described in `test-vectors/generate/README.md`.
"""

from __future__ import annotations

import json
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any

from inkseal import (
    CreateSecretRequest,
    Freshness,
    InksealError,
    KeyMaterial,
    LoginPayload,
    MasterKey,
    Member,
    OrgKey,
    SecretPayload,
    SecretText,
    TotpConfig,
    UnknownPayload,
    UnlockAnswer,
    Vault,
    WeakVaultKeyError,
    check_vault_key,
    decode_binary,
    encode_binary,
    parse_keys,
    parse_totp_migration,
    verify_webhook,
)

ROOT = Path(__file__).parents[3] / "test-vectors"
Case = dict[str, Any]
check = unittest.TestCase()


class Vectors(unittest.TestCase):
    def test_every_vector_gives_what_it_should(self) -> None:
        counts = {}
        for file in sorted(ROOT.glob("*/*.json")):
            name = f"{file.parent.name}/{file.stem}"
            # Argon2id with parameters of other kinds is no call of the package's.
            if file.parent.name not in ("format-2", "generate", "reference", "template") and name != "primitive/rfc9106":
                counts[name] = self.run_file(file)
        print()
        for name, count in counts.items():
            print(f"{count:6} {name}")
            self.assertGreater(count, 0, name)
        print(f"{sum(counts.values()):6} cases")
        self.assertEqual(counts.keys(), RUNNERS.keys())

    def run_file(self, path: Path) -> int:
        name = f"{path.parent.name}/{path.stem}"
        file = json.loads(path.read_text(encoding="utf-8"))
        self.assertEqual(file["area"], path.parent.name)
        self.assertTrue(file["source"])
        for case in file["cases"]:
            try:
                actual = RUNNERS[name](case)
            except InksealError as error:
                actual = {"error": error.code}
            self.assertEqual(actual, case["expect"], f"{name}: {case['name']}")
        return len(file["cases"])


def master_key(case: Case) -> Any:
    master = derive(case)
    org_key = master.unwrap(case["key_id"], case["wrapped_org_encryption_key"])
    return {"auth_hash": master.auth_hash(), "org_key_hex": org_key.expose_bytes().hex()}


def key_material(case: Case) -> Any:
    master = derive(case)
    material = KeyMaterial.from_json(json.dumps(case["material"]))
    check.assertEqual(master.auth_hash(), material.auth_hash)
    check.assertEqual(json.loads(material.to_json()), case["material"])
    org_key = master.unwrap(material.id, material.wrapped_org_encryption_key)
    return {"org_key_hex": org_key.expose_bytes().hex()}


def vault_key_rules(case: Case) -> Any:
    try:
        check_vault_key(case["vault_key"].encode())
    except WeakVaultKeyError as error:
        check.assertEqual(error.rule, case["rule"], case["name"])
        raise
    return "ok"


def payload(case: Case) -> Any:
    opened = open_blob(case)
    # What is written again must be read again as the same.
    org_key = OrgKey.generate()
    id = "0b9e6c4e-5a0f-4d0e-9d53-0c1f6a2b7c11"
    check.assertEqual(org_key.open(id, opened.secret_type, org_key.seal(id, opened)), opened)
    return json.loads(opened.to_json().expose())


def reading(case: Case) -> Any:
    opened = open_blob(case)
    if isinstance(opened, UnknownPayload):
        return {"raw": opened.text.expose()}
    actual: dict[str, Any] = {"payload": known(opened)}
    expected = case["expect"]
    totp = getattr(opened, "totp", None)
    for name, kept in (("unknown", opened.unknown), ("totp_unknown", totp.unknown if totp else ())):
        if kept:
            assert_kept(kept, expected[name], case)
            actual[name] = expected[name]
    lossy = opened.lossy_members()
    if lossy:
        with check.assertRaises(InksealError) as caught:
            opened.to_json()
        check.assertEqual(caught.exception.code, "unsupported")
        actual["lossy"] = lossy
    else:
        opened.to_json()
    if "at" in case:
        try:
            actual["code"] = totp.code(case["at"]).code.expose()
        except InksealError as error:
            actual["code"] = {"error": error.code}
    if expected.get("lossy") == []:
        actual["lossy"] = []
    return actual


def assert_kept(kept: tuple[Member, ...], expected: dict[str, str], case: Case) -> None:
    """Kept members have the same names and the same JSON, with numbers as they were spelled."""
    actual = {member.name.expose(): member.value.expose() for member in kept}
    check.assertEqual(actual.keys(), expected.keys(), case["name"])
    for name, text in expected.items():
        if actual[name] != text:
            check.assertEqual(json.loads(actual[name]), json.loads(text), case["name"])


def unlock(case: Case) -> Any:
    keys = parse_keys(json.dumps(case["keys"]))
    answer = UnlockAnswer.from_json(json.dumps(case["answer"]))
    vault = Vault.from_unlock_answer(case["organization_id"], keys, answer, case["vault_key"].encode())
    expected = case["expect"].get("secrets", [])
    secrets = []
    for number, outcome in enumerate(vault.open_all()):
        metadata, wanted = outcome.metadata, expected[number] if number < len(expected) else {}
        # Ids are compared without regard to case, and `raw` only where it is expected.
        same = metadata.id.lower() == wanted.get("id", "").lower()
        secret: dict[str, Any] = {"id": wanted["id"] if same else metadata.id, "name": metadata.name}
        secret["secret_type"] = metadata.secret_type
        if outcome.failure is not None:
            secret["error"] = outcome.failure.code
            if "raw" in wanted:
                secret["raw"] = vault.open_text(metadata.id).expose()
        elif isinstance(outcome.payload, UnknownPayload):
            secret["raw"] = outcome.payload.text.expose()
        else:
            assert outcome.payload is not None
            secret["payload"] = known(outcome.payload)
        secrets.append(secret)
    return {"secrets": secrets}


def totp(case: Case) -> Any:
    config = TotpConfig(case["secret"], algorithm=case["algorithm"], digits=case["digits"], period=case["period"])
    code = config.code(case["at"])
    return {
        "code": code.code.expose(),
        "period_start": int(code.period_start.timestamp()),
        "period_end": int(code.period_end.timestamp()),
        "seconds_remaining": code.seconds_remaining,
    }


def totp_uri(case: Case) -> Any:
    config = TotpConfig.parse_uri(case["uri"])
    check.assertEqual(TotpConfig.parse_uri(config.to_uri()), config, case["name"])
    actual = {
        "algorithm": config.algorithm,
        "digits": config.digits,
        "period": config.period,
        "issuer": config.issuer and config.issuer.expose(),
        "account_name": config.account_name and config.account_name.expose(),
        "code": config.code(case["at"]).code.expose(),
    }
    # Only our own file says how the secret and the whole URI are spelled.
    for name, value in (("secret", config.secret), ("canonical_uri", config.to_uri())):
        if name in case["expect"]:
            actual[name] = value.expose()
    return actual


def totp_migration(case: Case) -> Any:
    entries = []
    for entry in parse_totp_migration(case["parts"]):
        config = None
        if entry.config:
            names = (entry.config.issuer, entry.config.account_name)
            check.assertEqual(names, (entry.issuer, entry.account_name), case["name"])
            config = known(entry.config)
            config.pop("issuer", None)
            config.pop("account_name", None)
        entries.append(
            {
                "issuer": entry.issuer and entry.issuer.expose(),
                "account_name": entry.account_name and entry.account_name.expose(),
                "config": config,
            }
        )
    return {"entries": entries}


def totp_written(case: Case) -> Any:
    login = LoginPayload("pw", totp=TotpConfig.parse_uri(case["uri"]))
    CreateSecretRequest.seal(OrgKey.generate(), "name", login)
    return "written"


def webhook(case: Case) -> Any:
    freshness = Freshness(case["tolerance_seconds"], now=case["now"]) if "now" in case else None
    body = bytes.fromhex(case["body_hex"]) if "body_hex" in case else case.get("body", "").encode()
    return verify_webhook(case.get("key", ""), [tuple(header) for header in case["headers"]], body, freshness)


def binary_data(case: Case) -> Any:
    if "data" in case:
        octets = decode_binary(case["data"])
        return None if octets is None else {"bytes_hex": octets.hex()}
    octets = bytes.fromhex(case["bytes_hex"])
    text = encode_binary(octets)
    read = decode_binary(text)
    check.assertEqual(text.expose().encode() if read is None else read, octets, case["name"])
    return {"data": text.expose(), "binary": read is not None}


def derive(case: Case) -> MasterKey:
    return MasterKey.derive(case["vault_key"].encode(), case["organization_id"])


def open_blob(case: Case) -> SecretPayload:
    org_key = OrgKey.from_bytes(bytes.fromhex(case["org_key_hex"]))
    if case.get("legacy"):
        return org_key.open_without_aad(case["secret_type"], case["encrypted_payload"])
    return org_key.open(case["secret_id"], case["secret_type"], case["encrypted_payload"])


def known(payload: Any) -> dict[str, Any]:
    """The members of a payload that are known."""
    members: dict[str, Any] = {}
    for name in payload.__match_args__:
        value = getattr(payload, name)
        if isinstance(value, SecretText):
            members[name] = value.expose()
        elif isinstance(value, TotpConfig):
            members[name] = known(value)
        elif value is not None and name != "unknown":
            members[name] = value
    return members


RUNNERS: dict[str, Callable[[Case], Any]] = {
    "inkbox/key_material": key_material,
    "inkbox/master_key": master_key,
    "inkbox/payload": payload,
    "inkbox/reading": reading,
    "inkbox/reading_totp": reading,
    "inkbox/reading_vault": unlock,
    "inkbox/unlock": unlock,
    "inkbox/vault_key_rules": vault_key_rules,
    "primitive/binary_data": binary_data,
    "totp/config": totp,
    "totp/digits": totp,
    "totp/inkbox": totp,
    "totp/inkbox_uri": totp_uri,
    "totp/migration": totp_migration,
    "totp/period": totp,
    "totp/rfc4226": totp,
    "totp/rfc6238": totp,
    "totp/steam": totp,
    "totp/uri": totp_uri,
    "totp/uri_kinds": totp_uri,
    "totp/written": totp_written,
    "webhook/verify": webhook,
}
