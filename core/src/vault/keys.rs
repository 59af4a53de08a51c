//! What opens: the tree of keys, what they seal, and what they are made of (FORMAT-2.md, "Seal" and "Keys").

pub(in crate::vault) mod base64url;
pub(in crate::vault) mod key;
pub(in crate::vault) mod recovery_code;
pub(in crate::vault) mod seal;
pub(in crate::vault) mod token;
pub(in crate::vault) mod vault_key;
