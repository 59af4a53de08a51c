package io.inkseal

import io.inkseal.ffi.ApiKeyPayload as NativeApiKeyPayload

/**
 * One API token.
 *
 * @property apiKey The token.
 * @property endpoint Where it is used.
 * @property notes Anything else.
 * @property unknown Members that this version does not know.
 */
data class ApiKeyPayload @JvmOverloads constructor(
    val apiKey: SecretText,
    val endpoint: SecretText? = null,
    val notes: SecretText? = null,
    val unknown: List<Member> = emptyList(),
) : SecretPayload {
    override val secretType: SecretType get() = SecretType.API_KEY
}

internal fun NativeApiKeyPayload.lift() =
    ApiKeyPayload(apiKey, endpoint, notes, unknown.lift())

internal fun ApiKeyPayload.lower() =
    NativeApiKeyPayload(apiKey, endpoint, notes, unknown.lower())
