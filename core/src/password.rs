//! Passwords and passphrases, made at random.

use zeroize::Zeroize;

use crate::{Error, Result, SecretText, random};

/// The most characters of a password, and the most words of a passphrase.
pub const MAX_LENGTH: usize = 1024;

/// What a password is made of. Each class that is chosen is in it at least once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordRecipe {
    /// How many characters: at least 4, at most [`MAX_LENGTH`].
    pub length: usize,
    /// `A` to `Z`.
    pub uppercase: bool,
    /// `a` to `z`.
    pub lowercase: bool,
    /// `0` to `9`.
    pub digits: bool,
    /// Punctuation that is found on every keyboard and needs no quoting in most places.
    pub symbols: bool,
}

impl Default for PasswordRecipe {
    /// 24 characters of all four classes.
    fn default() -> Self {
        Self { length: 24, uppercase: true, lowercase: true, digits: true, symbols: true }
    }
}

impl PasswordRecipe {
    /// Makes a password.
    ///
    /// Every password that the recipe allows is equally likely: characters are drawn from all classes
    /// together, and one that lacks a class is thrown away as a whole.
    ///
    /// # Errors
    /// `invalid_input` if no class is chosen or the length is out of range, `io` if the source of
    /// random bytes fails.
    pub fn generate(&self) -> Result<SecretText> {
        if !(4..=MAX_LENGTH).contains(&self.length) {
            return Err(Error::InvalidInput("a password has 4 to 1024 characters".into()));
        }
        let classes = self.classes();
        let alphabet: Vec<char> = classes.iter().flat_map(|class| class.chars()).collect();
        if alphabet.is_empty() {
            return Err(Error::InvalidInput("a password needs a class of characters".into()));
        }
        // The least likely recipe, 4 characters of 4 classes, fits one draw in 20.
        let mut password = String::with_capacity(self.length);
        loop {
            for _ in 0..self.length {
                password.push(*random::choose(&alphabet)?);
            }
            if classes.iter().all(|class| password.contains(|letter| class.contains(letter))) {
                return Ok(password.into());
            }
            password.zeroize();
        }
    }

    fn classes(&self) -> Vec<&'static str> {
        [
            (self.uppercase, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            (self.lowercase, "abcdefghijklmnopqrstuvwxyz"),
            (self.digits, "0123456789"),
            (self.symbols, "!#%+,-./:=?@_~"),
        ]
        .into_iter()
        .filter_map(|(chosen, class)| chosen.then_some(class))
        .collect()
    }
}

/// Makes a passphrase of words drawn from a list, each equally likely, joined by a separator.
///
/// Its strength is `count × log2(words.len())` bits: 6 words of a list of 7,776 have 77.5.
///
/// # Errors
/// `invalid_input` if the list is empty or `count` is 0 or past [`MAX_LENGTH`], `io` if the source of
/// random bytes fails.
pub fn generate_passphrase(words: &[&str], count: usize, separator: &str) -> Result<SecretText> {
    if !(1..=MAX_LENGTH).contains(&count) {
        return Err(Error::InvalidInput("a passphrase has 1 to 1024 words".into()));
    }
    let chosen = (0..count).map(|_| random::choose(words)).collect::<Result<Vec<_>>>()?;
    let length = chosen.iter().map(|word| word.len().saturating_add(separator.len())).sum();
    let mut phrase = String::with_capacity(length);
    for word in chosen {
        if !phrase.is_empty() {
            phrase.push_str(separator);
        }
        phrase.push_str(word);
    }
    Ok(phrase.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chosen_class_is_there_and_no_other() {
        for bits in 1..16_u8 {
            let recipe = PasswordRecipe {
                length: 4,
                uppercase: bits & 1 != 0,
                lowercase: bits & 2 != 0,
                digits: bits & 4 != 0,
                symbols: bits & 8 != 0,
            };
            let password = recipe.generate().unwrap();
            let text = password.expose();
            assert_eq!(text.len(), 4);
            assert_eq!(text.contains(|c: char| c.is_ascii_uppercase()), recipe.uppercase);
            assert_eq!(text.contains(|c: char| c.is_ascii_lowercase()), recipe.lowercase);
            assert_eq!(text.contains(|c: char| c.is_ascii_digit()), recipe.digits);
            assert_eq!(text.contains(|c: char| c.is_ascii_punctuation()), recipe.symbols);
        }
    }

    #[test]
    fn what_cannot_be_made_is_refused() {
        let none =
            PasswordRecipe { uppercase: false, lowercase: false, digits: false, symbols: false, length: 20 };
        for recipe in [
            none,
            PasswordRecipe { length: 3, ..PasswordRecipe::default() },
            PasswordRecipe { length: 1025, ..PasswordRecipe::default() },
        ] {
            assert_eq!(recipe.generate().unwrap_err().code(), "invalid_input");
        }
        for (words, count) in [(&[][..], 1), (&["a"], 0), (&["a"], 1025)] {
            assert_eq!(generate_passphrase(words, count, "-").unwrap_err().code(), "invalid_input");
        }
    }

    #[test]
    fn passphrases_join_their_words() {
        assert_eq!(generate_passphrase(&["a"], 3, "-").unwrap().expose(), "a-a-a");
        assert_eq!(generate_passphrase(&["word"], 1, "-").unwrap().expose(), "word");
        let phrase = generate_passphrase(&["x", "y"], 64, " ").unwrap();
        assert!(phrase.expose().contains('x') && phrase.expose().contains('y'));
    }
}
