//! [`Environment`]: the variables that references are in, and what they stand for.

use std::{collections::BTreeMap, env, ffi::OsString};

use inkseal::{Error, Result, SecretText};

use crate::{
    args::InputFile,
    child::OWN_VARIABLES,
    context::{Context, now},
    env_file,
    field_value::FieldValue,
    file_input,
    reference::{Reference, SCHEME},
    selection,
    template::Template,
};

/// How a reference is written inside other text.
const HINT: &str = "inside other text a reference is written {{ inkseal://NAME/FIELD }}";

/// The variables of our environment that hold references, and all of the environment files, by their names.
#[derive(Debug)]
pub(crate) struct Environment(BTreeMap<OsString, Variable>);

/// The value of a variable.
#[derive(Debug)]
enum Variable {
    Plain(SecretText),
    Template(Template),
}

/// The variables with what their references stand for in them.
#[derive(Debug)]
pub(crate) struct Resolved {
    /// Names and values, ascending.
    pub(crate) variables: Vec<(OsString, SecretText)>,
    /// What each reference stands for, as it is in the vault.
    pub(crate) values: Vec<(Reference, FieldValue)>,
}

impl Environment {
    /// Reads our environment and the files: a file wins over the environment, and a later file over an
    /// earlier one. The variables that the program itself reads are left out.
    ///
    /// # Errors
    /// `io` and `malformed` for the files; `invalid_input`, with the name of the variable, for a reference that
    /// is not well formed or stands inside other text without braces.
    pub(crate) fn read(files: &[InputFile]) -> Result<Self> {
        let mut variables = BTreeMap::new();
        for (name, value) in env::vars_os() {
            // What is not UTF-8 is passed on as it is, unless somebody meant a reference.
            let (text, whole) = match value.into_string() {
                Ok(text) => (text, true),
                Err(value) => (value.to_string_lossy().into_owned(), false),
            };
            if is_read_by_us(&name) || !text.contains(SCHEME) {
                continue;
            }
            if !whole {
                return Err(in_variable(&name, "it holds a reference and is not UTF-8 text"));
            }
            variables
                .insert(name.clone(), Variable::read(text.into()).map_err(|why| in_variable(&name, &why))?);
        }
        for file in files {
            let text = file_input::read_text(file, "environment file")?;
            for (name, value) in env_file::parse(text.expose(), file)? {
                let name = OsString::from(name);
                if !is_read_by_us(&name) {
                    let value =
                        Variable::read(value.as_str().into()).map_err(|why| in_variable(&name, &why))?;
                    variables.insert(name, value);
                }
            }
        }
        Ok(Self(variables))
    }

    /// Opens the vault, if there is a reference at all, and puts in what the references stand for.
    ///
    /// # Errors
    /// Those of opening and unlocking; of what a reference names, when the report says which variable and which
    /// secret it was; `invalid_input` for a value that cannot be in an environment.
    pub(crate) fn resolve(&self, context: &Context, identity: Option<&str>) -> Result<Resolved> {
        let has_references = self.0.values().any(|variable| matches!(variable, Variable::Template(_)));
        let store = if has_references { Some(context.open_unlocked()?) } else { None };
        let now = now()?;
        let mut values = Vec::new();
        let mut variables = Vec::new();
        for (name, variable) in &self.0 {
            let value = match (variable, &store) {
                (Variable::Template(template), Some(store)) => template.fill(
                    |placeholder| {
                        let value = selection::resolve(store.vault(), &placeholder.reference, identity, now)?;
                        values.push((placeholder.reference.clone(), value.clone()));
                        Ok(value)
                    },
                    |placeholder| {
                        context.failed_at(format!(
                            "the variable {name:?}, secret {:?}",
                            placeholder.reference.secret
                        ));
                    },
                )?,
                (Variable::Plain(text), _) => text.clone(),
                (Variable::Template(_), None) => return Err(Error::Locked),
            };
            if value.expose().contains('\0') {
                return Err(in_variable(name, "a zero byte cannot be in an environment"));
            }
            variables.push((name.clone(), value));
        }
        Ok(Resolved { variables, values })
    }
}

impl Variable {
    /// A value: a reference and nothing else, text with references in braces, or anything without one.
    fn read(text: SecretText) -> Result<Self, String> {
        if Reference::is_meant(text.expose()) {
            let reference = Reference::parse(text.expose()).map_err(|error| format!("{error}; {HINT}"))?;
            return Ok(Self::Template(Template::of_reference(reference)));
        }
        if !text.expose().contains(SCHEME) {
            return Ok(Self::Plain(text));
        }
        let template = Template::parse(text).map_err(|error| error.reason)?;
        if template.has_bare_reference() {
            return Err(HINT.to_owned());
        }
        Ok(Self::Template(template))
    }
}

fn is_read_by_us(name: &OsString) -> bool {
    OWN_VARIABLES.iter().any(|own| name == own)
}

fn in_variable(name: &OsString, why: &str) -> Error {
    Error::InvalidInput(format!("the variable {name:?}: {why}").into())
}
