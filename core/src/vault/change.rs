//! What a draft makes of each secret.

use super::{objects::Found, stage::Stage};

impl Stage<'_> {
    /// Plans all changes of secrets of the draft.
    pub(super) fn plan_secrets(&mut self) -> Found<()> {
        todo!()
    }
}
