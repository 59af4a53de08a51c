//! Format 1: the vault of the published Inkbox SDKs, and the file that keeps one (FORMAT-1.md).
//!
//! - [`Vault`]: a whole vault, locked or unlocked, parsed from a file's text and written back to it.
//!   Start here.
//! - [`Credentials`]: what one agent may read of it.
//! - [`MasterKey`], [`OrgKey`], [`check_vault_key`]: the keys, for those who do their own storage.
//! - [`wire`]: requests and answers of the vault service as values, for those who do their own HTTP.
//!
//! What format 1 does **not** do: names, descriptions, types and times are not authenticated, so
//! whoever stores the vault can change them; access rules are policy and not cryptography, so whoever
//! has the vault key reads everything; and changing the vault key keeps the org key, so whoever has an
//! old file and the old key reads on.

mod credentials;
mod document;
mod login;
mod master_key;
mod org_key;
pub(crate) mod record;
mod seal;
mod time;
mod vault;
mod vault_key;
pub mod wire;

pub use credentials::Credentials;
pub use document::MAX_FILE;
pub use master_key::MasterKey;
pub use org_key::OrgKey;
pub use vault::{
    ImportReport, Initialized, OpenedSecret, Vault, VerifyReport, generate_local_organization_id,
};
pub use vault_key::{check_vault_key, vault_key_forms};
