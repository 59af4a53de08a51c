package io.inkseal

import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import java.nio.file.Path
import java.time.Instant
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Every method, with everything wrong that Java can hand it: nothing does more than fail, and the JVM lives on. */
class WrongCallTest {
    @Test
    fun `what is closed, absent, empty or of another kind only fails`(@TempDir folder: Path) {
        val vault = Fixture.vault()
        val id = vault.create("GitHub", Fixture.login()).id
        vault.createIdentity("deploy-bot", secretIds = listOf(id))
        val closedVault = Fixture.vault().also { it.close() }
        val closedMaster = MasterKey.fromBytes(ByteArray(32)).also { it.close() }
        val closedOrg = OrgKey.generate().also { it.close() }
        val deleted = Fixture.vault().run {
            createIdentity("gone")
            credentials("gone").also { deleteIdentity("gone") }
        }
        val wrong = mapOf<Class<*>, List<Any?>>(
            String::class.java to listOf(null, "", "\uD800", "\u0000", "x".repeat(300), id),
            ByteArray::class.java to listOf(null, ByteArray(0), ByteArray(31), byteArrayOf(-1)),
            CharArray::class.java to listOf(null, CharArray(0), charArrayOf('\uD800')),
            List::class.java to listOf(null, emptyList<Any>(), listOf(null), listOf(7), listOf(closedMaster), listOf("")),
            Map::class.java to listOf(null, mapOf(null to null), mapOf(7 to 7)),
            Path::class.java to listOf(null, folder, folder.resolve("no/folder"), Path.of("")),
            Instant::class.java to listOf(null, Instant.MIN, Instant.MAX),
            SecretText::class.java to listOf(null, SecretText("")),
            SecretType::class.java to listOf(null, SecretType(""), SecretType.LOGIN),
            KeyType::class.java to listOf(null, KeyType("")),
            SecretPayload::class.java to listOf(null, *Fixture.payloads().toTypedArray()),
            TotpConfig::class.java to listOf(null, TotpConfig(SecretText("!")), Fixture.totp().copy(period = -1)),
            Freshness::class.java to listOf(null, Freshness(Long.MAX_VALUE, Instant.EPOCH)),
            Vault::class.java to listOf(null, closedVault),
            MasterKey::class.java to listOf(null, closedMaster),
            OrgKey::class.java to listOf(null, closedOrg),
            UnlockAnswer::class.java to listOf(null),
            Boolean::class.java to listOf(true, false),
        )
        var calls = 0
        for (target in listOf(closedVault, closedMaster, closedOrg, deleted)) {
            for (method in target.javaClass.methods.filter(::isOurs)) {
                val choices = method.parameterTypes.map { wrong[it] ?: throw AssertionError("no wrong $it for $method") }
                repeat(choices.maxOfOrNull { it.size } ?: 1) { round ->
                    val arguments = choices.mapIndexed { at, choice -> choice[(round + at) % choice.size] }
                    callWrongly(target, method, arguments)
                    calls++
                }
            }
        }
        assertTrue(calls > 300, "$calls calls")
        assertEquals(Fixture.login(), vault.open(id).payload)
    }

    private fun isOurs(method: Method) =
        method.declaringClass.name.startsWith("io.inkseal.") && Modifier.isPublic(method.modifiers) &&
            !Modifier.isStatic(method.modifiers) && !method.isSynthetic && '$' !in method.name

    private fun callWrongly(target: Any, method: Method, arguments: List<Any?>) {
        try {
            method.invoke(target, *arguments.toTypedArray())
        } catch (failure: InvocationTargetException) {
            // What Kotlin itself refuses: null, or what is of another class within a list.
            val kinds = listOf(
                InksealException::class,
                NullPointerException::class,
                ClassCastException::class,
                ArrayStoreException::class,
            )
            val cause = failure.cause
            if (cause is InksealException.Internal || kinds.none { it.isInstance(cause) }) {
                // Without the arguments, whose characters a report cannot hold.
                throw AssertionError("$cause of $method with ${arguments.map { it?.javaClass?.simpleName }}", cause)
            }
        }
    }
}
