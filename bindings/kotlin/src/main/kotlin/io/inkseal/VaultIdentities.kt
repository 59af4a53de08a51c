package io.inkseal

import java.time.Instant
import io.inkseal.ffi.Vault as NativeVault

/** Identities of a [Vault]: the agents that secrets are granted to. All of it works locked. */
abstract class VaultIdentities internal constructor(native: NativeVault) : VaultAccess(native) {
    /** Every identity, in the order of the file. */
    fun identities(): List<Identity> = call { native.identities() }.map { it.lift() }

    /** The identity with this id or else with this handle. Fails with `not_found`. */
    fun identity(idOrHandle: String): Identity = call(idOrHandle) { native.identity(idOrHandle) }.lift()

    /**
     * Makes an identity and grants it secrets, in one step. Fails with `invalid_input` for a handle that is empty,
     * past 255 characters or has spaces, with `already_exists` if it is taken, and with `not_found` for a secret.
     */
    @JvmOverloads
    fun createIdentity(
        agentHandle: String,
        displayName: String? = null,
        secretIds: List<String> = emptyList(),
        now: Instant? = null,
    ): Identity =
        call(agentHandle, displayName, *secretIds.toTypedArray()) {
            native.createIdentity(agentHandle, displayName, secretIds, now.unixSeconds())
        }.lift()

    /**
     * Gives an identity another handle. Its grants stay. Fails with `not_found`, and for the new handle with
     * `invalid_input` or `already_exists`.
     */
    @JvmOverloads
    fun renameIdentity(idOrHandle: String, agentHandle: String, now: Instant? = null): Identity =
        call(idOrHandle, agentHandle) { native.renameIdentity(idOrHandle, agentHandle, now.unixSeconds()) }.lift()

    /** Sets an identity's name for people, or removes it. Fails with `not_found`. */
    @JvmOverloads
    fun setDisplayName(idOrHandle: String, displayName: String?, now: Instant? = null): Identity =
        call(idOrHandle, displayName) { native.setDisplayName(idOrHandle, displayName, now.unixSeconds()) }.lift()

    /** Pauses an identity: it reads nothing until it is resumed. Its grants stay. Fails with `not_found`. */
    @JvmOverloads
    fun pauseIdentity(idOrHandle: String, now: Instant? = null): Identity =
        call(idOrHandle) { native.pauseIdentity(idOrHandle, now.unixSeconds()) }.lift()

    /** Lets a paused identity read again. Fails with `not_found`. */
    @JvmOverloads
    fun resumeIdentity(idOrHandle: String, now: Instant? = null): Identity =
        call(idOrHandle) { native.resumeIdentity(idOrHandle, now.unixSeconds()) }.lift()

    /** Deletes an identity and every rule that names it, and returns what it was. Fails with `not_found`. */
    @JvmOverloads
    fun deleteIdentity(idOrHandle: String, now: Instant? = null): Identity =
        call(idOrHandle) { native.deleteIdentity(idOrHandle, now.unixSeconds()) }.lift()
}
