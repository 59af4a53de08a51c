package io.inkseal

import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicInteger
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
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
    fun `vaults that nobody holds any more are freed while others work`() {
        val text = Fixture.vault().toText()
        repeat(200) {
            Vault.parse(text).unlockWith(Fixture.masterKey)
            if (it % 50 == 0) System.gc()
        }
        assertEquals(0, Fixture.vault().info().secretCount)
    }
}
