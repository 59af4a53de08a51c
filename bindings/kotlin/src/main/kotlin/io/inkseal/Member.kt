package io.inkseal

import io.inkseal.ffi.Member as NativeMember

/**
 * One member of a JSON object that this version does not know. It is kept and written back as it was. All of it is
 * secret, as all of a payload.
 *
 * @property name The name.
 * @property value The value as JSON text.
 */
data class Member(val name: SecretText, val value: SecretText)

@JvmName("liftMembers")
internal fun List<NativeMember>.lift() = map { Member(it.name, it.value) }

@JvmName("lowerMembers")
internal fun List<Member>.lower() = map { NativeMember(it.name, it.value) }
