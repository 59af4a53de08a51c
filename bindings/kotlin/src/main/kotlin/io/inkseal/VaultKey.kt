@file:JvmName("VaultKey")

package io.inkseal

import io.inkseal.ffi.VaultKeyRule as NativeVaultKeyRule
import java.nio.ByteBuffer
import java.nio.CharBuffer
import io.inkseal.ffi.checkVaultKey as nativeCheckVaultKey

/** The rules for a new vault key, in the order in which they are checked. */
typealias VaultKeyRule = NativeVaultKeyRule

/**
 * Checks a new vault key, as UTF-8, against the rules: 16 characters, upper and lower case, a digit and another
 * character. Fails with [InksealException.WeakVaultKey], which says the first rule that is broken.
 */
fun checkVaultKey(vaultKey: ByteArray): Unit = call { nativeCheckVaultKey(vaultKey) }

/** [checkVaultKey] of characters. */
fun checkVaultKey(vaultKey: CharArray): Unit = vaultKey.asUtf8 { checkVaultKey(it) }

/** Lends these characters as UTF-8, in an array that is wiped after. The characters stay as they are. */
internal inline fun <T> CharArray.asUtf8(block: (ByteArray) -> T): T {
    val utf8 = toUtf8()
    try {
        return block(utf8)
    } finally {
        utf8.fill(0)
    }
}

private fun CharArray.toUtf8(): ByteArray {
    // A character becomes at most three bytes, so that nothing is ever moved to a larger array.
    val room = ByteArray(size * 3)
    try {
        val encoder = Charsets.UTF_8.newEncoder()
        val buffer = ByteBuffer.wrap(room)
        if (encoder.encode(CharBuffer.wrap(this), buffer, true).isError) throw InksealException.notUnicode()
        return room.copyOf(buffer.position())
    } finally {
        room.fill(0)
    }
}
