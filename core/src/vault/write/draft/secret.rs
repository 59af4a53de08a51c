//! Changes of secrets.

use super::Draft;
use crate::{
    Error, Result, SecretText,
    payload::{SecretPayload, SecretType},
    random::Source,
    totp::TotpConfig,
    vault::{SecretId, read::credentials::mismatch},
};

/// A secret that is to be made. Its type is that of its payload.
#[derive(Debug, Clone)]
pub struct NewSecret {
    /// Its name, 1 to 255 characters.
    pub name: SecretText,
    /// Its description.
    pub description: Option<SecretText>,
    /// Its tags, each 1 to 255 characters, in any order.
    pub tags: Vec<SecretText>,
    /// What it holds.
    pub payload: SecretPayload,
    /// When it was made, if that was earlier: in milliseconds since 1970.
    pub created_at: Option<i64>,
}

impl NewSecret {
    /// A secret without description and tags, made now.
    #[must_use]
    pub fn new(name: impl Into<SecretText>, payload: impl Into<SecretPayload>) -> Self {
        Self {
            name: name.into(),
            description: None,
            tags: Vec::new(),
            payload: payload.into(),
            created_at: None,
        }
    }
}

/// What is to become of a secret. What is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The revision that was looked at: what others did since is merged, not overwritten. `None` is the
    /// present one at the time of the first try.
    pub base: Option<u64>,
    /// A new name.
    pub name: Option<SecretText>,
    /// A new description, or that there is to be none.
    pub description: Option<Option<SecretText>>,
    /// New tags, in any order.
    pub tags: Option<Vec<SecretText>>,
    /// A new payload, of the same type.
    pub payload: Option<SecretPayload>,
    /// A new TOTP configuration of a login, or that there is to be none.
    pub totp: Option<Option<TotpConfig>>,
}

/// What is to be kept of a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// What is there now.
    Present,
    /// The revision that lost.
    Lost,
}

/// What is to become of one secret.
#[derive(Debug, Clone)]
pub(in crate::vault) enum SecretChange {
    Add(NewSecret),
    Change(Change),
    Purge,
}

/// Changes of a secret that is there.
#[derive(Debug, Clone, Default)]
pub(in crate::vault) struct Change {
    pub(in crate::vault) edit: Edit,
    /// Into the trash, or out of it.
    pub(in crate::vault) trash: Option<bool>,
    pub(in crate::vault) forget: bool,
    pub(in crate::vault) settle: Vec<(u64, Keep)>,
}

impl Change {
    /// Takes another edit in, as if it was made after this one.
    fn edit(&mut self, edit: Edit) {
        let Edit { base, name, description, tags, payload, totp } = edit;
        let old = &mut self.edit;
        if payload.is_some() {
            old.totp = None; // it has its own
        }
        old.base = old.base.or(base);
        old.name = name.or(old.name.take());
        old.description = description.or(old.description.take());
        old.tags = tags.or(old.tags.take());
        old.payload = payload.or(old.payload.take());
        old.totp = totp.or(old.totp.take());
    }
}

impl Draft {
    /// Adds a secret.
    ///
    /// # Errors
    /// `io` if the system gives no random bytes.
    pub fn add(&mut self, secret: NewSecret) -> Result<SecretId> {
        let id = SecretId::generate(&mut Source::system())?;
        self.add_as(id, secret);
        Ok(id)
    }

    /// Adds a secret under this id, which nothing had before: grants of it may still be kept.
    pub(in crate::vault) fn add_as(&mut self, id: SecretId, secret: NewSecret) {
        self.secrets.insert(id, SecretChange::Add(secret));
    }

    /// Edits a secret. A TOTP configuration is [normalized](TotpConfig::normalize).
    ///
    /// # Errors
    /// `invalid_input` if the draft purges it, and those of [`TotpConfig::normalize`]; `type_mismatch` if the draft
    /// adds it with another type.
    pub fn edit(&mut self, id: SecretId, mut edit: Edit) -> Result<()> {
        if let Some(Some(totp)) = &mut edit.totp {
            *totp = totp.normalize()?;
        }
        match self.secrets.entry(id).or_insert_with(|| SecretChange::Change(Change::default())) {
            SecretChange::Change(change) => change.edit(edit),
            SecretChange::Purge => return Err(is_purged()),
            SecretChange::Add(new) => {
                let mut payload = edit.payload.unwrap_or_else(|| new.payload.clone());
                check_type(&new.payload.secret_type(), &payload)?;
                if let Some(totp) = &edit.totp {
                    set_totp(&mut payload, totp)?;
                }
                new.payload = payload;
                if let Some(name) = edit.name {
                    new.name = name;
                }
                if let Some(description) = edit.description {
                    new.description = description;
                }
                if let Some(tags) = edit.tags {
                    new.tags = tags;
                }
            }
        }
        Ok(())
    }

    /// Puts a secret into the trash. It stays granted and can be restored.
    ///
    /// # Errors
    /// `invalid_input` if the draft adds or purges it.
    pub fn trash(&mut self, id: SecretId) -> Result<()> {
        self.change(id).map(|change| change.trash = Some(true))
    }

    /// Takes a secret out of the trash.
    ///
    /// # Errors
    /// Those of [`trash`](Self::trash).
    pub fn restore(&mut self, id: SecretId) -> Result<()> {
        self.change(id).map(|change| change.trash = Some(false))
    }

    /// Removes a secret for good, with its history. What else the draft would do to it is left out.
    pub fn purge(&mut self, id: SecretId) {
        self.secrets.insert(id, SecretChange::Purge);
    }

    /// Forgets the history of a secret, and gives it a new key.
    ///
    /// # Errors
    /// Those of [`trash`](Self::trash).
    pub fn forget(&mut self, id: SecretId) -> Result<()> {
        self.change(id).map(|change| change.forget = true)
    }

    /// Settles a conflict: the revision that lost is no longer named, and is what the secret is from now on
    /// if it is kept.
    ///
    /// # Errors
    /// Those of [`trash`](Self::trash).
    pub fn settle(&mut self, id: SecretId, revision: u64, keep: Keep) -> Result<()> {
        self.change(id).map(|change| change.settle.push((revision, keep)))
    }

    /// The changes of a secret that is there.
    fn change(&mut self, id: SecretId) -> Result<&mut Change> {
        match self.secrets.entry(id).or_insert_with(|| SecretChange::Change(Change::default())) {
            SecretChange::Change(change) => Ok(change),
            SecretChange::Purge => Err(is_purged()),
            SecretChange::Add(_) => Err(Error::InvalidInput("the draft adds this secret".into())),
        }
    }
}

fn is_purged() -> Error {
    Error::InvalidInput("the draft purges this secret".into())
}

/// Gives a login another TOTP configuration, or none.
pub(in crate::vault) fn set_totp(payload: &mut SecretPayload, totp: &Option<TotpConfig>) -> Result<()> {
    let SecretPayload::Login(login) = payload else {
        return Err(mismatch(&SecretType::Login, payload));
    };
    login.totp.clone_from(totp);
    Ok(())
}

/// Fails unless a payload is of a type (META-2).
pub(in crate::vault) fn check_type(expected: &SecretType, payload: &SecretPayload) -> Result<()> {
    if payload.secret_type() == *expected { Ok(()) } else { Err(mismatch(expected, payload)) }
}
