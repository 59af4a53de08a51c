package io.inkseal

import io.inkseal.ffi.KeyPairPayload as NativeKeyPairPayload

/**
 * An access key and its secret key.
 *
 * @property accessKey The access key, which names the pair.
 * @property secretKey The secret key.
 * @property endpoint Where it is used.
 * @property notes Anything else.
 * @property unknown Members that this version does not know.
 */
data class KeyPairPayload @JvmOverloads constructor(
    val accessKey: SecretText,
    val secretKey: SecretText,
    val endpoint: SecretText? = null,
    val notes: SecretText? = null,
    val unknown: List<Member> = emptyList(),
) : SecretPayload {
    override val secretType: SecretType get() = SecretType.KEY_PAIR
}

internal fun NativeKeyPairPayload.lift() =
    KeyPairPayload(accessKey, secretKey, endpoint, notes, unknown.lift())

internal fun KeyPairPayload.lower() =
    NativeKeyPairPayload(accessKey, secretKey, endpoint, notes, unknown.lower())
