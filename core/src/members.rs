//! The members of a JSON object, so that none is ever dropped.
//!
//! Reading takes the members that are known out of an [`Object`]; what is left becomes [`Members`],
//! which keep each value as the text that was read and are written back as they are.

use std::{collections::HashSet, fmt};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error as _, MapAccess, Visitor},
    ser::{Error as _, SerializeMap},
};
use serde_json::value::RawValue;

use crate::{Error, Result, SecretText};

/// How deep JSON may be nested, the outermost object counted as 1 (FORMAT-1.md, "Limits").
pub(crate) const MAX_DEPTH: usize = 64;

/// Members of a JSON object that this version does not know, in their order.
///
/// Values are kept as JSON text, so a number keeps its spelling. Members of a payload are secret:
/// they are wiped when dropped, and the printed form shows nothing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Members(Vec<(SecretText, SecretText)>);

impl Members {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names, in the order in which they were read.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.expose())
    }

    /// The value of a member, as JSON text.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known.expose() == name).map(|(_, json)| json.expose())
    }

    /// Sets a member to a JSON text.
    ///
    /// # Errors
    /// `invalid_input` if `json` is not one JSON value or is nested deeper than 63.
    pub fn set(&mut self, name: &str, json: &str) -> Result<()> {
        let parsed: Result<&RawValue, _> = serde_json::from_str(json);
        if parsed.is_err() || depth_exceeds(json, MAX_DEPTH.saturating_sub(1)) {
            return Err(Error::InvalidInput("a member's value must be one JSON value, not too deep".into()));
        }
        match self.0.iter_mut().find(|(known, _)| known.expose() == name) {
            Some((_, value)) => *value = json.into(),
            None => self.0.push((name.into(), json.into())),
        }
        Ok(())
    }

    /// Removes a member and says whether there was one.
    pub fn remove(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|(known, _)| known.expose() != name);
        self.0.len() != before
    }

    /// Writes every member into an object that is being written.
    pub(crate) fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.write_except(map, &[])
    }

    /// [`write`](Self::write) into an object that has members of its own: none may be there twice.
    pub(crate) fn write_beside<M: SerializeMap>(
        &self,
        map: &mut M,
        known: impl Fn(&str) -> bool,
    ) -> Result<(), M::Error> {
        if self.names().any(known) {
            return Err(M::Error::custom("a member would be there twice"));
        }
        self.write(map)
    }

    /// [`write`](Self::write) without the members of these names.
    pub(crate) fn write_except<M: SerializeMap>(&self, map: &mut M, names: &[&str]) -> Result<(), M::Error> {
        for (name, json) in self.0.iter().filter(|(name, _)| !names.contains(&name.expose())) {
            if name.is_lossy() {
                return Err(M::Error::custom("a member's name cannot be written"));
            }
            let value: &RawValue = serde_json::from_str(json.expose()).map_err(M::Error::custom)?;
            map.serialize_entry(name.expose(), value)?;
        }
        Ok(())
    }

    /// Whether the name of a member could not be shown and so cannot be written either.
    pub(crate) fn has_lossy_name(&self) -> bool {
        self.0.iter().any(|(name, _)| name.is_lossy())
    }
}

impl fmt::Debug for Members {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{} members]", self.0.len())
    }
}

/// An object whose members are still the text that was read.
pub(crate) struct Object<'t>(Vec<(Name<'t>, &'t RawValue)>);

/// The name of a member, borrowed where it has no escapes.
enum Name<'t> {
    Plain(&'t str),
    Escaped(SecretText),
}

impl Name<'_> {
    fn text(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Escaped(text) => text.expose(),
        }
    }
}

impl<'t> Object<'t> {
    /// Parses `text`, which must be one JSON object no deeper than [`MAX_DEPTH`].
    ///
    /// Only the outermost level is taken apart. The parser does not recurse, so the depth can be
    /// checked beside it.
    pub(crate) fn parse(text: &'t str) -> Result<Self> {
        if depth_exceeds(text, MAX_DEPTH) {
            return Err(Error::Malformed("JSON is nested too deep".into()));
        }
        Self::parse_shallow(text)
    }

    /// [`parse`](Self::parse) for a part of a text whose depth has been checked.
    pub(crate) fn parse_shallow(text: &'t str) -> Result<Self> {
        serde_json::from_str(text).map_err(|_| Error::Malformed("this is not a JSON object".into()))
    }

    /// A member as JSON text, left where it is.
    pub(crate) fn peek(&self, name: &str) -> Option<&'t str> {
        self.0.iter().rfind(|(known, _)| known.text() == name).map(|(_, value)| value.get())
    }

    /// Takes a member out, as JSON text. Of a name that comes twice the last counts.
    pub(crate) fn take(&mut self, name: &str) -> Option<&'t str> {
        let last = self.0.iter().rposition(|(known, _)| known.text() == name)?;
        let (_, value) = self.0.remove(last);
        self.0.retain(|(known, _)| known.text() != name);
        Some(value.get())
    }

    /// Takes a member that must be there and be text.
    pub(crate) fn take_text(&mut self, name: &'static str) -> Result<SecretText> {
        self.take_optional_text(name)?
            .ok_or_else(|| Error::Malformed(format!("the member {name} is missing").into()))
    }

    /// Takes a member that may be absent or `null` and otherwise must be text.
    pub(crate) fn take_optional_text(&mut self, name: &'static str) -> Result<Option<SecretText>> {
        match self.take(name) {
            None | Some("null") => Ok(None),
            Some(json) => text(json)
                .map(Some)
                .ok_or_else(|| Error::Malformed(format!("the member {name} is not text").into())),
        }
    }

    /// Takes a member that may be absent or `null` and otherwise must be a whole number; `6.0` is 6.
    pub(crate) fn take_optional_number(&mut self, name: &'static str) -> Result<Option<u32>> {
        match self.take(name) {
            None | Some("null") => Ok(None),
            Some(json) => number(json)
                .map(Some)
                .ok_or_else(|| Error::Malformed(format!("the member {name} is not a whole number").into())),
        }
    }

    /// Takes a member if it is text without loss; anything else stays, to be written back as it is.
    pub(crate) fn take_if_text(&mut self, name: &str) -> Option<String> {
        let found = text(self.peek(name)?).filter(|text| !text.is_lossy())?;
        self.take(name)?;
        Some(found.expose().to_owned())
    }

    /// What has not been taken.
    pub(crate) fn into_members(self) -> Members {
        if self.0.is_empty() {
            return Members::default();
        }
        let mut seen = HashSet::new();
        let mut last: Vec<bool> = self.0.iter().rev().map(|(name, _)| seen.insert(name.text())).collect();
        last.reverse();
        drop(seen);
        let kept = self.0.into_iter().zip(last).filter(|(_, last)| *last);
        Members(kept.map(|((name, value), _)| (name.into_text(), value.get().into())).collect())
    }
}

impl Name<'_> {
    fn into_text(self) -> SecretText {
        match self {
            Self::Plain(text) => text.into(),
            Self::Escaped(text) => text,
        }
    }
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::with_capacity(8);
                while let Some((name, value)) = map.next_entry::<&RawValue, &RawValue>()? {
                    let name = match unquote(name.get()) {
                        Some(plain) => Name::Plain(plain),
                        None => Name::Escaped(
                            text(name.get()).ok_or_else(|| A::Error::custom("a name is not text"))?,
                        ),
                    };
                    members.push((name, value));
                }
                Ok(Object(members))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// The elements of a JSON array, each as JSON text.
pub(crate) fn elements(json: &str) -> Option<Vec<&RawValue>> {
    serde_json::from_str(json).ok()
}

/// The text that a JSON string without escapes holds.
fn unquote(json: &str) -> Option<&str> {
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
fn number(json: &str) -> Option<u32> {
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

/// Whether arrays and objects in `json` are nested deeper than `limit`.
///
/// It only counts brackets outside strings. Whether the text is JSON at all is for the parser, which
/// takes values apart without recursion and so may run before or after this.
pub(crate) fn depth_exceeds(json: &str, limit: usize) -> bool {
    let opening = json.bytes().filter(|byte| matches!(byte, b'{' | b'[')).count();
    if opening <= limit {
        return false;
    }
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth = depth.saturating_add(1);
                if depth > limit {
                    return true;
                }
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

impl Serialize for Members {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.write(&mut map)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(json: &str) -> Members {
        Object::parse(json).unwrap().into_members()
    }

    #[test]
    fn unknown_members_keep_their_spelling_and_order() {
        let json = r#"{"z":1.0,"a":123456789012345678901234567890,"m":{"x":[1e400]},"s":"\ud83d"}"#;
        assert_eq!(serde_json::to_string(&members(json)).unwrap(), json);
    }

    #[test]
    fn of_a_member_twice_the_last_wins() {
        assert_eq!(serde_json::to_string(&members(r#"{"a":1,"b":2,"a":3}"#)).unwrap(), r#"{"b":2,"a":3}"#);
        let mut object = Object::parse(r#"{"a":"x","a":"y","\u0061":"z"}"#).unwrap();
        assert_eq!(object.take_text("a").unwrap().expose(), "z");
        assert!(object.into_members().is_empty());
    }

    #[test]
    fn many_members_are_read_in_linear_time() {
        let json = format!("{{{}\"z\":0}}", "\"a\":1,".repeat(150_000));
        assert_eq!(members(&json).names().collect::<Vec<_>>(), ["a", "z"]);
    }

    #[test]
    fn lone_surrogates_are_shown_and_marked() {
        let shown = text(r#""a\ud83d\ud83d\ude00\udc00z""#).unwrap();
        assert_eq!(shown.expose(), "a\u{FFFD}\u{1F600}\u{FFFD}z");
        assert!(shown.is_lossy());
        assert!(!text(r#""\ud83d\ude00\u0000\n""#).unwrap().is_lossy());
        assert!(members(r#"{"\ud83d":1}"#).has_lossy_name());
    }

    #[test]
    fn numbers_are_whole() {
        for (json, expected) in [("6", Some(6)), ("6.0", Some(6)), ("6e0", Some(6)), ("60E-1", Some(6))] {
            assert_eq!(number(json), expected);
        }
        for json in ["6.5", "-6", "1e300", "1e999", "\"6\"", "true", "4294967296"] {
            assert_eq!(number(json), None, "{json}");
        }
    }

    #[test]
    fn depth_counts_brackets_outside_strings() {
        assert!(!depth_exceeds(&"[".repeat(64), 64));
        assert!(depth_exceeds(&"[".repeat(65), 64));
        assert!(!depth_exceeds(&"[]".repeat(1000), 64));
        assert!(!depth_exceeds(&format!(r#"{{"a":"\"{}"}}"#, "[".repeat(100)), 64));
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(1_000_000), "]".repeat(1_000_000));
        assert_eq!(Object::parse(&deep).err().unwrap().code(), "malformed");
    }

    #[test]
    fn what_is_no_object_is_malformed() {
        for json in ["", "[]", "1", "\"\"", "{", "{}x", "{\"a\":\"\n\"}", "null", "{\"a\":01}"] {
            assert_eq!(Object::parse(json).err().unwrap().code(), "malformed", "{json}");
        }
    }

    #[test]
    fn members_can_be_set_and_removed() {
        let mut members = Members::default();
        members.set("a", "[1]").unwrap();
        members.set("a", "2").unwrap();
        assert_eq!(members.get("a"), Some("2"));
        assert_eq!(members.set("b", "1 2").unwrap_err().code(), "invalid_input");
        assert!(members.remove("a"));
        assert!(!members.remove("a"));
        assert_eq!(format!("{members:?}"), "[0 members]");
    }
}
