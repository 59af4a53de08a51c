//! [`Objects`]: what storage gave, and [`Need`]: what an operation asks it for.
//!
//! Operations fetch nothing. One that lacks an object says so, is given what storage has, and is called again:
//!
//! ```text
//! loop {
//!     match vault.list(&objects)? {
//!         Step::Done(listing) => return listing,
//!         Step::Needs(needs) => for need in needs {
//!             // If storage has none: first see whether the root still stands.
//!             objects.supply(&need, storage.get(need.name()));
//!         }
//!     }
//! }
//! ```

use std::{
    cell::RefCell,
    collections::{HashMap, hash_map::Entry},
};

use crate::vault::{id::Digest, objects::record};
use crate::{Error, Result};

/// What an operation gives: its result, or what it has to be given before it is called again.
#[derive(Debug)]
pub enum Step<T> {
    /// It is done.
    Done(T),
    /// Storage has to be asked for all of these. If it lacks one: see [`Objects::supply`].
    Needs(Vec<Need>),
}

impl<T> Step<T> {
    /// Changes the result.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Step<U> {
        match self {
            Self::Done(done) => Step::Done(change(done)),
            Self::Needs(needs) => Step::Needs(needs),
        }
    }

    /// Changes the result, which may fail.
    pub(in crate::vault) fn try_map<U>(self, change: impl FnOnce(T) -> Result<U>) -> Result<Step<U>> {
        match self {
            Self::Done(done) => change(done).map(Step::Done),
            Self::Needs(needs) => Ok(Step::Needs(needs)),
        }
    }
}

/// How much of an object is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The head of a record, which has all that a listing shows. Storage that cannot read parts gives the whole.
    Head,
    /// All of it.
    Whole,
}

/// An object that is needed. Only an operation makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    name: Digest,
    part: Part,
    most: usize,
}

impl Need {
    /// The name of the object.
    #[must_use]
    pub fn name(&self) -> &Digest {
        &self.name
    }

    /// How much of it.
    #[must_use]
    pub fn part(&self) -> Part {
        self.part
    }

    /// The most bytes that it can have. One that has more is not what its name says.
    #[must_use]
    pub fn most(&self) -> usize {
        self.most
    }
}

/// What storage gave. Nothing in it is trusted: every operation compares what it uses with its name.
///
/// It is the caller's, who may use it again for further operations, or clear it.
#[derive(Debug, Clone, Default)]
pub struct Objects(HashMap<Digest, Given>);

#[derive(Debug, Clone)]
struct Given {
    part: Part,
    bytes: Option<Vec<u8>>,
}

impl Given {
    fn is_better_than(&self, other: &Self) -> bool {
        self.bytes.is_some() && (other.bytes.is_none() || self.part > other.part)
    }
}

impl Objects {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What storage gave for a need; `None` if it has no such object, which is then said to be `tampered`.
    ///
    /// Before giving `None`, read the root again (OBJ-4). If storage has another one by now, it is no fault that
    /// it lacks what the older one names, because another owner may have deleted it as garbage: refresh the
    /// vault or agent with that root, which tells older and forked ones, and begin the operation anew on it.
    pub fn supply(&mut self, need: &Need, bytes: Option<Vec<u8>>) {
        // What is too long has no right digest: it is kept as something that has none either.
        let mut bytes = bytes.map(|bytes| if bytes.len() > need.most { Vec::new() } else { bytes });
        if need.part == Part::Head
            && let Some(bytes) = &mut bytes
        {
            // The same for what has no whole head.
            let length = record::split(bytes).map_or(0, |(head, _)| head.len());
            bytes.truncate(if length > record::MAX_HEAD { 0 } else { length });
            bytes.shrink_to_fit();
        }
        let given = Given { part: need.part, bytes };
        match self.0.entry(need.name) {
            // A late answer to an older need takes nothing away.
            Entry::Occupied(known) if known.get().is_better_than(&given) => {}
            known => drop(known.insert_entry(given)),
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    fn get(&self, name: &Digest, part: Part) -> Option<Option<&[u8]>> {
        let given = self.0.get(name)?;
        // What storage lacks it lacks whole.
        (given.bytes.is_none() || given.part >= part).then_some(given.bytes.as_deref())
    }
}

/// Why an operation cannot go on.
#[derive(Debug)]
pub(in crate::vault) enum Halt {
    /// It needs objects, which the [`Lookup`] has noted.
    Needs,
    /// It is refused.
    Refused(Error),
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

/// What is made of objects, as far as they are there.
pub(in crate::vault) type Found<T> = Result<T, Halt>;

/// Looks objects up for one call of an operation and notes what is not there.
#[derive(Debug)]
pub(in crate::vault) struct Lookup<'o> {
    objects: &'o Objects,
    needs: RefCell<Needs>,
}

/// What is missing, in the order in which it was looked for, each once.
#[derive(Debug, Default)]
struct Needs {
    list: Vec<Need>,
    places: HashMap<Digest, usize>,
}

impl<'o> Lookup<'o> {
    pub(in crate::vault) fn new(objects: &'o Objects) -> Self {
        Self { objects, needs: RefCell::default() }
    }

    /// What storage gave for a name, of which `most` bytes can be right. `Some(None)` is never given: what
    /// storage was not asked for yet is noted.
    pub(in crate::vault) fn get(&self, name: &Digest, part: Part, most: usize) -> Found<Option<&'o [u8]>> {
        if let Some(given) = self.objects.get(name, part) {
            return Ok(given);
        }
        let need = Need { name: *name, part, most };
        let Needs { list, places } = &mut *self.needs.borrow_mut();
        let place = *places.entry(*name).or_insert(list.len());
        match list.get_mut(place) {
            Some(known) if known.part < part => *known = need,
            Some(_) => {}
            None => list.push(need),
        }
        Err(Halt::Needs)
    }

    /// Whether something is missing that was looked for.
    pub(in crate::vault) fn lacks(&self) -> bool {
        !self.needs.borrow().list.is_empty()
    }

    /// The step that was made: as long as anything is missing, it is not done.
    pub(in crate::vault) fn step<T>(&self, found: Found<T>) -> Result<Step<T>> {
        match found {
            Err(Halt::Refused(error)) => Err(error),
            Ok(done) if !self.lacks() => Ok(Step::Done(done)),
            _ => Ok(Step::Needs(self.needs.take().list)),
        }
    }
}

/// Takes out what was found, so that a loop can go on and note everything that is missing at once.
pub(in crate::vault) fn if_found<T>(found: Found<T>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Halt::Needs) => Ok(None),
        Err(Halt::Refused(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_answer_takes_nothing_away() {
        let name = Digest::of(b"object");
        let need = |part| Need { name, part, most: 100 };
        let mut objects = Objects::new();
        objects.supply(&need(Part::Whole), None);
        assert_eq!(objects.get(&name, Part::Whole), Some(None));
        objects.supply(&need(Part::Whole), Some(vec![1]));
        objects.supply(&need(Part::Head), Some(vec![2]));
        objects.supply(&need(Part::Whole), None);
        assert_eq!(objects.get(&name, Part::Whole), Some(Some(&[1][..])));
        objects.supply(&need(Part::Whole), Some(vec![3]));
        assert_eq!(objects.get(&name, Part::Head), Some(Some(&[3][..])));
    }

    #[test]
    fn who_needs_more_asks_for_more() {
        let (name, other) = (Digest::of(b"object"), Digest::of(b"another"));
        for parts in [[Part::Head, Part::Whole], [Part::Whole, Part::Head]] {
            let objects = Objects::new();
            let lookup = Lookup::new(&objects);
            assert!(
                lookup.get(&name, parts[0], 100).is_err() && lookup.get(&other, Part::Head, 100).is_err()
            );
            assert!(lookup.get(&name, parts[1], 100).is_err() && lookup.lacks());
            let Ok(Step::Needs(needs)) = lookup.step(Ok(())) else { panic!("it has nothing") };
            let asked: Vec<_> = needs.iter().map(|need| (*need.name(), need.part())).collect();
            assert_eq!(asked, [(name, Part::Whole), (other, Part::Head)], "each once");
        }
    }

    #[test]
    fn what_cannot_be_right_is_not_kept() {
        let name = Digest::of(b"object");
        let mut objects = Objects::new();
        let whole = Need { name, part: Part::Whole, most: 100 };
        assert_eq!(whole.most(), 100);
        objects.supply(&whole, Some(vec![0; 101]));
        assert_eq!(objects.get(&name, Part::Whole), Some(Some(&[][..])));
        objects.supply(&whole, Some(vec![0; 100]));
        assert_eq!(objects.get(&name, Part::Whole), Some(Some(&[0; 100][..])));
        objects.clear();
        assert_eq!(objects.get(&name, Part::Whole), None);

        // Heads: one that ends before its meta does, and one that is longer than any.
        let head = Need { name, part: Part::Head, most: record::MAX_RECORD };
        let longest = record::MAX_HEAD - 144;
        for (meta, kept) in [(longest, record::MAX_HEAD), (longest + 1, 0), (0xFFFF_FFFF, 0)] {
            let mut bytes = vec![0; record::MAX_RECORD];
            bytes[108..112].copy_from_slice(&u32::try_from(meta).unwrap().to_be_bytes());
            let mut objects = Objects::new();
            objects.supply(&head, Some(bytes));
            assert_eq!(objects.get(&name, Part::Head).unwrap().unwrap().len(), kept);
        }
    }
}
