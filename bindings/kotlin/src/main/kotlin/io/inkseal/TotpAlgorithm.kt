package io.inkseal

/**
 * The hash function of one-time codes.
 *
 * @property name The name as a payload spells it. One that this version does not know is text of a payload, and
 * so it is not printed.
 *
 * Making one fails with `invalid_input` if the name has half of a surrogate pair, which is no Unicode.
 */
data class TotpAlgorithm(val name: String) {
    init {
        name.requireUnicode()
    }

    /** The name if it is known. */
    override fun toString(): String = if (this in KNOWN) name else "[unknown]"

    companion object {
        /** `sha1`, which nearly everyone uses. */
        @JvmField val SHA1 = TotpAlgorithm("sha1")

        /** `sha256` */
        @JvmField val SHA256 = TotpAlgorithm("sha256")

        /** `sha512` */
        @JvmField val SHA512 = TotpAlgorithm("sha512")

        /** `steam`: SHA-1, of which five characters of Steam's alphabet are made instead of digits. */
        @JvmField val STEAM = TotpAlgorithm("steam")

        /** The functions that codes can be made with. */
        @JvmField val KNOWN: List<TotpAlgorithm> = listOf(SHA1, SHA256, SHA512, STEAM)
    }
}
