package io.inkseal

import io.inkseal.ffi.SshKeyPayload as NativeSshKeyPayload

/**
 * An SSH private key.
 *
 * @property privateKey The private key.
 * @property publicKey The public key.
 * @property fingerprint The fingerprint of the public key.
 * @property passphrase The passphrase of the private key.
 * @property notes Anything else.
 * @property unknown Members that this version does not know.
 */
data class SshKeyPayload @JvmOverloads constructor(
    val privateKey: SecretText,
    val publicKey: SecretText? = null,
    val fingerprint: SecretText? = null,
    val passphrase: SecretText? = null,
    val notes: SecretText? = null,
    val unknown: List<Member> = emptyList(),
) : SecretPayload {
    override val secretType: SecretType get() = SecretType.SSH_KEY
}

internal fun NativeSshKeyPayload.lift() =
    SshKeyPayload(privateKey, publicKey, fingerprint, passphrase, notes, unknown.lift())

internal fun SshKeyPayload.lower() =
    NativeSshKeyPayload(privateKey, publicKey, fingerprint, passphrase, notes, unknown.lower())
