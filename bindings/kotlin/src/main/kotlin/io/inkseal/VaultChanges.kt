package io.inkseal

import java.time.Instant

/** Changes of the secrets of a [Vault]: create, rename, describe, replace the payload, delete. */
sealed interface VaultChanges : VaultPart {
    /**
     * Seals a payload as a new secret. Its type follows from the payload.
     *
     * Fails with `locked`; with `invalid_input` for a name that is empty or past 255 characters, TOTP that makes
     * no codes or a payload past 1 MiB; and with `unsupported` for lossy text.
     */
    fun create(
        name: String,
        payload: SecretPayload,
        description: String? = null,
        now: Instant? = null,
    ): SecretMetadata = call(name, description) { native.create(name, payload.lower(), description, now.unixSeconds()) }

    /**
     * [create], granted to identities in the same step: there is no moment at which the secret exists without its
     * readers. Fails as [create], and with `not_found` for an identity.
     */
    fun createGranted(
        name: String,
        payload: SecretPayload,
        identities: List<String>,
        description: String? = null,
        now: Instant? = null,
    ): SecretMetadata =
        call(name, *identities.toTypedArray(), description) {
            native.createGranted(name, payload.lower(), identities, description, now.unixSeconds())
        }

    /**
     * Gives a secret another name. Works locked. Fails with `not_found`, and with `invalid_input` unless the name
     * has 1 to 255 characters.
     */
    fun rename(id: String, name: String, now: Instant? = null): SecretMetadata =
        call(id, name) { native.rename(id, name, now.unixSeconds()) }

    /** Gives a secret another description, or none. Works locked. Fails with `not_found`. */
    fun describe(id: String, description: String?, now: Instant? = null): SecretMetadata =
        call(id, description) { native.describe(id, description, now.unixSeconds()) }

    /**
     * Replaces the payload of a secret by one of the same type. Fails as [create], with `not_found` and with
     * `type_mismatch`.
     */
    fun updatePayload(id: String, payload: SecretPayload, now: Instant? = null): SecretMetadata =
        call(id) { native.updatePayload(id, payload.lower(), now.unixSeconds()) }

    /** Deletes a secret and returns what it was. Works locked. Fails with `not_found`. */
    fun delete(id: String, now: Instant? = null): SecretMetadata = call(id) { native.delete(id, now.unixSeconds()) }
}
