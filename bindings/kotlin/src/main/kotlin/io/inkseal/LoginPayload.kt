package io.inkseal

import io.inkseal.ffi.LoginPayload as NativeLoginPayload

/**
 * A user name and password, perhaps with TOTP.
 *
 * @property password The password.
 * @property username The user name.
 * @property email The e-mail address.
 * @property url Where to sign in.
 * @property notes Anything else.
 * @property totp How to make one-time codes.
 * @property unknown Members that this version does not know.
 */
data class LoginPayload @JvmOverloads constructor(
    val password: SecretText,
    val username: SecretText? = null,
    val email: SecretText? = null,
    val url: SecretText? = null,
    val notes: SecretText? = null,
    val totp: TotpConfig? = null,
    val unknown: List<Member> = emptyList(),
) : SecretPayload {
    override val secretType: SecretType get() = SecretType.LOGIN
}

internal fun NativeLoginPayload.lift() =
    LoginPayload(password, username, email, url, notes, totp?.lift(), unknown.lift())

internal fun LoginPayload.lower() =
    NativeLoginPayload(password, username, email, url, notes, totp?.lower(), unknown.lower())
