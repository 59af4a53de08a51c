import Foundation

// Vault keys and recovery codes go in as bytes of UTF-8, so that the caller can wipe them: as `Data`, or as the
// `[UInt8]` of these overloads, which read the caller's array where it is.

extension Vault {
    /// Makes a new vault with a vault key and four recovery codes: five derivations, about half a second.
    ///
    /// Throws `weak_vault_key` for the vault key, `invalid_input` if the organization id is shorter than 8
    /// bytes, `out_of_memory`, and `io` if the system gives no random bytes.
    ///
    /// - Parameter now: the present if not given.
    public static func initialize(
        organizationId: String, vaultKey: Data, now: Date? = nil
    ) throws -> Initialized {
        try initializeVault(organizationId: organizationId, vaultKey: vaultKey, now: now)
    }

    /// ``initialize(organizationId:vaultKey:now:)-(_,Data,_)`` with the bytes of an array.
    public static func initialize(
        organizationId: String, vaultKey: [UInt8], now: Date? = nil
    ) throws -> Initialized {
        try vaultKey.withData { try initialize(organizationId: organizationId, vaultKey: $0, now: now) }
    }

    /// Makes an unlocked vault of the service's answer to an unlock and its list of keys.
    ///
    /// Throws `wrong_vault_key` if the answer has no wrapped key, and `corrupt` if it does not open.
    public static func fromUnlockAnswer(
        organizationId: String, keys: [KeyMetadata], answer: UnlockAnswer, vaultKey: [UInt8]
    ) throws -> Vault {
        try vaultKey.withData {
            try fromUnlockAnswer(organizationId: organizationId, keys: keys, answer: answer, vaultKey: $0)
        }
    }

    /// Unlocks with a vault key or a recovery code, as UTF-8: about 0.1 s and 64 MiB.
    ///
    /// Throws `wrong_vault_key` if no key of the vault belongs to it, `corrupt` if its wrapped org key is
    /// damaged, and `out_of_memory`. The vault stays as it was.
    public func unlock(vaultKey: [UInt8]) throws {
        try vaultKey.withData { try unlock(vaultKey: $0) }
    }

    /// Replaces the vault key, given the current one: two derivations. The vault is unlocked after. The org
    /// key stays: whoever has an old file and the old vault key reads on.
    ///
    /// Throws `weak_vault_key` or `invalid_input` for the new one, `wrong_vault_key` if `current` is none of
    /// this vault or a recovery code, `corrupt`, and `already_exists` if `new` is a recovery code.
    @discardableResult
    public func changeVaultKey(current: [UInt8], new: [UInt8], now: Date? = nil) throws -> KeyMetadata {
        try current.withData { current in
            try new.withData { try changeVaultKey(current: current, new: $0, now: now) }
        }
    }

    /// Replaces the vault key, given a recovery code, which is used up: two derivations. Every other key but
    /// the recovery keys goes. The vault is unlocked after. Throws as ``changeVaultKey(current:new:now:)``.
    @discardableResult
    public func recover(recoveryCode: [UInt8], new: [UInt8], now: Date? = nil) throws -> KeyMetadata {
        try recoveryCode.withData { code in
            try new.withData { try recover(recoveryCode: code, new: $0, now: now) }
        }
    }
}

extension MasterKey {
    /// Derives the key of a vault key or recovery code: about 0.1 s and 64 MiB.
    ///
    /// Throws `invalid_input` if it is not UTF-8 or the organization id is shorter than 8 bytes, and
    /// `out_of_memory`.
    public static func derive(vaultKey: [UInt8], organizationId: String) throws -> MasterKey {
        try vaultKey.withData { try derive(vaultKey: $0, organizationId: organizationId) }
    }

    /// Takes a key that was derived before: exactly 32 bytes, else `invalid_input`.
    public static func fromBytes(bytes: [UInt8]) throws -> MasterKey {
        try bytes.withData { try fromBytes(bytes: $0) }
    }
}

extension OrgKey {
    /// Takes a key from its bytes: exactly 32, else `invalid_input`.
    public static func fromBytes(bytes: [UInt8]) throws -> OrgKey {
        try bytes.withData { try fromBytes(bytes: $0) }
    }
}

/// Checks a new vault key against the rules: 16 characters, upper and lower case, a digit and another character.
///
/// Throws `weak_vault_key`, which says the first rule that is broken.
public func checkVaultKey(vaultKey: [UInt8]) throws {
    try vaultKey.withData { try checkVaultKey(vaultKey: $0) }
}

/// Overwrites bytes with zeros where they are: yours alone, so keep no other copy of the array.
public func wipe(_ bytes: inout [UInt8]) {
    for position in bytes.indices {
        bytes[position] = 0
    }
}

extension [UInt8] {
    /// The bytes as `Data`, where they are: nothing is copied.
    func withData<Result>(_ body: (Data) throws -> Result) rethrows -> Result {
        try withUnsafeBytes { bytes in
            guard let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress) else { return try body(Data()) }
            return try body(Data(bytesNoCopy: start, count: bytes.count, deallocator: .none))
        }
    }
}
