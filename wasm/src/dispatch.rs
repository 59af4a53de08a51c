//! Calls by number. The module exports one function for nearly all of them, because the shim of each, here and in
//! JavaScript, would be longer than what it does: it takes a number, the JSON list of the arguments, and the bytes
//! that are no JSON. The generator writes the list of the names, whose places are the numbers.

use wasm_bindgen::prelude::*;

use crate::{
    call::{Answer, Call, Functions},
    credentials, functions,
    given::Given,
    json::{Tree, parse, wrong},
    master_key,
    object::{self, Object},
    org_key, vault, wire,
};
use inkseal::Error;

/// Calls a function, or a method of the object with the number `on`. Numbers beyond the list are of no call.
#[wasm_bindgen]
pub fn call(index: u32, on: u32, arguments: &[u8], one: &[u8], two: &[u8]) -> Answer {
    // Text that JavaScript encoded: the glue's own way to hand over text is longer than that.
    let Tree::List(list) = parse("arguments", str::from_utf8(arguments).unwrap_or_default())? else {
        return Err(wrong("arguments", "a list").into());
    };
    let given = &mut Given::new(on, &list, one, two);
    if on == 0 {
        return run(functions::CALLS, index, &mut Functions, given);
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
