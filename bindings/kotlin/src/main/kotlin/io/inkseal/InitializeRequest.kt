package io.inkseal

import io.inkseal.ffi.initializeRequestFromJson
import io.inkseal.ffi.initializeRequestToJson
import io.inkseal.ffi.InitializeRequest as NativeInitializeRequest
import io.inkseal.ffi.initializeRequest as nativeInitializeRequest

/**
 * The body of `POST /initialize`.
 *
 * @property vaultKey The primary key.
 * @property recoveryKeys Four recovery keys.
 */
data class InitializeRequest(
    val vaultKey: KeyMaterial,
    val recoveryKeys: List<KeyMaterial>,
) {
    /** The value as the JSON of the service. */
    fun toJson(): String = call { initializeRequestToJson(lower()) }

    companion object {
        /** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
        @JvmStatic
        fun fromJson(json: String): InitializeRequest = call { initializeRequestFromJson(json) }.lift()

        /** Wraps a new vault's org key for its vault key and its four recovery codes, with fresh ids. */
        @JvmStatic
        fun generate(orgKey: OrgKey, primary: MasterKey, recovery: List<MasterKey>): InitializeRequest =
            call { nativeInitializeRequest(orgKey.native, primary.native, recovery.map { it.native }) }.lift()
    }
}

internal fun NativeInitializeRequest.lift() = InitializeRequest(vaultKey.lift(), recoveryKeys.map { it.lift() })

internal fun InitializeRequest.lower() = NativeInitializeRequest(vaultKey.lower(), recoveryKeys.map { it.lower() })
