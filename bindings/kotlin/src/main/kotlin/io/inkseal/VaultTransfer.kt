package io.inkseal

import java.time.Instant

/** Moving secrets between [Vault]s, and checking that all of them open. */
sealed interface VaultTransfer : VaultPart {
    /**
     * Adds the secrets of another vault, with their ids, metadata and rules, and the identities that are not here
     * yet. Nothing is added twice and nothing is overwritten. Both must be unlocked, else `locked`.
     */
    fun importFrom(source: Vault, now: Instant? = null): ImportReport =
        call { native.importFrom(source.native, now.unixSeconds()) }

    /**
     * Every secret, opened, as one JSON text, which [Vault.fromDecryptedExport] reads. Fails with `locked`.
     */
    fun exportDecrypted(): SecretText = call { native.exportDecrypted() }

    /** Opens every secret and reports on each. Fails with `locked`. */
    fun verify(): List<VerifyReport> = call { native.verify() }
}
