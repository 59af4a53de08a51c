package io.inkseal

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.node.BooleanNode
import com.fasterxml.jackson.databind.node.NullNode
import com.fasterxml.jackson.databind.node.TextNode
import io.inkseal.Vectors.bytes
import io.inkseal.Vectors.hex
import io.inkseal.Vectors.json
import io.inkseal.Vectors.record
import java.time.Instant
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals

/** How the cases of a file are run: a result is compared with what is expected, as is the code of a failure. */
fun runnerOf(name: String): (JsonNode) -> JsonNode =
    when (name) {
        "inkbox/master_key" -> ::masterKeyCase
        "inkbox/key_material" -> ::keyMaterialCase
        "inkbox/vault_key_rules" -> ::vaultKeyRulesCase
        "inkbox/payload" -> ::payloadCase
        "inkbox/reading", "inkbox/reading_totp" -> ::readingCase
        "inkbox/unlock", "inkbox/reading_vault" -> ::unlockCase
        "primitive/binary_data" -> ::binaryDataCase
        "totp/config", "totp/digits", "totp/inkbox", "totp/period", "totp/rfc4226", "totp/rfc6238", "totp/steam" ->
            ::totpCase
        "totp/inkbox_uri", "totp/uri", "totp/uri_kinds" -> ::totpUriCase
        "totp/migration" -> ::migrationCase
        "totp/written" -> ::totpWrittenCase
        "webhook/verify" -> ::webhookCase
        else -> throw AssertionError("no runner for $name: add one in every language")
    }

private fun masterKeyCase(case: JsonNode): JsonNode {
    val master = derive(case)
    val orgKey = master.unwrap(case.text("key_id"), case.text("wrapped_org_encryption_key"))
    return record {
        put("auth_hash", master.authHash())
        put("org_key_hex", hex(orgKey.exposeBytes()))
    }
}

private fun keyMaterialCase(case: JsonNode): JsonNode {
    val master = derive(case)
    val material = KeyMaterial.fromJson(case["material"].toString())
    assertEquals(master.authHash(), material.authHash)
    assertEquals(case["material"], json.readTree(material.toJson()))
    val orgKey = master.unwrap(material.id, material.wrappedOrgEncryptionKey)
    return record { put("org_key_hex", hex(orgKey.exposeBytes())) }
}

private fun vaultKeyRulesCase(case: JsonNode): JsonNode {
    try {
        checkVaultKey(case.text("vault_key").encodeToByteArray())
    } catch (failure: InksealException.WeakVaultKey) {
        val rule = when (failure.rule) {
            VaultKeyRule.LENGTH -> "length"
            VaultKeyRule.UPPERCASE -> "uppercase"
            VaultKeyRule.LOWERCASE -> "lowercase"
            VaultKeyRule.DIGIT -> "digit"
            VaultKeyRule.SPECIAL -> "special"
        }
        assertEquals(case.text("rule"), rule, case.text("name"))
        throw failure
    }
    return TextNode("ok")
}

private fun payloadCase(case: JsonNode): JsonNode {
    val opened = open(case)
    // What is written again must be read again as the same.
    val id = "0b9e6c4e-5a0f-4d0e-9d53-0c1f6a2b7c11"
    val again = OrgKey.generate().use { it.open(id, opened.secretType, it.seal(id, opened)) }
    assertEquals(opened, again)
    return json.readTree(opened.toJson().expose())
}

private fun readingCase(case: JsonNode): JsonNode {
    val opened = open(case)
    if (opened is UnknownPayload) return record { put("raw", opened.text.expose()) }
    val expected = case["expect"]
    val totp = (opened as? LoginPayload)?.totp
    return record {
        set<JsonNode>("payload", known(opened))
        for ((name, kept) in mapOf("unknown" to unknown(opened), "totp_unknown" to totp?.unknown.orEmpty())) {
            if (kept.isEmpty()) continue
            assertKept(kept, expected[name], case)
            set<JsonNode>(name, expected[name])
        }
        val lossy = opened.lossyMembers()
        if (lossy.isEmpty()) {
            opened.toJson()
        } else {
            fails<InksealException.Unsupported> { opened.toJson() }
        }
        if (lossy.isNotEmpty() || expected["lossy"]?.isEmpty == true) putPOJO("lossy", json.valueToTree(lossy))
        case["at"]?.let { at ->
            try {
                put("code", checkNotNull(totp).code(Instant.ofEpochSecond(at.longValue())).code.expose())
            } catch (failure: InksealException) {
                set<JsonNode>("code", record { put("error", failure.code) })
            }
        }
    }
}

/** Kept members have the same names and the same JSON, with numbers as they were spelled. */
private fun assertKept(kept: List<Member>, expected: JsonNode?, case: JsonNode) {
    checkNotNull(expected) { "${case["name"]} keeps no members" }
    assertEquals(expected.size(), kept.size, case.text("name"))
    for (member in kept) {
        val text = expected.text(member.name.expose())
        assertEquals(json.readTree(text), json.readTree(member.value.expose()), case.text("name"))
    }
}

private fun unlockCase(case: JsonNode): JsonNode {
    val keys = parseKeys(case["keys"].toString())
    val answer = UnlockAnswer.fromJson(case["answer"].toString())
    val vaultKey = case.text("vault_key").encodeToByteArray()
    val vault = Vault.fromUnlockAnswer(case.text("organization_id"), keys, answer, vaultKey)
    val expected = case["expect"].path("secrets")
    val secrets = json.createArrayNode()
    vault.openAll().forEachIndexed { index, (metadata, payload, failure) ->
        val wanted = expected.path(index)
        val id = wanted.text("id").takeIf { it.equals(metadata.id, ignoreCase = true) } ?: metadata.id
        secrets.add(
            record {
                put("id", id)
                put("name", metadata.name)
                put("secret_type", metadata.secretType.name)
                when (payload) {
                    is UnknownPayload -> put("raw", payload.text.expose())
                    null -> put("error", checkNotNull(failure).code)
                    else -> set<JsonNode>("payload", known(payload))
                }
                // The text of what does not fit its type, where it is expected.
                if (payload == null && wanted.has("raw")) put("raw", vault.openText(metadata.id).expose())
            },
        )
    }
    return record { set<JsonNode>("secrets", secrets) }
}

private fun totpCase(case: JsonNode): JsonNode {
    val config = TotpConfig(
        secret = SecretText(case.text("secret")),
        algorithm = TotpAlgorithm(case.text("algorithm")),
        digits = case["digits"].intValue(),
        period = case["period"].intValue(),
    )
    val code = config.code(Instant.ofEpochSecond(case["at"].longValue()))
    return record {
        put("code", code.code.expose())
        put("period_start", code.periodStart.epochSecond)
        put("period_end", code.periodEnd.epochSecond)
        put("seconds_remaining", code.secondsRemaining)
    }
}

private fun totpUriCase(case: JsonNode): JsonNode {
    val config = TotpConfig.parseUri(SecretText(case.text("uri")))
    assertEquals(config, TotpConfig.parseUri(config.toUri()), case.text("name"))
    val at = Instant.ofEpochSecond(case["at"].longValue())
    return record {
        put("algorithm", config.algorithm.name)
        put("digits", config.digits)
        put("period", config.period)
        put("issuer", config.issuer?.expose())
        put("account_name", config.accountName?.expose())
        put("code", config.code(at).code.expose())
        // Only our own file says how the secret and the whole URI are spelled.
        if (case["expect"].has("secret")) put("secret", config.secret.expose())
        if (case["expect"].has("canonical_uri")) put("canonical_uri", config.toUri().expose())
    }
}

private fun migrationCase(case: JsonNode): JsonNode {
    val entries = json.createArrayNode()
    for (entry in parseTotpMigration(case["parts"].map { SecretText(it.asText()) })) {
        entries.addObject().apply {
            put("issuer", entry.issuer?.expose())
            put("account_name", entry.accountName?.expose())
            val config = entry.config
            if (config == null) {
                putNull("config")
            } else {
                assertEquals(entry.issuer to entry.accountName, config.issuer to config.accountName)
                putObject("config")
                    .put("secret", config.secret.expose())
                    .put("algorithm", config.algorithm.name)
                    .put("digits", config.digits)
                    .put("period", config.period)
            }
        }
    }
    return record { set<JsonNode>("entries", entries) }
}

private fun totpWrittenCase(case: JsonNode): JsonNode {
    val totp = TotpConfig.parseUri(SecretText(case.text("uri")))
    CreateSecretRequest.seal(OrgKey.generate(), "name", LoginPayload(SecretText("pw"), totp = totp))
    return TextNode("written")
}

private fun webhookCase(case: JsonNode): JsonNode {
    val headers = case["headers"].map { (name, value) -> name.asText() to value.asText() }
    val body = case["body_hex"]?.let { bytes(it.asText()) } ?: case.text("body").encodeToByteArray()
    val freshness = case["now"]?.let {
        Freshness(case["tolerance_seconds"].longValue(), Instant.ofEpochSecond(it.longValue()))
    }
    return BooleanNode.valueOf(verifyWebhook(SecretText(case.text("key")), headers, body, freshness))
}

private fun binaryDataCase(case: JsonNode): JsonNode {
    if (case.has("data")) {
        val read = decodeBinary(SecretText(case.text("data"))) ?: return NullNode.instance
        return record { put("bytes_hex", hex(read)) }
    }
    val bytes = bytes(case.text("bytes_hex"))
    val text = encodeBinary(bytes)
    val read = decodeBinary(text)
    assertArrayEquals(bytes, read ?: text.expose().encodeToByteArray(), case.text("name"))
    return record {
        put("data", text.expose())
        put("binary", read != null)
    }
}

private operator fun JsonNode.component1(): JsonNode = get(0)

private operator fun JsonNode.component2(): JsonNode = get(1)

private fun derive(case: JsonNode) =
    MasterKey.derive(case.text("vault_key").encodeToByteArray(), case.text("organization_id"))

private fun open(case: JsonNode): SecretPayload {
    val orgKey = OrgKey.fromBytes(bytes(case.text("org_key_hex")))
    val type = SecretType(case.text("secret_type"))
    val blob = case.text("encrypted_payload")
    return when (case.path("legacy").asBoolean()) {
        true -> orgKey.openWithoutAad(type, blob)
        false -> orgKey.open(case.text("secret_id"), type, blob)
    }
}
