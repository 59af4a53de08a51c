//! Members of a payload that this version does not know.

use inkseal::{Members, SecretText};

use crate::InksealError;

/// One member of a JSON object that this version does not know. It is kept and written back as it was.
#[derive(uniffi::Record)]
pub struct Member {
    /// Its name, secret as all of a payload.
    pub name: SecretText,
    /// Its value as JSON text, secret. Numbers keep their spelling.
    pub value: SecretText,
}

uniffi::custom_type!(Members, Vec<Member>, {
    remote,
    lower: |members| {
        let entries = members.entries();
        entries.map(|(name, value)| Member { name: name.clone(), value: value.clone() }).collect()
    },
    try_lift: |list| {
        let entries = list.into_iter().map(|Member { name, value }| (name, value));
        Ok(Members::from_entries(entries.collect()).map_err(InksealError::from)?)
    },
});
