package io.inkseal

import io.inkseal.ffi.replacePrimaryKeyRequestFromJson
import io.inkseal.ffi.replacePrimaryKeyRequestToJson
import io.inkseal.ffi.ReplacePrimaryKeyRequest as NativeReplacePrimaryKeyRequest
import io.inkseal.ffi.replacePrimaryKeyWithCurrent as nativeReplacePrimaryKeyWithCurrent
import io.inkseal.ffi.replacePrimaryKeyWithRecovery as nativeReplacePrimaryKeyWithRecovery

/**
 * The body of `PUT /keys/primary`: a new vault key, and the proof that one may set it.
 *
 * @property id A fresh UUID, the AAD of the wrapped key.
 * @property wrappedOrgEncryptionKey The org key, wrapped for the new vault key.
 * @property authHash The new key's auth hash.
 * @property currentAuthHash The auth hash of the vault key that goes.
 * @property recoveryAuthHash The auth hash of the recovery code that is used up.
 */
data class ReplacePrimaryKeyRequest(
    val id: String,
    val wrappedOrgEncryptionKey: String,
    val authHash: String,
    val currentAuthHash: String?,
    val recoveryAuthHash: String?,
) {
    /** The value as the JSON of the service. */
    fun toJson(): String = call { replacePrimaryKeyRequestToJson(lower()) }

    companion object {
        /** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
        @JvmStatic
        fun fromJson(json: String): ReplacePrimaryKeyRequest = call { replacePrimaryKeyRequestFromJson(json) }.lift()

        /** Replaces the current vault key. */
        @JvmStatic
        fun withCurrent(current: MasterKey, new: MasterKey, orgKey: OrgKey): ReplacePrimaryKeyRequest =
            call { nativeReplacePrimaryKeyWithCurrent(current.native, new.native, orgKey.native) }.lift()

        /** Replaces the vault key with a recovery code. */
        @JvmStatic
        fun withRecovery(code: MasterKey, new: MasterKey, orgKey: OrgKey): ReplacePrimaryKeyRequest =
            call { nativeReplacePrimaryKeyWithRecovery(code.native, new.native, orgKey.native) }.lift()
    }
}

internal fun NativeReplacePrimaryKeyRequest.lift() =
    ReplacePrimaryKeyRequest(id, wrappedOrgEncryptionKey, authHash, currentAuthHash, recoveryAuthHash)

internal fun ReplacePrimaryKeyRequest.lower() =
    NativeReplacePrimaryKeyRequest(id, wrappedOrgEncryptionKey, authHash, currentAuthHash, recoveryAuthHash)
