//! The functions that have no class, called by their names.

use wasm_bindgen::prelude::*;

use crate::{
    call::{Answer, Arguments},
    generate, payload, totp,
    wire::{answer, json, request},
};

/// What such a call is on.
#[derive(Clone, Copy)]
pub(crate) struct Functions;

/// The names of all calls.
pub const NAMES: &[&[&str]] =
    &[generate::NAMES, payload::NAMES, totp::NAMES, answer::NAMES, request::NAMES, json::NAMES];

/// Calls a function by its name.
#[wasm_bindgen(js_name = __call)]
pub fn call(name: &str, arguments: &str) -> Answer {
    generate::call(Functions, name, &mut Arguments::parse(arguments)?)
}
