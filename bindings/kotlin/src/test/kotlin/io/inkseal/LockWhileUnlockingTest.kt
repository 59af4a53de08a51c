package io.inkseal

import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionException
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What was to unlock a vault and has begun before a lock does not unlock it after. */
class LockWhileUnlockingTest {
    @Test
    fun `a lock ends what is being derived`() {
        val calls = listOf<(Vault) -> Unit>(
            { it.unlock(Fixture.vaultKey()) },
            { it.changeVaultKey(Fixture.vaultKey(), Fixture.newVaultKey()) },
            { it.recover(Fixture.recoveryCode.expose().encodeToByteArray(), Fixture.newVaultKey()) },
        )
        for ((at, call) in calls.withIndex()) assertTrue((1..50).any { refusedByALock(call) }, "call $at unlocks after a lock")
    }

    /**
     * Locks the vault again and again while a call derives, which takes a thousand times as long. Says whether the call
     * was refused; if it was not, it has unlocked before it was locked the last time, or came before the first lock.
     */
    private fun refusedByALock(call: (Vault) -> Unit): Boolean {
        val vault = Fixture.vault().also { it.lock() }
        val unlocking = CompletableFuture.runAsync { call(vault) }
        while (!unlocking.isDone) vault.lock()
        try {
            unlocking.join()
            return false
        } catch (failure: CompletionException) {
            assertEquals("locked", (failure.cause as InksealException).code)
            assertFalse(vault.isUnlocked)
            fails<InksealException.Locked> { vault.exportDecrypted() }
            return true
        }
    }

    @Test
    fun `what begins after the lock unlocks`() {
        val vault = Fixture.vault()
        vault.lock()
        vault.unlock(Fixture.vaultKey())
        assertTrue(vault.isUnlocked)
    }
}
