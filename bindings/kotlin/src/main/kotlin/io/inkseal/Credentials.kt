package io.inkseal

import java.time.Instant
import io.inkseal.ffi.Credentials as NativeCredentials

/**
 * What is granted to one identity, always as of the present. What is not granted is `not_found`, as if it did not
 * exist. A paused identity gets `access_denied`, a locked vault is `locked`. This is policy: whoever holds the
 * vault itself can read everything.
 *
 * It has no secret of its own, and so nothing to close: it reads what its [Vault] opens, until that is locked.
 */
class Credentials internal constructor(private val native: NativeCredentials) {
    /** The identity whose view this is. Fails with `not_found` if it has been deleted. */
    fun identity(): Identity = call { native.identity() }.lift()

    /** Shows whose view it is, by the identity's handle. */
    override fun toString(): String {
        val handle = try { identity().agentHandle } catch (_: InksealException.NotFound) { "deleted" }
        return "Credentials($handle)"
    }

    /** Every granted secret, without its payload. Fails with `locked` and `access_denied`. */
    fun list(): List<SecretMetadata> = call { native.list() }.lift()

    /** [list], of one type. */
    fun listType(secretType: SecretType): List<SecretMetadata> = call { native.listType(secretType) }.lift()

    /**
     * The id of the granted secret that has this id or exactly this name. Fails as [list], with `not_found`, and
     * with [InksealException.Ambiguous] if several have the name.
     */
    fun find(nameOrId: String): String = call(nameOrId) { native.find(nameOrId) }

    /**
     * Opens one granted secret of any type. Fails as [list], with `not_found` if it is not granted, and with
     * `corrupt` or `malformed`.
     */
    fun get(id: String): OpenedSecret = call(id) { native.get(id) }.lift()

    /** [list], of logins. */
    fun listLogins(): List<SecretMetadata> = call { native.listLogins() }.lift()

    /** Opens one login. Fails as [get], and with `type_mismatch`. */
    fun getLogin(id: String): LoginPayload = call(id) { native.getLogin(id) }.lift()

    /** [list], of API keys. */
    fun listApiKeys(): List<SecretMetadata> = call { native.listApiKeys() }.lift()

    /** Opens one API key. Fails as [get], and with `type_mismatch`. */
    fun getApiKey(id: String): ApiKeyPayload = call(id) { native.getApiKey(id) }.lift()

    /** [list], of key pairs. */
    fun listKeyPairs(): List<SecretMetadata> = call { native.listKeyPairs() }.lift()

    /** Opens one key pair. Fails as [get], and with `type_mismatch`. */
    fun getKeyPair(id: String): KeyPairPayload = call(id) { native.getKeyPair(id) }.lift()

    /** [list], of SSH keys. */
    fun listSshKeys(): List<SecretMetadata> = call { native.listSshKeys() }.lift()

    /** Opens one SSH key. Fails as [get], and with `type_mismatch`. */
    fun getSshKey(id: String): SshKeyPayload = call(id) { native.getSshKey(id) }.lift()

    /** [list], of secrets of type other. */
    fun listOthers(): List<SecretMetadata> = call { native.listOthers() }.lift()

    /** Opens one secret of type other. Fails as [get], and with `type_mismatch`. */
    fun getOther(id: String): OtherPayload = call(id) { native.getOther(id) }.lift()

    /**
     * The code of a granted login at a time, without one now. Fails as [getLogin], with `not_found` without TOTP,
     * and with `unsupported`.
     */
    @JvmOverloads
    fun totpCode(id: String, now: Instant? = null): TotpCode =
        call(id) { native.totpCode(id, now.unixSeconds()) }.lift()

    /**
     * Seals a new secret and grants it to this identity, in one step. Fails as [list], and as [Vault.create].
     */
    @JvmOverloads
    fun create(
        name: String,
        payload: SecretPayload,
        description: String? = null,
        now: Instant? = null,
    ): SecretMetadata =
        call(name, description) { native.create(name, payload.lower(), description, now.unixSeconds()) }.lift()

    /** Sets or replaces the TOTP configuration of a granted login. Fails as [get], and as [Vault.setTotp]. */
    @JvmOverloads
    fun setTotp(id: String, totp: TotpConfig, now: Instant? = null): SecretMetadata =
        call(id) { native.setTotp(id, totp.lower(), now.unixSeconds()) }.lift()

    /** [setTotp] from an `otpauth` URI. */
    @JvmOverloads
    fun setTotpUri(id: String, uri: SecretText, now: Instant? = null): SecretMetadata =
        call(id) { native.setTotpUri(id, uri, now.unixSeconds()) }.lift()

    /** Removes the TOTP configuration of a granted login. Fails as [get], and with `type_mismatch`. */
    @JvmOverloads
    fun removeTotp(id: String, now: Instant? = null): SecretMetadata =
        call(id) { native.removeTotp(id, now.unixSeconds()) }.lift()
}
