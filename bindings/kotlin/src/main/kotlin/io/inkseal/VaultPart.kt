package io.inkseal

import io.inkseal.ffi.Vault as NativeVault

/**
 * A part of what a [Vault] can do. Each is in a file of its own and extends the one before, so that a vault has them
 * all: they are classes, as only those have overloads for Java ([JvmOverloads]).
 */
abstract class VaultPart internal constructor(internal val native: NativeVault)
