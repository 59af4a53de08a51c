package io.inkseal

import io.inkseal.ffi.lossyMembers as nativeLossyMembers
import io.inkseal.ffi.parsePayload as nativeParsePayload
import io.inkseal.ffi.payloadToJson as nativePayloadToJson
import io.inkseal.ffi.SecretPayload as NativeSecretPayload

/**
 * The content of a secret. Everything in it is secret, and none of it is printed.
 *
 * ```kotlin
 * when (val payload = vault.open(id).payload) {
 *     is LoginPayload -> signIn(payload.username?.expose(), payload.password.expose())
 *     is ApiKeyPayload -> authorize(payload.apiKey.expose())
 *     is KeyPairPayload, is SshKeyPayload, is OtherPayload, is UnknownPayload -> error("no way to sign in")
 * }
 * ```
 */
sealed interface SecretPayload {
    /** The type of a secret with such a payload. */
    val secretType: SecretType

    /**
     * The payload as one compact JSON object, as it is sealed. Fails with `unsupported` if a member is lossy, and
     * with `invalid_input` past 1 MiB.
     */
    fun toJson(): SecretText = call { nativePayloadToJson(lower()) }

    /** The names of the members whose text could not be read whole; `totp` counts as one member. */
    fun lossyMembers(): List<String> = call { nativeLossyMembers(lower()) }

    companion object {
        /**
         * Parses the JSON text of a payload of a type. Fails with `malformed` if it does not fit; the exception
         * names the member, never its value.
         */
        @JvmStatic
        fun parse(secretType: SecretType, text: SecretText): SecretPayload =
            call { nativeParsePayload(secretType, text) }.lift()
    }
}

internal fun NativeSecretPayload.lift(): SecretPayload =
    when (this) {
        is NativeSecretPayload.Login -> v1.lift()
        is NativeSecretPayload.ApiKey -> v1.lift()
        is NativeSecretPayload.KeyPair -> v1.lift()
        is NativeSecretPayload.SshKey -> v1.lift()
        is NativeSecretPayload.Other -> v1.lift()
        is NativeSecretPayload.Unknown -> v1.lift()
    }

internal fun SecretPayload.lower(): NativeSecretPayload =
    when (this) {
        is LoginPayload -> NativeSecretPayload.Login(lower())
        is ApiKeyPayload -> NativeSecretPayload.ApiKey(lower())
        is KeyPairPayload -> NativeSecretPayload.KeyPair(lower())
        is SshKeyPayload -> NativeSecretPayload.SshKey(lower())
        is OtherPayload -> NativeSecretPayload.Other(lower())
        is UnknownPayload -> NativeSecretPayload.Unknown(lower())
    }
