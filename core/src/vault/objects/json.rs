//! JSON as format 2 has it: strict, so that no two readers see different things in it (FORMAT-2.md, "JSON").

use crate::vault::{
    id::SecretId,
    objects::reader::{ascends, counter},
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

/// Checks JSON-1 to JSON-4 and gives the members of the object.
pub(in crate::vault) fn object(bytes: &[u8]) -> Result<Object<'_>> {
    let text = str::from_utf8(bytes).map_err(|_| Rule::Json1.error())?;
    let object = shallow(text)?;
    check_members(&object, 1)?;
    Ok(object)
}

/// A refusal of what is about to be sealed: it is the caller's, not storage's.
pub(in crate::vault) fn refused_new(refused: Error) -> Error {
    Error::InvalidInput(refused.to_string().into())
}

/// The members of an object, all of which the parser has passed: only this reads the text as a whole.
fn shallow(json: &str) -> Result<Object<'_>> {
    Object::parse_shallow(json).map_err(|_| Rule::Json1.error())
}

/// Checks an object, which is at a depth.
fn check_members(object: &Object<'_>, depth: usize) -> Result<()> {
    let mut names = Vec::with_capacity(object.len());
    for (name, lossy, value) in object.members() {
        if lossy {
            return Err(Rule::Json2.error());
        }
        check_value(value, depth.saturating_add(1))?;
        names.push(name);
    }
    names.sort_unstable();
    if ascends(&names) { Ok(()) } else { Err(Rule::Json3.error()) }
}

/// Checks one value, whose text is known to be JSON, at a depth.
fn check_value(json: &str, depth: usize) -> Result<()> {
    match json.as_bytes().first() {
        Some(b'{' | b'[') if depth > MAX_DEPTH => Err(Rule::Json4.error()),
        Some(b'{') => check_members(&shallow(json)?, depth),
        Some(b'[') => {
            let elements = elements(json).ok_or_else(|| Rule::Json1.error())?;
            elements.into_iter().try_for_each(|value| check_value(value, depth.saturating_add(1)))
        }
        // Without escapes it is what it shows.
        Some(b'"') if json.as_bytes().contains(&b'\\') => match text(json) {
            Some(text) if !text.is_lossy() => Ok(()),
            _ => Err(Rule::Json2.error()),
        },
        _ => Ok(()),
    }
}

/// A checked object whose known members are taken out one by one.
pub(in crate::vault) struct Fields<'t>(Object<'t>);

impl<'t> Fields<'t> {
    pub(in crate::vault) fn parse(bytes: &'t [u8]) -> Result<Self> {
        object(bytes).map(Self)
    }

    /// A member that is text.
    pub(in crate::vault) fn text(&mut self, name: &'static str) -> Result<Option<SecretText>> {
        self.0.take(name).map(|json| text(json).ok_or_else(|| Rule::Json5.about(name))).transpose()
    }

    /// A member that must be there and be text.
    pub(in crate::vault) fn required_text(&mut self, name: &'static str) -> Result<SecretText> {
        self.text(name)?.ok_or_else(|| Rule::Json5.about(name))
    }

    /// A member that is a time.
    pub(in crate::vault) fn time(&mut self, name: &'static str) -> Result<Option<i64>> {
        self.0.take(name).map(|json| integer(json, name)).transpose()
    }

    /// A member that must be there and be a time.
    pub(in crate::vault) fn required_time(&mut self, name: &'static str) -> Result<i64> {
        self.time(name)?.ok_or_else(|| Rule::Json5.about(name))
    }

    /// A member that is a list of texts; empty if it is absent.
    pub(in crate::vault) fn texts(&mut self, name: &'static str) -> Result<Vec<SecretText>> {
        let read = |json: &str| text(json).ok_or_else(|| Rule::Json5.about(name));
        let list = self.list(name, read)?;
        if ascends(list.iter().map(SecretText::expose)) { Ok(list) } else { Err(Rule::Json7.about(name)) }
    }

    /// A member that is a list of ids; empty if it is absent.
    pub(in crate::vault) fn ids(&mut self, name: &'static str) -> Result<Vec<SecretId>> {
        let read = |json: &str| {
            let id = text(json).ok_or_else(|| Rule::Json5.about(name))?;
            SecretId::parse(id.expose()).map_err(|_| Rule::Json8.about(name))
        };
        let list = self.list(name, read)?;
        if ascends(&list) { Ok(list) } else { Err(Rule::Json7.about(name)) }
    }

    /// A member that is a list of revisions; empty if it is absent.
    pub(in crate::vault) fn revisions(&mut self, name: &'static str) -> Result<Vec<u64>> {
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
    pub(in crate::vault) fn into_unknown(self) -> Members {
        self.0.into_members()
    }
}

/// An integer of a known member (JSON-6).
pub(in crate::vault) fn integer(json: &str, name: &str) -> Result<i64> {
    if !json.starts_with(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) {
        return Err(Rule::Json5.about(name));
    }
    let number: Option<i64> =
        json.parse().ok().filter(|number| (-MAX_INTEGER..=MAX_INTEGER).contains(number));
    // The only integer that JSON has a second spelling of.
    number.filter(|_| json != "-0").ok_or_else(|| Rule::Json6.about(name))
}

#[cfg(test)]
#[allow(clippy::string_slice)] // of text in ASCII
mod tests {
    use super::*;

    fn rule(json: &str) -> String {
        object(json.as_bytes()).map_or_else(
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
        assert_eq!(object(b"{\"a\":\"\xff\"}").err().unwrap(), Rule::Json1.error());
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
