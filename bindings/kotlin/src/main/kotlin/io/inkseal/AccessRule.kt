package io.inkseal

import io.inkseal.ffi.accessRuleFromJson
import io.inkseal.ffi.accessRuleToJson
import java.time.Instant
import io.inkseal.ffi.AccessRule as NativeAccessRule

/**
 * A rule that lets an identity read a secret. Rules are policy, not cryptography: the vault key opens every
 * secret.
 *
 * @property id The id of the rule; null if unknown.
 * @property vaultSecretId The secret; empty if it is unknown.
 * @property identityId The identity that may read it.
 * @property createdAt When it was granted; null if unknown.
 */
data class AccessRule(
    val id: String?,
    val vaultSecretId: String,
    val identityId: String,
    val createdAt: Instant?,
) {
    /** The value as the JSON of the service. */
    fun toJson(): String = call { accessRuleToJson(lower()) }

    companion object {
        /** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
        @JvmStatic
        fun fromJson(json: String): AccessRule = call { accessRuleFromJson(json) }.lift()
    }
}

internal fun NativeAccessRule.lift() = AccessRule(id, vaultSecretId, identityId, timeOf(createdAt))

internal fun AccessRule.lower() = NativeAccessRule(id, vaultSecretId, identityId, createdAt?.toText())

/** Answers of the library that are lists. */
@JvmName("liftRules")
internal fun List<NativeAccessRule>.lift() = map { it.lift() }
