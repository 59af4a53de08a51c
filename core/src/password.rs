//! Random passwords and passphrases.

use zeroize::Zeroizing;

use crate::{Error, Result, SecretText, random};

const UPPERCASE: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWERCASE: &str = "abcdefghijklmnopqrstuvwxyz";
const DIGITS: &str = "0123456789";
/// Without quotes, backslash, backtick, `<`, `>`, `|` and `~`, which forms and shells trip over.
const SYMBOLS: &str = "!#$%&()*+,-./:;=?@[]^_{}";

const MIN_LENGTH: u32 = 4;
const MAX_LENGTH: u32 = 1024;
const MAX_WORDS: usize = 64;

/// The hardest recipe, all classes in 4 characters, takes 18 draws on average, and fails this many with
/// a chance below 2^-80.
const MAX_DRAWS: usize = 1000;

/// What a password is made of. The default: 24 characters of all four classes.
///
/// ```
/// use inkseal::password::PasswordRecipe;
///
/// let password = PasswordRecipe { length: 32, symbols: false, ..Default::default() }.generate()?;
/// assert_eq!(password.expose().len(), 32);
/// # Ok::<(), inkseal::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordRecipe {
    /// How many characters, 4 to 1024.
    pub length: u32,
    /// At least one of `A` to `Z`; none if not set.
    pub uppercase: bool,
    /// At least one of `a` to `z`; none if not set.
    pub lowercase: bool,
    /// At least one of `0` to `9`; none if not set.
    pub digits: bool,
    /// At least one of ``!#$%&()*+,-./:;=?@[]^_{}``; none if not set.
    pub symbols: bool,
}

impl Default for PasswordRecipe {
    fn default() -> Self {
        Self { length: 24, uppercase: true, lowercase: true, digits: true, symbols: true }
    }
}

impl PasswordRecipe {
    /// A fresh password. Every one that fits the recipe and does not begin with `-`, which programs take for an
    /// option, is equally likely.
    ///
    /// # Errors
    ///
    /// `invalid_input` when the length is out of range or no class is chosen; `io` when the system gives
    /// no random bytes.
    pub fn generate(&self) -> Result<SecretText> {
        if !(MIN_LENGTH..=MAX_LENGTH).contains(&self.length) {
            return Err(Error::InvalidInput("a password has 4 to 1024 characters".into()));
        }
        let classes = self.classes();
        let alphabet = classes.concat();
        let mut password = Zeroizing::new(String::with_capacity(usize::try_from(self.length).unwrap_or(0)));
        // A password that lacks a class or looks like an option is thrown away whole. To put one character of each class in and
        // shuffle would be quicker, but makes passwords with few of a class likelier than others.
        for _ in 0..MAX_DRAWS {
            password.clear();
            for _ in 0..self.length {
                password.push(char::from(*random::choose(alphabet.as_bytes())?));
            }
            let has = |class: &&str| password.bytes().any(|letter| class.as_bytes().contains(&letter));
            if !password.starts_with('-') && classes.iter().all(has) {
                return Ok(std::mem::take(&mut *password).into());
            }
        }
        Err(Error::Io("the system's random bytes are not random".into()))
    }

    fn classes(&self) -> Vec<&'static str> {
        [
            (self.uppercase, UPPERCASE),
            (self.lowercase, LOWERCASE),
            (self.digits, DIGITS),
            (self.symbols, SYMBOLS),
        ]
        .into_iter()
        .filter_map(|(chosen, class)| chosen.then_some(class))
        .collect()
    }
}

/// A fresh passphrase: `count` words out of `words`, 1 to 64, with `separator` between them.
///
/// Each word is chosen by itself and may come again. The list is the caller's, and so is the strength:
/// `count` times the binary logarithm of the number of different words.
///
/// # Errors
///
/// `invalid_input` when there are no words or `count` is out of range; `io` when the system gives no
/// random bytes.
pub fn generate_passphrase(words: &[&str], count: usize, separator: &str) -> Result<SecretText> {
    if !(1..=MAX_WORDS).contains(&count) {
        return Err(Error::InvalidInput("a passphrase has 1 to 64 words".into()));
    }
    let longest = words.iter().map(|word| word.len()).max().unwrap_or(0);
    let capacity = longest.saturating_add(separator.len()).saturating_mul(count);
    let mut phrase = Zeroizing::new(String::with_capacity(capacity));
    for index in 0..count {
        if index > 0 {
            phrase.push_str(separator);
        }
        phrase.push_str(random::choose(words)?);
    }
    Ok(std::mem::take(&mut *phrase).into())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const NONE: PasswordRecipe =
        PasswordRecipe { length: 4, uppercase: false, lowercase: false, digits: false, symbols: false };

    fn recipes() -> Vec<PasswordRecipe> {
        (0..16)
            .map(|bits| PasswordRecipe {
                uppercase: bits & 1 != 0,
                lowercase: bits & 2 != 0,
                digits: bits & 4 != 0,
                symbols: bits & 8 != 0,
                ..NONE
            })
            .collect()
    }

    #[test]
    fn every_chosen_class_is_there_and_no_other() {
        let all = [UPPERCASE, LOWERCASE, DIGITS, SYMBOLS];
        for recipe in recipes() {
            let chosen = recipe.classes();
            if chosen.is_empty() {
                assert_eq!(recipe.generate().unwrap_err().code(), "invalid_input");
                continue;
            }
            for length in [4, 5, 16, 1024] {
                let password = PasswordRecipe { length, ..recipe }.generate().unwrap();
                assert_eq!(u32::try_from(password.expose().len()), Ok(length));
                for class in all {
                    assert_eq!(password.expose().contains(|c| class.contains(c)), chosen.contains(&class));
                }
            }
        }
    }

    /// Of 24 symbols one is `-`: without the rule 2,000 passwords would have none with a chance of 10^-36.
    #[test]
    fn no_password_looks_like_an_option() {
        let recipe = PasswordRecipe { symbols: true, ..NONE };
        for _ in 0..2000 {
            let password = recipe.generate().unwrap();
            assert!(!password.expose().starts_with('-'));
        }
    }

    #[test]
    fn lengths_have_bounds() {
        for length in [0, 3, 1025, u32::MAX] {
            let recipe = PasswordRecipe { length, ..PasswordRecipe::default() };
            assert_eq!(recipe.generate().unwrap_err().code(), "invalid_input");
        }
    }

    /// Four characters of digits and lower case: 1 to 3 digits, in proportion to how many passwords have
    /// them. One digit placed for certain and the rest shuffled would give other proportions.
    #[test]
    fn passwords_that_fit_are_equally_likely() {
        let recipe = PasswordRecipe { lowercase: true, digits: true, ..NONE };
        let mut drawn = [0_u32; 4];
        for _ in 0..20_000 {
            drawn[recipe.generate().unwrap().expose().bytes().filter(u8::is_ascii_digit).count()] += 1;
        }
        let fitting = [0.0, 4.0 * 10.0 * 26_f64.powi(3), 6.0 * 100.0 * 676.0, 4.0 * 1000.0 * 26.0];
        let total: f64 = fitting.iter().sum();
        let chi_square: f64 = (1..4)
            .map(|digits| {
                let expected = 20_000.0 * fitting[digits] / total;
                (f64::from(drawn[digits]) - expected).powi(2) / expected
            })
            .sum();
        // Two degrees of freedom: above 40 once in 5 * 10^8 runs.
        assert!(chi_square < 40.0, "{drawn:?}");
    }

    #[test]
    fn passphrases_are_words_and_separators() {
        let words = ["one", "two", "three", "vier-fünf"];
        let mut seen = BTreeSet::new();
        for _ in 0..50 {
            let phrase = generate_passphrase(&words, 6, " ").unwrap();
            let parts: Vec<_> = phrase.expose().split(' ').map(String::from).collect();
            assert_eq!(parts.len(), 6);
            seen.extend(parts);
        }
        assert_eq!(seen.iter().map(String::as_str).collect::<BTreeSet<_>>(), BTreeSet::from(words));
        assert_eq!(generate_passphrase(&["a"], 3, "").unwrap().expose(), "aaa");
        for (words, count) in [(&words[..], 0), (&words[..], 65), (&[], 3)] {
            assert_eq!(generate_passphrase(words, count, "-").unwrap_err().code(), "invalid_input");
        }
    }
}
