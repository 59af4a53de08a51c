package io.inkseal

import java.nio.file.Path
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Nothing that holds a secret prints it. */
class PrintedFormTest {
    @Test
    fun `payloads hide everything`() {
        for (payload in Fixture.payloads()) {
            assertHides(payload)
            assertTrue("[secret]" in "$payload", "$payload")
        }
        assertHides(Fixture.totp().copy(secret = Fixture.text("secret")))
        assertHides(Fixture.member())
    }

    @Test
    fun `an opened secret, a code and a new vault hide what they hold`() {
        Vault.initialize(Fixture.ORGANIZATION_ID, Fixture.vaultKey()).let { made ->
            for (code in made.recoveryCodes) assertFalse(code.expose() in "$made")
            made.vault.create("GitHub", Fixture.login())
            assertHides(made.vault)
            assertHides(made.vault.openAll())
            assertHides(made.vault.open(made.vault.find("GitHub")))
            assertHides(made.vault.exportDecrypted())
        }
        val code = Fixture.totp().code(Fixture.now)
        assertFalse(code.code.expose() in "$code")
    }

    @Test
    fun `keys print the same whatever they are`() {
        val orgKey = OrgKey.generate()
        val printed = "$orgKey ${UnwrappedKey("id", orgKey)} ${Fixture.masterKey}"
        assertFalse(Vectors.hex(orgKey.exposeBytes()) in printed)
        assertFalse(Vectors.hex(Fixture.masterKey.exposeBytes()) in printed)
        assertEquals("OrgKey([secret]) UnwrappedKey(keyId=id, orgKey=OrgKey([secret])) MasterKey([secret])", printed)
    }

    @Test
    fun `a vault prints its state, and a view whose it is`(@TempDir folder: Path) {
        val path = Fixture.file(folder).toRealPath()
        val vault = Vault.openFile(path)
        assertEquals("Vault(locked, secrets=1, path=$path)", "$vault")
        vault.unlockWith(Fixture.masterKey)
        vault.createIdentity("deploy-bot")
        val view = vault.credentials("deploy-bot")
        assertEquals("Vault(unlocked, secrets=1, path=$path)", "$vault")
        assertEquals("Credentials(deploy-bot)", "$view")
        vault.deleteIdentity("deploy-bot")
        assertEquals("Credentials(deleted)", "$view")
        assertEquals("UnlockAnswer(secrets=0)", "${UnlockAnswer.fromJson("""{"wrapped_org_encryption_key":null,"secrets":[]}""")}")
    }

    @Test
    fun `an unknown algorithm is text of a payload and hidden`() {
        assertEquals("sha256", TotpAlgorithm.SHA256.toString())
        val unknown = TotpAlgorithm(Fixture.MARK)
        assertHides(unknown)
        assertHides(Fixture.totp().copy(algorithm = unknown))
        assertEquals(Fixture.MARK, unknown.name)
    }

    @Test
    fun `exceptions hide what was given`() {
        val json = SecretText("""{"password":["hunter2"]}""")
        val failures = listOf(
            fails<InksealException> { SecretPayload.parse(SecretType.LOGIN, json) },
            fails<InksealException> { TotpConfig.parseUri(SecretText("otpauth://hunter2/hunter2?secret=hunter2")) },
            fails<InksealException> { TotpConfig(SecretText("hunter2!")).code() },
            fails<InksealException> { Fixture.totp().copy(algorithm = TotpAlgorithm("hunter2")).code() },
            fails<InksealException> { checkVaultKey("hunter2".toCharArray()) },
            fails<InksealException> { checkVaultKey("hunter2\uD800".toCharArray()) },
            fails<InksealException> { SecretText("hunter2\uD800") },
            fails<InksealException> { Fixture.vault().unlock("hunter2".toCharArray()) },
            fails<InksealException> { Vault.fromDecryptedExport(SecretText("hunter2")) },
        )
        for (failure in failures) {
            assertHides(failure)
            assertHides(failure.stackTraceToString())
        }
    }

    @Test
    fun `secret text is equal by its content and says nothing by its hash`() {
        assertEquals(SecretText("one"), SecretText("one"))
        assertNotEquals(SecretText("one"), SecretText("two"))
        assertNotEquals(SecretText("one"), SecretText("on"))
        assertEquals(SecretText("one").hashCode(), SecretText("two").hashCode())
        assertEquals("[secret]", "${SecretText("one")}")
        assertEquals("one", SecretText("one").expose())
        assertFalse(SecretText("\uFFFD").isLossy)
        assertEquals("😀", SecretText("😀").expose())
    }

    private fun assertHides(value: Any) = assertFalse(Fixture.MARK in value.toString(), "$value")
}
