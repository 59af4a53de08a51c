package io.inkseal

import java.time.Instant
import io.inkseal.ffi.TotpCode as NativeTotpCode

/**
 * A one-time code and the time for which it holds.
 *
 * @property code The digits, zeros in front included; of Steam's codes the characters.
 * @property periodStart When it begins to hold.
 * @property periodEnd When it ceases to hold.
 * @property secondsRemaining Seconds from the time that was asked about until it ceases; 0 for a code of the past.
 */
data class TotpCode(
    val code: SecretText,
    val periodStart: Instant,
    val periodEnd: Instant,
    val secondsRemaining: Long,
)

internal fun NativeTotpCode.lift() =
    TotpCode(code, instantOf(periodStart), instantOf(periodEnd), secondsRemaining.toLong())
