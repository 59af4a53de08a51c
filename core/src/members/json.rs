//! Single JSON values as the text that was read: strings, numbers, lists, and how deep they go.

use serde::de::IgnoredAny;

use crate::SecretText;

/// How deep JSON may be nested, the outermost object counted as 1 (FORMAT-1.md, "Limits").
pub(crate) const MAX_DEPTH: usize = 64;

/// A JSON text that is taken apart on its outermost level. What is a value is for the parser to say; here are only
/// the few signs between them. Serde's readers do this as well, in several times the code.
pub(super) struct Scanner<'t>(&'t str);

impl<'t> Scanner<'t> {
    pub(super) fn new(json: &'t str) -> Self {
        Self(json)
    }

    /// Passes over one sign, if it is what comes next.
    pub(super) fn passes(&mut self, sign: u8) -> bool {
        let json = without_space(self.0);
        let passed = json.as_bytes().first() == Some(&sign);
        self.0 = if passed { json.get(1..).unwrap_or_default() } else { json };
        passed
    }

    /// The next value.
    pub(super) fn value(&mut self) -> Option<&'t str> {
        let json = without_space(self.0);
        let mut values = serde_json::Deserializer::from_str(json).into_iter();
        let Ok(IgnoredAny) = values.next()? else { return None };
        let (value, rest) = json.split_at_checked(values.byte_offset())?;
        self.0 = rest;
        Some(value)
    }

    /// Whether nothing is left.
    pub(super) fn is_at_end(&self) -> bool {
        without_space(self.0).is_empty()
    }
}

/// By bytes, here and in `unquote`: opening a secret comes here for every sign, and a search for letters takes longer.
fn without_space(json: &str) -> &str {
    let spaces = json.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
    json.get(spaces..).unwrap_or_default()
}

/// Whether a text is one JSON value.
pub(crate) fn is_value(json: &str) -> bool {
    let mut scanner = Scanner::new(json);
    scanner.value().is_some() && scanner.is_at_end()
}

/// The elements of a JSON array, each as JSON text.
pub(crate) fn elements(json: &str) -> Option<Vec<&str>> {
    let mut scanner = Scanner::new(json);
    let mut elements = Vec::new();
    if !scanner.passes(b'[') {
        return None;
    }
    if !scanner.passes(b']') {
        elements.push(scanner.value()?);
        while scanner.passes(b',') {
            elements.push(scanner.value()?);
        }
        if !scanner.passes(b']') {
            return None;
        }
    }
    scanner.is_at_end().then_some(elements)
}

/// The text that a JSON string without escapes holds.
pub(super) fn unquote(json: &str) -> Option<&str> {
    match json.as_bytes() {
        [b'"', inner @ .., b'"'] if !inner.contains(&b'\\') => json.get(1..=inner.len()),
        _ => None,
    }
}

/// The text of a value that the parser has passed; `None` if it is no string.
///
/// Half of a surrogate pair, which no Unicode text can hold, becomes U+FFFD and the text lossy.
pub(crate) fn text(json: &str) -> Option<SecretText> {
    if let Some(plain) = unquote(json) {
        return Some(plain.into());
    }
    let mut rest = json.strip_prefix('"')?.strip_suffix('"')?;
    // Escapes are longer than what they stand for, so that it does not grow and leave a copy.
    let mut text = String::with_capacity(rest.len());
    let mut lossy = false;
    while let Some((plain, escape)) = rest.split_once('\\') {
        text.push_str(plain);
        let (letter, after) = unescape(escape)?;
        text.push(letter.unwrap_or(char::REPLACEMENT_CHARACTER));
        lossy |= letter.is_none();
        rest = after;
    }
    text.push_str(rest);
    Some(if lossy { SecretText::lossy(text) } else { text.into() })
}

/// What the escape at the beginning of a text stands for, and what comes after it; no letter for half of a
/// surrogate pair.
fn unescape(escape: &str) -> Option<(Option<char>, &str)> {
    let mut letters = escape.chars();
    let letter = match letters.next()? {
        'u' => {
            let (first, after) = utf16(letters.as_str())?;
            let second = after.strip_prefix("\\u").and_then(utf16);
            return Some(match (char::from_u32(first.into()), second) {
                (None, Some((second, after_both))) => match char::decode_utf16([first, second]).next() {
                    Some(Ok(letter)) => (Some(letter), after_both),
                    _ => (None, after),
                },
                (letter, _) => (letter, after),
            });
        }
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        itself => itself,
    };
    Some((Some(letter), letters.as_str()))
}

fn utf16(hex: &str) -> Option<(u16, &str)> {
    let (digits, after) = hex.split_at_checked(4)?;
    Some((u16::from_str_radix(digits, 16).ok()?, after))
}

/// A whole number, also as `6.0` or `6e0`.
pub(super) fn number(json: &str) -> Option<u32> {
    let (mantissa, exponent) = json.split_once(['e', 'E']).unwrap_or((json, "0"));
    // Zeros count only when another digit follows: the last ones may stand behind the point or be taken away again.
    let (mut number, mut zeros, mut behind_point, mut has_digit) = (0_u32, 0_i32, None, false);
    for byte in mantissa.bytes() {
        match byte {
            b'0' => zeros = zeros.checked_add(1)?,
            b'1'..=b'9' => {
                number =
                    shifted(number, zeros.checked_add(1)?)?.checked_add(u32::from(byte).checked_sub(48)?)?;
                zeros = 0;
            }
            b'.' if behind_point.is_none() => {
                behind_point = Some(0);
                continue;
            }
            _ => return None,
        }
        has_digit = true;
        behind_point = behind_point.map(|digits: i32| digits.saturating_add(1));
    }
    if !has_digit || number == 0 {
        return has_digit.then_some(0);
    }
    let power = exponent.parse::<i32>().ok()?.checked_add(zeros)?.checked_sub(behind_point.unwrap_or(0))?;
    shifted(number, power)
}

/// A number times a power of ten, which may be negative only of zero.
fn shifted(number: u32, power: i32) -> Option<u32> {
    if number == 0 {
        return Some(0);
    }
    number.checked_mul(10_u32.checked_pow(u32::try_from(power).ok()?)?)
}

/// Whether a number is zero, in any spelling.
pub(crate) fn is_zero(json: &str) -> bool {
    number(json.strip_prefix('-').unwrap_or(json)) == Some(0)
}

/// The most values that a JSON text may hold, however large it is: a value of two bytes takes a hundred
/// once it is read (FORMAT-1.md, "Limits").
pub(crate) const MAX_VALUES: usize = 4 << 20;

/// Whether arrays and objects in `json`, which is one JSON value, are nested deeper than `limit` or hold
/// more than [`MAX_VALUES`].
///
/// It only counts brackets and commas outside strings. Whether the text is JSON at all is for the parser,
/// which takes values apart without recursion and so may run before or after this.
pub(crate) fn exceeds(json: &str, limit: usize) -> bool {
    if !matches!(without_space(json).as_bytes(), [b'{' | b'[', ..]) {
        return false;
    }
    let (mut depth, mut values) = (0_usize, 0_usize);
    // Between quotes that are not escaped lies a string. Cutting the text at quotes finds its end faster
    // than looking at every byte of the sealed data that most of it is.
    let mut parts = json.split('"');
    while let Some(outside) = parts.next() {
        for byte in outside.bytes() {
            match byte {
                b'{' | b'[' => depth = depth.saturating_add(1),
                b'}' | b']' => depth = depth.saturating_sub(1),
                b',' => values = values.saturating_add(1),
                _ => continue,
            }
            if depth > limit || values > MAX_VALUES {
                return true;
            }
        }
        // The string goes on past a quote with an odd number of backslashes in front of it.
        while parts.next().is_some_and(is_escaped_at_its_end) {}
    }
    false
}

fn is_escaped_at_its_end(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}
