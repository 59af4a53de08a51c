package io.inkseal

import io.inkseal.ffi.Vault as NativeVault

/** Secrets of a [Vault]: list, find, open. */
abstract class VaultSecrets internal constructor(native: NativeVault) : VaultPart(native) {
    /**
     * Every secret without its payload, in the order of the file. Works locked. Names, descriptions, types and
     * times are not authenticated.
     */
    fun list(): List<SecretMetadata> = call { native.list() }.lift()

    /** [list], of one type. */
    fun listType(secretType: SecretType): List<SecretMetadata> = call { native.listType(secretType) }.lift()

    /** [list], of secrets whose name contains a text, in any case. */
    fun search(text: String): List<SecretMetadata> = call(text) { native.search(text) }.lift()

    /** One secret without its payload. Works locked. Fails with `not_found`. */
    fun metadata(id: String): SecretMetadata = call(id) { native.metadata(id) }.lift()

    /**
     * The id of the secret that has this id or exactly this name. Fails with `not_found`, or with
     * [InksealException.Ambiguous] if several have the name.
     */
    fun find(nameOrId: String): String = call(nameOrId) { native.find(nameOrId) }

    /**
     * Opens one secret. Fails with `locked`, with `not_found`, with `corrupt` if the payload does not open, and
     * with `malformed` if it is no sealed data or does not fit its type.
     */
    fun open(id: String): OpenedSecret = call(id) { native.open(id) }.lift()

    /**
     * The payload of one secret as the JSON text that was sealed, whether or not it fits its type. Fails as
     * [open].
     */
    fun openText(id: String): SecretText = call(id) { native.openText(id) }

    /** Opens every secret in one call. What does not open has its own failure beside it. Fails with `locked`. */
    fun openAll(): List<OpenOutcome> = call { native.openAll() }.map { it.lift() }

    /**
     * Opens every secret that is granted to an identity, which is named by its id or handle. Fails with `locked`,
     * with `not_found`, and with `access_denied` if the identity is paused.
     */
    fun openGranted(identity: String): List<OpenOutcome> =
        call(identity) { native.openGranted(identity) }.map { it.lift() }

    /**
     * The view of one identity, named by its id or handle: only what is granted to it. Fails with `not_found`.
     */
    fun credentials(identity: String): Credentials = Credentials(call(identity) { native.credentials(identity) })

    /**
     * Verifies a webhook with the signing key that a secret holds: the key of an API key, the data of an other,
     * the secret key of a key pair or the password of a login. Names of headers are in any case.
     *
     * Fails as [open], and with `type_mismatch` for any other type. A request that does not verify is false, never
     * an exception. Without [freshness] a request that was recorded can be sent again at any time.
     */
    @JvmOverloads
    fun verifyWebhook(
        id: String,
        headers: List<Pair<String, String>>,
        body: ByteArray,
        freshness: Freshness? = null,
    ): Boolean = call(id) { native.verifyWebhook(id, headers.lower(), body, freshness?.lower()) }

    /** [verifyWebhook], with each header once. */
    @JvmOverloads
    fun verifyWebhook(
        id: String,
        headers: Map<String, String>,
        body: ByteArray,
        freshness: Freshness? = null,
    ): Boolean = verifyWebhook(id, headers.toList(), body, freshness)
}
