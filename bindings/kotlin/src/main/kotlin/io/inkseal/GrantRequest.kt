package io.inkseal

import io.inkseal.ffi.grantRequestFromJson
import io.inkseal.ffi.grantRequestToJson
import io.inkseal.ffi.GrantRequest as NativeGrantRequest

/**
 * The body of `POST /secrets/{id}/access`.
 *
 * @property identityId The identity that may read the secret.
 */
data class GrantRequest(
    val identityId: String,
) {
    /** The value as the JSON of the service. */
    fun toJson(): String = call { grantRequestToJson(lower()) }

    companion object {
        /** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
        @JvmStatic
        fun fromJson(json: String): GrantRequest = call { grantRequestFromJson(json) }.lift()
    }
}

internal fun NativeGrantRequest.lift() = GrantRequest(identityId)

internal fun GrantRequest.lower() = NativeGrantRequest(identityId)
