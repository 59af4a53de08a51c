package io.inkseal

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What is made at random. */
class GenerateTest {
    @Test
    fun `a password follows its recipe`() {
        assertEquals(24, generatePassword().expose().length)
        assertNotEquals(generatePassword(), generatePassword())
        val digits = PasswordRecipe(length = 8, uppercase = false, lowercase = false, symbols = false)
        assertTrue(generatePassword(digits).expose().matches(Regex("[0-9]{8}")))
        fails<InksealException.InvalidInput> { generatePassword(digits.copy(digits = false)) }
    }

    @Test
    fun `a passphrase has as many words as asked for`() {
        val words = generatePassphrase(listOf("one", "two", "three"), 5, "-").expose().split('-')
        assertEquals(5, words.size)
        fails<InksealException.InvalidInput> { generatePassphrase(listOf("one"), -1, "-") }
    }

    @Test
    fun `codes and ids are fresh`() {
        assertNotEquals(generateRecoveryCode(), generateRecoveryCode())
        assertNotEquals(generateLocalOrganizationId(), generateLocalOrganizationId())
        // Both are accepted where they belong.
        MasterKey.derive(generateRecoveryCode().expose().toCharArray(), generateLocalOrganizationId()).close()
    }
}
