//! What storage keeps: the root, and the objects below it that are named by their digests (FORMAT-2.md, "Root and pages",
//! "Record" and "Grants"). What has not been authenticated has another type than what has.

pub(in crate::vault) mod grants;
pub(in crate::vault) mod json;
pub(in crate::vault) mod meta;
pub(in crate::vault) mod object;
pub(in crate::vault) mod padding;
pub(in crate::vault) mod page;
pub(in crate::vault) mod payload;
pub(in crate::vault) mod reader;
pub(in crate::vault) mod record;
pub(in crate::vault) mod root;
pub(in crate::vault) mod slot;
