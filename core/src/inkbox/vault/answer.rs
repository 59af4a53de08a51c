//! A vault made of what the service answers to an unlock.

use super::Vault;
use crate::{
    Error, Members, Result,
    inkbox::{
        MasterKey,
        document::Document,
        record::{InfoRecord, KeyRecord, Records},
        wire::{KeyMetadata, UnlockAnswer},
    },
    random,
};

impl Vault {
    /// Makes an unlocked vault of the service's answer to an unlock and its list of keys.
    ///
    /// The vault gets a new id, because the answer names none, and only the key that was used can
    /// unlock it later: the service tells of the others no more than that they exist.
    ///
    /// # Errors
    /// `wrong_vault_key` if the answer has no wrapped key, `corrupt` if it does not open, and the
    /// errors of a derivation.
    pub fn from_unlock_answer(
        organization_id: &str,
        keys: &[KeyMetadata],
        answer: UnlockAnswer,
        vault_key: &[u8],
    ) -> Result<Self> {
        Self::from_unlock_answer_with(
            organization_id,
            keys,
            answer,
            &MasterKey::derive(vault_key, organization_id)?,
        )
    }

    /// [`from_unlock_answer`](Self::from_unlock_answer) with a key that is derived already.
    ///
    /// # Errors
    /// Those of [`from_unlock_answer`](Self::from_unlock_answer).
    pub fn from_unlock_answer_with(
        organization_id: &str,
        keys: &[KeyMetadata],
        answer: UnlockAnswer,
        master_key: &MasterKey,
    ) -> Result<Self> {
        let wrapped = answer.wrapped_org_encryption_key.ok_or(Error::WrongVaultKey)?;
        let ids = keys.iter().map(|key| key.id.as_str());
        let (opened_by, org_key) = master_key.unwrap_any(ids, &wrapped)?;
        let opened_by = opened_by.to_owned();
        let info = InfoRecord {
            organization_id: organization_id.to_owned(),
            id: Some(random::uuid()?),
            created_at: None,
            updated_at: None,
            other: Members::default(),
        };
        let mut records = Records::default();
        for key in keys {
            let opens = key.id == opened_by;
            records.push(KeyRecord {
                id: key.id.clone(),
                wrapped_org_encryption_key: opens.then(|| wrapped.clone()),
                auth_hash: opens.then(|| master_key.auth_hash()),
                key_type: Some(key.key_type.as_str().to_owned()),
                created_by: key.created_by.clone(),
                created_at: key.created_at.clone(),
                updated_at: key.updated_at.clone(),
                other: Members::default(),
            });
        }
        let document = Document {
            info,
            keys: records,
            secrets: answer.secrets,
            identities: Records::default(),
            other: Members::default(),
        };
        Ok(Self::new(document, Some(org_key)))
    }
}
