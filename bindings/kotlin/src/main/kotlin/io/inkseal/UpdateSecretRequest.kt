package io.inkseal

import io.inkseal.ffi.updateSecretRequestFromJson
import io.inkseal.ffi.updateSecretRequestToJson
import io.inkseal.ffi.updateSecretDescription as nativeUpdateSecretDescription
import io.inkseal.ffi.updateSecretName as nativeUpdateSecretName
import io.inkseal.ffi.updateSecretPayload as nativeUpdateSecretPayload
import io.inkseal.ffi.UpdateSecretRequest as NativeUpdateSecretRequest

/**
 * The body of `PATCH /secrets/{id}`: only what changes.
 *
 * @property name A new name.
 * @property description A new description.
 * @property removesDescription Whether the description is removed: JSON's `null`. It must have no new one then.
 * @property encryptedPayload A newly sealed payload of the same type.
 */
data class UpdateSecretRequest @JvmOverloads constructor(
    val name: String? = null,
    val description: String? = null,
    val removesDescription: Boolean = false,
    val encryptedPayload: String? = null,
) {
    /** The value as the JSON of the service. */
    fun toJson(): String = call { updateSecretRequestToJson(lower()) }

    companion object {
        /** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
        @JvmStatic
        fun fromJson(json: String): UpdateSecretRequest = call { updateSecretRequestFromJson(json) }.lift()

        /** Changes the name. Fails with `invalid_input` unless it has 1 to 255 characters. */
        @JvmStatic
        fun name(name: String): UpdateSecretRequest = call { nativeUpdateSecretName(name) }.lift()

        /** Changes the description, or removes it. */
        @JvmStatic
        fun description(description: String?): UpdateSecretRequest =
            call { nativeUpdateSecretDescription(description) }.lift()

        /**
         * Changes the payload, sealed under the secret's id. Whether the type is still that of the secret is for the
         * caller to check: the service cannot. Fails as [OrgKey.seal].
         */
        @JvmStatic
        fun payload(orgKey: OrgKey, secretId: String, payload: SecretPayload): UpdateSecretRequest =
            call(secretId) { nativeUpdateSecretPayload(orgKey.native, secretId, payload.lower()) }.lift()
    }
}

internal fun NativeUpdateSecretRequest.lift() =
    UpdateSecretRequest(name, description, removesDescription, encryptedPayload)

internal fun UpdateSecretRequest.lower() =
    NativeUpdateSecretRequest(name, description, removesDescription, encryptedPayload)
