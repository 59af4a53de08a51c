//! Text with references in it: `{{ inkseal://NAME-OR-ID/FIELD }}`.
//!
//! Spaces around the reference do not matter; it ends on the line on which it begins. Other text in
//! double braces is left alone.

use inkseal::{Error, Result};

use crate::reference::Reference;

const OPEN: &str = "{{";
const CLOSE: &str = "}}";

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part<'t> {
    /// Text to keep as it is.
    Literal(&'t str),
    /// A reference, to be replaced by its value.
    Reference(Reference),
}

/// The pieces of a template, in order. After an error there are no more.
#[derive(Debug, Clone)]
pub(crate) struct Parts<'t> {
    template: &'t str,
    position: usize,
}

/// Takes `template` to pieces.
pub(crate) fn parts(template: &str) -> Parts<'_> {
    Parts { template, position: 0 }
}

impl<'t> Iterator for Parts<'t> {
    type Item = Result<Part<'t>>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.template.get(self.position..).filter(|rest| !rest.is_empty())?;
        match opening(rest) {
            None => {
                self.position = self.template.len();
                Some(Ok(Part::Literal(rest)))
            }
            Some(0) => Some(self.reference(rest).inspect_err(|_| self.position = self.template.len())),
            Some(start) => {
                self.position = self.position.saturating_add(start);
                rest.get(..start).map(|literal| Ok(Part::Literal(literal)))
            }
        }
    }
}

impl<'t> Parts<'t> {
    /// The reference that `rest`, which is at the current position, begins with.
    fn reference(&mut self, rest: &'t str) -> Result<Part<'t>> {
        let line = rest.lines().next().unwrap_or_default();
        let end =
            line.find(CLOSE).ok_or_else(|| self.error("the reference does not end in }} on its line"))?;
        let inside = line.get(OPEN.len()..end).unwrap_or_default();
        let reference = Reference::parse(inside.trim()).map_err(|error| self.error(&error.to_string()))?;
        self.position = self.position.saturating_add(end).saturating_add(CLOSE.len());
        Ok(Part::Reference(reference))
    }

    /// An error that says where it is, by line and character, and nothing of what is there.
    fn error(&self, reason: &str) -> Error {
        let before = self.template.get(..self.position).unwrap_or_default();
        let line = before.matches('\n').count().saturating_add(1);
        let column =
            before.chars().rev().take_while(|&character| character != '\n').count().saturating_add(1);
        Error::InvalidInput(format!("template, line {line}, character {column}: {reason}").into())
    }
}

/// Where the first `{{` is after which a reference follows.
fn opening(text: &str) -> Option<usize> {
    text.match_indices('{').map(|(index, _)| index).find(|&index| {
        let inside = text.get(index..).and_then(|braces| braces.strip_prefix(OPEN));
        inside.is_some_and(|inside| Reference::is_meant(inside.trim_start_matches([' ', '\t'])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn reference(secret: &str, field: &str) -> Part<'static> {
        Part::Reference(Reference { secret: secret.into(), field: field.into() })
    }

    fn read(template: &str) -> Vec<Part<'_>> {
        parts(template).collect::<Result<_>>().unwrap()
    }

    #[test]
    fn references_are_found_and_the_rest_is_kept() {
        assert_eq!(
            read("user: {{ inkseal://db/username }}\npass: \"{{inkseal://My DB/password}}\"\n"),
            [
                Part::Literal("user: "),
                reference("db", "username"),
                Part::Literal("\npass: \""),
                reference("My DB", "password"),
                Part::Literal("\"\n"),
            ]
        );
        assert_eq!(read("{{ inkseal://a/b }}{{inkseal://c/d}}"), [reference("a", "b"), reference("c", "d")]);
        assert_eq!(
            read("{{{ inkseal://a/b }}}"),
            [Part::Literal("{"), reference("a", "b"), Part::Literal("}")]
        );
    }

    #[test]
    fn other_braces_are_left_alone() {
        for text in
            ["{{ user }}", "{{", "}} {{ {", "inkseal://a/b", "{ inkseal://a/b }", "{{ x inkseal://a/b }}"]
        {
            assert_eq!(read(text), [Part::Literal(text)]);
        }
        assert_eq!(read(""), []);
    }

    #[test]
    fn an_error_names_the_place_and_not_the_text() {
        let cases = [
            ("a\nbé {{ inkseal://hush/hush\n}}", "template, line 2, character 4: "),
            ("{{ inkseal://hush }}", "template, line 1, character 1: "),
            ("x{{ inkseal://hush/%zz }} {{ inkseal://a/b }}", "template, line 1, character 2: "),
        ];
        for (template, place) in cases {
            let mut parts = parts(template);
            let error = parts.find_map(Result::err).unwrap();
            assert_eq!(error.code(), "invalid_input");
            assert!(error.to_string().starts_with(place), "{error}");
            assert!(!error.to_string().contains("hush"));
            assert!(parts.next().is_none());
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(template in "[{} a\n]{0,40}") {
            let kept: String = parts(&template).filter_map(|part| match part.unwrap() {
                Part::Literal(text) => Some(text),
                Part::Reference(_) => None,
            }).collect();
            prop_assert_eq!(kept, template);
        }
    }
}
