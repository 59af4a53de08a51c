//! Access rules: which identity may read which secret. They work locked: format 1 keeps them as
//! policy, and no key depends on them.

use super::{Vault, changes::rule};
use crate::{
    Error, Result,
    inkbox::{
        record::SecretRecord,
        time,
        wire::{AccessRule, SecretMetadata},
    },
};

impl Vault {
    /// Grants an identity, named by its id or handle, a secret.
    ///
    /// # Errors
    /// `not_found` for either, `already_exists` if it has the grant.
    pub fn grant(&mut self, secret_id: &str, identity: &str, now: u64) -> Result<AccessRule> {
        let time = time::to_text(now)?;
        let identity_id = self.identity_id(identity)?;
        let record = self.secret_mut(secret_id)?;
        if record.grants(&identity_id) {
            return Err(Error::AlreadyExists("the identity may read this secret already".into()));
        }
        let rule = rule(&record.id, identity_id, &time)?;
        let granted = AccessRule::new(&rule, &record.id);
        record.access.push(rule);
        self.touch(&time);
        Ok(granted)
    }

    /// Takes a grant away. What the identity has read before it still knows.
    ///
    /// # Errors
    /// `not_found` for either, or if there is no such grant.
    pub fn revoke(&mut self, secret_id: &str, identity: &str, now: u64) -> Result<()> {
        let time = time::to_text(now)?;
        // A rule may name an identity that the file does not list: then its id is taken as it is.
        let identity_id = self.identity_id(identity).unwrap_or_else(|_| identity.to_owned());
        let record = self.secret_mut(secret_id)?;
        if !record.grants(&identity_id) {
            return Err(Error::NotFound("there is no such grant".into()));
        }
        record.revoke(&identity_id);
        self.touch(&time);
        Ok(())
    }

    /// Makes the grants of an identity exactly these secrets: the missing are granted, the others
    /// revoked, in one step.
    ///
    /// # Errors
    /// `not_found` for the identity or a secret; nothing has changed then.
    pub fn set_grants(&mut self, identity: &str, secret_ids: &[&str], now: u64) -> Result<()> {
        let time = time::to_text(now)?;
        let identity_id = self.identity_id(identity)?;
        let granted = self.ids(secret_ids)?;
        let is_granted = |record: &SecretRecord| granted.binary_search(&record.id).is_ok();
        // Made before anything is changed, so that a failure changes nothing.
        let mut rules = Vec::new();
        for record in self.document.secrets.iter() {
            if is_granted(record) && !record.grants(&identity_id) {
                rules.push(rule(&record.id, identity_id.clone(), &time)?);
            }
        }
        let mut rules = rules.into_iter();
        for record in self.document.secrets.iter_mut() {
            if !is_granted(record) {
                record.revoke(&identity_id);
            } else if !record.grants(&identity_id) {
                rules.next().into_iter().for_each(|rule| record.access.push(rule));
            }
        }
        self.touch(&time);
        Ok(())
    }

    /// The rules of one secret.
    ///
    /// # Errors
    /// `not_found`
    pub fn access_of_secret(&self, secret_id: &str) -> Result<Vec<AccessRule>> {
        self.secret(secret_id).map(SecretRecord::rules)
    }

    /// The secrets that are granted to an identity, without their payloads. It says what the rules are,
    /// also for a paused identity.
    ///
    /// # Errors
    /// `not_found`
    pub fn granted_to(&self, identity: &str) -> Result<Vec<SecretMetadata>> {
        let identity_id = self.identity_id(identity)?;
        Ok(self.document.secrets.shown(&|record| record.grants(&identity_id)))
    }

    /// The ids of secrets as the file spells them, in their order.
    pub(super) fn ids(&self, secret_ids: &[&str]) -> Result<Vec<String>> {
        let mut ids = Vec::new();
        for id in secret_ids {
            ids.push(self.secret(id)?.id.clone());
        }
        ids.sort_unstable();
        Ok(ids)
    }
}

impl SecretRecord {
    /// Removes every rule that grants an identity this secret.
    pub(super) fn revoke(&mut self, identity_id: &str) {
        self.access.retain(&|rule| !rule.identity_id.eq_ignore_ascii_case(identity_id));
    }
}
