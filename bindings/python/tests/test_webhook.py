"""Signatures of incoming requests."""

from __future__ import annotations

import json
import unittest
from pathlib import Path

from fresh import new_vault

import inkseal
from inkseal import (
    ApiKeyPayload,
    Freshness,
)

URI = "otpauth://totp/Example:ada?secret=JBSWY3DPEHPK3PXP&issuer=Example"


class Webhooks(unittest.TestCase):
    def test_mappings_and_pairs(self) -> None:
        vectors = json.loads(
            (Path(__file__).parents[3] / "test-vectors/webhook/verify.json").read_text(encoding="utf-8")
        )
        case = next(case for case in vectors["cases"] if case["expect"] is True and "body" in case)
        pairs = [tuple(header) for header in case["headers"]]
        body = case["body"].encode()
        for headers in (pairs, iter(pairs), dict(pairs)):
            for form in (body, bytearray(body), memoryview(body)):
                self.assertTrue(inkseal.verify_webhook(case["key"], headers if form is body else pairs, form))
        self.assertFalse(inkseal.verify_webhook(case["key"], dict(pairs), body + b" "))
        self.assertFalse(inkseal.verify_webhook(case["key"], [*pairs, ("x-other", "\udce9")], b""))
        self.assertFalse(inkseal.verify_webhook(case["key"], pairs, body, Freshness(60, now=1)))
        vault = new_vault()
        id = vault.create("key", ApiKeyPayload(case["key"])).id
        self.assertTrue(vault.verify_webhook(id, pairs, bytearray(body)))
        self.assertFalse(vault.verify_webhook(id, {}, body, Freshness(60)))


if __name__ == "__main__":
    unittest.main()
