package io.inkseal

import io.inkseal.ffi.Identity as NativeIdentity
import io.inkseal.ffi.IdentityStatus as NativeIdentityStatus

/**
 * An agent that may be granted secrets.
 *
 * @property id The id.
 * @property agentHandle The name by which it is called, unique in the vault.
 * @property displayName A name for people.
 * @property status Whether it may read what is granted.
 */
data class Identity(
    val id: String,
    val agentHandle: String,
    val displayName: String?,
    val status: IdentityStatus,
)

/** Whether an identity may read what is granted to it. */
enum class IdentityStatus {
    /** It may. */
    ACTIVE,

    /** It may not. A status that is not known counts as this one. */
    PAUSED,
}

internal fun NativeIdentity.lift() =
    Identity(
        id,
        agentHandle,
        displayName,
        when (status) {
            NativeIdentityStatus.ACTIVE -> IdentityStatus.ACTIVE
            NativeIdentityStatus.PAUSED -> IdentityStatus.PAUSED
        },
    )
