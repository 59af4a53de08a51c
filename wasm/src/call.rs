//! Calls by name. Most methods take only text, numbers and booleans and give text or nothing. They are not
//! exported one by one, because the shim of each, here and in JavaScript, is longer than what it does: a
//! class has one method `call`, which takes the name and the JSON list of the arguments, and the generator
//! writes a line of JavaScript for each name.

use crate::{
    Result,
    json::{Failure, FromJson, ToJson, Tree, from_json, read, to_json, wrong},
    number::MAX_SAFE_INTEGER,
};
use inkseal::Error;

/// The result of a call: text, JSON text, or nothing.
pub(crate) type Answer = Result<Option<String>>;

/// Describes calls: on what, the name of each and what it does with the arguments it is given. A name that
/// is not here is one of the list that follows, if there is one.
macro_rules! calls {
    (fn($on:ident: $type:ty, $given:ident) $(else $next:path)? { $($name:literal => $answer:expr,)+ }) => {
        /// The names of the calls, for the generator.
        pub const NAMES: &[&str] = &[$($name),+];

        pub(crate) fn call($on: $type, name: &str, $given: &mut $crate::call::Arguments) -> $crate::call::Answer {
            match name {
                $($name => $answer,)+
                _ => $crate::call::calls!(@ $on, name, $given, $($next)?),
            }
        }
    };
    (@ $on:ident, $name:ident, $given:ident, $next:path) => { $next($on, $name, $given) };
    (@ $on:ident, $name:ident, $given:ident,) => { $crate::call::unknown() };
}

pub(crate) use calls;

/// The end of the lists of calls. The generator writes no other names, so that this does not happen.
pub(crate) fn unknown() -> Answer {
    Err(Error::InvalidInput("there is no such call".into()).into())
}

/// Answers with a value, as JSON text.
pub(crate) fn json(value: &dyn ToJson) -> Answer {
    to_json(value).map(Some)
}

/// Answers with what the core gave, as JSON text.
#[inline(never)]
pub(crate) fn answer<T: ToJson>(given: inkseal::Result<T>) -> Answer {
    json(&given?)
}

/// Answers with text, which may be secret.
pub(crate) fn text(text: &str) -> Answer {
    Ok(Some(text.to_owned()))
}

/// Answers with nothing.
pub(crate) fn nothing((): ()) -> Answer {
    Ok(None)
}

/// The arguments of a call, taken one after the other.
pub(crate) struct Arguments(std::vec::IntoIter<Tree>);

impl Arguments {
    /// Reads the JSON list of the arguments.
    pub(crate) fn parse(json: &str) -> Result<Self> {
        Ok(Self(from_json::<Vec<Tree>>("arguments", json)?.into_iter()))
    }

    /// The next one. One that is missing is `null`.
    fn next<T: FromJson>(&mut self, name: &'static str) -> Result<T> {
        read(name, self.0.next().unwrap_or_default())
    }

    pub(crate) fn text(&mut self) -> Result<String> {
        self.next("this argument")
    }

    /// Text, or none where it is `null`.
    pub(crate) fn optional_text(&mut self) -> Result<Option<String>> {
        self.next("this argument")
    }

    /// A time in Unix seconds, or a count: a whole number from 0 to 2^53 - 1.
    pub(crate) fn number(&mut self) -> Result<u64> {
        let number = self.next("a time or count")?;
        if number > MAX_SAFE_INTEGER { Err(wrong("a time or count", "at most 2^53 - 1")) } else { Ok(number) }
    }

    /// A structured value, as JSON text. `name` is what errors call it.
    pub(crate) fn value<T: FromJson>(&mut self, name: &'static str) -> Result<T> {
        from_json(name, &self.text()?)
    }

    /// A structured value that may be `null`.
    pub(crate) fn optional_value<T: FromJson>(&mut self, name: &'static str) -> Result<Option<T>> {
        self.optional_text()?.map(|json| from_json(name, &json)).transpose()
    }
}

impl FromJson for Tree {
    fn read(_name: &'static str, value: Tree, _failure: &mut Failure) -> Self {
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_that_javascript_holds_exactly_are_taken() {
        let mut given = Arguments::parse("[0,1767225600,9007199254740991]").unwrap();
        for expected in [0, 1_767_225_600, (1 << 53) - 1] {
            assert_eq!(given.number().unwrap(), expected);
        }
    }

    #[test]
    fn all_other_numbers_are_refused() {
        for number in ["-1", "0.5", "1e-300", "1e21", "9007199254740992", "null", "\"5\"", "[]"] {
            let error = Arguments::parse(&format!("[{number}]")).unwrap().number().unwrap_err();
            assert_eq!(error.0.code(), "invalid_input", "{number}");
        }
    }
}
