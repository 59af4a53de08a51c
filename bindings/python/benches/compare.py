"""Measures the installed wheel side by side with the published `inkbox` package, in one process: compare.py [ROUNDS]

Each round does every piece of work once, in turns; medians are printed, with what is to be reached. Ratios can be
compared between machines, times cannot. The derivation is taken out on both sides.
"""

from __future__ import annotations

import hashlib
import json
import statistics
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from inkbox.vault.crypto import decrypt_payload
from inkbox.vault.types import LoginPayload as PackageLogin
from inkbox.vault.types import _parse_payload

from inkseal import LoginPayload, MasterKey, Vault, check_vault_key

ORGANIZATION = "org_test_123"
KEY = b"Correct-Horse-7-Battery"
SECRETS = 10_000
SINGLE = 500


def login(number: int) -> LoginPayload:
    """About 300 bytes of JSON."""
    return LoginPayload(
        hashlib.sha256(b"%d" % number).hexdigest()[:24],
        username=f"user-{number}@example.com",
        email=f"user-{number}@example.com",
        url=f"https://service-{number}.example.com/login?next=/home",
        notes="Recovery mail goes to the team's mailbox. Rotate every quarter. " * 2,
    )


def new_vault() -> Vault:
    check_vault_key(KEY)
    recovery = [MasterKey.from_bytes(bytes([number]) * 32) for number in range(4)]
    with MasterKey.derive(KEY, ORGANIZATION) as key:
        vault = Vault.initialize_with(ORGANIZATION, key, recovery)
    for number in range(SECRETS):
        vault.create(f"Service {number}", login(number))
    return vault


def org_key_of(file: dict[str, Any]) -> bytes:
    key = file["keys"][0]
    with MasterKey.derive(KEY, ORGANIZATION) as master_key:
        org_key = master_key.unwrap(key["id"], key["wrapped_org_encryption_key"])
    return bytes(org_key.expose_bytes())


def milliseconds(work: Callable[[], object]) -> float:
    begin = perf_counter()
    result = work()
    end = perf_counter()
    del result  # Not measured, on either side.
    return (end - begin) * 1000


def main(rounds: int) -> None:
    vault = new_vault()
    file = json.loads(vault.to_text())
    secrets, org_key = file["secrets"], org_key_of(file)
    ids = [secret["id"] for secret in secrets]
    print(f"{SECRETS} logins of {len(vault.open_text(ids[7]).expose())} bytes, {rounds} rounds", flush=True)

    def unlock_and_read() -> object:
        vault.lock()
        vault.unlock(KEY)
        return vault.open(ids[SECRETS // 2])

    master_key = MasterKey.derive(KEY, ORGANIZATION)

    def beyond_the_derivation() -> object:
        vault.lock()
        vault.unlock_with(master_key)
        return vault.open(ids[SECRETS // 2])

    def package_opens_all() -> list[object]:
        return [
            _parse_payload(secret["secret_type"], decrypt_payload(org_key, secret["encrypted_payload"], secret["id"]))
            for secret in secrets
        ]

    def package_opens_some() -> list[object]:
        chosen = secrets[:: SECRETS // SINGLE]
        return [
            _parse_payload("login", decrypt_payload(org_key, one["encrypted_payload"], one["id"])) for one in chosen
        ]

    cases: dict[str, Callable[[], Any]] = {
        "derive": lambda: MasterKey.derive(KEY, ORGANIZATION),
        "package derives": lambda: hash_secret_raw(KEY, ORGANIZATION.encode(), 3, 65536, 1, 32, Type.ID),
        "unlock and read": unlock_and_read,
        "beyond the derivation": beyond_the_derivation,
        "list": vault.list,
        "open all": vault.open_all,
        "package opens all": package_opens_all,
        "open": lambda: [vault.open(id) for id in ids[:: SECRETS // SINGLE]],
        "package opens": package_opens_some,
    }

    # Both sides open the same.
    for outcome, package in zip(vault.open_all(), package_opens_all(), strict=True):
        assert isinstance(outcome.payload, LoginPayload)
        assert isinstance(package, PackageLogin)
        assert (outcome.payload.password, outcome.payload.notes) == (package.password, package.notes)
    del outcome, package

    times: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, work in cases.items():
            times[name].append(milliseconds(work))
    median = {name: statistics.median(measured) for name, measured in times.items()}
    beyond = median["beyond the derivation"]
    all_ratio = median["open all"] / median["package opens all"]
    one, package_one = (median[name] * 1000 / SINGLE for name in ("open", "package opens"))
    rows = [
        ("derive a master key (Argon2id)", f"{median['derive']:.0f} ms", f"{median['package derives']:.0f} ms", "", ""),
        (f"unlock {SECRETS} secrets and read one", f"{median['unlock and read']:.0f} ms", "", "", ""),
        ("the same with the key derived before", f"{beyond:.2f} ms", "", "≤ 15 ms", reached(beyond <= 15)),
        (f"list {SECRETS} secrets", f"{median['list']:.1f} ms", "", "≤ 40 ms", reached(median["list"] <= 40)),
        (
            f"open all {SECRETS} payloads",
            f"{median['open all']:.0f} ms",
            f"{median['package opens all']:.0f} ms",
            f"≤ 0.6: {all_ratio:.2f}",
            reached(all_ratio <= 0.6),
        ),
        ("open one", f"{one:.1f} µs", f"{package_one:.1f} µs", "≤ 20 µs", reached(one <= 20)),
    ]
    print("| what | Inkseal | `inkbox` | to reach | |\n|---|---|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


def reached(is_reached: bool) -> str:
    return "reached" if is_reached else "missed"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
