package io.inkseal

import io.inkseal.ffi.createSecretRequestFromJson
import io.inkseal.ffi.createSecretRequestToJson
import io.inkseal.ffi.CreateSecretRequest as NativeCreateSecretRequest
import io.inkseal.ffi.createSecretRequest as nativeCreateSecretRequest

/**
 * The body of `POST /secrets`.
 *
 * @property id A fresh UUID, the AAD of the payload.
 * @property name The name, 1 to 255 characters. The service sees it.
 * @property secretType The type of the payload. The service sees it.
 * @property encryptedPayload The sealed payload.
 * @property description A description. The service sees it.
 */
data class CreateSecretRequest(
    val id: String,
    val name: String,
    val secretType: String,
    val encryptedPayload: String,
    val description: String?,
) {
    /** The value as the JSON of the service. */
    fun toJson(): String = call { createSecretRequestToJson(lower()) }

    companion object {
        /** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
        @JvmStatic
        fun fromJson(json: String): CreateSecretRequest = call { createSecretRequestFromJson(json) }.lift()

        /**
         * Seals a payload for a new secret with a fresh id. Fails with `invalid_input` for a name that is empty or past
         * 255 characters, TOTP that makes no codes or a payload past 1 MiB, and with `unsupported` for lossy text.
         */
        @JvmStatic
        @JvmOverloads
        fun seal(
            orgKey: OrgKey,
            name: String,
            payload: SecretPayload,
            description: String? = null,
        ): CreateSecretRequest =
            call(name, description) { nativeCreateSecretRequest(orgKey.native, name, payload.lower(), description) }
                .lift()
    }
}

internal fun NativeCreateSecretRequest.lift() = CreateSecretRequest(id, name, secretType, encryptedPayload, description)

internal fun CreateSecretRequest.lower() =
    NativeCreateSecretRequest(id, name, secretType, encryptedPayload, description)
