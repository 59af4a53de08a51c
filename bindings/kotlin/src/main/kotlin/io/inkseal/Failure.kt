package io.inkseal

import io.inkseal.ffi.Failure as NativeFailure

/**
 * Why one of many secrets did not open.
 *
 * @property code The stable code, such as `corrupt`.
 * @property reason A text for people. It holds no secret.
 */
data class Failure(val code: String, val reason: String)

internal fun NativeFailure.lift() = Failure(code, reason)
