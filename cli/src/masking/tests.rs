use std::io::Write;

use super::*;
use proptest::collection::vec;
use proptest::prelude::*;

fn mask(values: &[&str]) -> Mask {
    Mask::new(values.iter().map(|value| value.as_bytes())).unwrap()
}

fn write(stream: &mut Masked<'_, impl Write>, mut bytes: &[u8]) {
    while !bytes.is_empty() {
        let count = stream.read(&mut bytes).unwrap();
        stream.taken(count).unwrap();
    }
}

/// What is shown after all pieces, and what had been shown before the end of the output.
fn masked(values: &[&str], pieces: &[&str]) -> (String, String) {
    let mask = mask(values);
    let mut output = Vec::new();
    let mut stream = Masked::new(&mask, &mut output);
    for piece in pieces {
        write(&mut stream, piece.as_bytes());
    }
    let before = stream.output.len();
    stream.let_go().unwrap();
    let text = String::from_utf8(output).unwrap().replace("<concealed by inkseal>", "#");
    // Only tests without a mask before the end compare this.
    (text.clone(), text.chars().take(before).collect())
}

fn all(values: &[&str], pieces: &[&str]) -> String {
    masked(values, pieces).0
}

#[test]
fn values_are_concealed_wherever_they_are_cut() {
    assert_eq!(all(&["hunter22"], &["pw=hunter22;"]), "pw=#;");
    assert_eq!(all(&["hunter22"], &["pw=hun", "te", "r22;hunter22"]), "pw=#;#");
    assert_eq!(all(&["hunter22"], &["hunterhunter2", "2hunter2"]), "hunter#hunter2");
    assert_eq!(all(&["hunter22"], &["nothing"]), "nothing");
    assert_eq!(all(&[], &["nothing"]), "nothing");
}

#[test]
fn longer_and_overlapping_values_leave_nothing() {
    assert_eq!(all(&["abcd", "abcdefgh"], &["xabcd", "efghx"]), "x#x");
    assert_eq!(all(&["abcd", "abcdefgh"], &["xabcd", "efg"]), "x#efg");
    assert_eq!(all(&["abcd", "cdef"], &["xabc", "defx"]), "x#x");
    assert_eq!(all(&["bcde", "abcdef"], &["xabcde", "fx", "abcdex"]), "x#xa#x");
    assert_eq!(all(&["aaaa"], &["aaa", "aaaaa", "aaaaaaab"]), "#b");
    assert_eq!(all(&["abcd"], &["abcdabcd"]), "##");
}

#[test]
fn white_space_around_a_value_is_no_part_of_it() {
    assert_eq!(all(&["line1\nline2\n"], &["<line1\nline2>"]), "<#>");
}

#[test]
fn short_values_are_left_alone() {
    assert_eq!(all(&["abc", "", " \n"], &["abc \n"]), "abc \n");
}

#[test]
fn only_a_possible_beginning_is_held() {
    assert_eq!(masked(&["hunter22"], &["Password: "]).1, "Password: ");
    assert_eq!(masked(&["hunter22"], &["Password: hun"]).1, "Password: ");
    assert_eq!(masked(&["hunter22"], &["hunt", "x"]).1, "huntx");
}

#[test]
fn a_whole_value_is_shown_concealed_at_once() {
    for (values, held) in
        [(vec!["hunter22"], 0), (vec!["hunter22", "r22x"], 3), (vec!["hunter22", "hunter22x"], 8)]
    {
        let mask = mask(&values);
        let mut stream = Masked::new(&mask, Vec::new());
        write(&mut stream, b"hunter22");
        assert_eq!(stream.held, held);
        assert_eq!(stream.output.as_slice(), if held == 8 { b"".as_slice() } else { CONCEALED });
    }
}

#[test]
fn what_is_held_does_not_grow() {
    let mask = mask(&["aaaaaaaa"]);
    let mut stream = Masked::new(&mask, Vec::new());
    for _ in 0..100 {
        write(&mut stream, &[b'a'; 1000]);
        assert!(stream.held < 8);
    }
    assert_eq!(stream.output, CONCEALED);
}

#[test]
fn bytes_that_are_no_text_pass() {
    let bytes: Vec<u8> = (0..=255).collect();
    let mut output = Vec::new();
    let mask = mask(&["hush hush"]);
    let mut stream = Masked::new(&mask, &mut output);
    write(&mut stream, &bytes);
    stream.let_go().unwrap();
    assert_eq!(output, bytes);
}

/// Every byte of every occurrence, found the slow way, and the bytes that are left.
fn left_over(values: &[String], text: &str) -> String {
    let mut concealed = vec![false; text.len()];
    for value in values.iter().filter(|value| value.len() >= 4) {
        for start in 0..text.len() {
            if text.as_bytes()[start..].starts_with(value.as_bytes()) {
                concealed[start..].iter_mut().take(value.len()).for_each(|byte| *byte = true);
            }
        }
    }
    text.chars().zip(concealed).filter(|(_, concealed)| !concealed).map(|(letter, _)| letter).collect()
}

proptest! {
    #[test]
    fn no_value_is_ever_shown(
        values in vec("[ab]{1,3}[abc]{1,6}", 0..5),
        pieces in vec("[abc]{0,12}", 0..8),
    ) {
        let text = pieces.concat();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
        let shown = all(&values, &pieces);
        for value in values.iter().filter(|value| value.len() >= 4) {
            prop_assert!(!shown.contains(value));
        }
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        prop_assert_eq!(shown.replace('#', ""), left_over(&values, &text));
    }
}

#[test]
fn common_values_are_left_alone() {
    for value in ["true", "node", "Password", "localhost"] {
        assert!(is_shown(value.as_bytes()));
        assert_eq!(all(&[value], &[value]), value);
    }
    assert!(!is_shown(b"hunter22"));
}

#[test]
fn the_lines_of_a_value_are_concealed_each() {
    let key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\nBKc=\n-----END KEY-----\n";
    assert_eq!(
        all(&[key], &[&key.replace('\n', "\r\n")]),
        "-----BEGIN KEY-----\r\n#\r\n#\r\nBKc=\r\n-----END KEY-----\r\n"
    );
    assert_eq!(all(&[key], &["  hkiG9w0BAQEFAASC\n"]), "  #\n");
    assert_eq!(all(&[key], &[key]), "#\n");
}

/// Each form as the program that makes it gives it: Python's `json.dumps`, `repr`, `ascii` and `quote`, PHP's
/// `json_encode`, Go's `json.Marshal`, `encodeURIComponent`, `encodeURI`, `URLSearchParams`, `xxd -p`, `set -x`.
#[test]
fn encoded_forms_are_concealed() {
    let value = "pä s\"w'o/r\\d<1>\n&2";
    for form in [
        r#"pä s\"w'o/r\\d<1>\n&2"#,
        r#"p\u00e4 s\"w'o/r\\d<1>\n&2"#,
        r#"p\u00e4 s\"w'o\/r\\d<1>\n&2"#,
        r#"pä s\"w'o/r\\d\u003c1\u003e\n\u00262"#,
        r#"pä s"w\'o/r\\d<1>\n&2"#,
        r#"p\xe4 s"w\'o/r\\d<1>\n&2"#,
        r#"p\xc3\xa4 s"w\'o/r\\d<1>\n&2"#,
        "p%C3%A4%20s%22w%27o%2Fr%5Cd%3C1%3E%0A%262",
        "p%c3%a4%20s%22w%27o%2fr%5cd%3c1%3e%0a%262",
        "p%C3%A4%20s%22w'o%2Fr%5Cd%3C1%3E%0A%262",
        "p%C3%A4%20s%22w'o/r%5Cd%3C1%3E%0A&2",
        "p%C3%A4%20s%22w%27o/r%5Cd%3C1%3E%0A%262",
        "p%C3%A4+s%22w%27o%2Fr%5Cd%3C1%3E%0A%262",
        "70c3a420732277276f2f725c643c313e0a2632",
        "70C3A420732277276F2F725C643C313E0A2632",
        "pä s\"w'\\''o/r\\d<1>\n&2",
    ] {
        assert_eq!(all(&[value], &["<", form, ">"]), "<#>", "{form}");
    }
}

#[test]
fn base64_is_concealed_wherever_the_value_begins() {
    use base64::Engine;
    let value = "hunter22>?~\u{ff}\u{ff}";
    for engine in
        [base64::engine::general_purpose::STANDARD, base64::engine::general_purpose::URL_SAFE_NO_PAD]
    {
        for before in ["", "u", "us", "user:"] {
            for after in ["", "x", "xy"] {
                let shown = all(&[value], &[&engine.encode(format!("{before}{value}{after}"))]);
                // At each side one digit may belong to the value and to something else, and padding may follow.
                let around = shown.len() - 1;
                assert!(shown.contains('#') && around <= before.len().div_ceil(3) * 4 + 6, "{shown}");
            }
        }
    }
    let key = "0123456789abcdef".repeat(20);
    let encoded = base64::engine::general_purpose::STANDARD.encode(&key);
    let lines = encoded.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap());
    let broken: Vec<&str> = lines.collect();
    let shown = all(&[&key], &[&broken.join("\n")]);
    assert!(
        shown.bytes().all(|byte| matches!(byte, b'#' | b'\n' | b'=' | b'a'..=b'z' | b'A'..=b'Z'))
            && shown.len() < 20,
        "{shown}"
    );
}

#[test]
fn what_was_let_go_is_only_the_beginning() {
    let mask = mask(&[">abcdefgh"]);
    let mut stream = Masked::new(&mask, Vec::new());
    write(&mut stream, b"mysql>");
    assert!(stream.holds());
    assert_eq!(stream.output, b"mysql");
    stream.let_go().unwrap();
    assert_eq!(stream.output, b"mysql>");
    write(&mut stream, b"abcdefgh.");
    assert_eq!(stream.output, [b"mysql>", CONCEALED, b"."].concat());
}

#[test]
fn members_that_say_where_and_as_whom_are_public() {
    assert!(
        ["username", "email", "url", "endpoint", "access_key", "public_key"]
            .iter()
            .all(|name| !is_secret(name))
    );
    assert!(
        ["password", "api_key", "secret_key", "private_key", "passphrase", "data", "notes", "totp"]
            .iter()
            .all(|name| is_secret(name))
    );
}

#[test]
fn passing_over_misses_no_beginning() {
    let values: Vec<Vec<u8>> =
        ["hunter22", "abcdef", "\0\0\0\0\0\0"].iter().map(|value| value.as_bytes().to_vec()).collect();
    let skip = Skip::new(&values).unwrap();
    for value in &values {
        for before in 0..40 {
            let text = [vec![b'.'; before], value.clone(), vec![b'.'; 20]].concat();
            let mut position = 0;
            while position < before {
                position = skip.next(&text, position);
                assert!(position <= before);
                position += usize::from(position < before);
            }
        }
    }
    assert!(Skip::new(&[b"ab".to_vec()]).is_none() && Skip::new(&[]).is_none());
}
