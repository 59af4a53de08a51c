import Foundation

// Times are `Date`, which the library takes as whole Unix seconds. Those of files and the service are RFC 3339: their
// text is kept, so that what is written back is what was read, and a time is made of it when it is asked for.

/// The whole Unix seconds of a time; without one the library takes the present. What `build` puts at the beginning of
/// every function that takes a time, before anything secret is handed over.
func unixSeconds(_ time: Date?) throws -> UInt64? {
    guard let time else { return nil }
    guard let seconds = UInt64(exactly: time.timeIntervalSince1970.rounded(.down)) else {
        throw InksealError.InvalidInput(reason: "the time is before 1970 or no time")
    }
    return seconds
}

private func time(_ unixSeconds: UInt64) -> Date {
    Date(timeIntervalSince1970: Double(unixSeconds))
}

private func time(_ text: String?) -> Date? {
    guard let text else { return nil }
    return try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains(".")))
}

extension TotpCode {
    /// When the code begins to hold.
    public var periodStart: Date { time(periodStartSeconds) }

    /// When the code ceases to hold.
    public var periodEnd: Date { time(periodEndSeconds) }
}

extension Freshness {
    /// With a present time that is not that of the system.
    ///
    /// Throws `invalid_input` for a time before 1970.
    public init(toleranceSeconds: UInt64, now: Date) throws {
        self.init(toleranceSeconds: toleranceSeconds, nowSeconds: try unixSeconds(now))
    }
}

extension VaultInfo {
    /// When the vault was made; nil if unknown.
    public var createdAt: Date? { time(createdAtText) }

    /// When the vault was last changed; nil if unknown.
    public var updatedAt: Date? { time(updatedAtText) }
}

extension KeyMetadata {
    /// When the key was made; nil if unknown.
    public var createdAt: Date? { time(createdAtText) }

    /// When the key was last changed; nil if unknown.
    public var updatedAt: Date? { time(updatedAtText) }
}

extension SecretMetadata {
    /// When the secret was made; nil if unknown.
    public var createdAt: Date? { time(createdAtText) }

    /// When the secret was last changed; nil if unknown.
    public var updatedAt: Date? { time(updatedAtText) }
}

extension AccessRule {
    /// When the secret was granted; nil if unknown.
    public var createdAt: Date? { time(createdAtText) }
}
