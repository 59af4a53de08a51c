package io.inkseal

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Webhooks, with a request of the vectors that verifies. */
class WebhookTest {
    private val case = Vectors.json.readTree(Vectors.files().getValue("webhook/verify").toFile())["cases"]
        .first { it["expect"].asBoolean() && it.has("body") && !it.has("now") }
    private val key = SecretText(case.text("key"))
    private val headers = case["headers"].associate { it[0].asText() to it[1].asText() }
    private val body = case.text("body").encodeToByteArray()

    @Test
    fun `headers are a map or pairs`() {
        assertTrue(verifyWebhook(key, headers, body))
        assertTrue(verifyWebhook(key, headers.toList(), body))
        assertFalse(verifyWebhook(key, headers, body + 1))
        assertFalse(verifyWebhook(key, emptyMap(), body))
        // It is of another time.
        assertFalse(verifyWebhook(key, headers, body, Freshness(toleranceSeconds = 300)))
    }

    @Test
    fun `no request makes it fail`() {
        val broken = headers.mapValues { "\uD800" }
        assertFalse(verifyWebhook(key, broken, body))
        assertTrue(verifyWebhook(key, headers + ("X-\uDC00" to "\uD800"), body))
    }

    @Test
    fun `a vault verifies with the key that a secret holds`() {
        val vault = Fixture.vault()
        val id = vault.create("Signing key", ApiKeyPayload(key)).id
        assertTrue(vault.verifyWebhook(id, headers, body))
        assertTrue(vault.verifyWebhook(id, headers.toList(), body))
        assertFalse(vault.verifyWebhook(id, headers, body, Freshness(toleranceSeconds = 300)))
        val key = vault.create("No key", SshKeyPayload(key)).id
        assertEquals("ssh_key", fails<InksealException.TypeMismatch> { vault.verifyWebhook(key, headers, body) }.actual)
    }
}
