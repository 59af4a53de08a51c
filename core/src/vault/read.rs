//! Opening and reading, as owner, agent, or with a recovery code (FORMAT-2.md, "Opening").

pub(in crate::vault) mod agent;
pub(in crate::vault) mod contents;
pub(in crate::vault) mod credentials;
pub(in crate::vault) mod identities;
pub(in crate::vault) mod locked;
pub(in crate::vault) mod needs;
pub(in crate::vault) mod owner;
pub(in crate::vault) mod record_keys;
pub(in crate::vault) mod recovery;
pub(in crate::vault) mod survey;
pub(in crate::vault) mod tree;
