//! [`Tree`]: what hangs below a root, read as far as it is needed. Owners and agents read it alike.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use crate::Result;
use crate::vault::{
    id::{Digest, IdentityId, SecretId},
    keys::key::GrantsKey,
    objects::grants::{self, Grants},
    objects::page::{self, Page},
    objects::record::{self, Head},
    objects::root::State,
    read::needs::{Found, Lookup, Part},
    rule::Rule,
};

/// The tree of an authenticated root.
#[derive(Debug)]
pub(in crate::vault) struct Tree<'a> {
    pub(in crate::vault) state: &'a State,
    pub(in crate::vault) lookup: Lookup<'a>,
    /// The pages that were read.
    pages: RefCell<HashMap<usize, Rc<Page>>>,
}

/// What storage gave for the head of a record, if it gave anything.
#[derive(Debug)]
pub(in crate::vault) struct GivenHead<'o> {
    name: Digest,
    bytes: Option<&'o [u8]>,
}

/// A record that is kept.
#[derive(Debug, Clone)]
pub(in crate::vault) struct Kept<'o> {
    pub(in crate::vault) name: Digest,
    pub(in crate::vault) head: Head<'o>,
    /// How many records before it the **present** one says are kept. Its own history may have been longer.
    pub(in crate::vault) older: u32,
}

impl<'a> Tree<'a> {
    pub(in crate::vault) fn new(state: &'a State, lookup: Lookup<'a>) -> Self {
        Self { state, lookup, pages: RefCell::default() }
    }

    /// The page at a place.
    pub(in crate::vault) fn page(&self, at: usize) -> Found<Rc<Page>> {
        if let Some(page) = self.pages.borrow().get(&at) {
            return Ok(Rc::clone(page));
        }
        let name = self.state.pages.get(at).ok_or_else(|| Rule::Root3.error())?;
        let given = if name.is_none() { None } else { self.lookup.get(name, Part::Whole, page::MAX_PAGE)? };
        let page = Rc::new(Page::decode(given, name, &self.state.vault, at, self.state.page_bits())?);
        self.pages.borrow_mut().insert(at, Rc::clone(&page));
        Ok(page)
    }

    /// The digest of the present record of a secret; `None` if there is no such secret.
    pub(in crate::vault) fn present(&self, secret: &SecretId) -> Found<Option<Digest>> {
        Ok(self.page(page::place(secret, self.state.page_bits()))?.get(secret).copied())
    }

    /// The head of a record.
    pub(in crate::vault) fn head(&self, secret: &SecretId, name: &Digest) -> Found<Head<'a>> {
        Ok(self.decode(secret, &self.given_head(name)?)?)
    }

    /// What storage gave for the head of a record, which is not looked at yet.
    pub(in crate::vault) fn given_head(&self, name: &Digest) -> Found<GivenHead<'a>> {
        Ok(GivenHead { name: *name, bytes: self.lookup.get(name, Part::Head, record::MAX_RECORD)? })
    }

    /// The head that was given.
    pub(in crate::vault) fn decode(&self, secret: &SecretId, given: &GivenHead<'a>) -> Result<Head<'a>> {
        Head::decode(given.bytes, &given.name, &self.state.vault, secret)
    }

    /// The head of a record, with its payload, which is sealed and not checked yet.
    pub(in crate::vault) fn record(&self, secret: &SecretId, name: &Digest) -> Found<(Head<'a>, &'a [u8])> {
        let given = self.lookup.get(name, Part::Whole, record::MAX_RECORD)?;
        let head = Head::decode(given, name, &self.state.vault, secret)?;
        let (_, sealed) = given.and_then(record::split).ok_or_else(|| Rule::Obj1.error())?;
        Ok((head, sealed))
    }

    /// The present record of a secret, to walk back from.
    pub(in crate::vault) fn newest(&self, secret: &SecretId, present: &Digest) -> Found<Kept<'a>> {
        let head = self.head(secret, present)?;
        Ok(Kept { name: *present, older: head.lineage.history, head })
    }

    /// The record before one. `None` at the end of what the present record says is kept.
    pub(in crate::vault) fn before(&self, secret: &SecretId, kept: &Kept<'_>) -> Found<Option<Kept<'a>>> {
        let Some(older) = kept.older.checked_sub(1) else { return Ok(None) };
        let name = kept.head.lineage.previous;
        let head = self.head(secret, &name)?;
        kept.head.lineage.check_follows(&head.lineage)?;
        Ok(Some(Kept { name, head, older }))
    }

    /// The record of a revision, found from the present one. `None` if kept history does not reach it.
    pub(in crate::vault) fn revision(
        &self,
        secret: &SecretId,
        present: &Digest,
        revision: u64,
    ) -> Found<Option<Kept<'a>>> {
        self.back_to(secret, self.newest(secret, present)?, revision)
    }

    /// The record of a revision, found from a later one.
    pub(in crate::vault) fn back_to(
        &self,
        secret: &SecretId,
        mut kept: Kept<'a>,
        revision: u64,
    ) -> Found<Option<Kept<'a>>> {
        while kept.head.lineage.revision > revision {
            let Some(older) = self.before(secret, &kept)? else { return Ok(None) };
            kept = older;
        }
        Ok((kept.head.lineage.revision == revision).then_some(kept))
    }

    /// The grants of an identity, which is in the root.
    pub(in crate::vault) fn grants(&self, identity: &IdentityId, key: &GrantsKey) -> Found<Grants> {
        let name = self.state.grants_of(identity).ok_or_else(|| Rule::Open6.error())?;
        let given = self.lookup.get(name, Part::Whole, grants::MAX_LENGTH)?;
        Ok(Grants::open(given, name, key)?)
    }
}
