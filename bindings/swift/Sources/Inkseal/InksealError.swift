import Foundation

extension InksealError: LocalizedError {
    /// The stable code of the error, such as `wrong_vault_key`: the same string in every language.
    public var code: String {
        switch self {
        case .WrongVaultKey: "wrong_vault_key"
        case .Locked: "locked"
        case .NotFound: "not_found"
        case .AlreadyExists: "already_exists"
        case .InvalidInput, .Ambiguous: "invalid_input"
        case .WeakVaultKey: "weak_vault_key"
        case .TypeMismatch: "type_mismatch"
        case .Corrupt: "corrupt"
        case .Malformed: "malformed"
        case .Unsupported: "unsupported"
        case .WeakParameters: "weak_parameters"
        case .ExcessiveWork: "excessive_work"
        case .OutOfMemory: "out_of_memory"
        case .Conflict: "conflict"
        case .AccessDenied: "access_denied"
        case .WrongVault: "wrong_vault"
        case .Tampered: "tampered"
        case .RolledBack: "rolled_back"
        case .Forked: "forked"
        case .Io: "io"
        }
    }

    /// A text for people. It may change, and it never holds a secret.
    public var reason: String {
        switch self {
        case .WrongVaultKey(let reason), .Locked(let reason), .NotFound(let reason), .AlreadyExists(let reason),
            .InvalidInput(let reason), .Ambiguous(let reason, _), .WeakVaultKey(let reason, _),
            .TypeMismatch(let reason, _, _), .Corrupt(let reason), .Malformed(let reason),
            .Unsupported(let reason), .WeakParameters(let reason), .ExcessiveWork(let reason),
            .OutOfMemory(let reason), .Conflict(let reason), .AccessDenied(let reason),
            .WrongVault(let reason), .Tampered(let reason), .RolledBack(let reason), .Forked(let reason), .Io(let reason):
            reason
        }
    }

    /// ``reason``, which is what `localizedDescription` shows.
    public var errorDescription: String? { reason }
}
