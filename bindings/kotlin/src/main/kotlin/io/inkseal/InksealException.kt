package io.inkseal

/**
 * Why a call failed. It is unchecked, as all exceptions are in Kotlin and most are in Java today: whoever opens a
 * vault in the depths of a program rarely can do something about it there.
 *
 * No exception holds a secret. The message is for people and may change.
 *
 * @property code The stable name of the kind, such as `wrong_vault_key`: the same string in every language.
 */
sealed class InksealException(message: String, val code: String) : RuntimeException(message) {
    /** `wrong_vault_key`: no key of the vault belongs to this vault key or recovery code. */
    class WrongVaultKey internal constructor(message: String) : InksealException(message, "wrong_vault_key")

    /** `locked`: the vault or key is locked, and this needs it. */
    class Locked internal constructor(message: String) : InksealException(message, "locked")

    /** `not_found`: what was asked for is not there. */
    class NotFound internal constructor(message: String) : InksealException(message, "not_found")

    /** `already_exists`: what was to be made is there already. */
    class AlreadyExists internal constructor(message: String) : InksealException(message, "already_exists")

    /** `invalid_input`: an argument is not acceptable. */
    open class InvalidInput internal constructor(message: String) : InksealException(message, "invalid_input")

    /**
     * `invalid_input`: a name fits several secrets.
     *
     * @property ids The ids of these secrets.
     */
    class Ambiguous internal constructor(message: String, val ids: List<String>) : InvalidInput(message)

    /**
     * `weak_vault_key`: a new vault key breaks a rule.
     *
     * @property rule The first rule that it breaks.
     */
    class WeakVaultKey internal constructor(message: String, val rule: VaultKeyRule) :
        InksealException(message, "weak_vault_key")

    /**
     * `type_mismatch`: a secret or payload has another type than the call needs.
     *
     * @property expected What the call needs.
     * @property actual What the secret or payload is.
     */
    class TypeMismatch internal constructor(message: String, val expected: String, val actual: String) :
        InksealException(message, "type_mismatch")

    /** `corrupt`: ciphertext does not open under the key it should open under. It says no more, on purpose. */
    class Corrupt internal constructor(message: String) : InksealException(message, "corrupt")

    /** `malformed`: data is not of the form that its format asks for. */
    class Malformed internal constructor(message: String) : InksealException(message, "malformed")

    /** `unsupported`: well formed, but of a kind that this version does not do. */
    class Unsupported internal constructor(message: String) : InksealException(message, "unsupported")

    /** `weak_parameters`: parameters of a key derivation below the floor. */
    class WeakParameters internal constructor(message: String) : InksealException(message, "weak_parameters")

    /** `excessive_work`: data asks for more work or memory than the ceiling allows. */
    class ExcessiveWork internal constructor(message: String) : InksealException(message, "excessive_work")

    /** `out_of_memory`: memory for the work could not be had. */
    class OutOfMemory internal constructor(message: String) : InksealException(message, "out_of_memory")

    /** `conflict`: what was to be changed has changed underneath. */
    class Conflict internal constructor(message: String) : InksealException(message, "conflict")

    /** `access_denied`: the identity may not do this. */
    class AccessDenied internal constructor(message: String) : InksealException(message, "access_denied")

    /** `wrong_vault`: this is another vault than the one that is meant (format 2). */
    class WrongVault internal constructor(message: String) : InksealException(message, "wrong_vault")

    /** `tampered`: storage gave something else than what the vault's keys vouch for, or nothing (format 2). */
    class Tampered internal constructor(message: String) : InksealException(message, "tampered")

    /** `rolled_back`: storage shows a state that is older than one this device has seen (format 2). */
    class RolledBack internal constructor(message: String) : InksealException(message, "rolled_back")

    /** `forked`: storage shows a state that lacks a change this device has seen (format 2). */
    class Forked internal constructor(message: String) : InksealException(message, "forked")

    /** `io`: the system failed: a file, or its source of random bytes. */
    class Io internal constructor(message: String) : InksealException(message, "io")

    /** `internal`: a fault of the library itself, which should be reported. What it was about is not told. */
    class Internal internal constructor() : InksealException("a fault of the library itself", "internal")

    internal companion object {
        fun notUnicode() = InvalidInput("the text has half of a surrogate pair, which is no Unicode")
    }
}
