//! Calls by number. The module exports one function for nearly all of them, because the shim of each, here and in
//! JavaScript, would be longer than what it does: it takes a number, the JSON list of the arguments, and the bytes
//! that are no JSON. The generator writes the list of the names, whose places are the numbers.
//!
//! No call begins before all of its arguments are read, so that none has a way out after each.

use wasm_bindgen::prelude::*;

use crate::{
    Result, credentials, functions,
    given::Given,
    json::{ToJson, Tree, Writer, parse, to_json, wrong},
    master_key,
    object::{self, Object},
    org_key, vault, wire,
};
use inkseal::{Error, SecretText};

/// The result of a call: text, JSON text, or nothing.
pub(crate) type Answer = Result<Option<String>>;

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

/// Calls a function, or a method of the object with the number `on`. Numbers beyond the list are of no call.
#[wasm_bindgen]
pub fn call(index: u32, on: u32, arguments: &[u8], one: &[u8], two: &[u8]) -> Answer {
    // Text that JavaScript encoded: the glue's own way to hand over text is longer than that.
    let Tree::List(list) = parse("arguments", str::from_utf8(arguments).unwrap_or_default())? else {
        return Err(wrong("arguments", "a list"));
    };
    let given = &mut Given::new(on, &list, one, two);
    if on == 0 {
        return run(functions::CALLS, index, &mut functions::Functions, given);
    }
    match object::get(on)? {
        Object::Vault(vault) => run(vault::CALLS, index, &mut *vault.write()?, given),
        Object::Credentials(view) => {
            let mut vault = view.vault.write()?;
            run(&[credentials::CALLS], index, &mut vault.credentials_mut(&view.identity_id)?, given)
        }
        Object::MasterKey(key) => run(&[master_key::CALLS], index, &mut &*key, given),
        Object::OrgKey(key) => run(&[org_key::CALLS], index, &mut &*key, given),
        Object::UnlockAnswer(answer) => run(&[wire::unlock_answer::CALLS], index, &mut &*answer, given),
    }
}

fn run<T>(lists: &[&[Call<T>]], index: u32, on: &mut T, given: &mut Given<'_>) -> Answer {
    match lists.iter().copied().flatten().nth(usize::try_from(index).unwrap_or(usize::MAX)) {
        Some(call) => call(on, given),
        // The generator writes no other numbers, so that this does not happen.
        None => Err(Error::InvalidInput("there is no such call".into()).into()),
    }
}

/// Answers with what the core gave, as JSON text.
#[inline(never)]
pub(crate) fn answer<T: ToJson>(given: inkseal::Result<T>) -> Answer {
    json(&given?)
}

/// Answers with a value, as JSON text.
pub(crate) fn json(value: &dyn ToJson) -> Answer {
    to_json(value).map(Some)
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
