//! [`Tree`]: JSON that has been read as a whole, for the bindings.

use super::{
    exceeds,
    json::{Scanner, elements, text},
};
use crate::SecretText;

/// JSON that has been read. In an object members may come twice.
#[derive(Debug, Default)]
pub enum Tree {
    /// Nothing.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number that is not negative.
    Whole(u64),
    /// Any other number.
    Number,
    /// Text, which may be secret.
    Text(SecretText),
    /// The elements of a list.
    List(Vec<Self>),
    /// The members of an object, in their order.
    Object(Vec<(SecretText, Self)>),
}

/// How deep a tree may be.
const MAX_DEPTH: usize = 16;

impl Tree {
    /// Reads a JSON text. `None` if it is none, is nested deeper than 16 levels, or holds half of a surrogate pair,
    /// which no Unicode text can hold.
    #[must_use]
    pub fn parse(json: &str) -> Option<Self> {
        let mut scanner = Scanner::new(json);
        let value = scanner.value().filter(|value| !exceeds(value, MAX_DEPTH))?;
        if scanner.is_at_end() { Self::read(value) } else { None }
    }

    fn read(json: &str) -> Option<Self> {
        Some(match json.as_bytes().first()? {
            b'n' => Self::Null,
            b't' => Self::Bool(true),
            b'f' => Self::Bool(false),
            b'"' => Self::Text(whole(json)?),
            b'[' => Self::List(elements(json)?.into_iter().map(Self::read).collect::<Option<_>>()?),
            b'{' => Self::Object(Self::members(json)?),
            _ => json.parse().map_or(Self::Number, Self::Whole),
        })
    }

    fn members(json: &str) -> Option<Vec<(SecretText, Self)>> {
        let mut scanner = Scanner::new(json);
        let mut members = Vec::new();
        // The parser has passed all of it: between two members is a comma, and what is left is the end.
        while scanner.passes(b'{') || scanner.passes(b',') {
            let Some(name) = scanner.value() else { break };
            scanner.passes(b':');
            members.push((whole(name)?, Self::read(scanner.value()?)?));
        }
        Some(members)
    }
}

/// The text of a JSON string, if all of it is Unicode.
fn whole(json: &str) -> Option<SecretText> {
    text(json).filter(|text| !text.is_lossy())
}

#[cfg(test)]
#[allow(clippy::panic, clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_value_is_read() {
        let json = r#" { "a\u0041" : [ null , true , false, 0, 18446744073709551615, -1, 1.5, 1e3, "x\n" ], "b": {}, "b": [] } "#;
        let read = format!("{:?}", Tree::parse(json).unwrap());
        let list = "List([Null, Bool(true), Bool(false), Whole(0), Whole(18446744073709551615), Number, Number, Number, \
                    Text([secret])])";
        let name = "[secret]";
        assert_eq!(read, format!("Object([({name}, {list}), ({name}, Object([])), ({name}, List([]))])"));
        let Some(Tree::Object(members)) = Tree::parse(json) else { panic!("this is an object") };
        let names: Vec<_> = members.iter().map(|(name, _)| name.expose()).collect();
        assert_eq!(names, ["aA", "b", "b"]);
    }

    #[test]
    fn what_is_no_json_or_too_deep_or_no_unicode_is_not() {
        let deep = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(Tree::parse(&deep(MAX_DEPTH)).is_some());
        for json in
            ["", " ", "[", "{\"a\"}", "{\"a\":1,}", "[1 2]", "1 2", "nul", r#""\ud800""#, r#"{"\ud800":1}"#]
        {
            assert!(Tree::parse(json).is_none(), "{json}");
        }
        assert!(Tree::parse(&deep(MAX_DEPTH + 1)).is_none() && Tree::parse(&deep(100_000)).is_none());
    }
}
