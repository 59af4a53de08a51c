// What is sent to the service and answered by it, as values: an SDK brings its own HTTP.

@file:JvmName("Wire")

package io.inkseal

import io.inkseal.ffi.initializeAnswerFromJson
import io.inkseal.ffi.initializeAnswerToJson
import io.inkseal.ffi.secretAnswerFromJson
import io.inkseal.ffi.secretAnswerToJson
import io.inkseal.ffi.whoamiFromJson
import io.inkseal.ffi.whoamiToJson
import io.inkseal.ffi.accessRulesToJson as nativeAccessRulesToJson
import io.inkseal.ffi.keysToJson as nativeKeysToJson
import io.inkseal.ffi.parseAccessRules as nativeParseAccessRules
import io.inkseal.ffi.parseKeys as nativeParseKeys
import io.inkseal.ffi.parseSecrets as nativeParseSecrets
import io.inkseal.ffi.secretsToJson as nativeSecretsToJson
import io.inkseal.ffi.InitializeAnswer as NativeInitializeAnswer
import io.inkseal.ffi.SecretAnswer as NativeSecretAnswer
import io.inkseal.ffi.Whoami as NativeWhoami

/**
 * The answer of `GET /whoami`.
 *
 * @property organizationId The organization, whose id is the salt of every derivation.
 */
data class Whoami(val organizationId: String) {
    /** The value as the JSON of the service. */
    fun toJson(): String = call { whoamiToJson(NativeWhoami(organizationId)) }

    companion object {
        /** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
        @JvmStatic
        fun fromJson(json: String): Whoami = Whoami(call { whoamiFromJson(json) }.organizationId)
    }
}

/**
 * The answer of `GET /secrets/{id}`.
 *
 * @property metadata The secret without its payload.
 * @property encryptedPayload The sealed payload; null in an answer that carries metadata only.
 */
data class SecretAnswer(val metadata: SecretMetadata, val encryptedPayload: String?) {
    /** The value as the JSON of the service. */
    fun toJson(): String = call { secretAnswerToJson(NativeSecretAnswer(metadata.lower(), encryptedPayload)) }

    companion object {
        /** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
        @JvmStatic
        fun fromJson(json: String): SecretAnswer =
            call { secretAnswerFromJson(json) }.let { SecretAnswer(it.metadata.lift(), it.encryptedPayload) }
    }
}

/**
 * The answer of `POST /initialize`.
 *
 * @property vaultId The id of the new vault.
 * @property vaultKeyId The id of its primary key.
 * @property recoveryKeyCount How many recovery keys were stored: 4.
 */
data class InitializeAnswer(val vaultId: String, val vaultKeyId: String, val recoveryKeyCount: Long) {
    /** The value as the JSON of the service. */
    fun toJson(): String = call { initializeAnswerToJson(lower()) }

    companion object {
        /** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
        @JvmStatic
        fun fromJson(json: String): InitializeAnswer = call { initializeAnswerFromJson(json) }.lift()
    }
}

internal fun NativeInitializeAnswer.lift() = InitializeAnswer(vaultId, vaultKeyId, recoveryKeyCount.toLong())

internal fun InitializeAnswer.lower() = NativeInitializeAnswer(vaultId, vaultKeyId, recoveryKeyCount.toULong())

/** Reads the answer of `GET /keys`. Fails with `malformed` if it is no list of keys. */
fun parseKeys(json: String): List<KeyMetadata> = call { nativeParseKeys(json) }.lift()

/** Reads the answer of `GET /secrets`. Fails with `malformed` if it is no list of secrets. */
fun parseSecrets(json: String): List<SecretMetadata> = call { nativeParseSecrets(json) }.lift()

/** Reads the answer of `GET /secrets/{id}/access`. Fails with `malformed` if it is no list of rules. */
fun parseAccessRules(json: String): List<AccessRule> = call { nativeParseAccessRules(json) }.lift()

/** Writes a list of keys as the service answers it. */
fun keysToJson(keys: List<KeyMetadata>): String = call { nativeKeysToJson(keys.map { it.lower() }) }

/** Writes a list of secrets as the service answers it. */
fun secretsToJson(secrets: List<SecretMetadata>): String = call { nativeSecretsToJson(secrets.map { it.lower() }) }

/** Writes a list of rules as the service answers it. */
fun accessRulesToJson(rules: List<AccessRule>): String = call { nativeAccessRulesToJson(rules.map { it.lower() }) }
