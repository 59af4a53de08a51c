package io.inkseal

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.time.Instant

/** What the service sends and is sent. */
class WireTest {
    private val orgKey = OrgKey.generate()
    private val master = Fixture.masterKey
    private val codes = List(4) { MasterKey.fromBytes(ByteArray(32) { byte -> (it + byte).toByte() }) }

    @Test
    fun `a new vault's keys are wrapped`() {
        val material = KeyMaterial.generate(master, orgKey, KeyType.PRIMARY)
        assertEquals(master.authHash(), material.authHash)
        assertEquals(material, KeyMaterial.fromJson(material.toJson()))
        val request = InitializeRequest.generate(orgKey, master, codes)
        assertEquals(codes.map { it.authHash() }, request.recoveryKeys.map { it.authHash })
        assertEquals(request, InitializeRequest.fromJson(request.toJson()))
        fails<InksealException.InvalidInput> { InitializeRequest.generate(orgKey, master, codes.drop(1)) }
    }

    @Test
    fun `a vault key is replaced`() {
        val current = ReplacePrimaryKeyRequest.withCurrent(master, codes[0], orgKey)
        assertEquals(master.authHash() to null, current.currentAuthHash to current.recoveryAuthHash)
        val recovery = ReplacePrimaryKeyRequest.withRecovery(codes[1], codes[0], orgKey)
        assertEquals(null to codes[1].authHash(), recovery.currentAuthHash to recovery.recoveryAuthHash)
        assertEquals(recovery, ReplacePrimaryKeyRequest.fromJson(recovery.toJson()))
    }

    @Test
    fun `a secret is created and changed`() {
        val request = CreateSecretRequest.seal(orgKey, "GitHub", Fixture.login(), "what for")
        assertEquals("login", request.secretType)
        assertEquals(Fixture.login(), orgKey.open(request.id, SecretType.LOGIN, request.encryptedPayload))
        assertEquals(request, CreateSecretRequest.fromJson(request.toJson()))
        assertEquals("""{"name":"New"}""", UpdateSecretRequest.name("New").toJson())
        assertEquals("""{"description":null}""", UpdateSecretRequest.description(null).toJson())
        assertTrue(UpdateSecretRequest.fromJson("""{"description":null}""").removesDescription)
        assertEquals("for", UpdateSecretRequest.description("for").description)
        val changed = UpdateSecretRequest.payload(orgKey, request.id, Fixture.login())
        assertEquals(Fixture.login(), orgKey.open(request.id, SecretType.LOGIN, changed.encryptedPayload!!))
        assertEquals("""{"identity_id":"id"}""", GrantRequest("id").toJson())
        assertEquals(GrantRequest("id"), GrantRequest.fromJson("""{"identity_id":"id"}"""))
    }

    @Test
    fun `answers are read and written`() {
        val vault = Fixture.vault()
        val agent = vault.createIdentity("agent")
        val secret = vault.createGranted("GitHub", Fixture.login(), listOf("agent"), now = Fixture.now)
        assertEquals(listOf(secret), parseSecrets(secretsToJson(listOf(secret))))
        assertEquals(secret, SecretMetadata.fromJson(secret.toJson()))
        assertEquals(secret.access, parseAccessRules(accessRulesToJson(secret.access)))
        assertEquals(agent.id, AccessRule.fromJson(secret.access[0].toJson()).identityId)
        val keys = vault.keys()
        assertEquals(keys, parseKeys(keysToJson(keys)))
        assertEquals(keys[0], KeyMetadata.fromJson(keys[0].toJson()))
        assertEquals(vault.info(), VaultInfo.fromJson(vault.info().toJson()))
        assertEquals(Whoami("org_1"), Whoami.fromJson(Whoami("org_1").toJson()))
        val made = InitializeAnswer("vault", "key", 4)
        assertEquals(made, InitializeAnswer.fromJson(made.toJson()))
        val answer = SecretAnswer(secret, "sealed")
        assertEquals(answer, SecretAnswer.fromJson(answer.toJson()))
        fails<InksealException.Malformed> { parseKeys("{}") }
    }

    @Test
    fun `times are instants, however the service spells them`() {
        val spelled = secretOf("2026-10-01T14:00:00.123456+02:00", "2026-10-01T12:00:00Z")
        assertEquals(Instant.parse("2026-10-01T12:00:00.123456Z"), spelled.createdAt)
        assertEquals(Instant.parse("2026-10-01T12:00:00Z"), spelled.updatedAt)
        assertEquals(spelled, SecretMetadata.fromJson(spelled.toJson()))
        // What is no time is unknown. A leap second, which the JVM has not, it reads as the second before.
        val odd = secretOf("yesterday", "2016-06-30T23:59:60+00:00")
        assertNull(odd.createdAt)
        assertEquals(Instant.parse("2016-06-30T23:59:59Z"), odd.updatedAt)
    }

    private fun secretOf(createdAt: String, updatedAt: String) =
        SecretMetadata.fromJson(
            """{"id":"id","name":"n","secret_type":"login","created_at":"$createdAt","updated_at":"$updatedAt","access":[]}""",
        )

    @Test
    fun `an answer to an unlock becomes a vault`() {
        val case = Vectors.json.readTree(Vectors.files().getValue("inkbox/unlock").toFile())["cases"]
            .first { it["expect"].path("secrets").size() > 0 }
        val answer = UnlockAnswer.fromJson(case["answer"].toString())
        assertEquals(case["answer"].text("wrapped_org_encryption_key"), answer.wrappedOrgEncryptionKey)
        assertEquals(answer.secrets(), UnlockAnswer.fromJson(answer.toJson()).secrets())
        val keys = parseKeys(case["keys"].toString())
        val organizationId = case.text("organization_id")
        val vaultKey = case.text("vault_key").toCharArray()
        val vault = Vault.fromUnlockAnswer(organizationId, keys, answer, vaultKey)
        val derived = MasterKey.derive(vaultKey, organizationId)
        val same = Vault.fromUnlockAnswerWith(organizationId, keys, answer, derived)
        assertEquals(vault.openAll(), same.openAll())
        assertEquals(answer.secrets(), vault.list())
        assertNull(UnlockAnswer.fromJson("""{"wrapped_org_encryption_key":null,"secrets":[]}""").wrappedOrgEncryptionKey)
    }
}
