//! [`Template`]: text with references in it, `{{ inkseal://NAME-OR-ID/FIELD | FILTER }}` (TEMPLATES.md).

use std::{fmt, ops::Range};

use inkseal::{Error, Result, SecretText};
use zeroize::Zeroizing;

use crate::{
    field_value::FieldValue,
    filter::Filter,
    reference::{Reference, SCHEME},
};

const OPEN: &str = "{{";
const CLOSE: &str = "}}";

/// The most filters after one reference.
const MAX_FILTERS: usize = 8;

/// A text in which values are to be put. It may be secret itself.
#[derive(Debug)]
pub(crate) struct Template {
    text: SecretText,
    parts: Vec<Part>,
}

/// A piece of a template.
#[derive(Debug)]
enum Part {
    /// Text to keep as it is, by its place.
    Literal(Range<usize>),
    /// To be replaced by a value.
    Placeholder(Placeholder),
}

/// A reference, and how what it stands for is written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Placeholder {
    /// Where the value is.
    pub(crate) reference: Reference,
    /// Applied in this order.
    filters: Vec<Filter>,
    /// The line on which it is, from 1.
    pub(crate) line: usize,
}

/// What is wrong with a template, and where: nothing of what is there, which may be secret.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TemplateError {
    line: usize,
    /// In characters, from 1.
    column: usize,
    /// What is wrong.
    pub(crate) reason: String,
}

impl Template {
    /// Takes a text to pieces.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub(crate) fn parse(text: SecretText) -> Result<Self, TemplateError> {
        let mut parts = Vec::new();
        let (mut position, mut line) = (0_usize, 1_usize);
        while let Some(rest) = text.expose().get(position..).filter(|rest| !rest.is_empty()) {
            let start = opening(rest).unwrap_or(rest.len());
            if start > 0 {
                let end = position.saturating_add(start);
                let literal = rest.get(..start).unwrap_or_default();
                line = line.saturating_add(literal.matches('\n').count());
                parts.push(Part::Literal(position..end));
                position = end;
                continue;
            }
            let (reference, filters, length) = placeholder(text.expose(), position)
                .map_err(|reason| TemplateError::new(text.expose(), position, reason))?;
            parts.push(Part::Placeholder(Placeholder { reference, filters, line }));
            position = position.saturating_add(length);
        }
        Ok(Self { text, parts })
    }

    /// A text that is nothing but a reference, without braces around it.
    pub(crate) fn of_reference(reference: Reference) -> Self {
        let placeholder = Placeholder { reference, filters: Vec::new(), line: 1 };
        Self { text: "".into(), parts: vec![Part::Placeholder(placeholder)] }
    }

    /// Whether there is anything to put in.
    pub(crate) fn has_placeholders(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Placeholder(_)))
    }

    /// Whether a reference is in it without the braces that would make it one.
    pub(crate) fn has_bare_reference(&self) -> bool {
        self.parts.iter().any(|part| match part {
            Part::Literal(place) => self.literal(place).contains(SCHEME),
            Part::Placeholder(_) => false,
        })
    }

    /// The text with the values in it.
    ///
    /// # Errors
    /// Those of `value_of`; `invalid_input` for a value that cannot be in a text, or not in the form that is
    /// asked for. `failed_at` is told which placeholder it was.
    pub(crate) fn fill(
        &self,
        mut value_of: impl FnMut(&Placeholder) -> Result<FieldValue>,
        failed_at: impl Fn(&Placeholder),
    ) -> Result<SecretText> {
        let mut values = Vec::new();
        for part in &self.parts {
            let Part::Placeholder(placeholder) = part else { continue };
            let value = value_of(placeholder).and_then(|value| placeholder.write(value));
            values.push(value.inspect_err(|_| failed_at(placeholder))?);
        }
        // Made in one piece, so that it leaves no copies behind.
        let literals = self.parts.iter().map(|part| match part {
            Part::Literal(place) => place.len(),
            Part::Placeholder(_) => 0,
        });
        let length = literals.chain(values.iter().map(|value| value.expose().len())).sum();
        let mut filled = Zeroizing::new(String::with_capacity(length));
        let mut values = values.iter();
        for part in &self.parts {
            filled.push_str(match part {
                Part::Literal(place) => self.literal(place),
                Part::Placeholder(_) => values.next().map(SecretText::expose).unwrap_or_default(),
            });
        }
        Ok(std::mem::take(&mut *filled).into())
    }

    fn literal(&self, place: &Range<usize>) -> &str {
        self.text.expose().get(place.clone()).unwrap_or_default()
    }
}

impl Placeholder {
    /// The value as it is put into the text.
    fn write(&self, mut value: FieldValue) -> Result<SecretText> {
        for filter in &self.filters {
            value = filter.apply(&value)?.into();
        }
        value.into_text()
    }
}

/// The reference that is at `position` in braces, its filters, and how long all of it is.
fn placeholder(template: &str, position: usize) -> Result<(Reference, Vec<Filter>, usize), String> {
    let (before, rest) = template.split_at_checked(position).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let end = line.find(CLOSE).ok_or("the reference does not end in }} on its line")?;
    let inside = line.get(OPEN.len()..end).unwrap_or_default();
    let length = end.saturating_add(CLOSE.len());
    let (reference, filters) = split_filters(inside.trim());
    let reference = Reference::parse(reference.trim()).map_err(|error| error.to_string())?;
    let filters = filters.map(|text| text.split('|').take(MAX_FILTERS.saturating_add(1)).map(Filter::parse));
    let filters: Vec<Filter> = filters.into_iter().flatten().collect::<Result<_, _>>()?;
    if filters.len() > MAX_FILTERS {
        return Err(format!("there are more than {MAX_FILTERS} filters"));
    }
    let in_quotes = before.ends_with('"') && rest.get(length..).is_some_and(|after| after.starts_with('"'));
    if in_quotes && filters.last().is_some_and(|filter| filter.quotes()) {
        return Err("json and yaml make their own quotes: leave out those around the braces".into());
    }
    Ok((reference, filters, length))
}

/// The reference and what follows the first bar after its name, which may have bars in it.
fn split_filters(inside: &str) -> (&str, Option<&str>) {
    let slash = inside.strip_prefix(SCHEME).and_then(|rest| rest.find('/'));
    let field = slash.map_or(inside.len(), |slash| slash.saturating_add(SCHEME.len()));
    let bar = inside.get(field..).and_then(|rest| rest.find('|')).map(|bar| bar.saturating_add(field));
    match bar.and_then(|bar| inside.split_at_checked(bar)) {
        Some((reference, filters)) => (reference, filters.strip_prefix('|')),
        None => (inside, None),
    }
}

/// Where the first `{{` is after which a reference follows.
fn opening(text: &str) -> Option<usize> {
    text.match_indices('{').map(|(index, _)| index).find(|&index| {
        let inside = text.get(index..).and_then(|braces| braces.strip_prefix(OPEN));
        inside.is_some_and(|inside| Reference::is_meant(inside.trim_start_matches([' ', '\t'])))
    })
}

impl TemplateError {
    fn new(template: &str, position: usize, reason: String) -> Self {
        let before = template.get(..position).unwrap_or_default();
        let line = before.matches('\n').count().saturating_add(1);
        let column =
            before.chars().rev().take_while(|&character| character != '\n').count().saturating_add(1);
        Self { line, column, reason }
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, reason } = self;
        write!(f, "template, line {line}, character {column}: {reason}")
    }
}

impl From<TemplateError> for Error {
    fn from(error: TemplateError) -> Self {
        Self::InvalidInput(error.to_string().into())
    }
}

#[cfg(test)]
mod tests;
