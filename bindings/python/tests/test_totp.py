"""One-time codes, of a configuration and in a vault."""

from __future__ import annotations

import unittest

from fresh import new_vault

import inkseal
from inkseal import (
    InvalidInputError,
    LoginPayload,
    NotFoundError,
    TotpAlgorithm,
    TotpConfig,
    UnsupportedError,
    parse_totp_migration,
)

URI = "otpauth://totp/Example:ada?secret=JBSWY3DPEHPK3PXP&issuer=Example"


class Totp(unittest.TestCase):
    def test_configuration(self) -> None:
        config = TotpConfig.parse_uri(URI)
        self.assertEqual((config.algorithm, config.digits, config.period), (TotpAlgorithm.SHA1, 6, 30))
        self.assertEqual((config.issuer, config.account_name), ("Example", "ada"))
        code = config.code(59)
        self.assertEqual((code.period_start.timestamp(), code.period_end.timestamp(), code.seconds_remaining), (30, 60, 1))
        self.assertEqual(config.previous_code(59).code, config.code(29).code)
        self.assertEqual(config.next_code(59).code, config.code(60).code)
        self.assertEqual(len(config.code().code.expose()), 6)
        self.assertEqual(TotpConfig("jbsw y3dp-ehpk 3pxp").normalize().secret, "JBSWY3DPEHPK3PXP")
        self.assertEqual(TotpConfig.parse_uri(config.to_uri()), config)
        config.validate()
        self.assertRaises(inkseal.UnsupportedError, TotpConfig("JBSWY3DPEHPK3PXP", "sha3").validate)

    def test_steam(self) -> None:
        config = TotpConfig.parse_uri("steam://JBSWY3DPEHPK3PXP")
        self.assertEqual((config.algorithm, config.digits, config.period), (TotpAlgorithm.STEAM, 5, 30))
        self.assertEqual(config.code(1234567890).code, "K8G5W")
        vault = new_vault()
        id = vault.create("name", LoginPayload("p")).id
        for refused in (config, TotpConfig("JBSWY3DPEHPK3PXP", digits=7), TotpConfig("JBSWY3DPEHPK3PXP", period=45)):
            refused.validate()
            self.assertRaises(UnsupportedError, vault.set_totp, id, refused)

    def test_migration(self) -> None:
        data = "CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZTAC"
        uri = f"otpauth-migration://offline?data={data}"
        [entry] = parse_totp_migration([inkseal.SecretText(uri)])
        self.assertEqual(entry.config, TotpConfig("JBSWY3DPEHPK3PXP", issuer="Example", account_name="alice@google.com"))
        self.assertEqual((entry.issuer, entry.account_name), ("Example", "alice@google.com"))
        self.assertNotIn("alice", repr(entry))
        self.assertEqual(parse_totp_migration(iter([uri])), [entry])
        self.assertRaises(InvalidInputError, parse_totp_migration, [URI])
        self.assertRaises(TypeError, parse_totp_migration, uri)

    def test_in_a_vault(self) -> None:
        vault = new_vault()
        id = vault.create("name", LoginPayload("p")).id
        vault.set_totp(id, TotpConfig("JBSWY3DPEHPK3PXP"))
        vault.set_totp_uri(id, URI)
        self.assertEqual(vault.totp_code(id, now=59).code, TotpConfig.parse_uri(URI).code(59).code)
        vault.remove_totp(id)
        self.assertRaises(NotFoundError, vault.totp_code, id)


if __name__ == "__main__":
    unittest.main()
