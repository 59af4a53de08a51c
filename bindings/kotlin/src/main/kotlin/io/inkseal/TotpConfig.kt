package io.inkseal

import java.time.Instant
import io.inkseal.ffi.TotpConfig as NativeTotpConfig
import io.inkseal.ffi.nextTotpCode as nativeNextTotpCode
import io.inkseal.ffi.normalizeTotp as nativeNormalizeTotp
import io.inkseal.ffi.parseTotpUri as nativeParseTotpUri
import io.inkseal.ffi.previousTotpCode as nativePreviousTotpCode
import io.inkseal.ffi.totpCode as nativeTotpCode
import io.inkseal.ffi.totpUri as nativeTotpUri
import io.inkseal.ffi.validateTotp as nativeValidateTotp

/**
 * How to make the one-time codes of an account (RFC 6238).
 *
 * @property secret The shared secret in base32. Spaces, `-`, lower case and any padding are understood.
 * @property algorithm The hash function.
 * @property digits How many digits a code has: codes can be made with 5 to 10. Of Steam's it makes no difference.
 * @property period How long a code holds, in seconds: codes can be made for 1 to 86,400. Of Steam's it makes no
 * difference.
 * @property issuer Who the account is with.
 * @property accountName Whose account it is.
 * @property unknown Members that this version does not know.
 */
data class TotpConfig @JvmOverloads constructor(
    val secret: SecretText,
    val algorithm: TotpAlgorithm = TotpAlgorithm.SHA1,
    val digits: Int = 6,
    val period: Int = 30,
    val issuer: SecretText? = null,
    val accountName: SecretText? = null,
    val unknown: List<Member> = emptyList(),
) {
    /**
     * The code at a time, without one now. Fails with `invalid_input` for a secret that is no base32, and with
     * `unsupported` for an algorithm, digits or a period that no code can be made with.
     */
    @JvmOverloads
    fun code(now: Instant? = null): TotpCode = call { nativeTotpCode(lower(), now.unixSeconds()) }.lift()

    /**
     * The code of the period before, for a verifier that allows a clock to be late. Fails as [code], and with
     * `invalid_input` in the first period of 1970.
     */
    @JvmOverloads
    fun previousCode(now: Instant? = null): TotpCode =
        call { nativePreviousTotpCode(lower(), now.unixSeconds()) }.lift()

    /** The code of the next period. Fails as [code]. */
    @JvmOverloads
    fun nextCode(now: Instant? = null): TotpCode = call { nativeNextTotpCode(lower(), now.unixSeconds()) }.lift()

    /** Checks that codes can be made. Fails as [code]. */
    fun validate(): Unit = call { nativeValidateTotp(lower()) }

    /** The configuration in its one canonical spelling, as it is sealed. Fails as [code]. */
    fun normalize(): TotpConfig = call { nativeNormalizeTotp(lower()) }.lift()

    /**
     * The one canonical `otpauth` URI, with every parameter written out. Fails as [code], and with
     * `invalid_input` past 8 KiB.
     */
    fun toUri(): SecretText = call { nativeTotpUri(lower()) }

    companion object {
        /**
         * Reads an `otpauth://totp/…`, `otpauth://steam/…` or `steam://` URI. Fails with `unsupported` for HOTP and
         * parameters that no code can be made with, and with `invalid_input` for all else that is wrong.
         */
        @JvmStatic
        fun parseUri(uri: SecretText): TotpConfig = call { nativeParseTotpUri(uri) }.lift()
    }
}

// Numbers keep their bits: one past the positive ones comes back as it was, and no code can be made with it.
internal fun NativeTotpConfig.lift() =
    TotpConfig(secret, algorithm, digits.toInt(), period.toInt(), issuer, accountName, unknown.lift())

internal fun TotpConfig.lower() =
    NativeTotpConfig(secret, algorithm, digits.toUInt(), period.toUInt(), issuer, accountName, unknown.lower())
