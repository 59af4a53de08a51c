package io.inkseal

import java.time.Instant

/**
 * The keys of a [Vault]: change, recover, replace the recovery codes, remove. Vault keys and recovery codes are
 * UTF-8; wipe yours with `fill(0)` when you are done with them.
 */
sealed interface VaultKeys : VaultPart {
    /**
     * Replaces the vault key, given the current one: two derivations. The vault is unlocked after. The org key
     * stays: whoever has an old file and the old vault key reads on.
     *
     * Fails with `weak_vault_key` or `invalid_input` for the new one, with `wrong_vault_key` if [current] is none
     * of this vault or a recovery code, with `corrupt`, and with `already_exists` if [new] is a recovery code.
     */
    fun changeVaultKey(current: ByteArray, new: ByteArray, now: Instant? = null): KeyMetadata =
        call { native.changeVaultKey(current, new, now.unixSeconds()) }

    /** [changeVaultKey] with characters. */
    fun changeVaultKey(current: CharArray, new: CharArray, now: Instant? = null): KeyMetadata =
        current.asUtf8 { from -> new.asUtf8 { to -> changeVaultKey(from, to, now) } }

    /** [changeVaultKey] with keys that are derived already; the caller has checked the new one. */
    fun changeVaultKeyWith(current: MasterKey, new: MasterKey, now: Instant? = null): KeyMetadata =
        call { native.changeVaultKeyWith(current.native, new.native, now.unixSeconds()) }

    /**
     * Replaces the vault key, given a recovery code, which is used up: two derivations. Every other key but the
     * recovery keys goes. The vault is unlocked after. Fails as [changeVaultKey].
     */
    fun recover(recoveryCode: ByteArray, new: ByteArray, now: Instant? = null): KeyMetadata =
        call { native.recover(recoveryCode, new, now.unixSeconds()) }

    /** [recover] with characters. */
    fun recover(recoveryCode: CharArray, new: CharArray, now: Instant? = null): KeyMetadata =
        recoveryCode.asUtf8 { code -> new.asUtf8 { to -> recover(code, to, now) } }

    /** [recover] with keys that are derived already; the caller has checked the new one. */
    fun recoverWith(code: MasterKey, new: MasterKey, now: Instant? = null): KeyMetadata =
        call { native.recoverWith(code.native, new.native, now.unixSeconds()) }

    /**
     * Replaces all recovery codes by four new ones: four derivations. They exist nowhere else. Fails with
     * `locked`.
     */
    fun replaceRecoveryCodes(now: Instant? = null): List<SecretText> =
        call { native.replaceRecoveryCodes(now.unixSeconds()) }

    /**
     * [replaceRecoveryCodes] with the keys of four codes that are derived already. Fails with `locked`, with
     * `invalid_input` unless there are four, and with `already_exists` if the vault has one of them.
     */
    fun replaceRecoveryCodesWith(keys: List<MasterKey>, now: Instant? = null): Unit =
        call { native.replaceRecoveryCodesWith(keys.map { it.native }, now.unixSeconds()) }

    /** The keys of the vault, without what they wrap. Works locked. */
    fun keys(): List<KeyMetadata> = call { native.keys() }

    /** [keys], of one kind. */
    fun keysOf(keyType: KeyType): List<KeyMetadata> = call { native.keysOf(keyType) }

    /**
     * Removes a key by its id or its auth hash, and returns what it was. Works locked. Fails with `not_found`, and
     * with `conflict` for the last primary key.
     */
    fun removeKey(idOrAuthHash: String, now: Instant? = null): KeyMetadata =
        call(idOrAuthHash) { native.removeKey(idOrAuthHash, now.unixSeconds()) }
}
