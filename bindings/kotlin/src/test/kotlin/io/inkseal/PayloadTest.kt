package io.inkseal

import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import io.inkseal.ffi.payloadType as nativePayloadType

/** Payloads as values, and as JSON. */
class PayloadTest {
    @Test
    fun `a payload is its JSON`() {
        for (payload in Fixture.payloads()) {
            assertEquals(payload, SecretPayload.parse(payload.secretType, payload.toJson()))
            assertEquals(nativePayloadType(payload.lower()), payload.secretType)
            assertEquals(emptyList<String>(), payload.lossyMembers())
        }
        val failure = fails<InksealException.Malformed> { SecretPayload.parse(SecretType.API_KEY, SecretText("{}")) }
        assertEquals("malformed", failure.code)
    }

    @Test
    fun `optional members are absent unless they are given`() {
        val login = LoginPayload(SecretText("password"))
        assertNull(login.username)
        assertNull(login.totp)
        assertEquals("""{"password":"password"}""", login.toJson().expose())
        assertNotEquals(login, login.copy(notes = SecretText("")))
    }

    @Test
    fun `a member that is no JSON is refused wherever a payload goes in`() {
        val made = OtherPayload(SecretText("x"), unknown = listOf(Member(SecretText("name"), SecretText("{"))))
        val vault = Fixture.vault()
        fails<InksealException.InvalidInput> { made.toJson() }
        fails<InksealException.InvalidInput> { made.lossyMembers() }
        fails<InksealException.InvalidInput> { vault.create("Made up", made) }
        fails<InksealException.InvalidInput> {
            vault.create("Made up", LoginPayload(SecretText("x"), totp = TotpConfig(SecretText("GE"), unknown = made.unknown)))
        }
    }

    @Test
    fun `text that could not be read whole is not written back`() {
        val json = SecretText("""{"password":"\ud800 and more","username":"ada"}""")
        val read = SecretPayload.parse(SecretType.LOGIN, json) as LoginPayload
        assertEquals(listOf("password"), read.lossyMembers())
        assertTrue(read.password.isLossy)
        assertFalse(read.username!!.isLossy)
        assertEquals("\uFFFD and more", read.password.expose())
        assertNotEquals(SecretText(read.password.expose()), read.password)

        val vault = Fixture.vault()
        fails<InksealException.Unsupported> { vault.create("Lossy", read) }
        fails<InksealException.Unsupported> { vault.create("Lossy", OtherPayload(read.password)) }
        fails<InksealException.Unsupported> { OrgKey.generate().seal("id", read) }
        assertEquals(emptyList<SecretMetadata>(), vault.list())
        val replaced = read.copy(password = SecretText("new"))
        assertEquals(replaced, vault.open(vault.create("Whole", replaced).id).payload)
    }

    @Test
    fun `unknown members keep the spelling of their numbers`() {
        val json = """{"data":"text","new":{"amount":1.50}}"""
        val read = SecretPayload.parse(SecretType.OTHER, SecretText(json)) as OtherPayload
        assertEquals(listOf("new"), read.unknown.map { it.name.expose() })
        assertEquals("""{"amount":1.50}""", read.unknown[0].value.expose())
        assertEquals(json, read.toJson().expose())
    }

    @Test
    fun `bytes are kept as text, as many as fit into a payload`() {
        val vault = Fixture.vault()
        val every = ByteArray(256) { it.toByte() }
        for (bytes in listOf(ByteArray(0), "text\n".encodeToByteArray(), every)) {
            val opened = vault.open(vault.create("bytes", OtherPayload(encodeBinary(bytes))).id).payload as OtherPayload
            assertArrayEquals(bytes, decodeBinary(opened.data) ?: opened.data.expose().encodeToByteArray())
        }
        assertArrayEquals(every, decodeBinary(encodeBinary(every)))
        assertNull(decodeBinary(SecretText("text")))

        val most = encodeBinary(ByteArray(786_396) { -1 })
        vault.create("most", OtherPayload(most))
        fails<InksealException.InvalidInput> { vault.create("notes", OtherPayload(most, SecretText("n".repeat(30)))) }
        fails<InksealException.InvalidInput> { encodeBinary(ByteArray(786_430) { -1 }) }
        fails<InksealException.InvalidInput> { encodeBinary(ByteArray((1 shl 20) + 1) { 'a'.code.toByte() }) }
    }

    @Test
    fun `an org key opens what it seals, as values and as text`() {
        val orgKey = OrgKey.generate()
        for (payload in Fixture.payloads()) {
            val blob = orgKey.seal("id", payload)
            assertEquals(payload, orgKey.open("id", payload.secretType, blob))
            assertEquals(payload.toJson(), orgKey.openText("id", blob))
            fails<InksealException.Corrupt> { orgKey.openTextWithoutAad(blob) }
            fails<InksealException.Corrupt> { orgKey.openWithoutAad(payload.secretType, blob) }
        }
    }

    @Test
    fun `a configuration of TOTP is checked, spelled canonically and written as a URI`() {
        val spelled = SecretText("gezd gnbv gy3t qojq gezd gnbv gy3t qojq")
        val typed = TotpConfig(spelled, issuer = SecretText("Example"))
        typed.validate()
        assertEquals("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", typed.normalize().secret.expose())
        assertEquals(typed.normalize(), TotpConfig.parseUri(typed.toUri()))
        val (previous, code, next) = listOf(
            typed.previousCode(Fixture.now),
            typed.code(Fixture.now),
            typed.nextCode(Fixture.now),
        )
        assertEquals(previous, typed.code(Fixture.now.minusSeconds(30)).copy(secondsRemaining = 0))
        assertEquals(code.periodEnd, next.periodStart)
        assertTrue(typed.code().secondsRemaining in 1..30)
        fails<InksealException.Unsupported> { TotpConfig.parseUri(SecretText("otpauth://hotp/x?secret=GEZDGNBV")) }
    }
}
