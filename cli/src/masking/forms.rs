//! The forms in which programs print a value: the encodings that logs are full of.
//!
//! This is best effort. What is not here is not seen: other encodings, compressed or encrypted output, a value that
//! is cut or interrupted (by colours, by a cursor that moves), or whose letters are spaced out.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Encoded forms are looked for of values up to this length, in bytes: all of them together are some thirty
/// times as long.
const LONGEST_ENCODED: usize = 16 * 1024;

/// Lines and pieces of encoded forms that have fewer bytes occur by chance.
const SHORTEST_LINE: usize = 8;
const SHORTEST_BASE64: usize = 6;

/// Where programs break lines of base64 (`base64`, `openssl`) and of hexadecimal digits (`xxd -p`).
const BASE64_LINES: [usize; 2] = [76, 64];
const HEX_LINE: usize = 60;

/// What RFC 3986 leaves as it is.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// `encodeURIComponent`.
const COMPONENT: &AsciiSet = &UNRESERVED.remove(b'!').remove(b'\'').remove(b'(').remove(b')').remove(b'*');
/// `encodeURI`.
const WHOLE_URI: &AsciiSet = &COMPONENT
    .remove(b';')
    .remove(b'/')
    .remove(b'?')
    .remove(b':')
    .remove(b'@')
    .remove(b'&')
    .remove(b'=')
    .remove(b'+')
    .remove(b'$')
    .remove(b',')
    .remove(b'#');
/// A path: Python's `quote`.
const PATH: &AsciiSet = &UNRESERVED.remove(b'/');
/// `application/x-www-form-urlencoded`, but for the spaces.
const FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_');

/// A value as it is, its long lines, and its encoded forms; none of them twice.
pub(super) fn of(value: &[u8]) -> Vec<Vec<u8>> {
    let mut forms = vec![value.to_vec()];
    forms.extend(lines(value));
    if value.len() <= LONGEST_ENCODED {
        if let Ok(text) = std::str::from_utf8(value) {
            forms.extend(json(text).into_iter().map(String::into_bytes));
            forms.extend(percent(text).into_iter().map(String::into_bytes));
            forms.extend(python(text).into_iter().map(String::into_bytes));
            forms.push(text.replace('\'', "'\\''").into_bytes());
        }
        forms.extend(base64(value));
        forms.extend(hex(value));
    }
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// The lines of a value of several, as far as they are long enough. What says what a PEM file holds is not secret.
fn lines(value: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    value
        .split(|&byte| byte == b'\n')
        .map(<[u8]>::trim_ascii)
        .filter(|line| {
            line.len() >= SHORTEST_LINE && !(line.starts_with(b"-----") && line.ends_with(b"-----"))
        })
        .map(<[u8]>::to_vec)
}

/// Inside the quotes of JSON: shortest, in ASCII (Python), with `<`, `>` and `&` escaped (Go), with `/` escaped (PHP).
fn json(text: &str) -> Vec<String> {
    let quoted = serde_json::to_string(text).unwrap_or_default();
    let json = quoted.strip_prefix('"').and_then(|json| json.strip_suffix('"')).unwrap_or_default();
    let mut ascii = String::new();
    for letter in json.chars() {
        if letter.is_ascii() {
            ascii.push(letter);
        } else {
            ascii.extend(letter.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    let go = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    vec![json.to_owned(), json.replace('/', "\\/"), ascii.replace('/', "\\/"), ascii, go]
}

/// Percent-encoded as much or as little as programs do, with digits of both kinds.
fn percent(text: &str) -> Vec<String> {
    let mut forms = Vec::new();
    for set in [UNRESERVED, COMPONENT, WHOLE_URI, PATH, FORM] {
        let upper = utf8_percent_encode(text, set).to_string();
        let lower: String = utf8_percent_encode(text, set)
            .map(|piece| if piece.starts_with('%') { piece.to_ascii_lowercase() } else { piece.to_owned() })
            .collect();
        forms.extend([upper.replace("%20", "+"), lower.replace("%20", "+"), upper, lower]);
    }
    forms
}

/// Inside the quotes of Python's `repr` of a `str`, of `ascii`, and of the `repr` of its UTF-8 `bytes`.
fn python(text: &str) -> Vec<String> {
    let apostrophe = if text.contains('"') { "\\'" } else { "'" };
    let (mut unicode, mut ascii, mut bytes) = (String::new(), String::new(), String::new());
    for letter in text.chars() {
        let escaped = match letter {
            '\\' => "\\\\".to_owned(),
            '\n' => "\\n".to_owned(),
            '\r' => "\\r".to_owned(),
            '\t' => "\\t".to_owned(),
            '\'' => apostrophe.to_owned(),
            letter if letter.is_ascii_control() => format!("\\x{:02x}", u32::from(letter)),
            letter => letter.to_string(),
        };
        unicode.push_str(&escaped);
        if letter.is_ascii() {
            ascii.push_str(&escaped);
            bytes.push_str(&escaped);
            continue;
        }
        ascii.push_str(&match u32::from(letter) {
            code @ ..=0xff => format!("\\x{code:02x}"),
            code @ ..=0xffff => format!("\\u{code:04x}"),
            code => format!("\\U{code:08x}"),
        });
        bytes.extend(letter.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("\\x{byte:02x}")));
    }
    vec![unicode, ascii, bytes]
}

/// What stands in base64 wherever the value begins: the digits that hold bits of the value alone.
fn base64(value: &[u8]) -> Vec<Vec<u8>> {
    let mut forms = Vec::new();
    for engine in [STANDARD, URL_SAFE] {
        // So many bytes of something else come before, and so many digits hold some of their bits.
        for (before, mixed) in [(0, 0), (1, 2), (2, 3)] {
            let mut bytes = vec![0; before];
            bytes.extend_from_slice(value);
            let encoded = engine.encode(&bytes).into_bytes();
            let whole = bytes.len().saturating_mul(8).checked_div(6).unwrap_or_default();
            let digits = encoded.get(mixed..whole).unwrap_or_default();
            if digits.len() >= SHORTEST_BASE64 {
                forms.push(digits.to_vec());
            }
            if before == 0 {
                forms.extend(BASE64_LINES.iter().flat_map(|&width| broken(digits, width)));
            }
        }
    }
    forms
}

fn hex(value: &[u8]) -> Vec<Vec<u8>> {
    let lower = base16ct::lower::encode_string(value).into_bytes();
    let upper = base16ct::upper::encode_string(value).into_bytes();
    let lines: Vec<Vec<u8>> =
        [&lower, &upper].into_iter().flat_map(|digits| broken(digits, HEX_LINE)).collect();
    [lower, upper].into_iter().chain(lines).collect()
}

/// The lines of digits that are broken after so many of them; none if there is but one.
fn broken(digits: &[u8], width: usize) -> Vec<Vec<u8>> {
    if digits.len() <= width {
        return Vec::new();
    }
    digits.chunks(width).filter(|line| line.len() >= SHORTEST_LINE).map(<[u8]>::to_vec).collect()
}
