package io.inkseal

import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Runs every file of `test-vectors/` that the public API can run. Every language prints the same counts. */
class VectorTest {
    @Test
    fun `every vector gives what it should`() {
        val counts = Vectors.files().map { (name, path) -> name to Vectors.run(name, path, runnerOf(name)) }
        for ((name, count) in counts) {
            println("%6d %s".format(count, name))
            assertTrue(count > 0, "$name is empty")
        }
        println("%6d cases".format(counts.sumOf { it.second }))
        assertTrue(counts.size >= 9, "some files are missing: $counts")
    }
}
