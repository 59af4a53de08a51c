package io.inkseal

import com.fasterxml.jackson.databind.DeserializationFeature
import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.json.JsonMapper
import com.fasterxml.jackson.databind.node.ObjectNode
import java.nio.file.Path
import java.util.HexFormat
import kotlin.io.path.extension
import kotlin.io.path.isDirectory
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.nameWithoutExtension
import org.junit.jupiter.api.Assertions.assertEquals

/** The files of `test-vectors/`, and what their runners share. `test-vectors/generate/README.md` describes them. */
object Vectors {
    /** Numbers are kept as they are spelled. */
    val json: JsonMapper = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build()

    /** Every file that the public API can run, by its area and name. */
    fun files(): Map<String, Path> =
        Path.of("../../test-vectors").listDirectoryEntries()
            .filter { it.isDirectory() && it.name !in listOf("format-2", "generate", "reference", "template") }
            .flatMap { area -> area.listDirectoryEntries().filter { it.extension == "json" } }
            .associateBy { "${it.parent.name}/${it.nameWithoutExtension}" }
            // Argon2id with parameters of other kinds is no call of the package's.
            .minus("primitive/rfc9106")
            .toSortedMap()

    /** Runs one file and returns how many cases it has. */
    fun run(name: String, path: Path, runCase: (JsonNode) -> JsonNode): Int {
        val file = json.readTree(path.toFile())
        assertEquals(name.substringBefore('/'), file.text("area"))
        check(file.text("source").isNotEmpty())
        for (case in file["cases"]) {
            val actual = try {
                runCase(case)
            } catch (failure: InksealException) {
                record { put("error", failure.code) }
            }
            // Read again, for equal numbers may be of different classes.
            assertEquals(case["expect"], json.readTree(actual.toString()), "$name: ${case["name"]}")
        }
        return file["cases"].size()
    }

    fun record(fill: ObjectNode.() -> Unit): ObjectNode = json.createObjectNode().apply(fill)

    fun hex(bytes: ByteArray): String = HexFormat.of().formatHex(bytes)

    fun bytes(hex: String): ByteArray = HexFormat.of().parseHex(hex)
}

/** The text of a member; empty if there is none. */
fun JsonNode.text(name: String): String = path(name).asText("")
