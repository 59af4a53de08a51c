package io.inkseal

import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.Test

/** A vault key from standard input: in a process of its own, by a pipe and at a terminal. */
class ReadVaultKeyTest {
    @Test
    fun `a pipe gives line after line, without their ends`() {
        assertEquals(listOf("First key", "Second", "invalid_input", "Last"), read("First key\r\nSecond\n\nLast", 4))
        assertEquals(listOf("invalid_input"), read("", 1))
        assertEquals(listOf("Key", "invalid_input"), read("Key\n", 2))
    }

    @Test
    fun `what follows the line is left to others`() {
        assertEquals(listOf("Key", "rest: and more"), read("Key\nand more\n", 1, "rest"))
    }

    @Test
    fun `a line that is too long is refused`() {
        fails<InksealException.InvalidInput> { readLine(ByteArrayInputStream(ByteArray(70_000) { 'x'.code.toByte() })) }
        val long = ByteArray(65_536) { 'x'.code.toByte() }
        assertArrayEquals(long, readLine(ByteArrayInputStream(long)))
    }

    @Test
    fun `a terminal is asked, and does not show what is typed`() {
        assumeTrue(Files.isExecutable(SCRIPT), "there is no script(1) of util-linux here to make a terminal with")
        val inTerminal = listOf("$SCRIPT", "-qec", command(1).joinToString(" ") { "'$it'" }, "/dev/null")
        // Typed after the question: what comes before it, the terminal itself shows.
        val said = run(inTerminal, "Typed key\n", "Vault key: ")
        // Read, and shown by the program itself alone.
        assertEquals(listOf("key: Typed key"), said.lines().map { it.trim() }.filter { "Typed key" in it })
    }

    private fun read(input: String, times: Int, rest: String = ""): List<String> =
        run(command(times, rest), input).lines().filter { it.startsWith("key: ") || it.startsWith("rest: ") }
            .map { it.removePrefix("key: ") }

    private fun command(times: Int, rest: String = "") =
        listOf(JAVA, "-cp", System.getProperty("java.class.path"), "io.inkseal.ReadVaultKeyTestKt", "$times", rest)

    /** What a program says that is given this input, once it has said what it is waited for. */
    private fun run(command: List<String>, input: String, awaited: String = ""): String {
        val process = ProcessBuilder(command).redirectErrorStream(true).start()
        val heard = ByteArrayOutputStream()
        while (!heard.toString().endsWith(awaited)) {
            val byte = process.inputStream.read()
            assertTrue(byte >= 0, "it ended after: $heard")
            heard.write(byte)
        }
        process.outputStream.use { it.write(input.encodeToByteArray()) }
        heard.write(process.inputStream.readAllBytes())
        val said = heard.toString()
        assertTrue(process.waitFor(60, TimeUnit.SECONDS))
        assertFalse("Exception" in said, said)
        return said
    }

    private companion object {
        val JAVA: String = Path.of(System.getProperty("java.home"), "bin", "java").toString()
        val SCRIPT: Path = Path.of("/usr/bin/script")
    }
}

/** Reads as often as it is told to, and shows what came; then, if that is asked for, the line after it. */
fun main(arguments: Array<String>) {
    repeat(arguments[0].toInt()) {
        val read = try { readVaultKey().decodeToString() } catch (failure: InksealException) { failure.code }
        println("key: $read")
    }
    if (arguments.getOrNull(1) == "rest") println("rest: ${readln()}")
}
