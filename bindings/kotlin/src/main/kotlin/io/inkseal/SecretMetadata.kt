package io.inkseal

import io.inkseal.ffi.secretMetadataFromJson
import io.inkseal.ffi.secretMetadataToJson
import java.time.Instant
import io.inkseal.ffi.SecretMetadata as NativeSecretMetadata

/**
 * A secret without its payload. Whoever stores the vault can change any of it unnoticed: format 1 authenticates
 * the payload and its id only.
 *
 * @property id The id, which binds the payload.
 * @property name The name; null if unknown.
 * @property secretType The type.
 * @property description The description.
 * @property createdAt When it was made; null if unknown.
 * @property updatedAt When it was last changed; null if unknown.
 * @property access Which identities may read it.
 */
data class SecretMetadata(
    val id: String,
    val name: String?,
    val secretType: SecretType,
    val description: String?,
    val createdAt: Instant?,
    val updatedAt: Instant?,
    val access: List<AccessRule>,
) {
    /** The value as the JSON of the service. */
    fun toJson(): String = call { secretMetadataToJson(lower()) }

    companion object {
        /** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
        @JvmStatic
        fun fromJson(json: String): SecretMetadata = call { secretMetadataFromJson(json) }.lift()
    }
}

internal fun NativeSecretMetadata.lift() =
    SecretMetadata(id, name, secretType, description, timeOf(createdAt), timeOf(updatedAt), access.map { it.lift() })

internal fun SecretMetadata.lower() =
    NativeSecretMetadata(
        id,
        name,
        secretType,
        description,
        createdAt?.toText(),
        updatedAt?.toText(),
        access.map { it.lower() },
    )

/** Answers of the library that are lists. */
@JvmName("liftSecrets")
internal fun List<NativeSecretMetadata>.lift() = map { it.lift() }
