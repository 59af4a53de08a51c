package io.inkseal

import java.time.Instant
import io.inkseal.ffi.Vault as NativeVault

/** One-time codes of the logins of a [Vault]. */
abstract class VaultTotp internal constructor(native: NativeVault) : VaultChanges(native) {
    /**
     * The code of a login at a time. Fails as [Vault.open], with `type_mismatch` for what is no login, with
     * `not_found` without TOTP, and with `unsupported`.
     */
    @JvmOverloads
    fun totpCode(id: String, now: Instant? = null): TotpCode =
        call(id) { native.totpCode(id, now.unixSeconds()) }.lift()

    /**
     * Sets or replaces the TOTP configuration of a login. Fails as [Vault.open], with `type_mismatch`, as
     * [TotpConfig.code], and with `unsupported` for what other programs that read the vault make no codes of: Steam's,
     * digits other than 6 and 8, and a period other than 30 and 60 seconds.
     */
    @JvmOverloads
    fun setTotp(id: String, totp: TotpConfig, now: Instant? = null): SecretMetadata =
        call(id) { native.setTotp(id, totp.lower(), now.unixSeconds()) }.lift()

    /** [setTotp] from an `otpauth` URI. Fails also as [TotpConfig.parseUri]. */
    @JvmOverloads
    fun setTotpUri(id: String, uri: SecretText, now: Instant? = null): SecretMetadata =
        call(id) { native.setTotpUri(id, uri, now.unixSeconds()) }.lift()

    /** Removes the TOTP configuration of a login. Fails as [Vault.open], and with `type_mismatch`. */
    @JvmOverloads
    fun removeTotp(id: String, now: Instant? = null): SecretMetadata =
        call(id) { native.removeTotp(id, now.unixSeconds()) }.lift()
}
