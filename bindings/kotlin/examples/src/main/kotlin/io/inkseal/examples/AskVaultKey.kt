package io.inkseal.examples

/**
 * Lends the vault key that a person types, or where there is no terminal the first line of standard input, and
 * wipes it after.
 */
inline fun <T> withVaultKey(use: (CharArray) -> T): T {
    val vaultKey = askVaultKey()
    try {
        return use(vaultKey)
    } finally {
        vaultKey.fill('\u0000')
    }
}

/** For [withVaultKey], which wipes it. */
fun askVaultKey(): CharArray =
    System.console()?.readPassword("Vault key: ") ?: readln().toCharArray()
