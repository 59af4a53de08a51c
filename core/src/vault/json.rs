//! JSON as format 2 has it: strict, so that no two readers see different things in it (FORMAT-2.md, "JSON").

use std::{cell::Cell, fmt};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::{
    id::SecretId,
    reader::{ascends, counter},
    rule::Rule,
};
use crate::{
    Error, Members, Result, SecretText,
    members::{Object, elements, text},
};

/// How deep arrays and objects may be nested, the outermost object counted as 1.
const MAX_DEPTH: usize = 32;
/// Integers are within plus and minus this.
const MAX_INTEGER: i64 = (1 << 53) - 1;

/// Checks JSON-1 to JSON-4 and gives the text of the object.
pub(super) fn check(bytes: &[u8]) -> Result<&str> {
    let text = str::from_utf8(bytes).map_err(|_| Rule::Json1.error())?;
    let value: &RawValue = serde_json::from_str(text).map_err(|_| Rule::Json1.error())?;
    if !value.get().starts_with('{') {
        return Err(Rule::Json1.error());
    }
    let broken = Cell::new(Rule::Json1);
    check_value(value.get(), 1, &broken).map_err(|_| broken.get().error())?;
    Ok(text)
}

/// A refusal of what is about to be sealed: it is the caller's, not storage's.
pub(super) fn refused_new(refused: Error) -> Error {
    Error::InvalidInput(refused.to_string().into())
}

/// Checks one value, whose text is known to be JSON, at a depth.
fn check_value(json: &str, depth: usize, broken: &Cell<Rule>) -> serde_json::Result<()> {
    match json.as_bytes().first() {
        Some(b'{' | b'[') => {
            if depth > MAX_DEPTH {
                return Err(breaks(broken, Rule::Json4));
            }
            let mut deserializer = serde_json::Deserializer::from_str(json);
            Nested { depth, broken }.deserialize(&mut deserializer)
        }
        // Without escapes it is what it shows.
        Some(b'"') if json.contains('\\') => unescape(json, broken).map(drop),
        _ => Ok(()),
    }
}

/// The text of a JSON string.
fn unescape(json: &str, broken: &Cell<Rule>) -> serde_json::Result<Zeroizing<String>> {
    // The only failure of what is JSON already.
    serde_json::from_str(json).map(Zeroizing::new).map_err(|_| breaks(broken, Rule::Json2))
}

fn breaks(broken: &Cell<Rule>, rule: Rule) -> serde_json::Error {
    broken.set(rule);
    serde_json::Error::custom(rule.id())
}

/// The values inside an array or object.
struct Nested<'c> {
    depth: usize,
    broken: &'c Cell<Rule>,
}

impl Nested<'_> {
    fn check(&self, value: &RawValue) -> serde_json::Result<()> {
        check_value(value.get(), self.depth.saturating_add(1), self.broken)
    }
}

impl<'de> DeserializeSeed<'de> for Nested<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Nested<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array or object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(value) = seq.next_element::<&RawValue>()? {
            self.check(value).map_err(A::Error::custom)?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut plain, mut escaped) = (Vec::new(), Vec::new());
        while let Some((name, value)) = map.next_entry::<&RawValue, &RawValue>()? {
            match name.get().strip_prefix('"').and_then(|name| name.strip_suffix('"')) {
                Some(name) if !name.contains('\\') => plain.push(name),
                _ => escaped.push(unescape(name.get(), self.broken).map_err(A::Error::custom)?),
            }
            self.check(value).map_err(A::Error::custom)?;
        }
        plain.extend(escaped.iter().map(|name| name.as_str()));
        plain.sort_unstable();
        if !ascends(&plain) {
            return Err(A::Error::custom(breaks(self.broken, Rule::Json3)));
        }
        Ok(())
    }
}

/// A checked object whose known members are taken out one by one.
pub(super) struct Fields<'t>(Object<'t>);

impl<'t> Fields<'t> {
    pub(super) fn parse(bytes: &'t [u8]) -> Result<Self> {
        Object::parse(check(bytes)?).map(Self).map_err(|_| Rule::Json1.error())
    }

    /// A member that is text.
    pub(super) fn text(&mut self, name: &'static str) -> Result<Option<SecretText>> {
        self.0.take(name).map(|json| text(json).ok_or_else(|| Rule::Json5.about(name))).transpose()
    }

    /// A member that must be there and be text.
    pub(super) fn required_text(&mut self, name: &'static str) -> Result<SecretText> {
        self.text(name)?.ok_or_else(|| Rule::Json5.about(name))
    }

    /// A member that is a time.
    pub(super) fn time(&mut self, name: &'static str) -> Result<Option<i64>> {
        self.0.take(name).map(|json| integer(json, name)).transpose()
    }

    /// A member that must be there and be a time.
    pub(super) fn required_time(&mut self, name: &'static str) -> Result<i64> {
        self.time(name)?.ok_or_else(|| Rule::Json5.about(name))
    }

    /// A member that is a list of texts; empty if it is absent.
    pub(super) fn texts(&mut self, name: &'static str) -> Result<Vec<SecretText>> {
        let read = |json: &str| text(json).ok_or_else(|| Rule::Json5.about(name));
        let list = self.list(name, read)?;
        if ascends(list.iter().map(SecretText::expose)) { Ok(list) } else { Err(Rule::Json7.about(name)) }
    }

    /// A member that is a list of ids; empty if it is absent.
    pub(super) fn ids(&mut self, name: &'static str) -> Result<Vec<SecretId>> {
        let read = |json: &str| {
            let id = text(json).ok_or_else(|| Rule::Json5.about(name))?;
            SecretId::parse(id.expose()).map_err(|_| Rule::Json8.about(name))
        };
        let list = self.list(name, read)?;
        if ascends(&list) { Ok(list) } else { Err(Rule::Json7.about(name)) }
    }

    /// A member that is a list of revisions; empty if it is absent.
    pub(super) fn revisions(&mut self, name: &'static str) -> Result<Vec<u64>> {
        let read = |json: &str| {
            let revision = u64::try_from(integer(json, name)?).ok().and_then(|number| counter(number).ok());
            revision.ok_or_else(|| Rule::Json5.about(name))
        };
        let list = self.list(name, read)?;
        if ascends(&list) { Ok(list) } else { Err(Rule::Json7.about(name)) }
    }

    fn list<T>(&mut self, name: &'static str, read: impl Fn(&str) -> Result<T>) -> Result<Vec<T>> {
        let Some(json) = self.0.take(name) else { return Ok(Vec::new()) };
        let list = elements(json).ok_or_else(|| Rule::Json5.about(name))?;
        list.into_iter().map(read).collect()
    }

    /// What has not been taken.
    pub(super) fn into_unknown(self) -> Members {
        self.0.into_members()
    }
}

/// An integer of a known member (JSON-6).
pub(super) fn integer(json: &str, name: &str) -> Result<i64> {
    if !json.starts_with(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) {
        return Err(Rule::Json5.about(name));
    }
    let number: Option<i64> =
        json.parse().ok().filter(|number| (-MAX_INTEGER..=MAX_INTEGER).contains(number));
    // JSON allows `-0` besides the one spelling that Rust gives.
    number.filter(|number| number.to_string() == json).ok_or_else(|| Rule::Json6.about(name))
}

#[cfg(test)]
#[allow(clippy::string_slice)] // of text in ASCII
mod tests {
    use super::*;

    fn rule(json: &str) -> String {
        check(json.as_bytes()).map_or_else(
            |refused| refused.to_string().split(':').next().unwrap().to_owned(),
            |_| "ok".to_owned(),
        )
    }

    #[test]
    fn strict() {
        let deep = |depth: usize| format!("{{\"a\":{}{}}}", "[".repeat(depth - 1), "]".repeat(depth - 1));
        for (json, expected) in [
            ("{}", "ok"),
            (" \t\r\n{ \"a\" : [1, true, null, {}] } \n", "ok"),
            (r#"{"a":1e999,"b":-0,"c":123456789012345678901234567890.5e-7}"#, "ok"),
            (r#"{"a":"\ud83d\ude00\u0000","\u00e9":1,"\ud83d\ude00":2}"#, "ok"),
            ("", "JSON-1"),
            ("\u{FEFF}{}", "JSON-1"),
            ("{} {}", "JSON-1"),
            ("[]", "JSON-1"),
            ("\"a\"", "JSON-1"),
            ("{\"a\":01}", "JSON-1"),
            ("{\"a\":NaN}", "JSON-1"),
            ("{'a':1}", "JSON-1"),
            ("{\"a\":1,}", "JSON-1"),
            ("{\"a\":\"\n\"}", "JSON-1"),
            ("{\"a\":\"\\x\"}", "JSON-1"),
            (r#"{"a":"\ud83d"}"#, "JSON-2"),
            (r#"{"a":["\ude00\ud83d"]}"#, "JSON-2"),
            (r#"{"\ud83d":1}"#, "JSON-2"),
            (r#"{"a":{"b":[{"\ud83d":1}]}}"#, "JSON-2"),
            (r#"{"a":1,"b":2,"a":1}"#, "JSON-3"),
            (r#"{"a":1,"\u0061":2}"#, "JSON-3"),
            (r#"{"z":[{"y":{"a":1,"a":2}}]}"#, "JSON-3"),
            (r#"{"a":1,"A":2,"z":{"a":1}}"#, "ok"),
            (&deep(32), "ok"),
            (&deep(33), "JSON-4"),
            (&deep(100_000), "JSON-4"),
        ] {
            assert_eq!(rule(json), expected, "{}", &json[..json.len().min(80)]);
        }
        assert_eq!(check(b"{\"a\":\"\xff\"}").unwrap_err(), Rule::Json1.error());
    }

    #[test]
    fn integers_have_one_spelling() {
        for (json, expected) in [("0", 0), ("-7", -7), ("9007199254740991", MAX_INTEGER)] {
            assert_eq!(integer(json, "n"), Ok(expected));
        }
        for json in
            ["-0", "1.0", "1e3", "1E3", "9007199254740992", "-9007199254740992", "99999999999999999999"]
        {
            assert_eq!(integer(json, "n"), Err(Rule::Json6.about("n")), "{json}");
        }
        for json in ["null", "true", "\"1\"", "[1]", "{}"] {
            assert_eq!(integer(json, "n"), Err(Rule::Json5.about("n")), "{json}");
        }
    }

    #[test]
    fn members_have_their_types() {
        fn fields(json: &str) -> Fields<'_> {
            Fields::parse(json.as_bytes()).unwrap()
        }
        assert!(fields("{}").text("a").unwrap().is_none());
        assert_eq!(fields("{}").required_text("a").unwrap_err(), Rule::Json5.about("a"));
        assert_eq!(fields("{\"a\":null}").text("a").unwrap_err(), Rule::Json5.about("a"));
        assert_eq!(fields("{\"a\":\"\\u0041\"}").required_text("a").unwrap().expose(), "A");
        assert_eq!(fields("{\"a\":[\"x\",\"y\"]}").texts("a").unwrap().len(), 2);
        for list in [r#"["y","x"]"#, r#"["x","x"]"#] {
            assert_eq!(fields(&format!("{{\"a\":{list}}}")).texts("a").unwrap_err(), Rule::Json7.about("a"));
        }
        assert_eq!(fields("{\"a\":\"x\"}").texts("a").unwrap_err(), Rule::Json5.about("a"));
        assert_eq!(fields("{\"a\":[1,2]}").revisions("a").unwrap(), [1, 2]);
        assert_eq!(fields("{\"a\":[2,1]}").revisions("a").unwrap_err(), Rule::Json7.about("a"));
        assert_eq!(fields("{\"a\":[0]}").revisions("a").unwrap_err(), Rule::Json5.about("a"));
        assert_eq!(fields("{\"a\":[1.0]}").revisions("a").unwrap_err(), Rule::Json6.about("a"));
        let (one, two) = ("0b9e6c4e-5a0f-4d0e-9d53-0c1f6a2b7c11", "1b9e6c4e-5a0f-4d0e-9d53-0c1f6a2b7c11");
        assert_eq!(fields(&format!(r#"{{"a":["{one}","{two}"]}}"#)).ids("a").unwrap().len(), 2);
        assert_eq!(
            fields(&format!(r#"{{"a":["{two}","{one}"]}}"#)).ids("a").unwrap_err(),
            Rule::Json7.about("a")
        );
        assert_eq!(fields(r#"{"a":["B9"]}"#).ids("a").unwrap_err(), Rule::Json8.about("a"));
    }
}
