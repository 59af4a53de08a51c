package io.inkseal

import io.inkseal.ffi.OpenOutcome as NativeOpenOutcome
import io.inkseal.ffi.OpenedSecret as NativeOpenedSecret

/**
 * A secret with its payload.
 *
 * @property metadata The secret without its payload. Not authenticated, except for the id.
 * @property payload The payload, which is secret.
 */
data class OpenedSecret(val metadata: SecretMetadata, val payload: SecretPayload)

/**
 * One of many secrets that were opened at once: its payload, or why it does not open.
 *
 * @property metadata The secret without its payload. Not authenticated, except for the id.
 * @property payload The payload, which is secret; null if it does not open.
 * @property failure Why it does not open; null if it does.
 */
data class OpenOutcome(val metadata: SecretMetadata, val payload: SecretPayload?, val failure: Failure?)

internal fun NativeOpenedSecret.lift() = OpenedSecret(metadata.lift(), payload.lift())

internal fun NativeOpenOutcome.lift() = OpenOutcome(metadata.lift(), payload?.lift(), failure?.lift())
