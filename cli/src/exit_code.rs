//! What an error means for the exit code.

use inkseal::Error;

/// Input/output, or a defect of ours.
pub(crate) const INTERNAL: u8 = 1;
/// The command line, or what was given with it, is not acceptable.
pub(crate) const USAGE: u8 = 2;
/// The vault key is wrong or was not given.
const LOCKED: u8 = 3;
/// It is not there.
const NOT_FOUND: u8 = 4;
/// It is there already, or has changed.
pub(crate) const CONFLICT: u8 = 5;
/// Data is damaged, of another form, or not what the vault's keys vouch for.
pub(crate) const DAMAGED: u8 = 6;
/// Refused, unsupported or access denied.
pub(crate) const REFUSED: u8 = 7;

/// The exit code of an error.
pub(crate) fn of(error: &Error) -> u8 {
    match error {
        Error::Io(_) | Error::OutOfMemory => INTERNAL,
        Error::InvalidInput(_) | Error::Ambiguous(_) | Error::WeakVaultKey(_) | Error::TypeMismatch(_) => {
            USAGE
        }
        Error::WrongVaultKey | Error::Locked => LOCKED,
        Error::NotFound(_) => NOT_FOUND,
        Error::AlreadyExists(_) | Error::Conflict(_) => CONFLICT,
        Error::Corrupt
        | Error::Malformed(_)
        | Error::WrongVault(_)
        | Error::Tampered(_)
        | Error::RolledBack(_)
        | Error::Forked(_) => DAMAGED,
        Error::Unsupported(_) | Error::AccessDenied(_) | Error::WeakParameters | Error::ExcessiveWork(_) => {
            REFUSED
        }
    }
}

#[cfg(test)]
mod tests {
    use inkseal::Namesakes;

    use super::*;

    #[test]
    fn every_class_has_its_code() {
        assert_eq!(of(&Error::Io("x".into())), 1);
        assert_eq!(of(&Error::Ambiguous(Namesakes { ids: Vec::new() }.into())), 2);
        assert_eq!(of(&Error::WrongVaultKey), 3);
        assert_eq!(of(&Error::Locked), 3);
        assert_eq!(of(&Error::NotFound("x".into())), 4);
        assert_eq!(of(&Error::AlreadyExists("x".into())), 5);
        assert_eq!(of(&Error::Conflict("x".into())), 5);
        assert_eq!(of(&Error::Corrupt), 6);
        assert_eq!(of(&Error::Malformed("x".into())), 6);
        assert_eq!(of(&Error::Tampered("x".into())), 6);
        assert_eq!(of(&Error::RolledBack("x".into())), 6);
        assert_eq!(of(&Error::Forked("x".into())), 6);
        assert_eq!(of(&Error::WrongVault("x".into())), 6);
        assert_eq!(of(&Error::Unsupported("x".into())), 7);
        assert_eq!(of(&Error::AccessDenied("x".into())), 7);
    }
}
