package io.inkseal

import io.inkseal.ffi.OtherPayload as NativeOtherPayload

/**
 * Text of any form, or bytes as text: [encodeBinary] and [decodeBinary].
 *
 * @property data The text.
 * @property notes Anything else.
 * @property unknown Members that this version does not know.
 */
data class OtherPayload @JvmOverloads constructor(
    val data: SecretText,
    val notes: SecretText? = null,
    val unknown: List<Member> = emptyList(),
) : SecretPayload {
    override val secretType: SecretType get() = SecretType.OTHER
}

internal fun NativeOtherPayload.lift() =
    OtherPayload(data, notes, unknown.lift())

internal fun OtherPayload.lower() =
    NativeOtherPayload(data, notes, unknown.lower())
