@file:JvmName("Generate")

package io.inkseal

import io.inkseal.ffi.generateLocalOrganizationId as nativeGenerateLocalOrganizationId
import io.inkseal.ffi.generatePassphrase as nativeGeneratePassphrase
import io.inkseal.ffi.generatePassword as nativeGeneratePassword
import io.inkseal.ffi.generateRecoveryCode as nativeGenerateRecoveryCode
import io.inkseal.ffi.PasswordRecipe as NativePasswordRecipe

/**
 * What a password is made of.
 *
 * @property length How many characters, 4 to 1024.
 * @property uppercase At least one of A to Z; none if not set.
 * @property lowercase At least one of a to z; none if not set.
 * @property digits At least one of 0 to 9; none if not set.
 * @property symbols At least one of `!#$%&()*+,-./:;=?@[]^_{}`; none if not set.
 */
data class PasswordRecipe @JvmOverloads constructor(
    val length: Int = 24,
    val uppercase: Boolean = true,
    val lowercase: Boolean = true,
    val digits: Boolean = true,
    val symbols: Boolean = true,
)

/**
 * A fresh password. Every one that fits the recipe is equally likely. Fails with `invalid_input` when the length is
 * out of range or no class is chosen.
 */
@JvmOverloads
fun generatePassword(recipe: PasswordRecipe = PasswordRecipe()): SecretText =
    call { nativeGeneratePassword(recipe.lower()) }

/**
 * A fresh passphrase: [count] words out of [words], 1 to 64, with the separator between them. The list is the
 * caller's, and so is the strength: [count] times the binary logarithm of the number of words.
 */
fun generatePassphrase(words: List<String>, count: Int, separator: String): SecretText =
    call(*words.toTypedArray(), separator) { nativeGeneratePassphrase(words, count.toUInt(), separator) }

/** A fresh recovery code. */
fun generateRecoveryCode(): SecretText = call { nativeGenerateRecoveryCode() }

/** A fresh organization id for a vault that no service knows. */
fun generateLocalOrganizationId(): String = call { nativeGenerateLocalOrganizationId() }

// A length below 0 becomes one that is out of range at the other end.
private fun PasswordRecipe.lower() = NativePasswordRecipe(length.toUInt(), uppercase, lowercase, digits, symbols)
