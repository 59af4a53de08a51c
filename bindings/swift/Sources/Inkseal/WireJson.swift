// What the vault service sends and is sent, from and to its JSON. An SDK brings its own HTTP. Reading throws
// `malformed` if the JSON is something else.

extension AccessRule {
    /// Reads the value from the JSON of the service.
    public init(json: String) throws { self = try accessRuleFromJson(json: json) }

    /// The value as the JSON of the service.
    public func toJson() throws -> String { try accessRuleToJson(value: self) }
}

extension CreateSecretRequest {
    /// Reads the value from the JSON of the service.
    public init(json: String) throws { self = try createSecretRequestFromJson(json: json) }

    /// The value as the JSON of the service.
    public func toJson() throws -> String { try createSecretRequestToJson(value: self) }
}

extension GrantRequest {
    /// Reads the value from the JSON of the service.
    public init(json: String) throws { self = try grantRequestFromJson(json: json) }

    /// The value as the JSON of the service.
    public func toJson() throws -> String { try grantRequestToJson(value: self) }
}

extension InitializeAnswer {
    /// Reads the value from the JSON of the service.
    public init(json: String) throws { self = try initializeAnswerFromJson(json: json) }

    /// The value as the JSON of the service.
    public func toJson() throws -> String { try initializeAnswerToJson(value: self) }
}

extension InitializeRequest {
    /// Reads the value from the JSON of the service.
    public init(json: String) throws { self = try initializeRequestFromJson(json: json) }

    /// The value as the JSON of the service.
    public func toJson() throws -> String { try initializeRequestToJson(value: self) }
}

extension KeyMaterial {
    /// Reads the value from the JSON of the service.
    public init(json: String) throws { self = try keyMaterialFromJson(json: json) }

    /// The value as the JSON of the service.
    public func toJson() throws -> String { try keyMaterialToJson(value: self) }
}

extension KeyMetadata {
    /// Reads the value from the JSON of the service.
    public init(json: String) throws { self = try keyMetadataFromJson(json: json) }

    /// The value as the JSON of the service.
    public func toJson() throws -> String { try keyMetadataToJson(value: self) }
}

extension ReplacePrimaryKeyRequest {
    /// Reads the value from the JSON of the service.
    public init(json: String) throws { self = try replacePrimaryKeyRequestFromJson(json: json) }

    /// The value as the JSON of the service.
    public func toJson() throws -> String { try replacePrimaryKeyRequestToJson(value: self) }
}

extension SecretAnswer {
    /// Reads the value from the JSON of the service.
    public init(json: String) throws { self = try secretAnswerFromJson(json: json) }

    /// The value as the JSON of the service.
    public func toJson() throws -> String { try secretAnswerToJson(value: self) }
}

extension SecretMetadata {
    /// Reads the value from the JSON of the service.
    public init(json: String) throws { self = try secretMetadataFromJson(json: json) }

    /// The value as the JSON of the service.
    public func toJson() throws -> String { try secretMetadataToJson(value: self) }
}

extension UpdateSecretRequest {
    /// Reads the value from the JSON of the service.
    public init(json: String) throws { self = try updateSecretRequestFromJson(json: json) }

    /// The value as the JSON of the service.
    public func toJson() throws -> String { try updateSecretRequestToJson(value: self) }
}

extension VaultInfo {
    /// Reads the value from the JSON of the service.
    public init(json: String) throws { self = try vaultInfoFromJson(json: json) }

    /// The value as the JSON of the service.
    public func toJson() throws -> String { try vaultInfoToJson(value: self) }
}

extension Whoami {
    /// Reads the value from the JSON of the service.
    public init(json: String) throws { self = try whoamiFromJson(json: json) }

    /// The value as the JSON of the service.
    public func toJson() throws -> String { try whoamiToJson(value: self) }
}
