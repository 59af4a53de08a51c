//! [`RecoveryCode`]: what opens a vault whose vault key is lost.

use std::fmt;

use base32::Alphabet;
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::vault::{keys::key::SlotKey, rule::Rule};
use crate::{Result, SecretText, random::Source, stack::wiping_stack};

/// The bytes of a code: 160 bits, which are 32 symbols of 5.
const BYTES: usize = 20;
/// The symbols of a code: of 25 bytes, those and the first 20 bits of a hash as a check, these stand for themselves.
const SYMBOLS: usize = 36;
/// The bytes of the check.
const CHECK: usize = 5;
const GROUP: usize = 4;
/// The characters of a code: 9 groups and the dashes between them.
const LENGTH: usize = SYMBOLS + SYMBOLS / GROUP - 1;
/// What makes of the symbols of a code those of whole bytes.
const REST: &str = "0000";
/// Those of whole bytes.
const WHOLE: usize = SYMBOLS + REST.len();

/// A recovery code of format 2: 160 random bits, spelled as 9 groups of 4 digits and letters of which the last
/// tells a mistyped one (FORMAT-2.md, "Recovery codes"). It is secret and wiped when dropped.
///
/// ```
/// use inkseal::vault::RecoveryCode;
///
/// let code = RecoveryCode::generate()?;
/// let written = code.to_text();
/// assert_eq!(written.expose().len(), 44);
/// assert_eq!(RecoveryCode::parse(&written.expose().to_lowercase())?, code);
/// # Ok::<(), inkseal::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Box<Zeroizing<[u8; BYTES]>>);

impl RecoveryCode {
    /// A fresh code.
    ///
    /// # Errors
    /// `io` if the system gives no random bytes.
    pub fn generate() -> Result<Self> {
        Self::generate_from(&mut Source::system())
    }

    pub(in crate::vault) fn generate_from(source: &mut Source) -> Result<Self> {
        let mut code = Self(Box::default());
        source.fill(&mut **code.0)?;
        Ok(code)
    }

    /// Reads a code in capitals or not, with or without spaces and dashes; `O` is taken as `0`, `I` and `L` as `1`.
    ///
    /// # Errors
    /// `invalid_input` if it has other characters or another length, or if it is mistyped. It says which, and
    /// nothing of the text.
    pub fn parse(text: &str) -> Result<Self> {
        let is_symbol = |letter: &char| !matches!(letter, ' ' | '\t' | '\r' | '\n' | '-');
        let mut symbols = Zeroizing::new(String::with_capacity(WHOLE));
        for letter in text.chars().filter(is_symbol) {
            if symbols.len() == SYMBOLS || !letter.is_ascii() {
                return Err(Rule::Code1.error());
            }
            symbols.push(letter);
        }
        if symbols.len() < SYMBOLS {
            return Err(Rule::Code1.error());
        }
        symbols.push_str(REST);
        // It takes small letters, and `O`, `I` and `L`, as people write them.
        let bytes = wiping_stack(|| base32::decode(Alphabet::Crockford, &symbols).map(Zeroizing::new));
        let bytes = bytes.ok_or_else(|| Rule::Code1.error())?;
        let (own, check) = bytes.split_first_chunk::<BYTES>().ok_or_else(|| Rule::Code1.error())?;
        let mut code = Self(Box::default());
        code.0.copy_from_slice(own);
        if code.check() == check { Ok(code) } else { Err(Rule::Code2.error()) }
    }

    /// The code as it is written down: capitals in 9 groups of 4, joined by `-`.
    #[must_use]
    pub fn to_text(&self) -> SecretText {
        let mut bytes = Zeroizing::new([0; BYTES + CHECK]);
        let (own, check) = bytes.split_at_mut(BYTES);
        own.copy_from_slice(&**self.0);
        check.copy_from_slice(&self.check());
        let symbols = wiping_stack(|| Zeroizing::new(base32::encode(Alphabet::Crockford, &*bytes)));
        let mut text = Zeroizing::new(String::with_capacity(LENGTH));
        for (place, symbol) in symbols.chars().take(SYMBOLS).enumerate() {
            if place > 0 && place % GROUP == 0 {
                text.push('-');
            }
            text.push(symbol);
        }
        std::mem::take(&mut *text).into()
    }

    /// The key of a slot for recovery codes with this salt.
    pub(in crate::vault) fn slot_key(&self, salt: &[u8; 16]) -> Result<SlotKey> {
        SlotKey::derive(|key| {
            wiping_stack(|| {
                let extracted =
                    Zeroizing::new(<[u8; 32]>::from(Hkdf::<Sha256>::extract(Some(salt), &**self.0).0));
                *key = *extracted;
            });
            Ok(())
        })
    }

    /// The 20 bits of the last group, and those that fill its bytes.
    fn check(&self) -> [u8; CHECK] {
        let hash =
            wiping_stack(|| Sha256::new().chain_update(b"inkseal/2 code").chain_update(**self.0).finalize());
        let [first, second, third, ..] = <[u8; 32]>::from(hash);
        [first, second, third & 0xf0, 0, 0]
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

#[cfg(test)]
#[allow(clippy::string_slice)] // of text in ASCII
mod tests {
    use super::*;

    fn code(bytes: [u8; BYTES]) -> RecoveryCode {
        RecoveryCode(Box::new(Zeroizing::new(bytes)))
    }

    #[test]
    fn codes_have_their_spelling() {
        assert!(code([0; BYTES]).to_text().expose().starts_with("0000-0000-0000-0000-0000-0000-0000-0000-"));
        let mut counted = [0; BYTES];
        // 5 bytes with the symbols 0 to 7, and then 8 to 15 and so on.
        for (byte, value) in counted.iter_mut().zip([
            0x00, 0x44, 0x32, 0x14, 0xC7, 0x42, 0x54, 0xB6, 0x35, 0xCF, 0x84, 0x65, 0x3A, 0x56, 0xD7, 0xC6,
            0x75, 0xBE, 0x77, 0xDF,
        ]) {
            *byte = value;
        }
        let text = code(counted).to_text();
        assert!(text.expose().starts_with("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-"));
        assert_eq!(text.expose().len(), LENGTH, "a buffer that grew would leave copies behind");
        assert_eq!(RecoveryCode::parse(text.expose()).unwrap(), code(counted));
        assert_eq!(format!("{:?}", code(counted)), "[secret]");
    }

    #[test]
    fn codes_are_read_as_people_write_them() {
        let text = code([0x0C; BYTES]).to_text();
        let text = text.expose();
        let plain = text.replace('-', "");
        let mixed: String = plain
            .chars()
            .map(|symbol| match symbol {
                '0' => 'o',
                '1' => 'l',
                other => other,
            })
            .collect();
        for spelled in
            [text, &plain, &text.to_lowercase(), &mixed, &format!(" {}\r\n", text.replace('-', " - "))]
        {
            assert_eq!(RecoveryCode::parse(spelled).unwrap(), code([0x0C; BYTES]), "{spelled}");
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        let text = RecoveryCode::generate().unwrap().to_text();
        let text = text.expose();
        let longer = format!("{text}0");
        for other in
            ["", &text[1..], &longer, &text.replacen(&text[..1], "U", 1), &text.replacen('-', "_", 1)]
        {
            assert_eq!(RecoveryCode::parse(other).unwrap_err(), Rule::Code1.error(), "{other}");
        }
        let (first, rest) = text.split_at(1);
        let typo = format!("{}{rest}", if first == "7" { "8" } else { "7" });
        assert_eq!(RecoveryCode::parse(&typo).unwrap_err(), Rule::Code2.error());
        let other_check = format!("{}{}", &text[..40], if &text[40..] == "0000" { "0001" } else { "0000" });
        assert_eq!(RecoveryCode::parse(&other_check).unwrap_err(), Rule::Code2.error());
    }

    #[test]
    fn every_code_is_read_back() {
        let mut source = Source::system();
        for _ in 0..200 {
            let code = RecoveryCode::generate_from(&mut source).unwrap();
            assert_eq!(RecoveryCode::parse(code.to_text().expose()).unwrap(), code);
        }
    }
}
