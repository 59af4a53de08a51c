import Foundation

extension TotpConfig {
    /// The usual kind of codes: SHA-1, 6 digits, 30 seconds.
    ///
    /// - Parameter secret: the shared secret in base32. Spaces, `-`, lower case and any padding are understood.
    public init(secret: SecretText) {
        self.init(secret: secret, algorithm: .sha1)
    }

    /// Reads an `otpauth://totp/…`, `otpauth://steam/…` or `steam://` URI, which is secret.
    ///
    /// Throws `unsupported` for HOTP and parameters that no code can be made with, and `invalid_input`
    /// for all else that is wrong. No error has a part of the URI.
    public init(uri: SecretText) throws {
        self = try parseTotpUri(uri: uri)
    }

    /// The one canonical `otpauth` URI, with every parameter written out. It is secret.
    public func uri() throws -> SecretText {
        try totpUri(config: self)
    }

    /// The code at a time, or now.
    ///
    /// Throws `invalid_input` for a secret that is no base32, and `unsupported` for an algorithm, digits or a
    /// period that no code can be made with.
    public func code(now: Date? = nil) throws -> TotpCode {
        try totpCode(config: self, now: now)
    }

    /// The code of the period before, for a verifier that allows a clock to be late.
    public func previousCode(now: Date? = nil) throws -> TotpCode {
        try previousTotpCode(config: self, now: now)
    }

    /// The code of the next period.
    public func nextCode(now: Date? = nil) throws -> TotpCode {
        try nextTotpCode(config: self, now: now)
    }

    /// Checks that codes can be made. Throws as ``code(now:)``.
    public func validate() throws {
        try validateTotp(config: self)
    }

    /// The configuration in its one canonical spelling, as it is sealed. Throws as ``code(now:)``.
    public func normalized() throws -> TotpConfig {
        try normalizeTotp(config: self)
    }
}
