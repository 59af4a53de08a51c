package io.inkseal

import io.inkseal.ffi.keyMetadataFromJson
import io.inkseal.ffi.keyMetadataToJson
import java.time.Instant
import io.inkseal.ffi.KeyMetadata as NativeKeyMetadata

/**
 * A key of a vault, without what it wraps.
 *
 * @property id The id, which binds the wrapped org key.
 * @property keyType What it is for.
 * @property createdBy Who made it, as the service says; null if unknown.
 * @property createdAt When it was made; null if unknown.
 * @property updatedAt When it was last changed; null if unknown.
 */
data class KeyMetadata(
    val id: String,
    val keyType: KeyType,
    val createdBy: String?,
    val createdAt: Instant?,
    val updatedAt: Instant?,
) {
    /** The value as the JSON of the service. */
    fun toJson(): String = call { keyMetadataToJson(lower()) }

    companion object {
        /** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
        @JvmStatic
        fun fromJson(json: String): KeyMetadata = call { keyMetadataFromJson(json) }.lift()
    }
}

internal fun NativeKeyMetadata.lift() =
    KeyMetadata(id, keyType, createdBy, timeOf(createdAt), timeOf(updatedAt))

internal fun KeyMetadata.lower() =
    NativeKeyMetadata(id, keyType, createdBy, createdAt?.toText(), updatedAt?.toText())

/** Answers of the library that are lists. */
@JvmName("liftKeys")
internal fun List<NativeKeyMetadata>.lift() = map { it.lift() }
