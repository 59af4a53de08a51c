//! [`Keys`]: what records are opened with, by owners and agents alike.

use crate::vault::{
    SecretId,
    keys::key::{DataKey, RootKey},
    objects::grants::Grants,
    objects::record::Lineage,
};
use crate::{Error, Result};

/// Keys of records.
pub(in crate::vault) trait Keys {
    /// The key of a record.
    fn of_record(&self, secret: SecretId, lineage: &Lineage) -> Result<DataKey>;

    /// How many records before a present one they open, as far as these are kept.
    fn reach(&self, present: &Lineage) -> u32;
}

/// An owner opens everything.
impl Keys for RootKey {
    fn of_record(&self, secret: SecretId, lineage: &Lineage) -> Result<DataKey> {
        self.data_key(secret, &lineage.key_id)
    }

    fn reach(&self, present: &Lineage) -> u32 {
        present.history
    }
}

/// An agent opens what it was granted, from the revision on at which that key began.
impl Keys for Grants {
    fn of_record(&self, secret: SecretId, _: &Lineage) -> Result<DataKey> {
        self.key(&secret).cloned().ok_or_else(no_such_secret)
    }

    fn reach(&self, present: &Lineage) -> u32 {
        let since = present.revision.saturating_sub(present.since);
        present.history.min(u32::try_from(since).unwrap_or(u32::MAX))
    }
}

/// There is no such secret.
pub(in crate::vault) fn no_such_secret() -> Error {
    Error::NotFound("there is no such secret".into())
}
