package io.inkseal

import io.inkseal.ffi.InternalException
import java.nio.charset.CharacterCodingException
import io.inkseal.ffi.InksealException as NativeException

/**
 * Every call of the library goes through here, so that its failures are [InksealException]s.
 *
 * [texts] are the call's plain texts. The generated code hands arguments over one by one, and drops none of them if
 * a later one is no Unicode: a key would never be freed, nor a vault key wiped. So they are checked before it
 * begins; [SecretText], [SecretType], [KeyType] and [TotpAlgorithm] are checked when they are made. Only a text
 * that is the whole call needs no check here.
 */
internal inline fun <T> call(vararg texts: String?, block: () -> T): T =
    try {
        for (text in texts) text?.requireUnicode()
        block()
    } catch (failure: NativeException) {
        throw failure.lift()
    } catch (_: InternalException) {
        // Its text may hold anything.
        throw InksealException.Internal()
    } catch (_: CharacterCodingException) {
        throw InksealException.notUnicode()
    }

/** Fails with `invalid_input` if this has half of a surrogate pair. */
internal fun String.requireUnicode() {
    if (!Charsets.UTF_8.newEncoder().canEncode(this)) throw InksealException.notUnicode()
}

internal fun NativeException.lift(): InksealException =
    when (this) {
        is NativeException.WrongVaultKey -> InksealException.WrongVaultKey(reason)
        is NativeException.Locked -> InksealException.Locked(reason)
        is NativeException.NotFound -> InksealException.NotFound(reason)
        is NativeException.AlreadyExists -> InksealException.AlreadyExists(reason)
        is NativeException.InvalidInput -> InksealException.InvalidInput(reason)
        is NativeException.Ambiguous -> InksealException.Ambiguous(reason, ids)
        is NativeException.WeakVaultKey -> InksealException.WeakVaultKey(reason, rule.lift())
        is NativeException.TypeMismatch -> InksealException.TypeMismatch(reason, expected, actual)
        is NativeException.Corrupt -> InksealException.Corrupt(reason)
        is NativeException.Malformed -> InksealException.Malformed(reason)
        is NativeException.Unsupported -> InksealException.Unsupported(reason)
        is NativeException.WeakParameters -> InksealException.WeakParameters(reason)
        is NativeException.ExcessiveWork -> InksealException.ExcessiveWork(reason)
        is NativeException.OutOfMemory -> InksealException.OutOfMemory(reason)
        is NativeException.Conflict -> InksealException.Conflict(reason)
        is NativeException.AccessDenied -> InksealException.AccessDenied(reason)
        is NativeException.WrongVault -> InksealException.WrongVault(reason)
        is NativeException.Tampered -> InksealException.Tampered(reason)
        is NativeException.RolledBack -> InksealException.RolledBack(reason)
        is NativeException.Forked -> InksealException.Forked(reason)
        is NativeException.Io -> InksealException.Io(reason)
    }
