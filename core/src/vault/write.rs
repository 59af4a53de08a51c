//! Changing: what a draft becomes, and how it is committed (FORMAT-2.md, "Changing").

pub(in crate::vault) mod change;
pub(in crate::vault) mod commit;
pub(in crate::vault) mod create;
pub(in crate::vault) mod draft;
pub(in crate::vault) mod garbage;
pub(in crate::vault) mod merge;
pub(in crate::vault) mod openers;
pub(in crate::vault) mod rebuild;
pub(in crate::vault) mod rotate;
pub(in crate::vault) mod stage;
