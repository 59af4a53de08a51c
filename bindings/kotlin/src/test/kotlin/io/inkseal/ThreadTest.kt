package io.inkseal

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicInteger
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.Test

/** One vault, used by several threads. */
class ThreadTest {
    @Test
    fun `readers get right answers or locked while others write, lock and unlock`() {
        val vault = Fixture.vault()
        val login = Fixture.login()
        val ids = List(20) { vault.create("Secret $it", login).id }
        val (right, locked, written) = List(3) { AtomicInteger() }
        val done = AtomicBoolean()

        fun worker(work: (Int) -> Unit) = Callable {
            var round = 0
            while (!done.get()) {
                try {
                    work(round++)
                } catch (_: InksealException.Locked) {
                    locked.incrementAndGet()
                }
            }
        }
        val read = worker { round ->
            assertEquals(login, vault.open(ids[round % ids.size]).payload)
            right.incrementAndGet()
        }
        val list = worker { assertTrue(vault.list().size >= ids.size) }
        val write = worker { round ->
            val id = vault.create("New $round", login).id
            assertEquals(login, vault.open(id).payload)
            vault.delete(id)
            written.incrementAndGet()
        }
        val lock = worker {
            vault.close()
            vault.unlockWith(Fixture.masterKey)
            Thread.sleep(1)
        }
        val threads = Executors.newFixedThreadPool(6)
        try {
            val work = listOf(read, read, read, list, write, lock).map { threads.submit(it) }
            Thread.sleep(1500)
            done.set(true)
            // What failed in a thread fails here.
            for (each in work) each.get(30, TimeUnit.SECONDS)
        } finally {
            threads.shutdownNow()
        }
        assertTrue(right.get() > 100, "$right reads")
        assertTrue(written.get() > 10, "$written writes")
        assertTrue(locked.get() > 0, "never locked")
        vault.unlockWith(Fixture.masterKey)
        assertEquals(ids, vault.list().map { it.id }.filter { it in ids })
    }

    @Test
    fun `vaults that nobody holds any more are freed`() {
        assumeTrue(Files.exists(STATM), "only Linux tells how much memory a process has")
        val text = Fixture.vault().also {
            it.create("Large", OtherPayload(SecretText("x".repeat(500_000))))
        }.toText()
        fun parse(count: Int) = repeat(count) {
            Vault.parse(text).unlockWith(Fixture.masterKey)
            // What is freed is freed by a thread of its own, after a collection.
            if (it % 20 == 0) {
                System.gc()
                Thread.sleep(20)
            }
        }
        parse(100)
        val before = residentBytes()
        parse(600)
        val grown = residentBytes() - before
        // Kept, the vaults would take 0.6 MB each.
        assertTrue(grown < 600 * text.length / 2, "grown by $grown bytes")
    }

    private fun residentBytes() = Files.readString(STATM).split(' ')[1].toLong() * PAGE

    private companion object {
        val STATM: Path = Path.of("/proc/self/statm")
        const val PAGE = 4096L
    }
}
