//! [`Problem`]: what a migration cannot keep.

use crate::{Error, SecretText};

/// Something that cannot be kept. It has to be named as skipped: `problem.what.clone()`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it is.
    pub what: Skipped,
    /// The name or handle of the secret or identity that it is or stands in, if there is one.
    pub name: Option<SecretText>,
    /// Why it cannot be kept.
    pub error: Error,
}

/// What of a vault of format 1 is not to be kept. Ids are those of format 1, spelled as the
/// [`Review`](super::Review) has them; places count from 1. Skipping one thing never skips another that has the
/// same id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skipped {
    /// The secret with this id, with its access rules. It is granted to nobody.
    Secret(String),
    /// A member of the secret with this id: `description`, `created_at`, `updated_at` or `access`. The secret is
    /// kept without a description, or granted to nobody; it counts as made at the migration, or as last changed
    /// when it was made.
    SecretMember(String, &'static str),
    /// The rule at a place in the list of access rules of the secret with this id. It grants nothing.
    Rule(String, usize),
    /// The entry at a place in the list of secrets, which has no id or one that another has.
    SecretEntry(usize),
    /// The identity with this id. It gets no token, and nothing is granted to it.
    Identity(String),
    /// A member of the identity with this id: `display_name` or `status`. The identity is kept, without a name
    /// or paused.
    IdentityMember(String, &'static str),
    /// The entry at a place in the list of identities, which has no id or handle or an id that another has.
    IdentityEntry(usize),
}

impl Skipped {
    /// The id of the secret that is skipped as a whole.
    pub(super) fn secret(&self) -> Option<&str> {
        if let Self::Secret(id) = self { Some(id) } else { None }
    }

    /// The id of the identity that is skipped as a whole.
    pub(super) fn identity(&self) -> Option<&str> {
        if let Self::Identity(id) = self { Some(id) } else { None }
    }
}
