package io.inkseal

import io.inkseal.ffi.MasterKey as NativeMasterKey

/**
 * What Argon2id makes of a vault key or recovery code: the key that wraps the org key. Its printed form is always
 * the same.
 *
 * [close] wipes it; later calls fail with `locked`.
 */
class MasterKey internal constructor(internal val native: NativeMasterKey) : AutoCloseable {
    /** The 32 bytes of the key. Whoever has them has to wipe them, with `fill(0)`. */
    fun exposeBytes(): ByteArray = call { native.exposeBytes() }

    /**
     * What proves to the service that one has the key: lower-case hex of its SHA-256. No secret of the vault.
     */
    fun authHash(): String = call { native.authHash() }

    /** Wraps an org key for the vault key with this id. */
    fun wrap(orgKey: OrgKey, keyId: String): String = call(keyId) { native.wrap(orgKey.native, keyId) }

    /**
     * Unwraps the org key that was wrapped for the vault key with this id. Fails with `malformed` if it is no
     * sealed data, and with `corrupt` if it does not open.
     */
    fun unwrap(keyId: String, wrapped: String): OrgKey = OrgKey(call(keyId, wrapped) { native.unwrap(keyId, wrapped) })

    /** Unwraps the org key when it is not known for which vault key it was wrapped. Fails as [unwrap]. */
    fun unwrapAny(keyIds: List<String>, wrapped: String): UnwrappedKey =
        call(*keyIds.toTypedArray(), wrapped) { native.unwrapAny(keyIds, wrapped) }
            .let { UnwrappedKey(it.keyId, OrgKey(it.orgKey)) }

    /** Wipes the key. Later calls fail with `locked`. */
    fun lock(): Unit = call { native.lock() }

    /** [lock], for `use`. */
    override fun close(): Unit = lock()

    /** Always the same, whatever the key is. */
    override fun toString(): String = "MasterKey([secret])"

    companion object {
        /**
         * Derives the key of a vault key or recovery code: about 0.1 s and 64 MiB. The vault key is secret UTF-8,
         * used as it is spelled; wipe yours with `fill(0)` when you are done with it.
         *
         * Fails with `invalid_input` if it is not UTF-8 or the organization id is shorter than 8 bytes, and with
         * `out_of_memory`.
         */
        @JvmStatic
        fun derive(vaultKey: ByteArray, organizationId: String): MasterKey =
            MasterKey(call(organizationId) { NativeMasterKey.derive(vaultKey, organizationId) })

        /** [derive] from characters. */
        @JvmStatic
        fun derive(vaultKey: CharArray, organizationId: String): MasterKey =
            vaultKey.asUtf8 { derive(it, organizationId) }

        /** Takes a key that was derived before: exactly 32 bytes, else `invalid_input`. */
        @JvmStatic
        fun fromBytes(bytes: ByteArray): MasterKey = MasterKey(call { NativeMasterKey.fromBytes(bytes) })
    }
}

/**
 * An unwrapped org key.
 *
 * @property keyId The id of the vault key that it was wrapped for.
 * @property orgKey The org key.
 */
data class UnwrappedKey(val keyId: String, val orgKey: OrgKey)
