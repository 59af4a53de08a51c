package io.inkseal

import java.time.Instant
import io.inkseal.ffi.Vault as NativeVault

/**
 * The keys of a [Vault]: change, recover, replace the recovery codes, remove. Vault keys and recovery codes are
 * UTF-8; wipe yours with `fill(0)` when you are done with them.
 */
abstract class VaultKeys internal constructor(native: NativeVault) : VaultIdentities(native) {
    /**
     * Replaces the vault key, given the current one: two derivations. The vault is unlocked after. The org key
     * stays: whoever has an old file and the old vault key reads on.
     *
     * Fails with `weak_vault_key` or `invalid_input` for the new one, with `wrong_vault_key` if [current] is none
     * of this vault or a recovery code, with `corrupt`, and with `already_exists` if [new] is a recovery code.
     */
    @JvmOverloads
    fun changeVaultKey(current: ByteArray, new: ByteArray, now: Instant? = null): KeyMetadata =
        call { native.changeVaultKey(current, new, now.unixSeconds()) }.lift()

    /** [changeVaultKey] with characters. */
    @JvmOverloads
    fun changeVaultKey(current: CharArray, new: CharArray, now: Instant? = null): KeyMetadata =
        current.asUtf8 { from -> new.asUtf8 { to -> changeVaultKey(from, to, now) } }

    /** [changeVaultKey] with keys that are derived already; the caller has checked the new one. */
    @JvmOverloads
    fun changeVaultKeyWith(current: MasterKey, new: MasterKey, now: Instant? = null): KeyMetadata =
        call { native.changeVaultKeyWith(current.native, new.native, now.unixSeconds()) }.lift()

    /**
     * Replaces the vault key, given a recovery code, which is used up: two derivations. Every other key but the
     * recovery keys goes. The vault is unlocked after. Fails as [changeVaultKey].
     */
    @JvmOverloads
    fun recover(recoveryCode: ByteArray, new: ByteArray, now: Instant? = null): KeyMetadata =
        call { native.recover(recoveryCode, new, now.unixSeconds()) }.lift()

    /** [recover] with characters. */
    @JvmOverloads
    fun recover(recoveryCode: CharArray, new: CharArray, now: Instant? = null): KeyMetadata =
        recoveryCode.asUtf8 { code -> new.asUtf8 { to -> recover(code, to, now) } }

    /** [recover] with keys that are derived already; the caller has checked the new one. */
    @JvmOverloads
    fun recoverWith(code: MasterKey, new: MasterKey, now: Instant? = null): KeyMetadata =
        call { native.recoverWith(code.native, new.native, now.unixSeconds()) }.lift()

    /**
     * Replaces all recovery codes by four new ones: four derivations. They exist nowhere else. Fails with
     * `locked`.
     */
    @JvmOverloads
    fun replaceRecoveryCodes(now: Instant? = null): List<SecretText> =
        call { native.replaceRecoveryCodes(now.unixSeconds()) }

    /**
     * [replaceRecoveryCodes] with the keys of four codes that are derived already. Fails with `locked`, with
     * `invalid_input` unless there are four, and with `already_exists` if the vault has one of them.
     */
    @JvmOverloads
    fun replaceRecoveryCodesWith(keys: List<MasterKey>, now: Instant? = null): Unit =
        call { native.replaceRecoveryCodesWith(keys.map { it.native }, now.unixSeconds()) }

    /** The keys of the vault, without what they wrap. Works locked. */
    fun keys(): List<KeyMetadata> = call { native.keys() }.lift()

    /** [keys], of one kind. */
    fun keysOf(keyType: KeyType): List<KeyMetadata> = call { native.keysOf(keyType) }.lift()

    /**
     * Removes a key by its id or its auth hash, and returns what it was. Works locked. Fails with `not_found`, and
     * with `conflict` for the last primary key.
     */
    @JvmOverloads
    fun removeKey(idOrAuthHash: String, now: Instant? = null): KeyMetadata =
        call(idOrAuthHash) { native.removeKey(idOrAuthHash, now.unixSeconds()) }.lift()
}
