package io.inkseal

import io.inkseal.ffi.keyMaterialFromJson
import io.inkseal.ffi.keyMaterialToJson
import io.inkseal.ffi.generateKeyMaterial as nativeGenerateKeyMaterial
import io.inkseal.ffi.KeyMaterial as NativeKeyMaterial

/**
 * A vault key as the service keeps it: the org key, wrapped, and who may ask for it.
 *
 * @property id A fresh UUID, the AAD of the wrapped key.
 * @property wrappedOrgEncryptionKey The wrapped org key.
 * @property authHash The auth hash of the master key that wraps it.
 * @property keyType What the key is for.
 */
data class KeyMaterial(
    val id: String,
    val wrappedOrgEncryptionKey: String,
    val authHash: String,
    val keyType: KeyType,
) {
    /** The value as the JSON of the service. */
    fun toJson(): String = call { keyMaterialToJson(lower()) }

    companion object {
        /** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
        @JvmStatic
        fun fromJson(json: String): KeyMaterial = call { keyMaterialFromJson(json) }.lift()

        /** Wraps an org key under a master key, with a fresh id. */
        @JvmStatic
        fun generate(masterKey: MasterKey, orgKey: OrgKey, keyType: KeyType): KeyMaterial =
            call { nativeGenerateKeyMaterial(masterKey.native, orgKey.native, keyType) }.lift()
    }
}

internal fun NativeKeyMaterial.lift() = KeyMaterial(id, wrappedOrgEncryptionKey, authHash, keyType)

internal fun KeyMaterial.lower() = NativeKeyMaterial(id, wrappedOrgEncryptionKey, authHash, keyType)
