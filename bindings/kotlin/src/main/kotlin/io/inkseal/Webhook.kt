@file:JvmName("Webhook")

package io.inkseal

import java.time.Instant
import io.inkseal.ffi.Freshness as NativeFreshness
import io.inkseal.ffi.Header as NativeHeader
import io.inkseal.ffi.verifyWebhook as nativeVerifyWebhook

/**
 * How old, or how far ahead, the timestamp of a request may be.
 *
 * @property toleranceSeconds The greatest difference that is accepted, both ways. Below 0 is `invalid_input`.
 * @property now The present time, if it is not that of the system.
 */
data class Freshness @JvmOverloads constructor(val toleranceSeconds: Long, val now: Instant? = null) {
    init {
        if (toleranceSeconds < 0) throw InksealException.InvalidInput("a tolerance below 0")
        now.unixSeconds()
    }
}

/**
 * Whether the headers hold the signature of the raw body under a signing key, with or without its `whsec_`. Names
 * of headers are in any case. It never fails for what is in a request: a bad one must not stop the program that
 * receives it.
 *
 * Without [freshness] a request that was recorded can be sent again at any time.
 */
@JvmOverloads
fun verifyWebhook(
    key: SecretText,
    headers: List<Pair<String, String>>,
    body: ByteArray,
    freshness: Freshness? = null,
): Boolean = call { nativeVerifyWebhook(key, headers.lower(), body, freshness?.lower()) }

/** [verifyWebhook], with each header once. */
@JvmOverloads
fun verifyWebhook(
    key: SecretText,
    headers: Map<String, String>,
    body: ByteArray,
    freshness: Freshness? = null,
): Boolean = verifyWebhook(key, headers.toList(), body, freshness)

/** Half of a surrogate pair, which no signature has, becomes U+FFFD and not an exception. */
internal fun List<Pair<String, String>>.lower() =
    map { (name, value) -> NativeHeader(name.asUnicode(), value.asUnicode()) }

private fun String.asUnicode() = encodeToByteArray().decodeToString()

internal fun Freshness.lower() = NativeFreshness(toleranceSeconds.toULong(), now.unixSeconds())
