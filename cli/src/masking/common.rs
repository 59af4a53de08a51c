//! Values that are not worth concealing.

/// Values of fewer bytes are not concealed: they occur by chance, and would make the output unreadable while the
/// gaps told what they are.
const SHORTEST: usize = 4;

/// Words that programs print anyway, in lower case.
const WORDS: [&str; 40] = [
    "admin",
    "administrator",
    "anonymous",
    "changeme",
    "client",
    "data",
    "database",
    "debug",
    "default",
    "demo",
    "dev",
    "development",
    "disabled",
    "enabled",
    "error",
    "example",
    "false",
    "guest",
    "http",
    "https",
    "info",
    "local",
    "localhost",
    "main",
    "master",
    "node",
    "none",
    "null",
    "password",
    "postgres",
    "prod",
    "production",
    "public",
    "root",
    "secret",
    "test",
    "true",
    "undefined",
    "user",
    "username",
];

/// Whether a value, without the white space around it, is so short or so common that concealing it would spoil the
/// output and hide nothing.
pub(super) fn is_common(value: &[u8]) -> bool {
    value.len() < SHORTEST || WORDS.iter().any(|word| value.eq_ignore_ascii_case(word.as_bytes()))
}
