package io.inkseal

/**
 * One member of a JSON object that this version does not know: its name, and its value as JSON text. It is kept
 * and written back as it was. Both are secret, as all of a payload.
 */
typealias Member = io.inkseal.ffi.Member
