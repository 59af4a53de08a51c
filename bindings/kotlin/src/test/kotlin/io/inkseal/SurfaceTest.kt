package io.inkseal

import java.lang.reflect.Method
import java.lang.reflect.Modifier
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Everything that the library exports is there in the public classes. */
class SurfaceTest {
    @Test
    fun `the objects have every method of the generated ones`() {
        val objects = mapOf(
            Vault::class.java to io.inkseal.ffi.Vault::class.java,
            Credentials::class.java to io.inkseal.ffi.Credentials::class.java,
            MasterKey::class.java to io.inkseal.ffi.MasterKey::class.java,
            OrgKey::class.java to io.inkseal.ffi.OrgKey::class.java,
            UnlockAnswer::class.java to io.inkseal.ffi.UnlockAnswer::class.java,
        )
        for ((own, generated) in objects) {
            val exported = exported(generated)
            assertTrue(exported.size >= 4, "${own.simpleName}: $exported")
            assertEquals(emptySet<String>(), exported - names(own), own.simpleName)
        }
    }

    @Test
    fun `every function has its place`() {
        val functions = names(Class.forName("io.inkseal.ffi.Inkseal_ffiKt")) - OF_THE_GENERATOR
        assertEquals(functions.toSortedSet(), PLACES.keys.toSortedSet())
    }

    @Test
    fun `the records have every member of the generated ones`() {
        val records = listOf(
            LoginPayload::class.java to io.inkseal.ffi.LoginPayload::class.java,
            ApiKeyPayload::class.java to io.inkseal.ffi.ApiKeyPayload::class.java,
            KeyPairPayload::class.java to io.inkseal.ffi.KeyPairPayload::class.java,
            SshKeyPayload::class.java to io.inkseal.ffi.SshKeyPayload::class.java,
            OtherPayload::class.java to io.inkseal.ffi.OtherPayload::class.java,
            UnknownPayload::class.java to io.inkseal.ffi.UnknownPayload::class.java,
            MigrationEntry::class.java to io.inkseal.ffi.MigrationEntry::class.java,
            TotpConfig::class.java to io.inkseal.ffi.TotpConfig::class.java,
            TotpCode::class.java to io.inkseal.ffi.TotpCode::class.java,
            OpenedSecret::class.java to io.inkseal.ffi.OpenedSecret::class.java,
            OpenOutcome::class.java to io.inkseal.ffi.OpenOutcome::class.java,
            Initialized::class.java to io.inkseal.ffi.Initialized::class.java,
            UnwrappedKey::class.java to io.inkseal.ffi.UnwrappedKey::class.java,
            VaultInfo::class.java to io.inkseal.ffi.VaultInfo::class.java,
            InitializeAnswer::class.java to io.inkseal.ffi.InitializeAnswer::class.java,
            PasswordRecipe::class.java to io.inkseal.ffi.PasswordRecipe::class.java,
            Freshness::class.java to io.inkseal.ffi.Freshness::class.java,
            SecretMetadata::class.java to io.inkseal.ffi.SecretMetadata::class.java,
            AccessRule::class.java to io.inkseal.ffi.AccessRule::class.java,
            KeyMetadata::class.java to io.inkseal.ffi.KeyMetadata::class.java,
            Identity::class.java to io.inkseal.ffi.Identity::class.java,
            Failure::class.java to io.inkseal.ffi.Failure::class.java,
            VerifyReport::class.java to io.inkseal.ffi.VerifyReport::class.java,
            ImportReport::class.java to io.inkseal.ffi.ImportReport::class.java,
            ImportFailure::class.java to io.inkseal.ffi.ImportFailure::class.java,
            KeyMaterial::class.java to io.inkseal.ffi.KeyMaterial::class.java,
            InitializeRequest::class.java to io.inkseal.ffi.InitializeRequest::class.java,
            ReplacePrimaryKeyRequest::class.java to io.inkseal.ffi.ReplacePrimaryKeyRequest::class.java,
            CreateSecretRequest::class.java to io.inkseal.ffi.CreateSecretRequest::class.java,
            UpdateSecretRequest::class.java to io.inkseal.ffi.UpdateSecretRequest::class.java,
            GrantRequest::class.java to io.inkseal.ffi.GrantRequest::class.java,
            SecretAnswer::class.java to io.inkseal.ffi.SecretAnswer::class.java,
            Whoami::class.java to io.inkseal.ffi.Whoami::class.java,
            Member::class.java to io.inkseal.ffi.Member::class.java,
        )
        for ((own, generated) in records) assertEquals(members(generated), members(own), own.simpleName)
    }

    @Test
    fun `what has defaults in Kotlin has overloads in Java`() {
        val objects = listOf(Vault::class.java, Credentials::class.java, TotpConfig::class.java)
        val companions = listOf(Vault.Companion::class.java, CreateSecretRequest.Companion::class.java)
        val functions = listOf("Generate", "Webhook", "VaultKey").map { Class.forName("io.inkseal.$it") }
        var found = 0
        for (place in objects.flatMap(::withSuperclasses) + companions + functions) {
            for (default in place.declaredMethods.filter { it.name.endsWith("\$default") }) {
                val name = default.name.removeSuffix("\$default")
                if (name == "copy") continue
                val overloads = place.declaredMethods.filter { it.name == name && Modifier.isPublic(it.modifiers) }
                assertTrue(overloads.map { it.parameterCount }.toSet().size > 1, "${place.simpleName}.$name")
                found++
            }
        }
        assertTrue(found > 30, "$found functions")
    }

    @Test
    fun `nothing public has a class of the generated package in it`() {
        for (place in listOf(Vault::class.java, Credentials::class.java, MasterKey::class.java, OrgKey::class.java)) {
            for (method in place.methods.filterNot { it.isSynthetic || '$' in it.name }) {
                val types = listOf(method.genericReturnType, *method.genericParameterTypes)
                assertFalse(types.any { "io.inkseal.ffi" in it.typeName }, "$method")
            }
        }
    }

    private fun withSuperclasses(of: Class<*>) = generateSequence<Class<*>>(of) { it.superclass }.toList()

    private fun members(of: Class<*>) =
        of.declaredFields.filterNot { Modifier.isStatic(it.modifiers) }.map { it.name }

    /** The methods and constructors that the library exports of an object. */
    private fun exported(generated: Class<*>): Set<String> {
        val methods = names(Class.forName("${generated.name}Interface"))
        return methods + names(Class.forName("${generated.name}\$Companion"))
    }

    private fun names(of: Class<*>): Set<String> =
        of.methods.filter { it.declaringClass != Any::class.java && !it.isSynthetic }.map(::name).toSet()

    /** The name in Kotlin: without what is appended for unsigned numbers, and a property by its own. */
    private fun name(method: Method): String {
        val name = method.name.substringBefore('-').substringBefore('$')
        val property = name.removePrefix("get")
        return if (property != name && property.firstOrNull()?.isUpperCase() == true && method.parameterCount == 0) {
            property.replaceFirstChar { it.lowercase() }
        } else {
            name
        }
    }

    private companion object {
        /** What the generator adds for itself. */
        val OF_THE_GENERATOR = setOf(
            "uniffiCheckApiChecksums",
            "uniffiCheckContractApiVersion",
            "uniffiEnsureInitialized",
            "uniffiTraitInterfaceCall",
            "uniffiTraitInterfaceCallWithError",
            "use",
        )
    }
}
