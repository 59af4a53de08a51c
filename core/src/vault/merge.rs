//! Two changes of one secret, merged by group (FORMAT-2.md, MERGE-3 to MERGE-5).

use super::stage::Values;

/// What came of a merge.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) values: Values,
    /// Both changed one group, and ours is current.
    pub(super) conflict: bool,
    /// We put it into the trash, and an edit beat that.
    pub(super) not_trashed: bool,
}

/// Merges what we made of `base` with what others made of it. Without a base, everything that differs was
/// changed by both.
pub(super) fn merge(base: Option<&Values>, ours: Values, theirs: &Values) -> Merged {
    todo!()
}
