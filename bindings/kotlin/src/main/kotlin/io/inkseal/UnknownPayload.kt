package io.inkseal

import io.inkseal.ffi.UnknownPayload as NativeUnknownPayload

/**
 * The content of a secret whose type this version does not know.
 *
 * @property secretType The type, as it was spelled.
 * @property text The whole payload as JSON text.
 */
data class UnknownPayload(override val secretType: SecretType, val text: SecretText) : SecretPayload

internal fun NativeUnknownPayload.lift() = UnknownPayload(SecretType(secretType), text)

internal fun UnknownPayload.lower() = NativeUnknownPayload(secretType.name, text)
