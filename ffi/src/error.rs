//! [`InksealError`]: the core's error, with its text beside what a program can use of it.

use std::fmt;

use inkseal::{Error, VaultKeyRule};

/// The rules for a new vault key, in the order in which they are checked.
#[uniffi::remote(Enum)]
pub enum VaultKeyRule {
    /// At least 16 characters, counted as Unicode scalar values.
    Length,
    /// At least one of A to Z.
    Uppercase,
    /// At least one of a to z.
    Lowercase,
    /// At least one of 0 to 9.
    Digit,
    /// At least one character that is none of these.
    Special,
}

/// Why one of many did not open.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Failure {
    /// The stable code of the error, such as `corrupt`.
    pub code: String,
    /// The text, for people. It holds no secret.
    pub reason: String,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { code: error.code().to_owned(), reason: error.to_string() }
    }
}

/// Declares the error and its conversion, so that a variant is written once. `reason` is the text for
/// people, in which no secret ever is.
macro_rules! errors {
    ($($(#[doc = $doc:literal])+ $variant:ident $({ $($field:ident: $type:ty = $value:expr),+ })? = $pattern:pat),+ $(,)?) => {
        /// Why a call failed. Each kind has a stable code, the same in every language; the reason is a
        /// text for people. No error holds a secret.
        #[derive(Debug, uniffi::Error)]
        pub enum InksealError {
            $(
                $(#[doc = $doc])+
                $variant { reason: String $(, $($field: $type),+)? },
            )+
        }

        impl From<Error> for InksealError {
            fn from(error: Error) -> Self {
                let reason = error.to_string();
                match error {
                    $($pattern => Self::$variant { reason $(, $($field: $value),+)? },)+
                }
            }
        }

        impl fmt::Display for InksealError {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$variant { reason, .. } => f.write_str(reason),)+
                }
            }
        }
    };
}

errors! {
    /// `wrong_vault_key`: no key of the vault belongs to this vault key or recovery code.
    WrongVaultKey = Error::WrongVaultKey,
    /// `locked`: the vault or key is locked, and this needs it.
    Locked = Error::Locked,
    /// `not_found`: what was asked for is not there.
    NotFound = Error::NotFound(_),
    /// `already_exists`: what was to be made is there already.
    AlreadyExists = Error::AlreadyExists(_),
    /// `invalid_input`: an argument is not acceptable.
    InvalidInput = Error::InvalidInput(_),
    /// `invalid_input`: a name fits several secrets; these are their ids.
    Ambiguous { ids: Vec<String> = namesakes.ids } = Error::Ambiguous(namesakes),
    /// `weak_vault_key`: a new vault key breaks this rule.
    WeakVaultKey { rule: VaultKeyRule = rule } = Error::WeakVaultKey(rule),
    /// `type_mismatch`: a secret or payload has another type than the call needs.
    TypeMismatch { expected: String = types.expected, actual: String = types.actual } =
        Error::TypeMismatch(types),
    /// `corrupt`: ciphertext does not open under the key it should open under. It says no more, on purpose.
    Corrupt = Error::Corrupt,
    /// `malformed`: data is not of the form that its format asks for.
    Malformed = Error::Malformed(_),
    /// `unsupported`: well formed, but of a kind that this version does not do.
    Unsupported = Error::Unsupported(_),
    /// `weak_parameters`: parameters of a key derivation below the floor.
    WeakParameters = Error::WeakParameters,
    /// `excessive_work`: data asks for more work or memory than the ceiling allows.
    ExcessiveWork = Error::ExcessiveWork(_),
    /// `out_of_memory`: memory for the work could not be had.
    OutOfMemory = Error::OutOfMemory,
    /// `conflict`: what was to be changed has changed underneath.
    Conflict = Error::Conflict(_),
    /// `access_denied`: the identity may not do this.
    AccessDenied = Error::AccessDenied(_),
    /// `wrong_vault`: this is another vault than the one that is meant (format 2).
    WrongVault = Error::WrongVault(_),
    /// `tampered`: storage gave something else than what the vault's keys vouch for, or nothing (format 2).
    Tampered = Error::Tampered(_),
    /// `rolled_back`: storage shows a state that is older than one this device has seen (format 2).
    RolledBack = Error::RolledBack(_),
    /// `forked`: storage shows a state that lacks a change this device has seen (format 2).
    Forked = Error::Forked(_),
    /// `io`: the system failed: a file, or its source of random bytes.
    Io = Error::Io(_),
}

impl std::error::Error for InksealError {}
