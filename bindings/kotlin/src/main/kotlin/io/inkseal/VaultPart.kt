package io.inkseal

import io.inkseal.ffi.Vault as NativeVault

/** A part of what a [Vault] can do. Each is in a file of its own, and a vault has them all. */
sealed interface VaultPart

/** What the parts call: only a [Vault] has parts. */
internal val VaultPart.native: NativeVault
    get() =
        when (this) {
            is Vault -> native
        }
