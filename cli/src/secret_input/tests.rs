use super::*;
use std::io::Write;

fn read(text: &str, limit: usize) -> Result<Vec<u8>> {
    within(limit, "vault key", read_to_end(&mut text.as_bytes(), limit).unwrap()).map(|bytes| bytes.to_vec())
}

#[test]
fn one_line_end_is_dropped() {
    for (text, secret) in [
        ("key", "key"),
        ("key\n", "key"),
        ("key\r\n", "key"),
        ("key\n\n", "key\n"),
        ("key\r", "key\r"),
        ("\n", ""),
    ] {
        assert_eq!(read(text, 16).unwrap(), secret.as_bytes(), "{text:?}");
    }
}

#[test]
fn a_secret_may_be_as_long_as_the_limit_and_no_longer() {
    for text in ["12345678", "12345678\n", "12345678\r\n"] {
        assert_eq!(read(text, 8).unwrap(), b"12345678");
    }
    for text in ["123456789", "123456789\n", "12345678\n\n", "12345678\r\nmore and more"] {
        let error = read(text, 8).unwrap_err();
        assert_eq!(error.code(), "invalid_input");
        assert!(!error.to_string().contains("1234"));
    }
}

#[test]
fn the_buffer_never_moves() {
    let text = "x".repeat(100);
    let secret = read_to_end(&mut text.as_bytes(), 100).unwrap();
    assert_eq!(secret.capacity(), 103);
}

#[test]
fn a_file_is_read() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"from a file\n").unwrap();
    let source = Source::of_key(Some(&InputFile::Path(file.path().into())), "INKSEAL_TEST_UNSET");
    assert_eq!(*source.read("vault key", KEY_LIMIT, false).unwrap(), b"from a file");

    let missing = Source::File(InputFile::Path("/no/such/file".into()))
        .read("vault key", KEY_LIMIT, false)
        .unwrap_err();
    assert_eq!(missing.code(), "io");
}

#[test]
fn a_variable_is_taken_as_it_is() {
    let name = "PATH";
    let source = Source::of_key(None, name);
    assert!(matches!(source, Source::Env(_)));
    let value = env::var_os(name).unwrap().into_encoded_bytes();
    assert_eq!(*source.read("vault key", KEY_LIMIT, false).unwrap(), value);
    assert_eq!(Source::Env(name).read("vault key", 3, false).unwrap_err().code(), "invalid_input");
}

#[test]
fn without_leave_to_ask_nothing_is_asked() {
    let source = Source::of_key(None, "INKSEAL_TEST_UNSET");
    let error = source.read("vault key", KEY_LIMIT, false).unwrap_err();
    assert_eq!(error.code(), "invalid_input");
    let new = NewSecret { what: "vault key", limit: KEY_LIMIT, rules: "", check: |_| Ok(()) };
    assert_eq!(Source::Prompt.read_new(&new, false).unwrap_err().code(), "invalid_input");
}

#[test]
fn text_is_utf_8() {
    assert_eq!(into_text(Zeroizing::new("ü".into()), "note").unwrap().expose(), "ü");
    let error = into_text(Zeroizing::new(b"hush\xff".to_vec()), "note").unwrap_err();
    assert_eq!(error.to_string(), "the note is not UTF-8 text");
}

#[test]
fn prompts_begin_with_a_capital() {
    assert_eq!(prompt("vault key"), "Vault key: ");
}
