package io.inkseal

import io.inkseal.ffi.SecretTextForm
import java.security.MessageDigest

/**
 * Text that is secret. It shows itself only when asked to with [expose], so that what holds one can be printed
 * and logged.
 *
 * The JVM keeps text where it likes and for as long as it likes: this hides a secret, but cannot wipe it.
 */
class SecretText private constructor(
    private val text: String,
    /**
     * Whether part of the original could not be shown and stands as U+FFFD. Such text is refused with
     * `unsupported` where it is written back, until it is replaced.
     */
    val isLossy: Boolean,
) {
    /** Hides a text. Fails with `invalid_input` if it has half of a surrogate pair, which is no Unicode. */
    constructor(text: String) : this(text, isLossy = false) {
        text.requireUnicode()
    }

    /** The text, for everyone to see. */
    fun expose(): String = text

    /** Compares in a time that says only whether the lengths are equal. */
    override fun equals(other: Any?): Boolean =
        other is SecretText && isLossy == other.isLossy && MessageDigest.isEqual(utf8(), other.utf8())

    /** The same for every text, as a hash says something of it: secrets are no keys for a hash table. */
    override fun hashCode(): Int = 0

    /** Hides the text, and its length. */
    override fun toString(): String = "[secret]"

    private fun utf8() = text.encodeToByteArray()

    @JvmSynthetic
    internal fun toForm() = SecretTextForm(text, isLossy)

    internal companion object {
        /** What came out of the library is Unicode already. */
        @JvmSynthetic
        internal fun ofForm(form: SecretTextForm) = SecretText(form.text, form.lossy)
    }
}
