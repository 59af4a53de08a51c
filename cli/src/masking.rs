//! Conceals the values of secrets in the output of a child.
//!
//! Every byte that is part of a value is concealed, wherever the output was cut into pieces and
//! however values overlap; so are long lines of a value, and the forms of it that [`forms`] knows. What may be the
//! beginning of a value is held until the next byte decides, for as long as its writer says it waits, and nothing
//! else is. It is a safeguard against accidents (a value in a log), not against a child that means to tell.

use std::collections::HashMap;

use aho_corasick::Anchored;
use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;
use inkseal::{Error, Result};

mod common;
mod forms;
mod skip;
mod stream;

use skip::Skip;
pub(crate) use stream::Masked;

/// What is shown in place of a value.
pub(crate) const CONCEALED: &[u8] = b"<concealed by inkseal>";

/// The members of payloads that are no secret: they say where and as whom a secret is used, and programs print them.
const PUBLIC_MEMBERS: [&str; 7] =
    ["username", "email", "url", "endpoint", "access_key", "public_key", "fingerprint"];

/// Whether what this field of a secret holds is concealed at all.
pub(crate) fn is_secret(field: &str) -> bool {
    !PUBLIC_MEMBERS.contains(&field)
}

/// Whether a value is shown as it is, because it is short or a common word.
pub(crate) fn is_shown(value: &[u8]) -> bool {
    common::is_common(value.trim_ascii())
}

/// The values to conceal. Holds copies of them; the program's allocator wipes those when freed.
#[derive(Debug)]
pub(crate) struct Mask(Option<Values>);

struct Values {
    automaton: NFA,
    start: StateID,
    skip: Option<Skip>,
    /// For each state, how many bytes before it may be the beginning of a value that is not whole.
    open: HashMap<StateID, usize>,
    longest: usize,
}

impl std::fmt::Debug for Values {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[secret]")
    }
}

impl Mask {
    /// A mask for `values`, without the white space around them, which programs tend to drop. Those that
    /// [`is_shown`] are left alone.
    ///
    /// # Errors
    /// `excessive_work` if there is too much to look for.
    pub(crate) fn new<'v>(values: impl IntoIterator<Item = &'v [u8]>) -> Result<Self> {
        let values = values.into_iter().map(<[u8]>::trim_ascii).filter(|value| !common::is_common(value));
        let mut values: Vec<Vec<u8>> = values.flat_map(forms::of).collect();
        values.sort_unstable();
        values.dedup();
        values.sort_by_key(Vec::len);
        let Some(longest) = values.last().map(Vec::len) else {
            return Ok(Self(None));
        };
        let too_much = |_| Error::ExcessiveWork("there is too much to conceal in the output".into());
        let automaton = NFA::new(&values).map_err(too_much)?;
        let start = automaton
            .start_state(Anchored::No)
            .map_err(|_| Error::Unsupported("the output cannot be masked".into()))?;
        let open = open_beginnings(&automaton, start, &values);
        let skip = Skip::new(&values);
        Ok(Self(Some(Values { automaton, start, skip, open, longest })))
    }

    /// A mask that conceals nothing.
    pub(crate) fn nothing() -> Self {
        Self(None)
    }

    /// Whether there is nothing to conceal.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

/// Walks along each value, shortest first: after each of its bytes but the last it is open. After the
/// last, unless it begins a longer one, only an end of it can be open, and the walk along all but
/// its first byte leads to the state of the longest such end.
fn open_beginnings(automaton: &NFA, start: StateID, values: &[Vec<u8>]) -> HashMap<StateID, usize> {
    let walk = |from, bytes: &[u8]| {
        bytes.iter().fold(from, |state, &byte| automaton.next_state(Anchored::No, state, byte))
    };
    let mut open = HashMap::from([(start, 0)]);
    for value in values {
        let mut state = start;
        for (index, &byte) in value.iter().enumerate() {
            open.insert(state, index);
            state = automaton.next_state(Anchored::No, state, byte);
        }
    }
    for value in values {
        let end = walk(start, value);
        if !open.contains_key(&end) {
            let longest_end = walk(start, value.get(1..).unwrap_or_default());
            // Values come shortest first, so a whole value that ends this one is known already.
            open.insert(end, open.get(&longest_end).copied().unwrap_or(value.len()));
        }
    }
    open
}

#[cfg(test)]
mod tests;
