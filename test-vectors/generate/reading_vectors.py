"""Makes the test vectors for what older programs left behind (FORMAT-1.md, "How to read what the SDKs left behind").

    python reading_vectors.py [AREA/NAME ...]

The published package refuses or loses much of this, so each expectation is Inkseal's own.
"""

from __future__ import annotations

import sys

from committed import Case, write_all
from reading_blobs import base64_cases, blob_cases, id_cases, legacy_cases
from reading_payloads import (
    json_cases,
    lossy_cases,
    member_cases,
    unknown_type_cases,
)
from reading_totp import totp_cases
from reading_vault import vault_cases


def reading_cases() -> list[Case]:
    return [
        *base64_cases(),
        *blob_cases(),
        *id_cases(),
        *legacy_cases(),
        *json_cases(),
        *member_cases(),
        *totp_cases(),
        *lossy_cases(),
        *unknown_type_cases(),
    ]


if __name__ == "__main__":
    sys.exit(write_all("Inkseal", {"inkbox/reading": reading_cases, "inkbox/reading_vault": vault_cases}))
