//! [`Names`]: names of which none is there twice.

use std::cmp::Ordering;

/// Names with their places in some list, in the order of the names; of names that are the same only the first.
///
/// A sorted list, because the code of a hash table is many times that of sorting, and no slower here.
pub(crate) struct Names<'a> {
    names: Vec<(&'a str, usize)>,
    compare: fn(&str, &str) -> Ordering,
}

impl<'a> Names<'a> {
    pub(crate) fn new(mut names: Vec<(&'a str, usize)>, compare: fn(&str, &str) -> Ordering) -> Self {
        names.sort_by(|(one, _), (other, _)| compare(one, other));
        names.dedup_by(|(later, _), (first, _)| compare(later, first).is_eq());
        Self { names, compare }
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.names.binary_search_by(|(own, _)| (self.compare)(own, name)).is_ok()
    }

    /// The places in the order of the names.
    pub(crate) fn by_name(&self) -> Vec<usize> {
        self.names.iter().map(|(_, place)| *place).collect()
    }

    /// The places in their own order.
    pub(crate) fn places(&self) -> Vec<usize> {
        let mut places = self.by_name();
        places.sort_unstable();
        places
    }
}

/// The order of names without regard to ASCII case.
pub(crate) fn ignoring_case(one: &str, other: &str) -> Ordering {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    one.bytes().map(lower).cmp(other.bytes().map(lower))
}
