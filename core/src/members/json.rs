//! Single JSON values as the text that was read: strings, numbers, lists, and how deep they go.

use std::fmt;

use serde::{Deserialize, Deserializer, de::Visitor};
use serde_json::value::RawValue;

use crate::SecretText;

/// How deep JSON may be nested, the outermost object counted as 1 (FORMAT-1.md, "Limits").
pub(crate) const MAX_DEPTH: usize = 64;

/// The elements of a JSON array, each as JSON text.
pub(crate) fn elements(json: &str) -> Option<Vec<&RawValue>> {
    serde_json::from_str(json).ok()
}

/// The text that a JSON string without escapes holds.
pub(super) fn unquote(json: &str) -> Option<&str> {
    json.strip_prefix('"')?.strip_suffix('"').filter(|inner| !inner.contains('\\'))
}

/// The text of a JSON string; `None` if the value is no string.
///
/// Half of a surrogate pair, which no Unicode text can hold, becomes U+FFFD and the text lossy.
pub(crate) fn text(json: &str) -> Option<SecretText> {
    if let Some(plain) = unquote(json) {
        return Some(plain.into());
    }
    if let Ok(text) = serde_json::from_str::<String>(json) {
        return Some(text.into());
    }
    let LoneSurrogates(bytes) = serde_json::from_str(json).ok()?;
    String::from_utf8(bytes).ok().map(SecretText::lossy)
}

/// A whole number, also as `6.0` or `6e0`.
pub(super) fn number(json: &str) -> Option<u32> {
    json.parse().ok().or_else(|| {
        let float: f64 = json.parse().ok()?;
        // Without a fraction, the shortest spelling of a float is that of an integer.
        float.to_string().parse().ok()
    })
}

/// The bytes of a string in which each lone surrogate has become U+FFFD.
struct LoneSurrogates(Vec<u8>);

impl<'de> Deserialize<'de> for LoneSurrogates {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = LoneSurrogates;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Self::Value, E> {
                // The parser writes a lone surrogate as its three bytes in the UTF-8 scheme (WTF-8).
                // U+FFFD has three bytes as well.
                let mut bytes = bytes.to_vec();
                for start in 0..bytes.len() {
                    if let Some([lead @ 0xED, middle @ 0xA0..=0xBF, last]) =
                        bytes.get_mut(start..).and_then(<[u8]>::first_chunk_mut)
                    {
                        [*lead, *middle, *last] = [0xEF, 0xBF, 0xBD];
                    }
                }
                Ok(LoneSurrogates(bytes))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

/// The most values that a JSON text may hold, however large it is: a value of two bytes takes a hundred
/// once it is read (FORMAT-1.md, "Limits").
pub(crate) const MAX_VALUES: usize = 4 << 20;

/// Whether arrays and objects in `json`, which is one JSON value, are nested deeper than `limit` or hold
/// more than [`MAX_VALUES`].
///
/// It only counts brackets and commas outside strings. Whether the text is JSON at all is for the parser,
/// which takes values apart without recursion and so may run before or after this.
pub(crate) fn exceeds(json: &str, limit: usize) -> bool {
    if !json.trim_start().starts_with(['{', '[']) {
        return false;
    }
    let (mut depth, mut values) = (0_usize, 0_usize);
    // Between quotes that are not escaped lies a string. Cutting the text at quotes finds its end faster
    // than looking at every byte of the sealed data that most of it is.
    let mut parts = json.split('"');
    while let Some(outside) = parts.next() {
        for byte in outside.bytes() {
            match byte {
                b'{' | b'[' => depth = depth.saturating_add(1),
                b'}' | b']' => depth = depth.saturating_sub(1),
                b',' => values = values.saturating_add(1),
                _ => continue,
            }
            if depth > limit || values > MAX_VALUES {
                return true;
            }
        }
        // The string goes on past a quote with an odd number of backslashes in front of it.
        while parts.next().is_some_and(is_escaped_at_its_end) {}
    }
    false
}

fn is_escaped_at_its_end(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}
