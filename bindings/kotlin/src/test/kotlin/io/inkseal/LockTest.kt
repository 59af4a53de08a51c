package io.inkseal

import java.time.Instant
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What is closed is locked: later calls say so, and none crashes. */
class LockTest {
    @Test
    fun `a vault is locked after use, and lists on`() {
        val vault = Fixture.vault()
        val id = vault.use { it.create("GitHub", Fixture.login()).id }
        assertFalse(vault.isUnlocked)
        val calls = listOf<() -> Any?>(
            { vault.open(id) },
            { vault.openText(id) },
            { vault.openAll() },
            { vault.create("Other", Fixture.login()) },
            { vault.updatePayload(id, Fixture.login()) },
            { vault.totpCode(id) },
            { vault.setTotp(id, Fixture.totp()) },
            { vault.removeTotp(id) },
            { vault.replaceRecoveryCodes() },
            { vault.exportDecrypted() },
            { vault.verify() },
            { vault.importFrom(Fixture.vault()) },
            { vault.verifyWebhook(id, emptyMap(), ByteArray(0)) },
        )
        for (call in calls) assertEquals("locked", fails<InksealException.Locked>(call).code)
        assertEquals(listOf("GitHub"), vault.list().map { it.name })
        assertEquals(1, vault.info().secretCount)
        vault.close()
        vault.unlock(Fixture.vaultKey())
        assertTrue(vault.isUnlocked)
        assertEquals(Fixture.login(), vault.open(id).payload)
    }

    @Test
    fun `a vault is locked when its block fails`() {
        val vault = Fixture.vault()
        assertEquals("of a test", runCatching { vault.use { error("of a test") } }.exceptionOrNull()?.message)
        assertFalse(vault.isUnlocked)
    }

    @Test
    fun `keys are locked after use`() {
        val orgKey = OrgKey.generate()
        val master = MasterKey.fromBytes(ByteArray(32) { 7 })
        val wrapped = master.wrap(orgKey, "id")
        val sealed = orgKey.seal("id", Fixture.login())
        master.use { }
        orgKey.use { }
        val calls = listOf<() -> Any?>(
            { master.exposeBytes() },
            { master.authHash() },
            { master.wrap(OrgKey.generate(), "id") },
            { master.unwrap("id", wrapped) },
            { master.unwrapAny(listOf("id"), wrapped) },
            { Fixture.vault().unlockWith(master) },
            { orgKey.exposeBytes() },
            { orgKey.seal("id", Fixture.login()) },
            { orgKey.open("id", SecretType.LOGIN, sealed) },
            { orgKey.openText("id", sealed) },
            { Fixture.masterKey.wrap(orgKey, "id") },
            { CreateSecretRequest.seal(orgKey, "name", Fixture.login()) },
        )
        for (call in calls) fails<InksealException.Locked>(call)
        master.close()
        orgKey.close()
    }

    @Test
    fun `a view is locked with its vault`() {
        val vault = Fixture.vault()
        val id = vault.create("GitHub", Fixture.login()).id
        vault.createIdentity("deploy-bot", secretIds = listOf(id))
        val view = vault.credentials("deploy-bot")
        assertEquals(Fixture.login(), view.getLogin(id))
        vault.lock()
        fails<InksealException.Locked> { view.getLogin(id) }
        fails<InksealException.Locked> { view.list() }
        fails<InksealException.Locked> { view.totpCode(id, Instant.EPOCH) }
    }
}
