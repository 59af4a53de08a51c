//! [`Line`]: a line that is typed, with what the terminal's own editing keys do.
//!
//! The system's line mode would do this too, but it holds 4,095 bytes and drops the rest of a longer paste without
//! a word.

use zeroize::{Zeroize, Zeroizing};

/// The keys that edit a line and end it, as the terminal has them. One that is not in use is [`Keys::NONE`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys {
    /// Takes the last character back: Backspace.
    pub(super) erase: u8,
    /// Takes the last word back: Ctrl-W.
    pub(super) word_erase: u8,
    /// Takes the whole line back: Ctrl-U.
    pub(super) kill: u8,
    /// Ends the input: Ctrl-D.
    pub(super) end: u8,
    /// The next key is taken as it is: Ctrl-V.
    pub(super) literal: u8,
}

impl Keys {
    /// What systems have in place of a key that is not in use.
    pub(super) const NONE: [u8; 2] = [0, 0xff];
}

/// What a byte did to a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// It goes on.
    More,
    /// It is whole.
    Ended,
    /// The input ended, on an empty line.
    Cancelled,
}

/// A line that is being typed. Its buffer never moves.
pub(super) struct Line {
    bytes: Zeroizing<Vec<u8>>,
    keys: Keys,
    limit: usize,
    is_literal: bool,
}

impl Line {
    /// An empty line. Of one that is longer than `limit` bytes, one byte more is kept to tell.
    pub(super) fn new(limit: usize, keys: Keys) -> Self {
        let bytes = Zeroizing::new(Vec::with_capacity(limit.saturating_add(1)));
        Self { bytes, keys, limit, is_literal: false }
    }

    /// Takes a byte that was typed.
    pub(super) fn push(&mut self, byte: u8) -> Typed {
        let is = |key: u8| key == byte && !Keys::NONE.contains(&key);
        let keys = self.keys;
        if std::mem::take(&mut self.is_literal) {
            self.append(byte);
        } else if byte == b'\n' || byte == b'\r' {
            return Typed::Ended;
        } else if is(keys.end) {
            // On a line that was begun it is no answer: such a line may be half of one.
            if self.bytes.is_empty() {
                return Typed::Cancelled;
            }
        } else if is(keys.erase) {
            self.erase();
        } else if is(keys.word_erase) {
            self.erase_word();
        } else if is(keys.kill) {
            self.clear();
        } else if is(keys.literal) {
            self.is_literal = true;
        } else {
            self.append(byte);
        }
        Typed::More
    }

    /// Takes everything back.
    pub(super) fn clear(&mut self) {
        self.bytes.zeroize();
    }

    /// What was typed; one byte past the limit if it is longer.
    pub(super) fn into_bytes(self) -> Zeroizing<Vec<u8>> {
        self.bytes
    }

    fn append(&mut self, byte: u8) {
        if self.bytes.len() <= self.limit {
            self.bytes.push(byte);
        }
    }

    /// A character of UTF-8 ends in bytes that begin none.
    fn erase(&mut self) {
        while let Some(byte) = self.bytes.pop() {
            if !matches!(byte, 0x80..=0xbf) {
                break;
            }
        }
    }

    fn erase_word(&mut self) {
        for is_of_the_word in [false, true] {
            while self.bytes.last().is_some_and(|byte| byte.is_ascii_whitespace() != is_of_the_word) {
                self.bytes.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: Keys = Keys { erase: 0x7f, word_erase: 0x17, kill: 0x15, end: 4, literal: 0x16 };

    fn typed(bytes: &[u8], limit: usize) -> (Vec<u8>, Typed) {
        let mut line = Line::new(limit, KEYS);
        let last = bytes.iter().fold(Typed::More, |_, byte| line.push(*byte));
        (line.into_bytes().to_vec(), last)
    }

    #[test]
    fn a_line_is_edited_as_the_terminal_does() {
        for (bytes, text) in [
            (&b"hunter\n"[..], "hunter"),
            (b"huntex\x7fr\r", "hunter"),
            ("hü\x7fu\n".as_bytes(), "hu"),
            (b"\x7f\x7fa\n", "a"),
            (b"one two  \x17three\n", "one three"),
            (b"one\x15two\n", "two"),
            (b"a\x16\x7fb\x16\nc\n", "a\x7fb\nc"),
            (b"half\x04 and half\n", "half and half"),
            (b"\0\xc3\xbf\n", "\0ÿ"),
            (b"\n", ""),
        ] {
            assert_eq!(typed(bytes, 64), (text.as_bytes().to_vec(), Typed::Ended), "{bytes:?}");
        }
    }

    #[test]
    fn the_end_of_the_input_on_an_empty_line_cancels() {
        assert_eq!(typed(b"\x04", 8).1, Typed::Cancelled);
        assert_eq!(typed(b"a\x7f\x04", 8).1, Typed::Cancelled);
        let mut line = Line::new(8, Keys { end: 0, ..KEYS });
        assert_eq!(line.push(4), Typed::More);
    }

    #[test]
    fn of_a_long_line_one_byte_more_is_kept() {
        assert_eq!(typed(&[b'x'; 100], 8).0, [b'x'; 9]);
        let line = Line::new(8, KEYS);
        assert!(line.bytes.capacity() >= 9);
    }
}
