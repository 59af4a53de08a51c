//! Whatever text is read as a recovery code: it is one value, whose spelling is read as the same.
#![no_main]

use inkseal::vault::RecoveryCode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else { return };
    let Ok(code) = RecoveryCode::parse(text) else { return };
    let written = code.to_text();
    assert_eq!(RecoveryCode::parse(written.expose()).as_ref(), Ok(&code));
    assert_eq!(written.expose().len(), 44);
    // A mistyped letter is told, wherever it is.
    let plain = written.expose().replace('-', "");
    let place = data.len() % plain.len();
    let mut mistyped = plain.into_bytes();
    mistyped[place] = if mistyped[place] == b'7' { b'8' } else { b'7' };
    let mistyped = str::from_utf8(&mistyped).expect("it is ASCII");
    // The check has 20 bits, which what is looked for here can hit by chance.
    assert!(RecoveryCode::parse(mistyped).is_err() || place < 32);
});
