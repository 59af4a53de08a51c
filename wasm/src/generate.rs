//! What is made at random.

use inkseal::{inkbox, password, password::PasswordRecipe, recovery_code};

use crate::{
    call::{Functions, calls, secret, text},
    json::{ReadObject, object_read},
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
    fn(_ in Functions, given) {
        "generatePassword"(recipe = optional_value("recipe")) => {
            let recipe: PasswordRecipe = recipe.unwrap_or_default();
            secret(recipe.generate())
        },
        "generatePassphrase"(words = texts("words"), count = number(), separator = text()) => {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            secret(password::generate_passphrase(&words, count, separator))
        },
        "generateRecoveryCode"() => secret(recovery_code::generate()),
        "generateLocalOrganizationId"() => text(inkbox::generate_local_organization_id()),
    }
}
