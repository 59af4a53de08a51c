"""New vaults for tests, without derivations where a test needs no vault key."""

from __future__ import annotations

from inkseal import LoginPayload, MasterKey, TotpConfig, Vault

ORGANIZATION = "org_test_123"
NOW = 1_767_225_600
KEY = b"Correct-Horse-7-Battery"


def master_key() -> MasterKey:
    return MasterKey.from_bytes(bytes(range(32)))


def new_vault() -> Vault:
    """Unlocked, and opened again by `master_key()`."""
    recovery = [MasterKey.from_bytes(bytes([number]) * 32) for number in range(4)]
    return Vault.initialize_with(ORGANIZATION, master_key(), recovery, now=NOW)


def login(password: str = "hunter2") -> LoginPayload:
    return LoginPayload(password, username="ada", totp=TotpConfig("JBSWY3DPEHPK3PXP", issuer="Example"))
