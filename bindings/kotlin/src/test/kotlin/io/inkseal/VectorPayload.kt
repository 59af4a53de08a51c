package io.inkseal

import com.fasterxml.jackson.databind.JsonNode
import io.inkseal.Vectors.record

/** The members of a payload that are known, as the vectors write them. */
fun known(payload: SecretPayload): JsonNode {
    val texts = when (payload) {
        is LoginPayload -> mapOf(
            "password" to payload.password,
            "username" to payload.username,
            "email" to payload.email,
            "url" to payload.url,
            "notes" to payload.notes,
        )
        is ApiKeyPayload ->
            mapOf("api_key" to payload.apiKey, "endpoint" to payload.endpoint, "notes" to payload.notes)
        is KeyPairPayload -> mapOf(
            "access_key" to payload.accessKey,
            "secret_key" to payload.secretKey,
            "endpoint" to payload.endpoint,
            "notes" to payload.notes,
        )
        is SshKeyPayload -> mapOf(
            "private_key" to payload.privateKey,
            "public_key" to payload.publicKey,
            "fingerprint" to payload.fingerprint,
            "passphrase" to payload.passphrase,
            "notes" to payload.notes,
        )
        is OtherPayload -> mapOf("data" to payload.data, "notes" to payload.notes)
        is UnknownPayload -> emptyMap()
    }
    return record {
        for ((name, text) in texts) if (text != null) put(name, text.expose())
        (payload as? LoginPayload)?.totp?.let { set<JsonNode>("totp", known(it)) }
    }
}

private fun known(totp: TotpConfig): JsonNode = record {
    put("secret", totp.secret.expose())
    put("algorithm", totp.algorithm.name)
    put("digits", totp.digits)
    put("period", totp.period)
    totp.issuer?.let { put("issuer", it.expose()) }
    totp.accountName?.let { put("account_name", it.expose()) }
}

/** The members of a payload that this version does not know. */
fun unknown(payload: SecretPayload): List<Member> =
    when (payload) {
        is LoginPayload -> payload.unknown
        is ApiKeyPayload -> payload.unknown
        is KeyPairPayload -> payload.unknown
        is SshKeyPayload -> payload.unknown
        is OtherPayload -> payload.unknown
        is UnknownPayload -> emptyList()
    }
