package io.inkseal

import java.nio.file.Files
import java.nio.file.Path
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** A vault in memory and in its file: opened, changed, saved, read again. */
class VaultTest {
    @Test
    fun `a secret and its code are read from a file`(@TempDir folder: Path) {
        Vault.openFile(Fixture.file(folder)).use { vault ->
            vault.unlock(Fixture.vaultKey())
            val id = vault.find("GitHub")
            when (val payload = vault.open(id).payload) {
                is LoginPayload -> assertEquals("hunter2 password", payload.password.expose())
                is ApiKeyPayload, is KeyPairPayload, is SshKeyPayload, is OtherPayload, is UnknownPayload ->
                    throw AssertionError("a login became ${payload.secretType}")
            }
            val code = vault.totpCode(id, Fixture.now)
            assertEquals(6, code.code.expose().length)
            assertEquals(Fixture.now, code.periodStart)
            assertEquals(Fixture.now.plusSeconds(30), code.periodEnd)
            assertEquals(30, code.secondsRemaining)
        }
    }

    @Test
    fun `every payload comes back as it was sealed`() {
        Fixture.vault().use { vault ->
            for (payload in Fixture.payloads().filter { it !is UnknownPayload }) {
                // TOTP is sealed in its canonical spelling, which is the one of the fixture.
                val made = vault.create(payload.secretType.name, payload, "of a test", Fixture.now)
                assertEquals(payload.secretType, made.secretType)
                assertEquals("of a test", made.description)
                assertEquals(Fixture.now, made.createdAt)
                assertEquals(payload, vault.open(made.id).payload)
            }
            assertEquals(5, vault.openAll().count { it.payload != null && it.failure == null })
            assertEquals(SecretType.KNOWN, vault.list().map { it.secretType })
            assertEquals(5, vault.info().secretCount)
        }
    }

    @Test
    fun `a saved change is there when the file is opened again`(@TempDir folder: Path) {
        val path = Fixture.file(folder)
        val vault = Vault.openFile(path)
        assertEquals(path.toRealPath(), vault.path)
        val id = vault.find("GitHub")
        vault.rename(id, "GitLab", Fixture.now)
        vault.save()
        assertEquals(listOf("GitLab"), Vault.openFile(path).list().map { it.name })
        assertEquals("rw-------", permissions(path))
    }

    @Test
    fun `a file that another has saved is not overwritten`(@TempDir folder: Path) {
        val path = Fixture.file(folder)
        val (one, other) = List(2) { Vault.openFile(path).also { it.unlockWith(Fixture.masterKey) } }
        assertFalse(one.reload())
        other.create("Other's", Fixture.login())
        other.save()
        one.create("Mine", Fixture.login())
        assertEquals("conflict", fails<InksealException.Conflict> { one.save() }.code)
        assertTrue(one.reload())
        assertTrue(one.isUnlocked)
        assertEquals(listOf("GitHub", "Other's"), one.list().map { it.name })
        one.create("Mine", Fixture.login())
        one.save()
        assertEquals(listOf("GitHub", "Other's", "Mine"), Vault.openFile(path).list().map { it.name })
    }

    @Test
    fun `a vault in memory alone has no file`(@TempDir folder: Path) {
        val vault = Fixture.vault()
        assertNull(vault.path)
        fails<InksealException.InvalidInput> { vault.save() }
        fails<InksealException.InvalidInput> { vault.reload() }
        fails<InksealException.AlreadyExists> { vault.saveAs(Fixture.file(folder)) }
        fails<InksealException.NotFound> { Vault.openFile(folder.resolve("absent.json")) }
    }

    @Test
    fun `the text of a newer file replaces what was read`() {
        val vault = Fixture.vault()
        val newer = Vault.parse(vault.toText()).also { it.unlockWith(Fixture.masterKey) }
        newer.create("New", Fixture.login())
        vault.replaceContents(newer.toText())
        assertEquals(listOf("New"), vault.list().map { it.name })
        assertTrue(vault.isUnlocked)
    }

    @Test
    fun `secrets are changed and deleted`() {
        val vault = Fixture.vault()
        val id = vault.create("One", Fixture.login(), now = Fixture.now).id
        assertEquals("Two", vault.rename(id, "Two").name)
        assertEquals("what for", vault.describe(id, "what for").description)
        assertNull(vault.describe(id, null).description)
        vault.updatePayload(id, Fixture.login().copy(password = SecretText("new")))
        assertEquals("new", (vault.open(id).payload as LoginPayload).password.expose())
        fails<InksealException.TypeMismatch> { vault.updatePayload(id, OtherPayload(SecretText("text"))) }
        assertEquals(listOf(id), vault.search("tw").map { it.id })
        assertEquals(listOf(id), vault.listType(SecretType.LOGIN).map { it.id })
        assertEquals(id, vault.metadata(id.uppercase()).id)
        assertEquals("Two", vault.delete(id).name)
        fails<InksealException.NotFound> { vault.open(id) }
    }

    @Test
    fun `a login gets and loses its codes`() {
        val vault = Fixture.vault()
        val id = vault.create("Plain", LoginPayload(SecretText("password"))).id
        fails<InksealException.NotFound> { vault.totpCode(id) }
        vault.setTotpUri(id, SecretText(Fixture.TOTP_URI))
        val code = vault.totpCode(id, Fixture.now)
        assertEquals(Fixture.totp().code(Fixture.now), code)
        vault.removeTotp(id)
        vault.setTotp(id, Fixture.totp())
        assertEquals(code, vault.totpCode(id, Fixture.now))
    }

    @Test
    fun `secrets are carried to another vault`() {
        val source = Fixture.vault()
        source.create("Carried", Fixture.login())
        val target = Fixture.vault()
        val report = target.importFrom(source)
        assertEquals(listOf("Carried"), report.added.map { it.name })
        assertEquals(report.added.map { it.id }, target.importFrom(source).unchanged)
        val copy = Vault.fromDecryptedExport(target.exportDecrypted())
        assertEquals(target.openAll().map { it.payload }, copy.openAll().map { it.payload })
        assertTrue(copy.verify().all { it.failure == null && it.name == "Carried" })
    }

    private fun permissions(path: Path) = java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path),
    )
}
