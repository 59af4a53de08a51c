package io.inkseal

import java.time.Instant

/** One-time codes of the logins of a [Vault]. */
sealed interface VaultTotp : VaultPart {
    /**
     * The code of a login at a time. Fails as [Vault.open], with `type_mismatch` for what is no login, with
     * `not_found` without TOTP, and with `unsupported`.
     */
    fun totpCode(id: String, now: Instant? = null): TotpCode =
        call(id) { native.totpCode(id, now.unixSeconds()) }.lift()

    /**
     * Sets or replaces the TOTP configuration of a login. Fails as [Vault.open], with `type_mismatch`, as
     * [TotpConfig.code], and with `unsupported` for what other programs that read the vault make no codes of: Steam's,
     * digits other than 6 and 8, and a period other than 30 and 60 seconds.
     */
    fun setTotp(id: String, totp: TotpConfig, now: Instant? = null): SecretMetadata =
        call(id) { native.setTotp(id, totp.lower(), now.unixSeconds()) }

    /** [setTotp] from an `otpauth` URI. Fails also as [TotpConfig.parseUri]. */
    fun setTotpUri(id: String, uri: SecretText, now: Instant? = null): SecretMetadata =
        call(id) { native.setTotpUri(id, uri, now.unixSeconds()) }

    /** Removes the TOTP configuration of a login. Fails as [Vault.open], and with `type_mismatch`. */
    fun removeTotp(id: String, now: Instant? = null): SecretMetadata =
        call(id) { native.removeTotp(id, now.unixSeconds()) }
}
