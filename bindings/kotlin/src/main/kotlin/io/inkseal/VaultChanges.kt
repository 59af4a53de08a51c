package io.inkseal

import java.time.Instant
import io.inkseal.ffi.Vault as NativeVault

/** Changes of the secrets of a [Vault]: create, rename, describe, replace the payload, delete. */
abstract class VaultChanges internal constructor(native: NativeVault) : VaultSecrets(native) {
    /**
     * Seals a payload as a new secret. Its type follows from the payload.
     *
     * Fails with `locked`; with `invalid_input` for a name that is empty or past 255 characters, TOTP that makes
     * no codes or a payload past 1 MiB; and with `unsupported` for lossy text.
     */
    @JvmOverloads
    fun create(
        name: String,
        payload: SecretPayload,
        description: String? = null,
        now: Instant? = null,
    ): SecretMetadata =
        call(name, description) { native.create(name, payload.lower(), description, now.unixSeconds()) }.lift()

    /**
     * [create], granted to identities in the same step: there is no moment at which the secret exists without its
     * readers. Fails as [create], and with `not_found` for an identity.
     */
    @JvmOverloads
    fun createGranted(
        name: String,
        payload: SecretPayload,
        identities: List<String>,
        description: String? = null,
        now: Instant? = null,
    ): SecretMetadata =
        call(name, *identities.toTypedArray(), description) {
            native.createGranted(name, payload.lower(), identities, description, now.unixSeconds())
        }.lift()

    /**
     * Gives a secret another name. Works locked. Fails with `not_found`, and with `invalid_input` unless the name
     * has 1 to 255 characters.
     */
    @JvmOverloads
    fun rename(id: String, name: String, now: Instant? = null): SecretMetadata =
        call(id, name) { native.rename(id, name, now.unixSeconds()) }.lift()

    /** Gives a secret another description, or none. Works locked. Fails with `not_found`. */
    @JvmOverloads
    fun describe(id: String, description: String?, now: Instant? = null): SecretMetadata =
        call(id, description) { native.describe(id, description, now.unixSeconds()) }.lift()

    /**
     * Replaces the payload of a secret by one of the same type. Fails as [create], with `not_found` and with
     * `type_mismatch`.
     */
    @JvmOverloads
    fun updatePayload(id: String, payload: SecretPayload, now: Instant? = null): SecretMetadata =
        call(id) { native.updatePayload(id, payload.lower(), now.unixSeconds()) }.lift()

    /** Deletes a secret and returns what it was. Works locked. Fails with `not_found`. */
    @JvmOverloads
    fun delete(id: String, now: Instant? = null): SecretMetadata =
        call(id) { native.delete(id, now.unixSeconds()) }.lift()
}
