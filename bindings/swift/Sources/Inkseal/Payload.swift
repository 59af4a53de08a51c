extension SecretPayload {
    /// Parses the JSON text of a payload of a type.
    ///
    /// Throws `malformed` if it does not fit; the error names the member, never its value.
    public init(secretType: SecretType, json: SecretText) throws {
        self = try parsePayload(secretType: secretType, text: json)
    }

    /// The payload as one compact JSON object, as it is sealed.
    ///
    /// Throws `unsupported` if a member is lossy, and `invalid_input` past 1 MiB.
    public func toJson() throws -> SecretText {
        try payloadToJson(payload: self)
    }

    /// The type, as the service spells it.
    public var secretType: SecretType {
        switch self {
        case .login: .login
        case .apiKey: .apiKey
        case .keyPair: .keyPair
        case .sshKey: .sshKey
        case .other: .other
        case .unknown(let payload): SecretType(rawValue: payload.secretType)
        }
    }

    /// The names of the members whose text could not be read whole; `totp` counts as one member.
    ///
    /// Throws `invalid_input` if a member of ``LoginPayload/unknown`` or its like holds no JSON.
    public var lossyMembers: [String] {
        get throws { try Inkseal.lossyMembers(payload: self) }
    }
}

extension PasswordRecipe {
    /// A fresh password. Every one that fits the recipe is equally likely.
    ///
    /// Throws `invalid_input` when the length is out of range or no class is chosen.
    public func generate() throws -> SecretText {
        try generatePassword(recipe: self)
    }
}
