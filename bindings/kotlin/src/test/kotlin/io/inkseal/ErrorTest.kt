package io.inkseal

import io.inkseal.ffi.InternalException
import java.time.Instant
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import io.inkseal.ffi.InksealException as NativeException

/** Failures have the code of their kind, and what a program can use. */
class ErrorTest {
    @Test
    fun `every kind has its code`() {
        val kinds = mapOf(
            NativeException.WrongVaultKey("why") to "wrong_vault_key",
            NativeException.Locked("why") to "locked",
            NativeException.NotFound("why") to "not_found",
            NativeException.AlreadyExists("why") to "already_exists",
            NativeException.InvalidInput("why") to "invalid_input",
            NativeException.Ambiguous("why", listOf("id")) to "invalid_input",
            NativeException.WeakVaultKey("why", io.inkseal.ffi.VaultKeyRule.DIGIT) to "weak_vault_key",
            NativeException.TypeMismatch("why", "login", "other") to "type_mismatch",
            NativeException.Corrupt("why") to "corrupt",
            NativeException.Malformed("why") to "malformed",
            NativeException.Unsupported("why") to "unsupported",
            NativeException.WeakParameters("why") to "weak_parameters",
            NativeException.ExcessiveWork("why") to "excessive_work",
            NativeException.OutOfMemory("why") to "out_of_memory",
            NativeException.Conflict("why") to "conflict",
            NativeException.AccessDenied("why") to "access_denied",
            NativeException.WrongVault("why") to "wrong_vault",
            NativeException.Tampered("why") to "tampered",
            NativeException.RolledBack("why") to "rolled_back",
            NativeException.Forked("why") to "forked",
            NativeException.Io("why") to "io",
        )
        for ((native, code) in kinds) {
            val failure = fails<InksealException> { call { throw native } }
            assertEquals(code, failure.code)
            assertEquals("why", failure.message)
            // The class has the name of the one that it stands for.
            assertEquals(native.javaClass.simpleName, failure.javaClass.simpleName)
        }
        // None is forgotten.
        assertEquals(kindsOf(NativeException::class.java), kinds.keys.map { it.javaClass.simpleName }.toSet())
    }

    @Test
    fun `what a kind knows it tells`() {
        val vault = Fixture.vault()
        val ids = List(2) { vault.create("Twice", Fixture.login()).id }
        assertEquals(ids, fails<InksealException.Ambiguous> { vault.find("Twice") }.ids)
        assertEquals(VaultKeyRule.LENGTH, fails<InksealException.WeakVaultKey> { checkVaultKey(ByteArray(0)) }.rule)
        val other = OtherPayload(SecretText("text"))
        val mismatch = fails<InksealException.TypeMismatch> { vault.updatePayload(ids[0], other) }
        assertEquals("login" to "other", mismatch.expected to mismatch.actual)
    }

    @Test
    fun `a fault of the library does not say what it was about`() {
        val failure = fails<InksealException.Internal> { call { throw InternalException(Fixture.MARK) } }
        assertEquals("internal", failure.code)
        assertNull(failure.cause)
        assertFalse(Fixture.MARK in failure.stackTraceToString())
    }

    @Test
    fun `calls fail with their kind`() {
        val vault = Fixture.vault()
        fails<InksealException.WrongVaultKey> { vault.unlock(Fixture.newVaultKey()) }
        assertTrue(vault.isUnlocked)
        fails<InksealException.Malformed> { Vault.parse("no vault") }
        fails<InksealException.NotFound> { vault.credentials("nobody") }
        fails<InksealException.InvalidInput> { MasterKey.fromBytes(ByteArray(31)) }
        fails<InksealException.InvalidInput> { generatePassword(PasswordRecipe(length = -1)) }
        fails<InksealException.InvalidInput> { Fixture.totp().code(Instant.ofEpochSecond(-1)) }
        fails<InksealException.InvalidInput> { Freshness(toleranceSeconds = -1) }
        fails<InksealException.Unsupported> { Fixture.totp().copy(digits = -1).validate() }
        val sealed = OrgKey.generate().seal("id", Fixture.login())
        fails<InksealException.Corrupt> { OrgKey.generate().open("id", SecretType.LOGIN, sealed) }
    }

    @Test
    fun `text that is no Unicode is invalid input`() {
        val half = "\uD800"
        fails<InksealException.InvalidInput> { SecretText(half) }
        fails<InksealException.InvalidInput> { Fixture.vault().find(half) }
        fails<InksealException.InvalidInput> { Fixture.vault().rename("id", half) }
        fails<InksealException.InvalidInput> { Fixture.vault().createIdentity("agent", secretIds = listOf(half)) }
        fails<InksealException.InvalidInput> { Vault.parse(half) }
        fails<InksealException.InvalidInput> { SecretType(half) }
        fails<InksealException.InvalidInput> { KeyType(half) }
        fails<InksealException.InvalidInput> { TotpAlgorithm(half) }
    }

    @Test
    fun `text that is no Unicode is refused before anything secret is handed over`() {
        val half = "\uD800"
        val vault = Fixture.vault()
        val secret = vault.create("GitHub", Fixture.login())
        val view = vault.createIdentity("agent").let { vault.credentials(it.id) }
        val orgKey = OrgKey.generate()
        val master = Fixture.masterKey
        val calls = listOf<() -> Any?>(
            { vault.create("name", Fixture.login(), description = half) },
            { vault.createGranted("name", Fixture.login(), listOf("agent", half)) },
            { vault.describe(secret.id, half) },
            { vault.setGrants("agent", listOf(half)) },
            { vault.replaceContents(half) },
            { view.create("name", Fixture.login(), description = half) },
            { master.wrap(orgKey, half) },
            { master.unwrapAny(listOf("id"), half) },
            { orgKey.seal(half, Fixture.login()) },
            { CreateSecretRequest.seal(orgKey, "name", Fixture.login(), half) },
            { generatePassphrase(listOf("word", half), 3, " ") },
            { Vault.initialize(half, Fixture.vaultKey()) },
            { MasterKey.derive(Fixture.vaultKey(), half) },
        )
        for (call in calls) {
            val failure = fails<InksealException.InvalidInput>(call)
            // The check is the only one of these places that the generated code has no part in.
            val generated = failure.stackTrace.takeWhile { it.methodName != "requireUnicode" }
            assertEquals(listOf("notUnicode"), generated.map { it.methodName })
        }
        assertEquals(listOf(secret), vault.list())
    }

    @Test
    fun `the last time that the JVM has is a time like any other`() {
        val code = Fixture.totp().nextCode(Instant.MAX)
        assertEquals(Instant.MAX.epochSecond, code.periodEnd.epochSecond)
        assertEquals(6, code.code.expose().length)
    }

    /** The kinds that are generated: classes within that extend the one around them. */
    private fun kindsOf(exception: Class<*>) =
        exception.declaredClasses.filter { exception.isAssignableFrom(it) }.map { it.simpleName }.toSet()
}
