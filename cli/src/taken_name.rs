//! [`IfTaken`]: what happens when a new secret's name is that of another one.

use inkseal::{Error, Result, inkbox::Vault};

/// What is done when there is a secret of this name already: every reference to a name that two have fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IfTaken {
    /// It fails.
    Refuse,
    /// There are two of this name, which go by their ids.
    Duplicate,
    /// The one that is there is changed.
    Update,
}

impl IfTaken {
    /// What the options say, which exclude each other.
    pub(crate) fn new(duplicate: bool, update: bool) -> Self {
        match (duplicate, update) {
            (_, true) => Self::Update,
            (true, false) => Self::Duplicate,
            (false, false) => Self::Refuse,
        }
    }

    /// The id of the secret to change; `None` if a new one is to be made.
    ///
    /// # Errors
    /// `already_exists`, or for a change `invalid_input` with the ids when the name fits several.
    pub(crate) fn find(self, vault: &Vault, name: &str) -> Result<Option<String>> {
        match (self, vault.find(name)) {
            (Self::Duplicate, _) | (_, Err(Error::NotFound(_))) => Ok(None),
            (Self::Update, found) => found.map(Some),
            (Self::Refuse, _) => Err(Error::AlreadyExists(
                format!(
                    "there is a secret of the name or id {name:?} already: change it with --update, \
                     or make another one with --duplicate"
                )
                .into(),
            )),
        }
    }
}
