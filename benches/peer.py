"""The Python side of the comparisons.

Each line on standard input names a case, perhaps with arguments. The answer is one line: for a
measurement the nanoseconds that it took, made here so that the pipe is not measured with it.
"""

import hashlib
import sys
from time import perf_counter_ns

from argon2.low_level import Type, hash_secret_raw


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


CASES = {case.__name__: case for case in (auth_hash, argon2id)}

for line in sys.stdin:
    name, *arguments = line.split()
    print(CASES[name](*arguments), flush=True)
