//! Text from a file, made safe to show on a terminal.
//!
//! Names, descriptions and handles come from whoever wrote the vault file. Left as they are, they
//! could move the cursor, retitle the window, or show one name while being another.

use std::borrow::Cow;
use std::fmt::Write;

/// `text` with every character that a terminal acts on or does not show as `\u{…}`, its code point
/// in hexadecimal. For terminals only: JSON has its own escapes.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if is_unsafe(character) {
            // Writing to a string cannot fail.
            let _ = write!(safe, "{}", character.escape_unicode());
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

/// JSON in which every character that a terminal acts on or does not show is a JSON escape: it means the same. Such
/// characters are in its strings alone, but for the line ends and tabs between its tokens.
pub(crate) fn escape_json(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        if is_unsafe(character) && !matches!(character, '\n' | '\r' | '\t') {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(character);
        }
    }
    safe
}

/// Controls, and what Unicode 17 lists as `Default_Ignorable_Code_Point` or as a separator of lines
/// or paragraphs. Not U+FE0E and U+FE0F, which choose between the text and the picture of an emoji.
fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}'
            | '\u{34f}'
            // Arabic letter mark: changes the direction of text.
            | '\u{61c}'
            // Letters without a picture: Hangul and Khmer fillers, Mongolian selectors.
            | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{3164}' | '\u{ffa0}'
            // Zero-width characters and marks of direction; separators; embeddings and overrides of direction.
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            // Invisible operators, isolates of direction, deprecated format characters.
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0d}'
            // Byte order mark; unassigned and interlinear annotation.
            | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
            // Shorthand and musical format characters.
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            // Tags and variation selectors, in which whole texts can hide.
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_for_people_stays_as_it_is() {
        for text in
            ["GitHub — Büro", "日本語 名前", "שלום", "👩🏽 ☎️", "a\\b\"c'", "e\u{301}", "non\u{a0}breaking"]
        {
            assert!(matches!(escape(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn what_deceives_is_shown() {
        let cases = [
            ("a\x1b]0;title\x07", "a\\u{1b}]0;title\\u{7}"),
            ("line\r\nline\t\x7f\u{9b}", "line\\u{d}\\u{a}line\\u{9}\\u{7f}\\u{9b}"),
            ("pay\u{202e}lap", "pay\\u{202e}lap"),
            ("\u{2066}\u{2069}\u{200e}\u{61c}", "\\u{2066}\\u{2069}\\u{200e}\\u{61c}"),
            ("a\u{200b}b\u{200d}c\u{feff}", "a\\u{200b}b\\u{200d}c\\u{feff}"),
            ("x\u{2028}y\u{2029}", "x\\u{2028}y\\u{2029}"),
            ("\u{e0041}\u{e0100}\u{ad}", "\\u{e0041}\\u{e0100}\\u{ad}"),
        ];
        for (text, safe) in cases {
            assert_eq!(escape(text), safe);
        }
    }

    #[test]
    fn json_means_the_same() {
        let names = ["plain ü", "pay\u{202e}lap", "\u{9b}2J\u{7f}", "\u{e0041}\u{1f600}", "tab\tline\n"];
        let json = serde_json::to_string_pretty(&names).unwrap();
        let safe = escape_json(&json);
        assert!(
            safe.contains("pay\\u202elap")
                && safe.contains("\\u009b2J\\u007f")
                && safe.contains("\\udb40\\udc41")
        );
        assert!(safe.contains("plain ü") && safe.contains('\u{1f600}'));
        assert_eq!(serde_json::from_str::<Vec<String>>(&safe).unwrap(), names);
    }

    proptest! {
        #[test]
        fn nothing_unsafe_is_left(text in any::<String>()) {
            prop_assert!(!escape(&text).chars().any(is_unsafe));
        }
    }
}
