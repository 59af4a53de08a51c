@file:JvmName("TotpMigration")

package io.inkseal

import io.inkseal.ffi.MigrationEntry as NativeMigrationEntry
import io.inkseal.ffi.parseTotpMigration as nativeParseTotpMigration

/**
 * One account of what Google Authenticator exports.
 *
 * @property issuer Who the account is with.
 * @property accountName Whose account it is.
 * @property config How its codes are made, with the same names; none if that is not supported: by counter (HOTP), or
 * with MD5.
 */
data class MigrationEntry(val issuer: SecretText?, val accountName: SecretText?, val config: TotpConfig?)

/**
 * Reads what Google Authenticator exports: the `otpauth-migration://` URIs of all its parts, in any order. An account
 * whose codes cannot be made is listed without a configuration.
 *
 * Fails with `invalid_input` for what is no such URI or longer than 8 KiB, for data that cannot be decoded, for more
 * than 100 parts or 1000 accounts, and unless each part of one export is there once.
 */
fun parseTotpMigration(uris: List<SecretText>): List<MigrationEntry> =
    call { nativeParseTotpMigration(uris) }.map(NativeMigrationEntry::lift)

internal fun NativeMigrationEntry.lift() = MigrationEntry(issuer, accountName, config?.lift())
