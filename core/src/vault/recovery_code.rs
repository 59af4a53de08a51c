//! [`RecoveryCode`]: what opens a vault whose vault key is lost.

use std::{fmt, iter::repeat_n};

use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{key::SlotKey, rule::Rule};
use crate::{Result, SecretText, random::Source, stack::wiping_stack};

/// Crockford's base32: digits and capitals without `I`, `L`, `O` and `U`.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The bytes of a code: 160 bits.
const BYTES: usize = 20;
/// Those 160 bits in symbols of 5.
const SYMBOLS: usize = 32;
/// The symbols of the check, which are the first 20 bits of a hash.
const CHECK: usize = 4;
const GROUP: usize = 4;
/// The characters of a code: 9 groups and the dashes between them.
const LENGTH: usize = SYMBOLS + CHECK + SYMBOLS / GROUP;

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

    pub(super) fn generate_from(source: &mut Source) -> Result<Self> {
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
        let mut symbols = Zeroizing::new([0; SYMBOLS + CHECK]);
        let mut left = symbols.iter_mut();
        for letter in text.bytes().filter(|letter| !matches!(letter, b' ' | b'\t' | b'\r' | b'\n' | b'-')) {
            *left.next().ok_or_else(|| Rule::Code1.error())? =
                value(letter).ok_or_else(|| Rule::Code1.error())?;
        }
        if left.next().is_some() {
            return Err(Rule::Code1.error());
        }
        let mut code = Self(Box::default());
        let bits =
            symbols.iter().flat_map(|symbol| (0..5_u32).rev().map(move |bit| symbol.wrapping_shr(bit) & 1));
        for (byte, index) in bits.zip((0..BYTES).flat_map(|byte| repeat_n(byte, 8))) {
            if let Some(whole) = code.0.get_mut(index) {
                *whole = whole.wrapping_shl(1) | byte;
            }
        }
        if symbols.ends_with(&code.check()) { Ok(code) } else { Err(Rule::Code2.error()) }
    }

    /// The code as it is written down: capitals in 9 groups of 4, joined by `-`.
    #[must_use]
    pub fn to_text(&self) -> SecretText {
        let mut text = Zeroizing::new(String::with_capacity(LENGTH));
        for (place, symbol) in symbols(&**self.0).chain(self.check()).enumerate() {
            if place > 0 && place % GROUP == 0 {
                text.push('-');
            }
            text.extend(ALPHABET.get(usize::from(symbol)).copied().map(char::from));
        }
        std::mem::take(&mut *text).into()
    }

    /// The key of a slot for recovery codes with this salt.
    pub(super) fn slot_key(&self, salt: &[u8; 16]) -> Result<SlotKey> {
        SlotKey::derive(|key| {
            wiping_stack(|| {
                let extracted =
                    Zeroizing::new(<[u8; 32]>::from(Hkdf::<Sha256>::extract(Some(salt), &**self.0).0));
                *key = *extracted;
            });
            Ok(())
        })
    }

    /// The symbols of the last group.
    fn check(&self) -> [u8; CHECK] {
        let hash =
            wiping_stack(|| Sha256::new().chain_update(b"inkseal/2 code").chain_update(**self.0).finalize());
        let mut check = [0; CHECK];
        for (symbol, hashed) in check.iter_mut().zip(symbols(&hash)) {
            *symbol = hashed;
        }
        check
    }
}

/// Bytes in symbols of 5 bits, the highest bits first. Bits that do not fill a symbol are left out.
fn symbols(bytes: &[u8]) -> impl Iterator<Item = u8> + '_ {
    (0..bytes.len().saturating_mul(8).div_euclid(5)).map(|symbol| {
        let bit = |index: usize| {
            let byte = bytes.get(index.div_euclid(8)).copied().unwrap_or_default();
            byte.rotate_left(u32::try_from(index % 8).unwrap_or_default().saturating_add(1)) & 1
        };
        let first = symbol.saturating_mul(5);
        (first..first.saturating_add(5)).fold(0, |value, index| value << 1 | bit(index))
    })
}

/// The value of a symbol as people write it.
fn value(letter: u8) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    };
    ALPHABET.iter().position(|symbol| *symbol == letter).and_then(|value| u8::try_from(value).ok())
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
