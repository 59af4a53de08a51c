"""Makes the test vectors that come from the published `inkbox` package.

python inkbox_vectors.py [AREA/NAME ...]
"""

from __future__ import annotations

import importlib.metadata
import sys
from unittest import mock

from argon2.exceptions import HashingError
from cryptography.exceptions import InvalidTag

from inkbox.exceptions import InkboxVaultKeyError
from inkbox.vault import crypto
from inkbox.vault.types import VaultKeyType

from committed import Case, must_fail, write_all
from inkbox_payloads import payload_cases
from inkbox_totp import totp_cases, totp_uri_cases
from inkbox_unlock import unlock_cases
from texts import COMPOSED, DECOMPOSED, UNUSUAL

ORGANIZATION = "org_test_123"
RULES = {
    "16 characters": "length",
    "uppercase": "uppercase",
    "lowercase": "lowercase",
    "digit": "digit",
    "special": "special",
}


def master_key_cases() -> list[Case]:
    """Derivation, auth hash and the unwrapping of an org key."""
    keys = {
        "the known answer": "test-password",
        "one character": "x",
        "empty": "",
        "1 KiB": "Ab3$" * 256,
        "spaces before": "  My-Vault-key-01!",
        "spaces after": "My-Vault-key-01!  ",
        "a line end": "My-Vault-key-01!\n",
        "a NUL inside": "My-Vault\x00-key-01!",
        "composed": f"Caf{COMPOSED}-au-lait-2026!",
        "decomposed": f"Caf{DECOMPOSED}-au-lait-2026!",
        "astral": "\U0001f511\U0001d4d0a1!\U0001f511\U0001f511",
        "right to left": f"Aa1!{UNUSUAL['right to left']}",
        "a recovery code": "2345-6789-ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2",
        "a recovery code in lower case": "2345-6789-abcd-efgh-jkmn-pqrs-tuvw-xyz2",
        "a recovery code without dashes": "23456789ABCDEFGHJKMNPQRSTUVWXYZ2",
        "a recovery code of another alphabet": "O0I1-L000-1111-OOOO-IIII-LLLL-0O0O-1I1L",
    }
    cases = [unwrap_case(name, key, ORGANIZATION) for name, key in keys.items()]
    organizations = {
        "organization id of 8 bytes": "12345678",
        "organization id of 8 bytes in 2 characters": "\U0001f511\U0001f511",
        "organization id of 300 bytes": "org_" + "0123456789abcdef" * 18 + "01234567",
        "organization id with spaces": " org_test_123 ",
        "a local organization": "local_3f0c9d1e-8c55-4b7e-9a52-0d5f1c6f7a10",
    }
    cases += [unwrap_case(name, "My-Vault-key-01!", org) for name, org in organizations.items()]
    cases.append(
        unwrap_case(
            "key id in capitals", "My-Vault-key-01!", ORGANIZATION, key_id="AAAAAAAA-1111-4BBB-8CCC-DDDDDDDDDDDD"
        )
    )
    cases.append(unwrap_case("key id that is no UUID", "My-Vault-key-01!", ORGANIZATION, key_id="k\u00e9y \U0001f511"))
    for organization in ["", "1234567", "\u00e9\u00e9\u00e9"]:
        must_fail(HashingError, crypto.derive_master_key, "My-Vault-key-01!", crypto.derive_salt(organization))
        cases.append(
            {
                "name": f"organization id of {len(organization)} characters",
                "vault_key": "My-Vault-key-01!",
                "organization_id": organization,
                "expect": {"error": "invalid_input"},
            }
        )
    return cases + failing_unwraps()


def unwrap_case(
    name: str, vault_key: str, organization: str, key_id: str = "0b9e6c4e-5a0f-4d0e-9d53-0c1f6a2b7c11"
) -> Case:
    master = crypto.derive_master_key(vault_key, crypto.derive_salt(organization))
    org_key = crypto.generate_org_encryption_key()
    wrapped = crypto.wrap_org_key(master, org_key, vault_key_id=key_id)
    return {
        "name": name,
        "vault_key": vault_key,
        "organization_id": organization,
        "key_id": key_id,
        "wrapped_org_encryption_key": wrapped,
        "expect": {"auth_hash": crypto.compute_auth_hash(master), "org_key_hex": org_key.hex()},
    }


def failing_unwraps() -> list[Case]:
    """What the package does not unwrap; the code is Inkseal's word for it."""
    good = unwrap_case("", "My-Vault-key-01!", ORGANIZATION)
    changes = {
        "another vault key": {"vault_key": "My-Vault-key-02!"},
        "the vault key without its last character": {"vault_key": "My-Vault-key-01"},
        "another organization": {"organization_id": "org_test_124"},
        "another key id": {"key_id": "0b9e6c4e-5a0f-4d0e-9d53-0c1f6a2b7c12"},
        "the key id with a space after": {"key_id": good["key_id"] + " "},
    }
    cases = []
    for name, change in changes.items():
        case = {**good, **change, "name": name, "expect": {"error": "corrupt"}}
        master = crypto.derive_master_key(case["vault_key"], crypto.derive_salt(case["organization_id"]))
        must_fail(InvalidTag, crypto.unwrap_org_key, master, case["wrapped_org_encryption_key"], case["key_id"])
        cases.append(case)
    return cases


def key_material_cases() -> list[Case]:
    """What goes to the service when a key is made."""
    keys = [
        "My-Vault-key-01!",
        "Sixteen chars 1!",
        f"Pass{DECOMPOSED}-word-2026!",
        "  Spaces-kept-01  ",
        "\U0001f511" * 13 + "aA1",
        "Aa1!" * 256,
    ]
    cases = []
    for vault_key in keys:
        for kind in VaultKeyType:
            org_key = crypto.generate_org_encryption_key()
            material = crypto.generate_vault_key_material(vault_key, ORGANIZATION, org_key, key_type=kind)
            cases.append(material_case(f"{kind.value} key {len(cases)}", vault_key, org_key, material))
    org_key = crypto.generate_org_encryption_key()
    for number in range(4):
        code, material = crypto.generate_recovery_code(ORGANIZATION, org_key)
        cases.append(material_case(f"recovery code {number}", code, org_key, material))
    return cases


def material_case(name: str, vault_key: str, org_key: bytes, material: crypto.VaultKeyMaterial) -> Case:
    return {
        "name": name,
        "vault_key": vault_key,
        "organization_id": ORGANIZATION,
        "material": material.to_wire(),
        "expect": {"org_key_hex": org_key.hex()},
    }


def vault_key_rule_cases() -> list[Case]:
    """Which new vault keys the package takes, and the first rule that it names for the others."""
    keys = [
        "",
        "Aa1!",
        "Aa1!Aa1!Aa1!Aa1",
        "Aa1!Aa1!Aa1!Aa1!",
        "Aa1!" * 256,
        "               ",
        "                ",
        "aaaaaaaaaaaaaaaa",
        "AAAAAAAAAAAAAAAA",
        "aaaaAAAAaaaaAAAA",
        "aaaaAAAA1111aaaa",
        "aaaa1111!!!!aaaa",
        "AAAA1111!!!!AAAA",
        "aaaaAAAA!!!!aaaa",
        "1111111111111111",
        "!!!!!!!!!!!!!!!!",
        "Aa1 Aa1 Aa1 Aa1 ",
        "Aa1_Aa1_Aa1_Aa1_",
        "Aa1\u00e9Aa1Aa1Aa1Aa1",
        "Aa1\nAa1Aa1Aa1Aa1",
        "Aa1\x00Aa1Aa1Aa1Aa1",
        "\u00c4aaaaaaaaaaaaa1!",
        "A\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e41!",
        "Aa\u0661\u0662\u0663!Aa!Aa!Aa!Aa",
        "Aa\uff11!aaaaaaaaaaaa",
        "\U0001f511" * 13 + "aA1",
        "\U0001f511" * 12 + "aA1",
        "e\u0301" * 7 + "A1",
        "e\u0301" * 6 + "aA1",
        f"{COMPOSED}" * 12 + "aA1",
        "\U0001f511" * 16,
        "2345-6789-ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2",
        "test-password",
    ]
    cases = []
    with mock.patch.object(crypto, "derive_master_key", return_value=bytes(32)):  # the rules alone
        for vault_key in keys:
            case = {"name": f"key {len(cases)}", "vault_key": vault_key, "expect": "ok"}
            try:
                crypto.generate_vault_key_material(vault_key, ORGANIZATION, bytes(32))
            except InkboxVaultKeyError as error:
                case["rule"] = next(rule for text, rule in RULES.items() if text in str(error))
                case["expect"] = {"error": "weak_vault_key"}
            cases.append(case)
    return cases


if __name__ == "__main__":
    sys.exit(
        write_all(
            f"inkbox {importlib.metadata.version('inkbox')} (PyPI)",
            {
                "inkbox/master_key": master_key_cases,
                "inkbox/key_material": key_material_cases,
                "inkbox/vault_key_rules": vault_key_rule_cases,
                "inkbox/payload": payload_cases,
                "inkbox/unlock": unlock_cases,
                "totp/inkbox": totp_cases,
                "totp/inkbox_uri": totp_uri_cases,
            },
        )
    )
