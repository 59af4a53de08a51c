// What is known of a vault without its key: it holds no secret and needs no other form than the generated one.

package io.inkseal

/**
 * A secret without its payload. Whoever stores the vault can change any of it unnoticed: format 1 authenticates
 * the payload and its id only.
 */
typealias SecretMetadata = io.inkseal.ffi.SecretMetadata

/**
 * A rule that lets an identity read a secret. Rules are policy, not cryptography: the vault key opens every
 * secret.
 */
typealias AccessRule = io.inkseal.ffi.AccessRule

/** An agent that may be granted secrets. */
typealias Identity = io.inkseal.ffi.Identity

/** Whether an identity may read what is granted to it. */
typealias IdentityStatus = io.inkseal.ffi.IdentityStatus

/** A key of a vault, without what it wraps. */
typealias KeyMetadata = io.inkseal.ffi.KeyMetadata

/** Why one of many secrets did not open: the stable code, such as `corrupt`, and a text for people. */
typealias Failure = io.inkseal.ffi.Failure

/** Whether one secret opens. */
typealias VerifyReport = io.inkseal.ffi.VerifyReport

/** What an import did. */
typealias ImportReport = io.inkseal.ffi.ImportReport

/** A secret that could not be carried over, and why. */
typealias ImportFailure = io.inkseal.ffi.ImportFailure
