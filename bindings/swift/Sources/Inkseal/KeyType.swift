/// What a vault key is for, as the service spells it. One that is not known is kept as it is.
public struct KeyType: RawRepresentable, ExpressibleByStringLiteral, Hashable, Sendable {
    /// The spelling of the service.
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(stringLiteral name: String) {
        rawValue = name
    }

    /// `primary`: the vault key.
    public static let primary: KeyType = "primary"
    /// `recovery`: a recovery code.
    public static let recovery: KeyType = "recovery"
}

extension KeyType: CustomStringConvertible {
    /// The spelling of the service, which is no secret.
    public var description: String { rawValue }
}
