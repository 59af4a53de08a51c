//! [`Error`]: everything that can go wrong, one closed list.
//!
//! [`Error::code`] is the contract, the same string in every language; the text is for people and
//! may change. No text holds a secret: not a password, not a URI's `secret`, not a piece of JSON.

use std::{borrow::Cow, fmt, ops::Deref};

/// The result of every fallible call of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Text of an error: fixed where it can be, built only from what is no secret.
///
/// Boxed, because every result has room for an error.
#[derive(Clone, PartialEq, Eq)]
pub struct Reason(Box<Cow<'static, str>>);

impl From<&'static str> for Reason {
    // Out of line, because there are many.
    #[inline(never)]
    fn from(text: &'static str) -> Self {
        Self(Box::new(Cow::Borrowed(text)))
    }
}

impl From<String> for Reason {
    #[inline(never)]
    fn from(text: String) -> Self {
        Self(Box::new(Cow::Owned(text)))
    }
}

impl Deref for Reason {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

/// Why a call failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// No key of the vault belongs to this vault key or recovery code.
    WrongVaultKey,
    /// The vault is locked, and this needs its key.
    Locked,
    /// What was asked for is not there.
    NotFound(Reason),
    /// What was to be made is there already.
    AlreadyExists(Reason),
    /// An argument is not acceptable.
    InvalidInput(Reason),
    /// A name fits several secrets. Its code is `invalid_input`.
    Ambiguous(Box<Namesakes>),
    /// A new vault key breaks this rule.
    WeakVaultKey(VaultKeyRule),
    /// A secret or payload has another type than the call needs.
    TypeMismatch(Box<TypeMismatch>),
    /// Ciphertext does not open under the key it should open under. It says no more, on purpose.
    Corrupt,
    /// Data is not of the form that its format asks for.
    Malformed(Reason),
    /// Well formed, but of a kind that this version does not do.
    Unsupported(Reason),
    /// Parameters of a key derivation below the floor.
    WeakParameters,
    /// Data asks for more work or memory than the ceiling allows.
    ExcessiveWork(Reason),
    /// Memory for the work could not be had.
    OutOfMemory,
    /// What was to be changed has changed underneath.
    Conflict(Reason),
    /// The identity may not do this.
    AccessDenied(Reason),
    /// This is another vault than the one that is meant (format 2).
    WrongVault(Reason),
    /// Storage gave something else than what the vault's keys vouch for, or nothing (format 2). Said of an object
    /// that is not there, it is true only if the root that was read still stands:
    /// see [`Objects::supply`](crate::vault::Objects::supply).
    Tampered(Reason),
    /// Storage shows a state that is older than one this device has seen (format 2).
    RolledBack(Reason),
    /// Storage shows a state that lacks a change this device has seen (format 2).
    Forked(Reason),
    /// The system failed: a file, or its source of random bytes.
    Io(Reason),
}

/// The secrets that one name fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namesakes {
    /// The ids of all of them.
    pub ids: Vec<String>,
}

/// Two types that should be the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeMismatch {
    /// The type that the call needs, as the wire spells it.
    pub expected: String,
    /// The type that is there, as the wire spells it.
    pub actual: String,
}

impl Error {
    /// The stable code of this error, the same string in every language.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongVaultKey => "wrong_vault_key",
            Self::Locked => "locked",
            Self::NotFound(_) => "not_found",
            Self::AlreadyExists(_) => "already_exists",
            Self::InvalidInput(_) | Self::Ambiguous(_) => "invalid_input",
            Self::WeakVaultKey(_) => "weak_vault_key",
            Self::TypeMismatch(_) => "type_mismatch",
            Self::Corrupt => "corrupt",
            Self::Malformed(_) => "malformed",
            Self::Unsupported(_) => "unsupported",
            Self::WeakParameters => "weak_parameters",
            Self::ExcessiveWork(_) => "excessive_work",
            Self::OutOfMemory => "out_of_memory",
            Self::Conflict(_) => "conflict",
            Self::AccessDenied(_) => "access_denied",
            Self::WrongVault(_) => "wrong_vault",
            Self::Tampered(_) => "tampered",
            Self::RolledBack(_) => "rolled_back",
            Self::Forked(_) => "forked",
            Self::Io(_) => "io",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongVaultKey => {
                f.write_str("no key of this vault belongs to that vault key or recovery code")
            }
            Self::Locked => f.write_str("the vault is locked"),
            Self::Ambiguous(namesakes) => {
                write!(f, "the name fits {} secrets; use an id", namesakes.ids.len())
            }
            Self::WeakVaultKey(rule) => {
                f.write_str("the vault key must have ")?;
                f.write_str(rule.as_str())
            }
            Self::TypeMismatch(types) => {
                let parts = ["this is of type ", &types.actual, ", not ", &types.expected];
                parts.into_iter().try_for_each(|part| f.write_str(part))
            }
            Self::Corrupt => f.write_str("the data is damaged: it does not open"),
            Self::WeakParameters => f.write_str("the key derivation parameters are too weak"),
            Self::OutOfMemory => f.write_str("there is not enough memory"),
            Self::NotFound(reason)
            | Self::AlreadyExists(reason)
            | Self::InvalidInput(reason)
            | Self::Malformed(reason)
            | Self::Unsupported(reason)
            | Self::ExcessiveWork(reason)
            | Self::Conflict(reason)
            | Self::AccessDenied(reason)
            | Self::WrongVault(reason)
            | Self::Tampered(reason)
            | Self::RolledBack(reason)
            | Self::Forked(reason)
            | Self::Io(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for Error {}

/// The rules for a new vault key, in the order in which they are checked (FORMAT-1.md, "Vault keys").
///
/// They hold when a key is made, never when a vault is unlocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VaultKeyRule {
    /// At least 16 characters, counted as Unicode scalar values.
    Length,
    /// At least one of `A` to `Z`.
    Uppercase,
    /// At least one of `a` to `z`.
    Lowercase,
    /// At least one of `0` to `9`.
    Digit,
    /// At least one character that is none of these.
    Special,
}

impl VaultKeyRule {
    fn as_str(self) -> &'static str {
        match self {
            Self::Length => "at least 16 characters",
            Self::Uppercase => "an upper-case letter from A to Z",
            Self::Lowercase => "a lower-case letter from a to z",
            Self::Digit => "a digit from 0 to 9",
            Self::Special => "a character other than A-Z, a-z and 0-9",
        }
    }
}

impl fmt::Display for VaultKeyRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
