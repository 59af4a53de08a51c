@file:JvmName("VaultKey")

package io.inkseal

import com.sun.jna.Function
import com.sun.jna.Platform
import io.inkseal.ffi.VaultKeyRule as NativeVaultKeyRule
import java.io.FileDescriptor
import java.io.FileInputStream
import java.io.InputStream
import java.nio.ByteBuffer
import java.nio.CharBuffer
import io.inkseal.ffi.checkVaultKey as nativeCheckVaultKey

/** The rules for a new vault key, in the order in which they are checked. */
enum class VaultKeyRule {
    /** At least 16 characters, counted as Unicode scalar values. */
    LENGTH,

    /** At least one of A to Z. */
    UPPERCASE,

    /** At least one of a to z. */
    LOWERCASE,

    /** At least one of 0 to 9. */
    DIGIT,

    /** At least one character that is none of these. */
    SPECIAL,
}

internal fun NativeVaultKeyRule.lift() =
    when (this) {
        NativeVaultKeyRule.LENGTH -> VaultKeyRule.LENGTH
        NativeVaultKeyRule.UPPERCASE -> VaultKeyRule.UPPERCASE
        NativeVaultKeyRule.LOWERCASE -> VaultKeyRule.LOWERCASE
        NativeVaultKeyRule.DIGIT -> VaultKeyRule.DIGIT
        NativeVaultKeyRule.SPECIAL -> VaultKeyRule.SPECIAL
    }

/**
 * Checks a new vault key, as UTF-8, against the rules: 16 characters, upper and lower case, a digit and another
 * character. Fails with [InksealException.WeakVaultKey], which says the first rule that is broken.
 */
fun checkVaultKey(vaultKey: ByteArray): Unit = call { nativeCheckVaultKey(vaultKey) }

/** [checkVaultKey] of characters. */
fun checkVaultKey(vaultKey: CharArray): Unit = vaultKey.asUtf8 { checkVaultKey(it) }

/**
 * Reads a vault key or recovery code. At a terminal it asks, and nothing of what is typed is shown; otherwise it takes
 * one line of standard input and leaves what follows. Wipe what you get with `fill(0)` when you are done with it.
 *
 * The line is read from the descriptor, as `System.in` would keep a copy of it: what a program has read from that
 * before may have taken it along.
 *
 * Fails with `invalid_input` if the line is empty, if there is none, if it is longer than a terminal or this function
 * takes (4,094 and 65,536 bytes), and at a terminal to which standard output does not go, where the JVM cannot hide
 * what is typed.
 */
@JvmOverloads
fun readVaultKey(prompt: String = "Vault key: "): ByteArray {
    val vaultKey = if (isTerminal(STANDARD_INPUT)) ask(prompt) else readLine(FileInputStream(FileDescriptor.`in`))
    if (vaultKey.isEmpty()) throw InksealException.InvalidInput("no vault key was given")
    return vaultKey
}

private const val STANDARD_INPUT = 0

/** What a terminal hands over of a line: the rest of a longer one is dropped. So as many are refused. */
private const val TERMINAL_LINE = 4095
private const val LONGEST_LINE = 65_536

private fun isTerminal(descriptor: Int): Boolean =
    Function.getFunction(Platform.C_LIBRARY_NAME, if (Platform.isWindows()) "_isatty" else "isatty")
        .invokeInt(arrayOf(descriptor)) != 0

private fun ask(prompt: String): ByteArray {
    val console = System.console()
        ?: throw InksealException.InvalidInput("what is typed can only be hidden if standard output is a terminal too")
    // Null at the end of input.
    val typed = console.readPassword("%s", prompt) ?: CharArray(0)
    try {
        return typed.toUtf8().also { if (it.size >= TERMINAL_LINE) it.refuse("a terminal") }
    } finally {
        typed.fill('\u0000')
    }
}

/** A line without its end. Every array that it was in is wiped. */
internal fun readLine(input: InputStream): ByteArray {
    var line = ByteArray(256)
    var length = 0
    try {
        while (true) {
            val byte = input.read()
            if (byte < 0 || byte == '\n'.code) break
            if (length == LONGEST_LINE) line.refuse("a line")
            if (length == line.size) line = line.copyOf(2 * length).also { line.fill(0) }
            line[length++] = byte.toByte()
        }
        if (length > 0 && line[length - 1] == '\r'.code.toByte()) length--
        return line.copyOf(length)
    } finally {
        line.fill(0)
    }
}

private fun ByteArray.refuse(source: String): Nothing {
    fill(0)
    throw InksealException.InvalidInput("the vault key is longer than $source can be here")
}

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
