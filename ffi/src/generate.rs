//! What is made at random, and the rules for vault keys.

use inkseal::{SecretText, inkbox, password, password::PasswordRecipe, recovery_code};

use crate::Result;

/// What a password is made of.
#[uniffi::remote(Record)]
pub struct PasswordRecipe {
    /// How many characters, 4 to 1024.
    #[uniffi(default = 24)]
    pub length: u32,
    /// At least one of A to Z; none if not set.
    #[uniffi(default = true)]
    pub uppercase: bool,
    /// At least one of a to z; none if not set.
    #[uniffi(default = true)]
    pub lowercase: bool,
    /// At least one of 0 to 9; none if not set.
    #[uniffi(default = true)]
    pub digits: bool,
    /// At least one of !#$%&()*+,-./:;=?@[]^_{}; none if not set.
    #[uniffi(default = true)]
    pub symbols: bool,
}

/// A fresh password. Every one that fits the recipe is equally likely. Fails with `invalid_input` when the
/// length is out of range or no class is chosen.
#[uniffi::export]
pub fn generate_password(recipe: PasswordRecipe) -> Result<SecretText> {
    Ok(recipe.generate()?)
}

/// A fresh passphrase: `count` words out of `words`, 1 to 64, with the separator between them. The list is
/// the caller's, and so is the strength: `count` times the binary logarithm of the number of words.
#[uniffi::export]
pub fn generate_passphrase(words: Vec<String>, count: u32, separator: &str) -> Result<SecretText> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    Ok(password::generate_passphrase(&words, usize::try_from(count).unwrap_or(usize::MAX), separator)?)
}

/// A fresh recovery code.
#[uniffi::export]
pub fn generate_recovery_code() -> Result<SecretText> {
    Ok(recovery_code::generate()?)
}

/// A fresh organization id for a vault that no service knows.
#[uniffi::export]
pub fn generate_local_organization_id() -> Result<String> {
    Ok(inkbox::generate_local_organization_id()?)
}

/// Checks a new vault key against the rules: 16 characters, upper and lower case, a digit and another
/// character. Fails with `weak_vault_key`, which says the first rule that is broken.
#[uniffi::export]
pub fn check_vault_key(vault_key: Vec<u8>) -> Result<()> {
    Ok(inkbox::check_vault_key(&vault_key)?)
}
