package io.inkseal

import io.inkseal.ffi.UnlockAnswer as NativeUnlockAnswer

/**
 * The service's answer of `GET /unlock`: the wrapped org key for one auth hash, and every secret, sealed. See
 * [Vault.fromUnlockAnswer].
 */
class UnlockAnswer private constructor(internal val native: NativeUnlockAnswer) {
    /** The wrapped org key; null if no key of the vault has the auth hash that was sent. */
    val wrappedOrgEncryptionKey: String? get() = call { native.wrappedOrgEncryptionKey() }

    /** The secrets of the answer, without their payloads. */
    fun secrets(): List<SecretMetadata> = call { native.secrets() }.lift()

    /** The answer as the JSON of the service. */
    fun toJson(): String = call { native.toJson() }

    /** Shows how many secrets it has; nothing of what they keep. */
    override fun toString(): String = "UnlockAnswer(secrets=${secrets().size})"

    companion object {
        /** Reads the answer from the JSON of the service. Fails with `malformed` if it is something else. */
        @JvmStatic
        fun fromJson(json: String): UnlockAnswer = UnlockAnswer(call { NativeUnlockAnswer.fromJson(json) })
    }
}
