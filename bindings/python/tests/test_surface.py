"""Everything that `inkseal-ffi` exports is there in Python, and everything public is documented."""

from __future__ import annotations

import dataclasses
import inspect
import unittest
from enum import Enum
from typing import Any

from inkseal._native import inkseal_ffi

import inkseal

# What Rust exports as a function, because uniffi has no static methods and no methods of records.
FUNCTIONS = {
    "check_vault_key": "check_vault_key",
    "access_rules_to_json": "access_rules_to_json",
    "create_secret_request": "CreateSecretRequest.seal",
    "decode_binary": "decode_binary",
    "encode_binary": "encode_binary",
    "generate_key_material": "KeyMaterial.generate",
    "generate_local_organization_id": "generate_local_organization_id",
    "generate_passphrase": "generate_passphrase",
    "generate_password": "generate_password",
    "generate_recovery_code": "generate_recovery_code",
    "initialize_request": "InitializeRequest.new",
    "initialize_vault": "Vault.initialize",
    "keys_to_json": "keys_to_json",
    "lossy_members": "LoginPayload.lossy_members",
    "next_totp_code": "TotpConfig.next_code",
    "normalize_totp": "TotpConfig.normalize",
    "parse_access_rules": "parse_access_rules",
    "parse_keys": "parse_keys",
    "parse_payload": "parse_payload",
    "parse_secrets": "parse_secrets",
    "parse_totp_migration": "parse_totp_migration",
    "parse_totp_uri": "TotpConfig.parse_uri",
    "payload_to_json": "LoginPayload.to_json",
    "payload_type": "LoginPayload.secret_type",
    "previous_totp_code": "TotpConfig.previous_code",
    "replace_primary_key_with_current": "ReplacePrimaryKeyRequest.with_current",
    "replace_primary_key_with_recovery": "ReplacePrimaryKeyRequest.with_recovery",
    "secrets_to_json": "secrets_to_json",
    "totp_code": "TotpConfig.code",
    "totp_uri": "TotpConfig.to_uri",
    "update_secret_description": "UpdateSecretRequest.describe",
    "update_secret_name": "UpdateSecretRequest.rename",
    "update_secret_payload": "UpdateSecretRequest.update_payload",
    "validate_totp": "TotpConfig.validate",
    "verify_webhook": "verify_webhook",
}
VALUES = [
    "AccessRule",
    "CreateSecretRequest",
    "GrantRequest",
    "InitializeAnswer",
    "InitializeRequest",
    "KeyMaterial",
    "KeyMetadata",
    "ReplacePrimaryKeyRequest",
    "SecretAnswer",
    "SecretMetadata",
    "UpdateSecretRequest",
    "VaultInfo",
    "Whoami",
]
# What is no class here, and what stands for it.
ELSEWHERE = {
    "Header": "Headers",
    "InternalError": "InksealError",
    "PasswordRecipe": "generate_password",
    "SecretTextForm": "SecretText",
}


def snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def reach(path: str) -> Any:
    value: Any = inkseal
    for name in path.split("."):
        value = getattr(value, name)
    return value


class Surface(unittest.TestCase):
    def test_every_name_of_the_generated_module(self) -> None:
        functions = dict(FUNCTIONS)
        for value in VALUES:
            for way in ("from_json", "to_json"):
                functions[f"{snake(value)}_{way}"] = f"{value}.{way}"
        for name in inkseal_ffi.__all__:
            native = getattr(inkseal_ffi, name)
            if inspect.isfunction(native):
                self.assertTrue(callable(reach(functions[name])) or name == "payload_type", name)
                del functions[name]
            elif not name.endswith("Protocol"):
                self.same_members(native, reach(ELSEWHERE.get(name, name)))
        self.assertEqual(functions, {}, "these are no more")

    def same_members(self, native: Any, ours: Any) -> None:
        name = native.__name__
        if name in ELSEWHERE or name in ("SecretPayload", "InksealError"):
            return
        if issubclass(native, Enum):
            self.assertEqual([choice.name for choice in native], [choice.name for choice in ours])
        elif dataclasses.is_dataclass(native):
            parameters = [parameter for parameter in inspect.signature(native).parameters]
            self.assertEqual([field.name for field in dataclasses.fields(ours)], parameters, name)
        else:
            methods = {method for method in vars(native) if not method.startswith("_")}
            # Readings as rows are how the others are made.
            methods = {method for method in methods if not method.endswith(("_rows", "_row"))}
            self.assertGreater(len(methods), 3)
            for method in methods:
                self.assertTrue(hasattr(ours, method), f"{name}.{method}")

    def test_payloads_of_every_kind(self) -> None:
        kinds = {name for name in vars(inkseal_ffi.SecretPayload) if name.isupper()}
        union = inkseal.SecretPayload.__args__
        self.assertEqual({payload._variant for payload in union}, kinds)

    def test_all_is_sorted_out_and_documented(self) -> None:
        for name in inkseal.__all__:
            value = reach(name)
            if inspect.isclass(value) or inspect.isfunction(value):
                self.assertTrue(inspect.getdoc(value), name)
                for member, what in inspect.getmembers(
                    value, lambda what: callable(what) or isinstance(what, property)
                ):
                    if not member.startswith("_") and not issubclass(type(what), type):
                        self.assertTrue(inspect.getdoc(what), f"{name}.{member}")
        self.assertEqual(len(set(inkseal.__all__)), len(inkseal.__all__))


if __name__ == "__main__":
    unittest.main()
