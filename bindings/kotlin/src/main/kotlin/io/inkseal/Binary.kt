@file:JvmName("Binary")

package io.inkseal

import io.inkseal.ffi.decodeBinary as nativeDecodeBinary
import io.inkseal.ffi.encodeBinary as nativeEncodeBinary

/**
 * Any bytes as the `data` of an [OtherPayload]: as they are if they are UTF-8, otherwise as a data URI in base64, of
 * which [decodeBinary] gives them back. Base64 makes a third more of them: about 786,000 bytes fit into a payload.
 *
 * Fails with `invalid_input` if the text is past 1 MiB, which is more than a payload may have.
 */
fun encodeBinary(bytes: ByteArray): SecretText = call { nativeEncodeBinary(bytes) }

/**
 * The bytes that the `data` of an [OtherPayload] stands for if it is binary; null if it is text, which is everything but
 * `data:application/octet-stream;base64,` and canonical base64 with its padding. They are secret: the array is yours,
 * and `fill(0)` wipes it.
 */
fun decodeBinary(data: SecretText): ByteArray? = call { nativeDecodeBinary(data) }
