//! Passphrases from the EFF's large word list; passwords are `inkseal::password`'s.

use diceware_wordlists::Wordlist;
use inkseal::password::generate_passphrase;
use inkseal::{Result, SecretText};

/// A fresh passphrase of `count` words with `separator` between them. Each word is one of 7776 and
/// adds 12.9 bits.
///
/// # Errors
/// Those of [`generate_passphrase`].
pub(crate) fn passphrase(count: usize, separator: &str) -> Result<SecretText> {
    generate_passphrase(Wordlist::EffLong.get_list(), count, separator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_list_is_the_effs() {
        let words = Wordlist::EffLong.get_list();
        assert_eq!((words.first(), words.last()), (Some(&"abacus"), Some(&"zoom")));
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), 7776);
    }

    #[test]
    fn the_words_come_from_the_list() {
        let phrase = passphrase(6, " ").unwrap();
        let words: Vec<&str> = phrase.expose().split(' ').collect();
        assert_eq!(words.len(), 6);
        assert!(words.iter().all(|word| Wordlist::EffLong.get_list().contains(word)));
    }
}
