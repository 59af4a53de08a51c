"""What is made at random."""

from __future__ import annotations

import unittest

import inkseal

URI = "otpauth://totp/Example:ada?secret=JBSWY3DPEHPK3PXP&issuer=Example"


class Generated(unittest.TestCase):
    def test_at_random(self) -> None:
        password = inkseal.generate_password(32, symbols=False).expose()
        self.assertTrue(len(password) == 32 and password.isalnum())
        self.assertRaises(ValueError, inkseal.generate_password, 3)
        self.assertEqual(inkseal.generate_passphrase(["a"], 3, "-"), "a-a-a")
        codes = {inkseal.generate_recovery_code().expose() for _ in range(3)}
        self.assertEqual(len(codes), 3)
        self.assertGreaterEqual(len(inkseal.generate_local_organization_id()), 8)


if __name__ == "__main__":
    unittest.main()
