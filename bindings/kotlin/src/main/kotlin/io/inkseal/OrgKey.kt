package io.inkseal

import io.inkseal.ffi.OrgKey as NativeOrgKey

/**
 * What seals every payload of a format-1 vault: 32 random bytes, made once and wrapped for each vault key.
 * Changing the vault key does not change it. Its printed form is always the same.
 *
 * [close] wipes it; later calls fail with `locked`.
 */
class OrgKey internal constructor(internal val native: NativeOrgKey) : AutoCloseable {
    /** The 32 bytes of the key. Whoever has them has to wipe them, with `fill(0)`. */
    fun exposeBytes(): ByteArray = call { native.exposeBytes() }

    /**
     * Seals a payload for the secret with this id. Fails with `invalid_input` if the id is empty or the payload
     * past 1 MiB, and with `unsupported` if a member is lossy.
     */
    fun seal(secretId: String, payload: SecretPayload): String =
        call(secretId) { native.seal(secretId, payload.lower()) }

    /**
     * Opens the payload of the secret with this id. Fails with `malformed` if the blob is no sealed data or does
     * not fit the type, and with `corrupt` if it does not open.
     */
    fun open(secretId: String, secretType: SecretType, blob: String): SecretPayload =
        call(secretId, blob) { native.open(secretId, secretType, blob) }.lift()

    /** Opens a payload as the JSON text that was sealed, whatever it is. Fails as [open]. */
    fun openText(secretId: String, blob: String): SecretText = call(secretId, blob) { native.openText(secretId, blob) }

    /**
     * Opens a payload that an early browser console sealed without its secret's id. Nothing binds such a payload
     * to its secret. Fails as [open].
     */
    fun openWithoutAad(secretType: SecretType, blob: String): SecretPayload =
        call(blob) { native.openWithoutAad(secretType, blob) }.lift()

    /** [openText] for a payload that was sealed without its secret's id. */
    fun openTextWithoutAad(blob: String): SecretText = call(blob) { native.openTextWithoutAad(blob) }

    /** Wipes the key. Later calls fail with `locked`. */
    fun lock(): Unit = call { native.lock() }

    /** [lock], for `use`. */
    override fun close(): Unit = lock()

    /** Always the same, whatever the key is. */
    override fun toString(): String = "OrgKey([secret])"

    companion object {
        /** Makes a new key. Fails with `io` if the system gives no random bytes. */
        @JvmStatic
        fun generate(): OrgKey = OrgKey(call { NativeOrgKey.generate() })

        /** Takes a key from its bytes: exactly 32, else `invalid_input`. */
        @JvmStatic
        fun fromBytes(bytes: ByteArray): OrgKey = OrgKey(call { NativeOrgKey.fromBytes(bytes) })
    }
}
