package io.inkseal

import java.time.Instant
import java.time.format.DateTimeParseException

/** A time as the library takes it: whole Unix seconds. Without one it is now, which the library knows itself. */
internal fun Instant?.unixSeconds(): ULong? {
    if (this == null) return null
    if (epochSecond < 0) throw InksealException.InvalidInput("a time before 1970")
    return epochSecond.toULong()
}

/** A time of the library. It asked about one that the JVM has, but the end of its period may be past the last. */
internal fun instantOf(unixSeconds: ULong): Instant =
    Instant.ofEpochSecond(unixSeconds.coerceAtMost(Instant.MAX.epochSecond.toULong()).toLong())

/** A time of a file or the service, RFC 3339. Null, which is unknown, also for one that the JVM has not. */
internal fun timeOf(text: String?): Instant? =
    try {
        text?.let(Instant::parse)
    } catch (_: DateTimeParseException) {
        null
    }

/** A time as the service spells it: RFC 3339 in UTC. */
internal fun Instant.toText(): String = toString()
