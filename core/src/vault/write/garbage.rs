//! What storage must keep, so that the rest can be deleted (FORMAT-2.md, GARBAGE-1).

use std::collections::BTreeSet;

use crate::Result;
use crate::vault::{
    Digest, Objects, Step, Vault,
    read::needs::{Found, if_found},
    read::tree::Tree,
};

impl Vault {
    /// The names of all objects that the root or kept history reaches. Whoever wants to delete others lists
    /// what storage has **first**, then reads the root and asks this, and deletes what is not named here and
    /// was put there at least 7 days ago. Only heads of records are read.
    ///
    /// # Errors
    /// Whatever is wrong with any page or record: below it nobody knows what is still needed.
    pub fn reachable(&self, objects: &Objects) -> Result<Step<BTreeSet<Digest>>> {
        let tree = self.tree(objects);
        let found = reachable(&tree);
        tree.lookup.step(found)
    }
}

fn reachable(tree: &Tree<'_>) -> Found<BTreeSet<Digest>> {
    let state = tree.state;
    let mut names: BTreeSet<Digest> = state.identities.iter().map(|(_, grants)| *grants).collect();
    for (at, page) in state.pages.iter().enumerate().filter(|(_, page)| !page.is_none()) {
        names.insert(*page);
        let Some(page) = if_found(tree.page(at))? else { continue };
        for (id, present) in &page.entries {
            let mut next = if_found(tree.newest(id, present))?;
            while let Some(kept) = next {
                names.insert(kept.name);
                next = if_found(tree.before(id, &kept))?.flatten();
            }
        }
    }
    Ok(names)
}
