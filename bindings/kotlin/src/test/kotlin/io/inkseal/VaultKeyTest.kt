package io.inkseal

import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Vault keys and recovery codes, as bytes and as characters. */
class VaultKeyTest {
    @Test
    fun `characters and bytes make the same key, and stay as they are`() {
        val bytes = "Früh-Aufstehen-😀-77".encodeToByteArray()
        val characters = "Früh-Aufstehen-😀-77".toCharArray()
        val fromBytes = MasterKey.derive(bytes, Fixture.ORGANIZATION_ID)
        val fromCharacters = MasterKey.derive(characters, Fixture.ORGANIZATION_ID)
        assertEquals(fromBytes.authHash(), fromCharacters.authHash())
        assertArrayEquals("Früh-Aufstehen-😀-77".encodeToByteArray(), bytes)
        assertArrayEquals("Früh-Aufstehen-😀-77".toCharArray(), characters)
    }

    @Test
    fun `the bytes that are made of characters are wiped, also after a failure`() {
        val lent = mutableListOf<ByteArray>()
        "Correct-Horse-7".toCharArray().asUtf8 { lent += it }
        runCatching { "Correct-Horse-7".toCharArray().asUtf8 { lent += it; error("of a test") } }
        assertEquals(2, lent.size)
        for (array in lent) {
            assertEquals(15, array.size)
            assertTrue(array.all { it == 0.toByte() })
        }
    }

    @Test
    fun `half of a surrogate pair is no vault key`() {
        for (half in listOf("\uD800", "Correct-Horse-7-\uD83D", "\uDE00-Correct-Horse-7-Battery")) {
            fails<InksealException.InvalidInput> { checkVaultKey(half.toCharArray()) }
            fails<InksealException.InvalidInput> { MasterKey.derive(half.toCharArray(), Fixture.ORGANIZATION_ID) }
        }
        fails<InksealException.InvalidInput> { MasterKey.derive(byteArrayOf(-1), Fixture.ORGANIZATION_ID) }
    }

    @Test
    fun `a vault is made, unlocked and changed with characters`() {
        val (vault, codes) = Vault.initialize(Fixture.ORGANIZATION_ID, "Correct-Horse-7-Battery".toCharArray())
        assertEquals(4, codes.size)
        val id = vault.create("GitHub", Fixture.login()).id
        val changed = "Another-Horse-8-Battery".toCharArray()
        vault.changeVaultKey("Correct-Horse-7-Battery".toCharArray(), changed)
        vault.lock()
        fails<InksealException.WrongVaultKey> { vault.unlock("Correct-Horse-7-Battery".toCharArray()) }
        vault.unlock(changed)
        val recovered = "Third-Horse-9-Battery".toCharArray()
        vault.recover(codes[0].expose().toCharArray(), recovered)
        assertEquals(3, vault.info().recoveryKeyCount)
        vault.lock()
        vault.unlock(recovered)
        assertEquals(Fixture.login(), vault.open(id).payload)
    }

    @Test
    fun `keys that are derived already do the same`() {
        val master = Fixture.masterKey
        val new = MasterKey.derive(Fixture.newVaultKey(), Fixture.ORGANIZATION_ID)
        val codes = List(4) { MasterKey.fromBytes(ByteArray(32) { byte -> (it + byte).toByte() }) }
        val vault = Vault.initializeWith(Fixture.ORGANIZATION_ID, master, codes, Fixture.now)
        assertEquals(listOf(KeyType.PRIMARY), vault.keysOf(KeyType.PRIMARY).map { it.keyType })
        assertEquals(5, vault.keys().size)
        vault.changeVaultKeyWith(master, new)
        vault.lock()
        vault.unlockWith(new)
        vault.recoverWith(codes[0], master)
        vault.replaceRecoveryCodesWith(List(4) { MasterKey.fromBytes(ByteArray(32) { byte -> (it - byte).toByte() }) })
        assertEquals(4, vault.replaceRecoveryCodes().toSet().size)
        val removed = vault.removeKey(vault.keysOf(KeyType.RECOVERY)[0].id)
        assertEquals(KeyType.RECOVERY, removed.keyType)
        fails<InksealException.Conflict> { vault.removeKey(vault.keysOf(KeyType.PRIMARY)[0].id) }
        fails<InksealException.InvalidInput> { vault.replaceRecoveryCodesWith(listOf(new)) }
    }

    @Test
    fun `a recovery code unlocks`() {
        val vault = Fixture.vault()
        vault.lock()
        vault.unlock(Fixture.recoveryCode.expose().encodeToByteArray())
        assertTrue(vault.isUnlocked)
    }

    @Test
    fun `an org key is wrapped and unwrapped`() {
        val orgKey = OrgKey.generate()
        val wrapped = Fixture.masterKey.wrap(orgKey, "b")
        val (keyId, unwrapped) = Fixture.masterKey.unwrapAny(listOf("a", "b"), wrapped)
        assertEquals("b", keyId)
        assertArrayEquals(orgKey.exposeBytes(), unwrapped.exposeBytes())
        assertArrayEquals(orgKey.exposeBytes(), OrgKey.fromBytes(orgKey.exposeBytes()).exposeBytes())
        fails<InksealException.Corrupt> { Fixture.masterKey.unwrap("a", wrapped) }
    }
}
