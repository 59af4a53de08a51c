//! Conceals the values of secrets in the output of a child.
//!
//! Every byte that is part of a value is concealed, wherever the output was cut into pieces and
//! however values overlap. What may be the beginning of a value is held until the next byte
//! decides, and nothing else is. It is a safeguard against accidents (a value in a log), not
//! against a child that encodes what it prints.

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::ops::Range;

use aho_corasick::Anchored;
use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;
use inkseal::{Error, Result};
use zeroize::Zeroizing;

/// What is shown in place of a value.
pub(crate) const CONCEALED: &[u8] = b"<concealed by inkseal>";

/// Values of fewer bytes are not concealed: they occur by chance, and would make the output
/// unreadable while the gaps told what they are.
pub(crate) const SHORTEST: usize = 4;

/// How much of the output is looked at in one go, in bytes.
const CHUNK: usize = 8 * 1024;

/// The values to conceal. Holds copies of them; the program's allocator wipes those when freed.
#[derive(Debug)]
pub(crate) struct Mask(Option<Values>);

struct Values {
    automaton: NFA,
    start: StateID,
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
    /// A mask for `values`, without the white space around them, which programs tend to drop.
    ///
    /// # Errors
    /// `excessive_work` if there is too much to look for.
    pub(crate) fn new<'v>(values: impl IntoIterator<Item = &'v [u8]>) -> Result<Self> {
        let mut values: Vec<&[u8]> = values.into_iter().map(<[u8]>::trim_ascii).collect();
        values.retain(|value| value.len() >= SHORTEST);
        values.sort_unstable_by_key(|value| value.len());
        let Some(longest) = values.last().map(|value| value.len()) else {
            return Ok(Self(None));
        };
        let too_much = |_| Error::ExcessiveWork("there is too much to conceal in the output".into());
        let automaton = NFA::new(&values).map_err(too_much)?;
        let start = automaton
            .start_state(Anchored::No)
            .map_err(|_| Error::Unsupported("the output cannot be masked".into()))?;
        let open = open_beginnings(&automaton, start, &values);
        Ok(Self(Some(Values { automaton, start, open, longest })))
    }

    /// Copies `from` to `to`, concealed, until `from` ends. What is ready is flushed at once.
    ///
    /// # Errors
    /// Those of the two.
    pub(crate) fn copy(&self, mut from: impl Read, to: impl Write) -> io::Result<()> {
        let mut masked = Masked::new(self, to);
        let mut chunk = Zeroizing::new([0; CHUNK]);
        loop {
            match from.read(chunk.as_mut_slice()) {
                Ok(0) => return masked.finish(),
                Ok(count) => masked.write(chunk.get(..count).unwrap_or_default())?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// Walks along each value, shortest first: after each of its bytes but the last it is open. After the
/// last, unless it begins a longer one, only an end of it can be open, and the walk along all but
/// its first byte leads to the state of the longest such end.
fn open_beginnings(automaton: &NFA, start: StateID, values: &[&[u8]]) -> HashMap<StateID, usize> {
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

/// One stream of output on its way through a [`Mask`].
struct Masked<'m, W> {
    values: Option<&'m Values>,
    output: W,
    state: StateID,
    /// What is not decided yet. It never grows beyond what it is made with.
    pending: Zeroizing<Vec<u8>>,
    /// The parts of `pending` that belong to values: in order, apart from each other.
    concealed: Vec<Range<usize>>,
    /// The mask of a part at the very beginning has been shown, with the bytes before it.
    begun: bool,
    ready: Vec<u8>,
}

impl<'m, W: Write> Masked<'m, W> {
    fn new(mask: &'m Mask, output: W) -> Self {
        let values = mask.0.as_ref();
        let capacity = values.map_or(0, |values| values.longest).saturating_add(CHUNK);
        Self {
            values,
            output,
            state: values.map_or(StateID::default(), |values| values.start),
            pending: Zeroizing::new(Vec::with_capacity(capacity)),
            concealed: Vec::new(),
            begun: false,
            ready: Vec::new(),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(values) = self.values else {
            self.output.write_all(bytes)?;
            return self.output.flush();
        };
        for chunk in bytes.chunks(CHUNK) {
            for &byte in chunk {
                self.pending.push(byte);
                self.state = values.automaton.next_state(Anchored::No, self.state, byte);
                if values.automaton.is_match(self.state) {
                    self.conceal(values);
                }
            }
            let open = values.open.get(&self.state).copied().unwrap_or(values.longest);
            self.release(self.pending.len().saturating_sub(open))?;
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        self.release(self.pending.len())
    }

    /// Notes the longest value that ends here, as one with those that it overlaps.
    fn conceal(&mut self, values: &Values) {
        let ending = (0..values.automaton.match_len(self.state))
            .map(|index| values.automaton.match_pattern(self.state, index))
            .map(|value| values.automaton.pattern_len(value));
        let end = self.pending.len();
        let mut start = end.saturating_sub(ending.max().unwrap_or(0));
        while let Some(last) = self.concealed.pop_if(|last| last.end > start) {
            start = start.min(last.start);
        }
        self.concealed.push(start..end);
    }

    /// Lets go of the first `end` bytes, about which nothing can change any more.
    fn release(&mut self, end: usize) -> io::Result<()> {
        if end == 0 {
            return Ok(());
        }
        let mut shown = 0;
        let mut begun = self.begun;
        self.begun = false;
        for part in std::mem::take(&mut self.concealed) {
            if part.start < end {
                self.ready.extend_from_slice(self.pending.get(shown..part.start).unwrap_or_default());
                if !begun {
                    self.ready.extend_from_slice(CONCEALED);
                }
                shown = part.end.min(end);
                self.begun = part.end > end;
            }
            if part.end > end {
                self.concealed.push(part.start.saturating_sub(end)..part.end.saturating_sub(end));
            }
            begun = false;
        }
        self.ready.extend_from_slice(self.pending.get(shown..end).unwrap_or_default());
        self.pending.drain(..end);
        self.output.write_all(&self.ready)?;
        self.ready.clear();
        self.output.flush()
    }
}

#[cfg(test)]
mod tests;
