//! One stream of output on its way through a [`Mask`].

use std::io::{self, Read, Write};
use std::ops::Range;

use aho_corasick::Anchored;
use aho_corasick::automaton::{Automaton, StateID};
use zeroize::Zeroizing;

use super::{CONCEALED, Mask, Values};

/// How much of the output is looked at in one go, in bytes.
pub(super) const CHUNK: usize = 64 * 1024;

/// What comes in is written to `output`, concealed. What may be the beginning of a value is held.
pub(crate) struct Masked<'m, W> {
    values: Option<&'m Values>,
    pub(super) output: W,
    state: StateID,
    /// What is held, and behind it room for a chunk. It never grows, and its end is not used.
    buffer: Zeroizing<Vec<u8>>,
    /// How much of `buffer` is held.
    pub(super) held: usize,
    /// The parts of what is held that belong to values: in order, apart from each other.
    concealed: Vec<Range<usize>>,
    /// The mask of a part at the very beginning has been shown, with the bytes before it.
    begun: bool,
    ready: Vec<u8>,
}

impl<'m, W: Write> Masked<'m, W> {
    pub(crate) fn new(mask: &'m Mask, output: W) -> Self {
        let values = mask.0.as_ref();
        let longest = values.map_or(0, |values| values.longest);
        Self {
            values,
            output,
            state: values.map_or(StateID::default(), |values| values.start),
            buffer: Zeroizing::new(vec![0; longest.saturating_add(CHUNK)]),
            held: 0,
            concealed: Vec::new(),
            begun: false,
            ready: Vec::new(),
        }
    }

    /// Reads once from `from` into the room that is there, and gives how many bytes came; they want [`taken`].
    ///
    /// [`taken`]: Self::taken
    ///
    /// # Errors
    /// Those of `from`.
    pub(crate) fn read(&mut self, mut from: impl Read) -> io::Result<usize> {
        let room = self.held..self.held.saturating_add(CHUNK);
        from.read(self.buffer.get_mut(room).unwrap_or_default())
    }

    /// Whether something is held, because it may be the beginning of a value.
    pub(crate) fn holds(&self) -> bool {
        self.held > 0
    }

    /// Looks at the next `count` bytes, and writes what is decided.
    ///
    /// # Errors
    /// Those of the output.
    pub(crate) fn taken(&mut self, count: usize) -> io::Result<()> {
        let end = self.held.saturating_add(count);
        let Some(values) = self.values else {
            self.output.write_all(self.buffer.get(..end).unwrap_or_default())?;
            return self.output.flush();
        };
        let mut position = self.held;
        loop {
            if self.state == values.start {
                let bytes = self.buffer.get(..end).unwrap_or_default();
                position = values.skip.as_ref().map_or(position, |skip| skip.next(bytes, position));
            }
            let Some(&byte) = self.buffer.get(..end).and_then(|bytes| bytes.get(position)) else { break };
            position = position.saturating_add(1);
            self.state = values.automaton.next_state(Anchored::No, self.state, byte);
            if values.automaton.is_match(self.state) {
                self.conceal(values, position);
            }
        }
        let open = values.open.get(&self.state).copied().unwrap_or(values.longest);
        self.held = end;
        self.release(end.saturating_sub(open))
    }

    /// Writes what is held. What follows is still concealed if it completes a value, and of the value then only
    /// its beginning has been shown.
    ///
    /// # Errors
    /// Those of the output.
    pub(crate) fn let_go(&mut self) -> io::Result<()> {
        self.release(self.held)
    }

    /// Notes the longest value that ends here, as one with those that it overlaps.
    fn conceal(&mut self, values: &Values, end: usize) {
        let ending = (0..values.automaton.match_len(self.state))
            .map(|index| values.automaton.match_pattern(self.state, index))
            .map(|value| values.automaton.pattern_len(value));
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
                self.ready.extend_from_slice(self.buffer.get(shown..part.start).unwrap_or_default());
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
        let rest = self.buffer.get(shown..end).unwrap_or_default();
        if self.ready.is_empty() {
            self.output.write_all(rest)?;
        } else {
            self.ready.extend_from_slice(rest);
            self.output.write_all(&self.ready)?;
            self.ready.clear();
        }
        if end < self.held {
            self.buffer.copy_within(end..self.held, 0);
        }
        self.held = self.held.saturating_sub(end);
        self.output.flush()
    }
}
