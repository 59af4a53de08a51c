use serde_json::json;

use crate::harness::Place;

#[test]
fn codes_are_those_of_rfc_6238() {
    let place = Place::new();
    let code = place.json(&["totp", "mail", "--at", "59"]);
    let expected =
        json!({ "code": "94287082", "period_start": 30, "period_end": 60, "seconds_remaining": 1 });
    assert_eq!(code, expected);
    assert_eq!(place.run(&["totp", "mail", "--at", "1111111109"]).text(), "07081804\n");
    assert_eq!(place.run(&["get", "mail", "totp", "-n"]).text().len(), 8);
    assert_eq!(place.error(&["totp", "weather"], 2), "type_mismatch");
}

#[test]
fn totp_is_set_and_removed() {
    let place = Place::new();
    assert_eq!(place.error(&["totp", "remove", "mail", "--no-input"], 2), "invalid_input");
    assert_eq!(place.json(&["totp", "remove", "mail", "--yes"])["name"], "mail");
    assert_eq!(place.error(&["totp", "mail"], 4), "not_found");

    let secret = "gezd gnbv-gy3tqojqgezdgnbvgy3tqojq\n";
    let set = ["totp", "set", "mail", "--secret-stdin", "--digits", "8", "--as", "mailer", "--json"];
    assert_eq!(place.call(&set).stdin(secret).run().json()["name"], "mail");
    assert_eq!(place.run(&["totp", "mail", "--at", "59"]).text(), "94287082\n");

    let uri = place.write("uri", "otpauth://totp/a?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&period=60\n");
    place.run(&["totp", "set", "mail", "--uri-file", &uri]).text();
    assert_eq!(place.json(&["totp", "mail", "--at", "59"])["period_end"], 60);

    let stdin = |text: &str| place.call(&["totp", "set", "mail", "--uri-stdin", "--json"]).stdin(text).run();
    assert_eq!(stdin("otpauth://hotp/a?secret=GEZDGNBV&counter=1").error(7), "unsupported");
    let malformed = stdin("otpauth://totp/a?secret=hush!");
    assert_ne!(malformed.code, 0);
    assert!(!malformed.stderr.contains("hush"));
    let odd = ["totp", "set", "mail", "--secret-stdin", "--digits", "7", "--json"];
    assert_ne!(place.call(&odd).stdin("GEZDGNBV").run().code, 0);
    assert_eq!(place.error(&["totp", "set", "mail", "--no-input"], 2), "invalid_input");
}

#[cfg(unix)]
#[test]
fn watch_goes_on_until_nobody_reads() {
    use std::io::{BufRead, BufReader};
    let place = Place::new();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_inkseal"))
        .args(["totp", "mail", "--watch", "--json", "--vault"])
        .arg(place.vault())
        .env("INKSEAL_VAULT_KEY", crate::harness::VAULT_KEY)
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let code: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(code["code"].as_str().unwrap().len(), 8);
    assert!(child.try_wait().unwrap().is_none());
    child.kill().unwrap();
    child.wait().unwrap();
}
