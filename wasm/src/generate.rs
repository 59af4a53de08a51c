//! What is made at random, and the rules for vault keys.

use inkseal::{inkbox, password, password::PasswordRecipe, recovery_code};
use wasm_bindgen::prelude::*;

use crate::{
    Result,
    json::{ReadObject, from_json, object_read},
    number::whole,
};

object_read! {
    PasswordRecipe {
        length: "length" or 24,
        uppercase: "uppercase" or true,
        lowercase: "lowercase" or true,
        digits: "digits" or true,
        symbols: "symbols" or true,
    }
}

/// A fresh password, of the usual kind without a recipe.
#[wasm_bindgen(js_name = generatePassword)]
pub fn generate_password(recipe: Option<String>) -> Result<String> {
    let recipe: Option<PasswordRecipe> = recipe.map(|recipe| from_json("recipe", &recipe)).transpose()?;
    Ok(recipe.unwrap_or_default().generate()?.expose().to_owned())
}

/// A fresh passphrase: `count` words out of `words`, with the separator between them.
#[wasm_bindgen(js_name = generatePassphrase)]
pub fn generate_passphrase(words: &str, count: f64, separator: &str) -> Result<String> {
    let words: Vec<String> = from_json("words", words)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let count = usize::try_from(whole(count)?).unwrap_or(usize::MAX);
    Ok(password::generate_passphrase(&words, count, separator)?.expose().to_owned())
}

/// A fresh recovery code.
#[wasm_bindgen(js_name = generateRecoveryCode)]
pub fn generate_recovery_code() -> Result<String> {
    Ok(recovery_code::generate()?.expose().to_owned())
}

/// A fresh organization id for a vault that no service knows.
#[wasm_bindgen(js_name = generateLocalOrganizationId)]
pub fn generate_local_organization_id() -> Result<String> {
    Ok(inkbox::generate_local_organization_id()?)
}

/// Checks a new vault key against the rules.
#[wasm_bindgen(js_name = checkVaultKey)]
pub fn check_vault_key(vault_key: &[u8]) -> Result<()> {
    Ok(inkbox::check_vault_key(vault_key)?)
}
