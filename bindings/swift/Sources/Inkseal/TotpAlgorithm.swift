/// The hash function of one-time codes, as a payload spells it.
///
/// One that this version does not know is kept as it is; codes cannot be made with it, and because it is text of
/// a payload, no printed form shows it.
public struct TotpAlgorithm: RawRepresentable, ExpressibleByStringLiteral, Hashable, Sendable {
    /// The spelling of the payload.
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(stringLiteral name: String) {
        rawValue = name
    }

    /// `sha1`: HMAC-SHA-1, the usual one.
    public static let sha1: TotpAlgorithm = "sha1"
    /// `sha256`: HMAC-SHA-256.
    public static let sha256: TotpAlgorithm = "sha256"
    /// `sha512`: HMAC-SHA-512.
    public static let sha512: TotpAlgorithm = "sha512"

    /// `steam`: HMAC-SHA-1, of which five characters of Steam's alphabet are made instead of digits.
    public static let steam: TotpAlgorithm = "steam"

    private static let known: Set<TotpAlgorithm> = [.sha1, .sha256, .sha512, .steam]
}

extension TotpAlgorithm: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The name if it is a known one.
    public var description: String { Self.known.contains(self) ? rawValue : "[unknown]" }

    /// The name if it is a known one.
    public var debugDescription: String { description }

    /// Shows nothing but ``description``.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
