//! The pages of a commit: those that change, or all of them where one would be too full.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use super::{Planned, Stage};
use crate::{
    Error, Result,
    random::Source,
    vault::{
        Digest, SecretId,
        objects::object::Object,
        objects::page::{self, FULL, MAX_BITS, Page},
        read::needs::{Found, Halt, if_found},
    },
};

impl Stage<'_> {
    /// Raises the bits while a page would pass what is full, which needs all pages (PAGE-6).
    pub(super) fn plan_pages(&mut self) -> Found<()> {
        let bits = self.page_bits;
        let new = || {
            let is_new = |planned: &Planned| matches!(planned, Planned::New(_));
            self.secrets.iter().filter(move |(_, planned)| is_new(planned)).map(|(id, _)| *id)
        };
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for id in new() {
            let count = counts.entry(page::place(&id, bits)).or_default();
            *count = count.saturating_add(1);
        }
        let mut full = false;
        for (at, count) in counts {
            if let Some(page) = if_found(self.tree.page(at))? {
                full |= page.entries.len().saturating_add(count) > FULL;
            }
        }
        if !full || bits >= MAX_BITS {
            return Ok(());
        }
        let mut ids: Vec<SecretId> = new().collect();
        for at in 0..self.tree.state.pages.len() {
            match self.tree.page(at) {
                Ok(page) => ids.extend(page.entries.iter().map(|(id, _)| *id)),
                Err(Halt::Needs) => {}
                // Readers take a page that is fuller. What is damaged cannot be parted.
                Err(Halt::Refused(_)) => return Ok(()),
            }
        }
        ids.sort_unstable();
        self.page_bits = page::bits_for(&ids, bits);
        Ok(())
    }

    /// The digests of all pages.
    pub(super) fn write_pages(
        &self,
        records: &BTreeMap<SecretId, Option<Digest>>,
        objects: &mut Vec<Object>,
        source: &mut Source,
    ) -> Result<Vec<Digest>> {
        let state = self.vault.root.state();
        let bits = self.page_bits;
        let same = bits == state.page_bits();
        let mut pages = if same {
            state.pages.clone()
        } else {
            vec![Digest::NONE; 1_usize.checked_shl(bits).unwrap_or_default()]
        };
        let mut entries: BTreeMap<usize, BTreeMap<SecretId, Digest>> = BTreeMap::new();
        let touched: BTreeSet<usize> = if same {
            records.keys().map(|id| page::place(id, bits)).collect()
        } else {
            (0..state.pages.len()).collect()
        };
        for at in touched {
            for (id, record) in &self.read_page(at)?.entries {
                entries.entry(page::place(id, bits)).or_default().insert(*id, *record);
            }
        }
        for (id, record) in records {
            let page = entries.entry(page::place(id, bits)).or_default();
            match record {
                Some(record) => page.insert(*id, *record),
                None => page.remove(id),
            };
        }
        for (at, entries) in entries {
            let page = Page { entries: entries.into_iter().collect() };
            let object = page.encode(&state.vault, source)?;
            if let Some(digest) = pages.get_mut(at) {
                *digest = object.as_ref().map_or(Digest::NONE, |object| object.digest);
            }
            objects.extend(object);
        }
        Ok(pages)
    }

    /// A page that was read when that was planned.
    fn read_page(&self, at: usize) -> Result<Rc<Page>> {
        self.tree.page(at).map_err(|halt| match halt {
            Halt::Refused(error) => error,
            Halt::Needs => Error::NotFound("a page was not read".into()),
        })
    }
}
