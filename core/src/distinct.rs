//! Names of which none is there twice.

use std::cmp::Ordering;

/// Names and their places, in the order of the names; of names that are the same only the first.
pub(crate) fn distinct<'a>(
    mut names: Vec<(&'a str, usize)>,
    compare: fn(&str, &str) -> Ordering,
) -> Vec<(&'a str, usize)> {
    names.sort_by(|(one, _), (other, _)| compare(one, other));
    names.dedup_by(|(later, _), (first, _)| compare(later, first).is_eq());
    names
}

/// The order of names without regard to ASCII case.
pub(crate) fn ignoring_case(one: &str, other: &str) -> Ordering {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    one.bytes().map(lower).cmp(other.bytes().map(lower))
}
