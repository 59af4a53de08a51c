//! Calls: how each is described, what its arguments become, and what it answers.
//!
//! No call begins before all of its arguments are read, so that none has a way out after each.

use inkseal::SecretText;

use crate::{
    Result,
    given::Given,
    json::{ToJson, Writer, to_json},
    object::{self, Object},
};

/// The result of a call: text, JSON text, or nothing.
pub(crate) type Answer = Result<Option<String>>;

/// What functions and static methods are called on.
pub(crate) struct Functions;

/// A call, on `T`.
pub(crate) type Call<T> = fn(&mut T, &mut Given<'_>) -> Answer;

/// Describes calls: on what, the name of each, how its arguments are read, and what it does with them.
macro_rules! calls {
    (fn($on:pat_param in $type:ty, $given:ident) {
        $($name:literal($($argument:pat_param = $reader:ident($($called:literal)?)),*) => $answer:expr,)+
    }) => {
        /// The names of the calls, for the generator.
        pub const NAMES: &[&str] = &[$($name),+];

        /// The calls, in the same order.
        pub(crate) const CALLS: &[fn(&mut $type, &mut $crate::given::Given<'_>) -> $crate::call::Answer] = &[$(|$on, $given| {
            $(let $argument = $given.$reader($($called)?);)*
            $given.check()?;
            $answer
        }),+];
    };
}

pub(crate) use calls;

/// Answers with what the core gave, as JSON text.
#[inline(never)]
pub(crate) fn answer<T: ToJson>(given: inkseal::Result<T>) -> Answer {
    json(&given?)
}

/// Answers with a value, as JSON text.
pub(crate) fn json(value: &dyn ToJson) -> Answer {
    Ok(Some(to_json(value)?))
}

/// Answers with text.
#[inline(never)]
pub(crate) fn text(given: inkseal::Result<String>) -> Answer {
    Ok(Some(given?))
}

/// Answers with text that is secret.
#[inline(never)]
pub(crate) fn secret(given: inkseal::Result<SecretText>) -> Answer {
    Ok(Some(given?.expose().to_owned()))
}

/// Answers with yes or no.
pub(crate) fn yes_or_no(given: bool) -> Answer {
    json(&given)
}

/// Answers with nothing.
#[inline(never)]
pub(crate) fn nothing(given: inkseal::Result<()>) -> Answer {
    given?;
    Ok(None)
}

/// Answers with a new object: the JSON list of its number.
#[inline(never)]
pub(crate) fn made<T: Into<Object>>(given: inkseal::Result<T>) -> Answer {
    made_with(given?.into(), &())
}

/// Answers with a new object and a value: the JSON list of both.
#[inline(never)]
pub(crate) fn made_with(object: Object, value: &dyn ToJson) -> Answer {
    json(&Made(object::add(object)?, value))
}

/// A new object and a value that came with it.
struct Made<'a>(u32, &'a dyn ToJson);

impl ToJson for Made<'_> {
    fn write(&self, json: &mut Writer) {
        json.plain("[");
        json.number(self.0.into());
        if !self.1.is_absent() {
            json.plain(",");
            self.1.write(json);
        }
        json.plain("]");
    }
}
