"""What a secret holds: classes, secret text, what is kept, and that fast and slow readings agree."""

from __future__ import annotations

import json
import unittest

from fresh import login, master_key, new_vault

import inkseal
from inkseal import (
    ApiKeyPayload,
    InksealError,
    KeyType,
    LoginPayload,
    Member,
    OtherPayload,
    SecretText,
    SecretType,
    TotpConfig,
    UnknownPayload,
    Vault,
)


class Payloads(unittest.TestCase):
    def test_match(self) -> None:
        vault = new_vault()
        found = []
        for name, payload in (("a", login()), ("b", ApiKeyPayload("token")), ("c", OtherPayload("text"))):
            match vault.open(vault.create(name, payload).id).payload:
                case LoginPayload(password=password, totp=TotpConfig()):
                    found.append(password.expose())
                case ApiKeyPayload(key):
                    found.append(key.expose())
                case other:
                    found.append(other.secret_type)
        self.assertEqual(found, ["hunter2", "token", SecretType.OTHER])

    def test_text_and_secret_text_are_taken(self) -> None:
        self.assertEqual(LoginPayload("p", email="e"), LoginPayload(SecretText("p"), email=SecretText("e")))
        changed = login()
        changed.password = SecretText("other")
        self.assertNotEqual(changed, login())
        # What a type checker refuses works all the same.
        changed.password = "plain"  # type: ignore[assignment]
        vault = new_vault()
        self.assertEqual(vault.open(vault.create("name", changed).id).payload, login("plain"))

    def test_secret_text_compares(self) -> None:
        text = SecretText("abc")
        self.assertEqual(text, SecretText("abc"))
        self.assertEqual(text, "abc")
        self.assertNotEqual(text, "abd")
        self.assertNotEqual(text, SecretText("abc", lossy=True))
        self.assertNotEqual(text, b"abc")
        self.assertNotEqual(SecretText("\ud800"), SecretText("\ud801"))
        with self.assertRaises(TypeError):
            hash(text)
        with self.assertRaises(TypeError):
            SecretText(b"abc")  # type: ignore[arg-type]

    def test_members_that_are_not_known_are_kept(self) -> None:
        text = '{"password":"p","z":1.10,"totp":{"secret":"JBSWY3DP","x":[true]},"a":"\\ud83d\\ude00"}'
        payload = inkseal.parse_payload("login", text)
        vault = new_vault()
        id = vault.create("name", payload).id
        for opened in (vault.open(id).payload, vault.open_all()[0].payload):
            self.assertEqual(opened, payload)
            assert isinstance(opened, LoginPayload) and opened.totp is not None
            names = [member.name.expose() for member in opened.unknown]
            self.assertEqual((names, opened.unknown[0].value), (["z", "a"], "1.10"))
            self.assertEqual(opened.totp.unknown, (Member("x", "[true]"),))
        again = OtherPayload("x", unknown=[Member("later", '{"n": 1.0}')])
        self.assertEqual(vault.open(vault.create("other", again).id).payload, again)
        with self.assertRaises(InksealError):
            OtherPayload("x", unknown=[Member("later", "no JSON")]).to_json()

    def test_unknown_types_are_kept(self) -> None:
        vault = new_vault()
        payload = UnknownPayload("passkey", '{"credential": "x"}')
        secret = vault.create("key", payload)
        self.assertEqual((secret.secret_type, payload.secret_type), ("passkey", "passkey"))
        for opened in (vault.open(secret.id).payload, vault.open_all()[0].payload):
            self.assertIsInstance(opened, UnknownPayload)
            self.assertIn('"credential"', opened.text.expose())

    def test_a_member_that_is_no_json_is_refused_wherever_a_payload_goes_in(self) -> None:
        made = OtherPayload("x", unknown=(Member("name", "{"),))
        vault = new_vault()
        for refuses in (made.to_json, made.lossy_members, lambda: vault.create("made up", made)):
            with self.assertRaises(inkseal.InvalidInputError):
                refuses()

    def test_bytes_are_kept_as_text(self) -> None:
        vault = new_vault()
        for octets in (b"", b"text\n", bytes(range(256)), bytearray(b"\xff\x00"), memoryview(b"\xfe")):
            id = vault.create("bytes", OtherPayload(inkseal.encode_binary(octets))).id
            opened = vault.open(id).payload
            assert isinstance(opened, OtherPayload)
            binary = inkseal.decode_binary(opened.data)
            self.assertEqual(opened.data.expose().encode() if binary is None else binary, bytes(octets))
        self.assertIsNone(inkseal.decode_binary(SecretText("\ufffd", lossy=True)))
        self.assertRaises(inkseal.InvalidInputError, inkseal.decode_binary, "\ud800")
        self.assertRaises(TypeError, inkseal.encode_binary, "text")
        self.assertRaises(TypeError, inkseal.decode_binary, b"bytes")

    def test_bytes_that_fit_into_a_payload(self) -> None:
        vault = new_vault()
        most = inkseal.encode_binary(b"\xff" * 786_396)
        vault.create("most", OtherPayload(most))
        self.assertRaises(inkseal.InvalidInputError, vault.create, "with notes", OtherPayload(most, notes="n" * 30))
        for octets in (b"\xff" * 786_430, b"a" * (2**20 + 1)):
            self.assertRaises(inkseal.InvalidInputError, inkseal.encode_binary, octets)

    def test_lossy_text_is_kept_and_refused(self) -> None:
        payload = inkseal.parse_payload("login", '{"password": "a\\ud800b", "username": "ada"}')
        assert isinstance(payload, LoginPayload)
        self.assertTrue(payload.password.is_lossy)
        self.assertEqual(payload.password.expose(), "a\ufffdb")
        self.assertEqual(payload.lossy_members(), ["password"])
        vault = new_vault()
        id = vault.create("name", login()).id
        self.assertRaises(inkseal.UnsupportedError, vault.update_payload, id, payload)
        payload.password = SecretText("whole")
        vault.update_payload(id, payload)
        self.assertEqual(vault.open(id).payload, payload)

    def test_lossy_text_through_rows(self) -> None:
        from inkseal.rows import _payload

        payload = _payload("login", ["a", ["b\ufffd"], None, None, None, ["c", "sha1", 6, 30, ["d"], None, None], None])
        lossy = SecretText("b\ufffd", lossy=True)
        totp = TotpConfig("c", issuer=SecretText("d", lossy=True))
        self.assertEqual(payload, LoginPayload("a", lossy, totp=totp))

    def test_rows_and_records_agree(self) -> None:
        """What the fast way reads is what uniffi's own converters read."""
        from inkseal.crossing import ours

        vault = new_vault()
        for payload in (login(), ApiKeyPayload("k"), inkseal.KeyPairPayload("a", "s"), inkseal.SshKeyPayload("k")):
            vault.create("name", payload, description="text")
        vault.create("name", UnknownPayload("passkey", "{}"))
        vault.create_identity("agent", secret_ids=[secret.id for secret in vault.list()])
        native, view = vault._native, vault.credentials("agent")
        id = vault.list()[0].id
        self.assertEqual(vault.list(), ours(native.list()))
        self.assertEqual(vault.list_type("login"), ours(native.list_type("login")))
        self.assertEqual(vault.search("NAM"), ours(native.search("NAM")))
        self.assertEqual(vault.granted_to("agent"), ours(native.granted_to("agent")))
        self.assertEqual(vault.open(id), ours(native.open(id)))
        self.assertEqual(vault.open_all(), ours(native.open_all()))
        self.assertEqual(vault.open_granted("agent"), ours(native.open_granted("agent")))
        self.assertEqual(view.list(), ours(view._native.list()))
        self.assertEqual(view.get(id), ours(view._native.get(id)))
        self.assertEqual(len(vault.open_granted("agent")), 5)
        self.assertEqual(vault.list()[0].access[0].identity_id, view.identity().id)

    def test_one_that_does_not_open_has_its_failure(self) -> None:
        vault = new_vault()
        ids = [vault.create("name", login()).id for _ in range(2)]
        blobs = [secret["encrypted_payload"] for secret in json.loads(vault.to_text())["secrets"]]
        swapped = Vault.parse(vault.to_text().replace(blobs[0], blobs[1]))
        swapped.unlock_with(master_key())
        bad, good = swapped.open_all()
        self.assertEqual((bad.metadata.id, bad.payload), (ids[0], None))
        assert bad.failure is not None
        self.assertEqual(bad.failure.code, "corrupt")
        self.assertEqual((good.payload, good.failure), (login(), None))
        self.assertEqual([report.failure and report.failure.code for report in swapped.verify()], ["corrupt", None])

    def test_types_are_texts(self) -> None:
        for payload in (login(), ApiKeyPayload("k"), OtherPayload("x"), UnknownPayload("later", "{}")):
            from inkseal._native import inkseal_ffi

            from inkseal.crossing import theirs

            self.assertEqual(inkseal_ffi.payload_type(theirs(payload)), payload.secret_type)
        self.assertEqual([key.key_type for key in new_vault().keys_of(KeyType.RECOVERY)], ["recovery"] * 4)


if __name__ == "__main__":
    unittest.main()
