package io.inkseal

/**
 * The type of a secret, spelled as on the wire. It follows from the payload and never changes. It is not
 * authenticated: whoever holds the vault file can change it, and the payload then fails to open.
 *
 * @property name The spelling, which may be one that this version does not know.
 *
 * Making one fails with `invalid_input` if the name has half of a surrogate pair, which is no Unicode.
 */
data class SecretType(val name: String) {
    init {
        name.requireUnicode()
    }

    override fun toString(): String = name

    companion object {
        /** `login` */
        @JvmField val LOGIN = SecretType("login")

        /** `api_key` */
        @JvmField val API_KEY = SecretType("api_key")

        /** `key_pair` */
        @JvmField val KEY_PAIR = SecretType("key_pair")

        /** `ssh_key` */
        @JvmField val SSH_KEY = SecretType("ssh_key")

        /** `other` */
        @JvmField val OTHER = SecretType("other")

        /** The types that this version knows. */
        @JvmField val KNOWN: List<SecretType> = listOf(LOGIN, API_KEY, KEY_PAIR, SSH_KEY, OTHER)
    }
}
