package io.inkseal.examples

import io.inkseal.readVaultKey

/**
 * Lends the vault key that a person types, or where there is no terminal the first line of standard input, and
 * wipes it after.
 */
inline fun <T> withVaultKey(use: (ByteArray) -> T): T {
    val vaultKey = readVaultKey()
    try {
        return use(vaultKey)
    } finally {
        vaultKey.fill(0)
    }
}
