import Inkseal

/// A payload as the vectors see it: members by their names.
extension SecretPayload {
    /// The text members that are there, by the names of the wire.
    var texts: [String: SecretText] {
        let all: [String: SecretText?] =
            switch self {
            case .login(let login):
                [
                    "password": login.password, "username": login.username, "email": login.email,
                    "url": login.url, "notes": login.notes,
                ]
            case .apiKey(let key): ["api_key": key.apiKey, "endpoint": key.endpoint, "notes": key.notes]
            case .keyPair(let pair):
                [
                    "access_key": pair.accessKey, "secret_key": pair.secretKey, "endpoint": pair.endpoint,
                    "notes": pair.notes,
                ]
            case .sshKey(let key):
                [
                    "private_key": key.privateKey, "public_key": key.publicKey, "fingerprint": key.fingerprint,
                    "passphrase": key.passphrase, "notes": key.notes,
                ]
            case .other(let other): ["data": other.data, "notes": other.notes]
            case .unknown: [:]
            }
        return all.compactMapValues { $0 }
    }

    var totp: TotpConfig? {
        if case .login(let login) = self { login.totp } else { nil }
    }

    var unknown: [Member] {
        switch self {
        case .login(let login): login.unknown
        case .apiKey(let key): key.unknown
        case .keyPair(let pair): pair.unknown
        case .sshKey(let key): key.unknown
        case .other(let other): other.unknown
        case .unknown: []
        }
    }
}
