//! What is made at random, and the rules for vault keys.

use inkseal::{inkbox, password, password::PasswordRecipe, recovery_code};
use wasm_bindgen::prelude::*;

use crate::{
    Result,
    call::{calls, text},
    functions::Functions,
    json::{ReadObject, object_read},
    payload,
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

calls! {
    fn(functions: Functions, given) else payload::call {
        "generatePassword" => {
            let recipe: Option<PasswordRecipe> = given.optional_value("recipe")?;
            text(recipe.unwrap_or_default().generate()?.expose())
        },
        "generatePassphrase" => {
            let words: Vec<String> = given.value("words")?;
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let count = usize::try_from(given.number()?).unwrap_or(usize::MAX);
            text(password::generate_passphrase(&words, count, &given.text()?)?.expose())
        },
        "generateRecoveryCode" => text(recovery_code::generate()?.expose()),
        "generateLocalOrganizationId" => Ok(Some(inkbox::generate_local_organization_id()?)),
    }
}

/// Checks a new vault key against the rules.
#[wasm_bindgen(js_name = checkVaultKey)]
pub fn check_vault_key(vault_key: &[u8]) -> Result<()> {
    Ok(inkbox::check_vault_key(vault_key)?)
}
