package io.inkseal

import java.nio.file.Path
import java.time.Instant
import io.inkseal.ffi.Vault as NativeVault
import io.inkseal.ffi.initializeVault as nativeInitializeVault

/**
 * A vault: parsed from text or opened at a path, changed in memory, written back.
 *
 * A vault is locked or unlocked. Unlocking derives a key once, and payloads are opened one by one when they are
 * asked for. [close] locks: what is secret in the library is wiped, and later calls that need it fail with
 * `locked`; [info], [list], [delete], [rename], keys, identities and access rules work on.
 *
 * ```kotlin
 * Vault.openFile(Path.of("vault.json")).use { vault ->
 *     vault.unlock(vaultKey)
 *     val payload = vault.open(vault.find("GitHub")).payload
 * }
 * ```
 *
 * A time is now where none is given. Ids are compared without regard to ASCII case. A vault may be used by several
 * threads: readers work side by side, and a change waits for them.
 */
class Vault internal constructor(native: NativeVault) : VaultTransfer(native), AutoCloseable {

    /**
     * Unlocks with a vault key or a recovery code, as UTF-8; wipe yours with `fill(0)` when you are done with it.
     * It takes about 0.1 s and 64 MiB; readers do not wait for it. No payload is opened.
     *
     * Fails with `wrong_vault_key` if no key of the vault belongs to it, with `corrupt` if its wrapped org key is
     * damaged, and with `out_of_memory`. The vault stays as it was.
     */
    fun unlock(vaultKey: ByteArray): Unit = call { native.unlock(vaultKey) }

    /** [unlock] with characters. */
    fun unlock(vaultKey: CharArray): Unit = vaultKey.asUtf8 { unlock(it) }

    /** [unlock] with a key that is derived already. */
    fun unlockWith(masterKey: MasterKey): Unit = call { native.unlockWith(masterKey.native) }

    /** Forgets the org key, which is wiped. Later calls that need it fail with `locked`. */
    fun lock(): Unit = call { native.lock() }

    /** [lock], for `use`. */
    override fun close(): Unit = lock()

    /** Whether payloads can be opened. */
    val isUnlocked: Boolean get() = call { native.isUnlocked() }

    /** What the vault says of itself. Works locked. */
    fun info(): VaultInfo = call { native.info() }.lift()

    /**
     * Lets payloads open that an early browser console sealed without their secret's id. Whoever stores the vault
     * can swap two of those: ask for this only where it is needed.
     */
    fun acceptPayloadsWithoutAad(accept: Boolean): Unit = call { native.acceptPayloadsWithoutAad(accept) }

    /** The vault as the text of its file. Nothing that was read is dropped. */
    fun toText(): String = call { native.toText() }

    /**
     * Reads the contents anew from the text of a newer file of the same vault, and stays unlocked. Fails as
     * [parse], and with `conflict` if it is the text of another vault.
     */
    fun replaceContents(text: String): Unit = call(text) { native.replaceContents(text) }

    /**
     * Writes the vault to a new file, for this user alone (0600) and never over anything that is there, and keeps
     * it in that file from then on.
     *
     * Fails with `already_exists`, with `not_found` without its folder, with `invalid_input` and `io`.
     */
    fun saveAs(path: Path): Unit = path.toFile().path.let { call(it) { native.saveAs(it) } }

    /**
     * Saves the changes to the vault's file, atomically: a crash leaves the old vault or the new one.
     *
     * Fails with `conflict` if another program has saved the file since it was read here: nothing is written, and
     * the vault in memory stays as it is. [reload] takes the file's, after which the change can be made again.
     * Fails with `invalid_input` if the vault has no file, and with `io`.
     */
    fun save(): Unit = call { native.save() }

    /**
     * Whether the vault's file lacks changes that were made here: [save] writes them, [reload] drops them. False for a
     * vault in memory alone.
     */
    fun hasUnsavedChanges(): Boolean = call { native.hasUnsavedChanges() }

    /**
     * Makes the vault what its file holds now; changes that were not saved are dropped. It stays unlocked if it
     * was. Says whether the file had changed.
     *
     * Fails as [openFile], with `conflict` if the file now holds another vault, and with `invalid_input` if the
     * vault has no file.
     */
    fun reload(): Boolean = call { native.reload() }

    /** Where the vault's file is, symbolic links resolved; null for a vault in memory alone. */
    val path: Path? get() = call { native.path() }?.let(Path::of)

    /** Shows whether it is unlocked, how many secrets it has, and its file; nothing of what it keeps. */
    override fun toString(): String {
        val state = if (isUnlocked) "unlocked" else "locked"
        return "Vault($state, secrets=${info().secretCount}, path=$path)"
    }

    companion object {
        /**
         * Makes a new vault with a vault key and four recovery codes: five derivations, about half a second.
         *
         * Fails with `weak_vault_key` for the vault key, with `invalid_input` if the organization id is shorter
         * than 8 bytes, with `out_of_memory`, and with `io` if the system gives no random bytes.
         */
        @JvmStatic
        @JvmOverloads
        fun initialize(organizationId: String, vaultKey: ByteArray, now: Instant? = null): Initialized =
            call(organizationId) { nativeInitializeVault(organizationId, vaultKey, now.unixSeconds()) }
                .let { Initialized(Vault(it.vault), it.recoveryCodes) }

        /** [initialize] with a vault key of characters. */
        @JvmStatic
        @JvmOverloads
        fun initialize(organizationId: String, vaultKey: CharArray, now: Instant? = null): Initialized =
            vaultKey.asUtf8 { initialize(organizationId, it, now) }

        /**
         * Makes a new vault with keys that are derived already: that of the vault key, which the caller has
         * checked, and those of four recovery codes.
         */
        @JvmStatic
        @JvmOverloads
        fun initializeWith(
            organizationId: String,
            primary: MasterKey,
            recovery: List<MasterKey>,
            now: Instant? = null,
        ): Vault {
            val codes = recovery.map { it.native }
            return Vault(
                call(organizationId) {
                    NativeVault.initializeWith(organizationId, primary.native, codes, now.unixSeconds())
                },
            )
        }

        /**
         * Parses the text of a vault file. The vault is locked.
         *
         * Fails with `malformed` if it is no vault file, larger than 256 MiB or nested deeper than 64, and with
         * `unsupported` if it is of another format. A secret that is damaged does not hurt the others.
         */
        @JvmStatic
        fun parse(text: String): Vault = Vault(call { NativeVault.parse(text) })

        /**
         * Opens the vault file at a path. The vault is locked.
         *
         * Fails with `not_found`, with `invalid_input` for what is no regular file, with `io`, and as [parse].
         */
        @JvmStatic
        fun openFile(path: Path): Vault = Vault(call { NativeVault.openFile(path.toFile().path) })

        /**
         * Makes an unlocked vault of the service's answer to an unlock and its list of keys. Only the key that was
         * used can unlock it later.
         *
         * Fails with `wrong_vault_key` if the answer has no wrapped key, and with `corrupt` if it does not open.
         */
        @JvmStatic
        fun fromUnlockAnswer(
            organizationId: String,
            keys: List<KeyMetadata>,
            answer: UnlockAnswer,
            vaultKey: ByteArray,
        ): Vault =
            Vault(
                call(organizationId, *keys.texts()) {
                    NativeVault.fromUnlockAnswer(organizationId, keys.map { it.lower() }, answer.native, vaultKey)
                },
            )

        /** [fromUnlockAnswer] with a vault key of characters. */
        @JvmStatic
        fun fromUnlockAnswer(
            organizationId: String,
            keys: List<KeyMetadata>,
            answer: UnlockAnswer,
            vaultKey: CharArray,
        ): Vault = vaultKey.asUtf8 { fromUnlockAnswer(organizationId, keys, answer, it) }

        /** [fromUnlockAnswer] with a key that is derived already. */
        @JvmStatic
        fun fromUnlockAnswerWith(
            organizationId: String,
            keys: List<KeyMetadata>,
            answer: UnlockAnswer,
            masterKey: MasterKey,
        ): Vault =
            Vault(
                call(organizationId, *keys.texts()) {
                    val lowered = keys.map { it.lower() }
                    NativeVault.fromUnlockAnswerWith(organizationId, lowered, answer.native, masterKey.native)
                },
            )

        /**
         * An unlocked vault in memory of the text of [exportDecrypted], to import it from. Fails with `malformed`.
         */
        @JvmStatic
        fun fromDecryptedExport(text: SecretText): Vault = Vault(call { NativeVault.fromDecryptedExport(text) })
    }
}

private fun List<KeyMetadata>.texts(): Array<String?> =
    flatMap { listOf(it.id, it.createdBy) }.toTypedArray()

/**
 * A new vault, and the codes that open it when the vault key is lost.
 *
 * @property vault The vault, unlocked.
 * @property recoveryCodes Four recovery codes, which are secret and exist nowhere else.
 */
data class Initialized(val vault: Vault, val recoveryCodes: List<SecretText>)
