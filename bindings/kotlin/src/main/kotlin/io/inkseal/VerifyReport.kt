package io.inkseal

import io.inkseal.ffi.VerifyReport as NativeVerifyReport

/**
 * Whether one secret opens.
 *
 * @property id The id; null for an entry of the file that is no secret or has another's id.
 * @property name The name, not authenticated; null if unknown.
 * @property secretType The type, not authenticated.
 * @property failure Why it does not open; null if it does.
 */
data class VerifyReport(val id: String?, val name: String?, val secretType: SecretType, val failure: Failure?)

internal fun NativeVerifyReport.lift() = VerifyReport(id, name, secretType, failure?.lift())
