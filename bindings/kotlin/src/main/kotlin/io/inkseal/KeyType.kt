package io.inkseal

/**
 * What a key of a vault is for, spelled as on the wire.
 *
 * @property name The spelling, which may be one that this version does not know. Such a key is kept, and tried
 * like a primary key.
 *
 * Making one fails with `invalid_input` if the name has half of a surrogate pair, which is no Unicode.
 */
data class KeyType(val name: String) {
    init {
        name.requireUnicode()
    }

    override fun toString(): String = name

    companion object {
        /** The vault key that a person types: `primary`. */
        @JvmField val PRIMARY = KeyType("primary")

        /** A recovery code: `recovery`. */
        @JvmField val RECOVERY = KeyType("recovery")
    }
}
