package io.inkseal

import java.time.Instant
import io.inkseal.ffi.Vault as NativeVault

/** Moving secrets between [Vault]s, and checking that all of them open. */
abstract class VaultTransfer internal constructor(native: NativeVault) : VaultKeys(native) {
    /**
     * Adds the secrets of another vault, with their ids, metadata and rules, and the identities that are not here
     * yet. Nothing is added twice and nothing is overwritten. Both must be unlocked, else `locked`.
     */
    @JvmOverloads
    fun importFrom(source: Vault, now: Instant? = null): ImportReport =
        call { native.importFrom(source.native, now.unixSeconds()) }.lift()

    /**
     * Every secret, opened, as one JSON text, which [Vault.fromDecryptedExport] reads. Fails with `locked`.
     */
    fun exportDecrypted(): SecretText = call { native.exportDecrypted() }

    /** Opens every secret and reports on each. Fails with `locked`. */
    fun verify(): List<VerifyReport> = call { native.verify() }.map { it.lift() }
}
