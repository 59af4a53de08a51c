package io.inkseal

import java.time.Instant
import io.inkseal.ffi.Vault as NativeVault

/**
 * Access rules of a [Vault]: which identity may read which secret. They work locked: format 1 keeps them as
 * policy.
 */
abstract class VaultAccess internal constructor(native: NativeVault) : VaultTotp(native) {
    /**
     * Grants an identity, named by its id or handle, a secret. Fails with `not_found` for either, and with
     * `already_exists` if it has the grant.
     */
    @JvmOverloads
    fun grant(secretId: String, identity: String, now: Instant? = null): AccessRule =
        call(secretId, identity) { native.grant(secretId, identity, now.unixSeconds()) }.lift()

    /**
     * Takes a grant away. What the identity has read before it still knows. Fails with `not_found` for either, or
     * if there is no such grant.
     */
    @JvmOverloads
    fun revoke(secretId: String, identity: String, now: Instant? = null): Unit =
        call(secretId, identity) { native.revoke(secretId, identity, now.unixSeconds()) }

    /**
     * Makes the grants of an identity exactly these secrets, in one step. Fails with `not_found` for the identity
     * or a secret; nothing has changed then.
     */
    @JvmOverloads
    fun setGrants(identity: String, secretIds: List<String>, now: Instant? = null): Unit =
        call(identity, *secretIds.toTypedArray()) { native.setGrants(identity, secretIds, now.unixSeconds()) }

    /** The rules of one secret. Fails with `not_found`. */
    fun accessOfSecret(secretId: String): List<AccessRule> = call(secretId) { native.accessOfSecret(secretId) }.lift()

    /**
     * The secrets that are granted to an identity, without their payloads, also to a paused one. Fails with
     * `not_found`.
     */
    fun grantedTo(identity: String): List<SecretMetadata> = call(identity) { native.grantedTo(identity) }.lift()
}
