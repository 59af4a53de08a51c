package io.inkseal

import java.time.Instant

/** A time as the library takes it: whole Unix seconds. Without one it is now, which the library knows itself. */
internal fun Instant?.unixSeconds(): ULong? {
    if (this == null) return null
    if (epochSecond < 0) throw InksealException.InvalidInput("a time before 1970")
    return epochSecond.toULong()
}

/** A time of the library. It asked about one that the JVM has, but the end of its period may be past the last. */
internal fun instantOf(unixSeconds: ULong): Instant =
    Instant.ofEpochSecond(unixSeconds.coerceAtMost(Instant.MAX.epochSecond.toULong()).toLong())
