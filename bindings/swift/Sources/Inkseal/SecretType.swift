/// The type of a secret, as the service spells it.
///
/// A type that this version does not know is kept as it is: its payload is
/// ``SecretPayload/unknown(_:)``.
public struct SecretType: RawRepresentable, ExpressibleByStringLiteral, Hashable, Sendable {
    /// The spelling of the service.
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(stringLiteral name: String) {
        rawValue = name
    }

    /// `login`: a user name and password, perhaps with TOTP.
    public static let login: SecretType = "login"
    /// `api_key`: one API token.
    public static let apiKey: SecretType = "api_key"
    /// `key_pair`: an access key and its secret key.
    public static let keyPair: SecretType = "key_pair"
    /// `ssh_key`: an SSH private key.
    public static let sshKey: SecretType = "ssh_key"
    /// `other`: text of any form.
    public static let other: SecretType = "other"
}

extension SecretType: CustomStringConvertible {
    /// The spelling of the service, which is no secret.
    public var description: String { rawValue }
}
