"""The Python side of the comparisons: the published packages that people use today.

Each line on standard input names a case, perhaps with arguments. The answer is one line: for a
measurement the nanoseconds that it took, made here so that the pipe is not measured with it.
"""

import hashlib
import sys
from time import perf_counter_ns

from argon2.low_level import Type, hash_secret_raw
from inkbox.vault.crypto import (
    decrypt_payload,
    generate_org_encryption_key,
    generate_recovery_code,
    generate_vault_key_material,
)
from inkbox.vault.types import _parse_payload


def timed(work):
    begin = perf_counter_ns()
    work()
    return perf_counter_ns() - begin


def master_key(password, salt):
    return hash_secret_raw(password.encode(), salt.encode(), 3, 65536, 1, 32, Type.ID)


def auth_hash(password, salt):
    """No measurement: shows that both sides derive the same key."""
    return hashlib.sha256(master_key(password, salt)).hexdigest()


def argon2id(password, salt):
    return timed(lambda: master_key(password, salt))


def initialize(password, salt):
    """What the package does for a new vault, without its request."""

    def work():
        org_key = generate_org_encryption_key()
        generate_vault_key_material(password, salt, org_key)
        for _ in range(4):
            generate_recovery_code(salt, org_key)

    return timed(work)


def read_login(org_key_hex, secret_id, blob):
    return _parse_payload("login", decrypt_payload(bytes.fromhex(org_key_hex), blob, secret_id))


def password_of(org_key_hex, secret_id, blob):
    """No measurement: shows that both sides open the same login."""
    return read_login(org_key_hex, secret_id, blob).password


def open_login(org_key_hex, secret_id, blob):
    """Nanoseconds of one of many."""
    org_key = bytes.fromhex(org_key_hex)
    count = 500

    def work():
        for _ in range(count):
            _parse_payload("login", decrypt_payload(org_key, blob, secret_id))

    return timed(work) // count


CASES = {case.__name__: case for case in (auth_hash, argon2id, initialize, password_of, open_login)}

for line in sys.stdin:
    name, *arguments = line.split()
    print(CASES[name](*arguments), flush=True)
