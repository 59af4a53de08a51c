//! The new vault compared with the old one.

use super::{Review, Skipped};
use crate::{
    Result, inkbox,
    vault::{Objects, Step, Vault, read::contents, read::needs::if_found, rule::Rule, write::stage::Values},
};

impl Review {
    /// Compares the new vault, opened anew, with the old one: every secret, with its name, type, description
    /// and payload, and that there is no other (MIGRATE-5). It needs all objects at once.
    ///
    /// # Errors
    /// `conflict` if they differ, and whatever does not open.
    pub fn compare(
        &self,
        old: &inkbox::Vault,
        new: &Vault,
        skipped: &[Skipped],
        objects: &Objects,
    ) -> Result<Step<()>> {
        let tree = new.tree(objects);
        let mut count = 0_usize;
        for at in 0..tree.state.pages.len() {
            let page = if_found(tree.page(at))?;
            count = count.saturating_add(page.map_or(0, |page| page.entries.len()));
        }
        if !tree.lookup.lacks() && count != self.kept(skipped).count() {
            return Err(Rule::Migrate5.error());
        }
        for reviewed in self.kept(skipped) {
            let opened = if_found(contents::open(&tree, &new.key, reviewed.id, None))?;
            // Nothing of the old vault is opened before everything is there.
            if tree.lookup.lacks() {
                continue;
            }
            let Some(opened) = opened else { continue };
            let Values { meta, payload } = reviewed.read(old, 0)?;
            let info = opened.info;
            let same = (info.name, info.secret_type, info.description, opened.payload)
                == (meta.name, meta.secret_type, meta.description, payload);
            if !same {
                return Err(Rule::Migrate5.error());
            }
        }
        tree.lookup.step(Ok(()))
    }
}
