//! What a device remembers, which tells an old or forked state from a new one (FORMAT-2.md, "The memory of a device").

pub(in crate::vault) mod checkpoint;
pub(in crate::vault) mod memory;
pub(in crate::vault) mod seen;
