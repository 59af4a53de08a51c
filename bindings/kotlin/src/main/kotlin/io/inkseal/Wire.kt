// What is sent to the service and answered by it, as values: an SDK brings its own HTTP.

@file:JvmName("Wire")

package io.inkseal

import io.inkseal.ffi.initializeAnswerFromJson
import io.inkseal.ffi.initializeAnswerToJson
import io.inkseal.ffi.accessRulesToJson as nativeAccessRulesToJson
import io.inkseal.ffi.keysToJson as nativeKeysToJson
import io.inkseal.ffi.parseAccessRules as nativeParseAccessRules
import io.inkseal.ffi.parseKeys as nativeParseKeys
import io.inkseal.ffi.parseSecrets as nativeParseSecrets
import io.inkseal.ffi.secretsToJson as nativeSecretsToJson
import io.inkseal.ffi.InitializeAnswer as NativeInitializeAnswer

/** The answer of `GET /whoami`. */
typealias Whoami = io.inkseal.ffi.Whoami

/** The answer of `GET /secrets/{id}`: metadata and the sealed payload. */
typealias SecretAnswer = io.inkseal.ffi.SecretAnswer

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
fun parseKeys(json: String): List<KeyMetadata> = call { nativeParseKeys(json) }

/** Reads the answer of `GET /secrets`. Fails with `malformed` if it is no list of secrets. */
fun parseSecrets(json: String): List<SecretMetadata> = call { nativeParseSecrets(json) }

/** Reads the answer of `GET /secrets/{id}/access`. Fails with `malformed` if it is no list of rules. */
fun parseAccessRules(json: String): List<AccessRule> = call { nativeParseAccessRules(json) }

/** Writes a list of keys as the service answers it. */
fun keysToJson(keys: List<KeyMetadata>): String = call { nativeKeysToJson(keys) }

/** Writes a list of secrets as the service answers it. */
fun secretsToJson(secrets: List<SecretMetadata>): String = call { nativeSecretsToJson(secrets) }

/** Writes a list of rules as the service answers it. */
fun accessRulesToJson(rules: List<AccessRule>): String = call { nativeAccessRulesToJson(rules) }
