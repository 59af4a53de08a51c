package io.inkseal

import io.inkseal.ffi.VaultInfo as NativeVaultInfo
import io.inkseal.ffi.vaultInfoFromJson
import io.inkseal.ffi.vaultInfoToJson
import java.time.Instant

/**
 * What a vault says of itself. None of it is secret, and none is authenticated.
 *
 * @property id The id of the vault; empty if it is unknown.
 * @property organizationId The organization, whose id is the salt of every derivation.
 * @property createdAt When it was made; null if unknown.
 * @property updatedAt When it was last changed; null if unknown.
 * @property keyCount How many vault keys it has, recovery keys not among them.
 * @property secretCount How many secrets it has.
 * @property recoveryKeyCount How many recovery codes are left.
 */
data class VaultInfo(
    val id: String,
    val organizationId: String,
    val createdAt: Instant?,
    val updatedAt: Instant?,
    val keyCount: Long,
    val secretCount: Long,
    val recoveryKeyCount: Long,
) {
    /** The value as the JSON of the service. */
    fun toJson(): String = call { vaultInfoToJson(lower()) }

    companion object {
        /** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
        @JvmStatic
        fun fromJson(json: String): VaultInfo = call { vaultInfoFromJson(json) }.lift()
    }
}

internal fun NativeVaultInfo.lift() =
    VaultInfo(
        id,
        organizationId,
        timeOf(createdAt),
        timeOf(updatedAt),
        keyCount.toLong(),
        secretCount.toLong(),
        recoveryKeyCount.toLong(),
    )

internal fun VaultInfo.lower() =
    NativeVaultInfo(
        id,
        organizationId,
        createdAt?.toText(),
        updatedAt?.toText(),
        keyCount.toULong(),
        secretCount.toULong(),
        recoveryKeyCount.toULong(),
    )
