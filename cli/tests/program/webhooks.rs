use serde_json::json;

use crate::harness::Place;

/// HMAC-SHA-256 under the key `hush-data` over `req_1.1700000000.{"a":1}`, computed with OpenSSL.
const SIGNATURE: &str = "sha256=041b5f2cda8e9d305bc177367aebde7ac8b2f25cd171a9cd881f4b551962ad6e";

fn headers(signature: &str) -> String {
    format!(
        "POST /hook HTTP/1.1\r\nx-inkbox-signature: {signature}\r\nX-Inkbox-Request-Id: req_1\r\n\
         X-Inkbox-Timestamp: 1700000000\r\n\r\n"
    )
}

#[test]
fn a_signature_is_verified_with_a_key_of_the_vault() {
    let place = Place::new();
    let file = place.write("headers", &headers(SIGNATURE));
    let verify = ["webhook", "verify", "--secret", "note", "--headers", &file];
    let valid = place.call(&[&verify[..], &["--json"]].concat()).stdin(r#"{"a":1}"#).run();
    assert_eq!(valid.json(), json!({ "valid": true }));
    assert_eq!(place.call(&verify).stdin(r#"{"a":1}"#).run().text(), "valid\n");

    let changed = place.call(&[&verify[..], &["--json"]].concat()).stdin(r#"{"a":2}"#).run();
    assert_eq!((changed.code, changed.stdout.as_str()), (7, "{\"valid\":false}\n"));

    let body = place.write("body", r#"{"a":1}"#);
    let at = |time: &str| {
        place.run(&[&verify[..], &["--body", &body, "--tolerance", "300", "--at", time]].concat()).code
    };
    assert_eq!((at("1700000300"), at("1700000301")), (0, 7));
    let late = place.run(&[&verify[..], &["--body", &body, "--tolerance", "300"]].concat());
    assert_eq!(late.code, 7);

    let object = json!({
        "X-Inkbox-Signature": [SIGNATURE], "X-Inkbox-Request-Id": "req_1", "X-Inkbox-Timestamp": "1700000000"
    });
    let file = place.write("headers", &object.to_string());
    let verify = ["webhook", "verify", "--secret", "note", "--headers", &file, "--body", &body];
    assert_eq!(place.run(&verify).code, 0);
}

/// A file of one line ends in a line end, which data keeps.
#[test]
fn a_line_end_is_no_part_of_the_key() {
    let place = Place::new();
    let (file, body) = (place.write("headers", &headers(SIGNATURE)), place.write("body", r#"{"a":1}"#));
    for (data, code) in
        [("whsec_hush-data\n", 0), ("whsec_hush-data\r\n", 0), ("whsec_hush-data\n\n", 7), ("hush-data ", 7)]
    {
        place.call(&["edit", "note", "--stdin"]).stdin(data).run().text();
        assert_eq!(place.run(&["get", "note", "data", "-n"]).text(), data);
        let verify = ["webhook", "verify", "--secret", "note", "--headers", &file, "--body", &body];
        assert_eq!(place.run(&verify).code, code, "{data:?}");
    }
}

#[test]
fn the_help_says_which_line_ends_are_dropped() {
    let place = Place::empty();
    let help =
        |arguments: &[&str]| place.run(arguments).text().split_whitespace().collect::<Vec<_>>().join(" ");
    let add = help(&["add", "--help"]);
    assert!(add.contains("One final line end is dropped, except of a private key and of data"), "{add}");
    assert_eq!(add.matches("final line end and all").count(), 2, "{add}");
    assert!(help(&["webhook", "verify", "--help"]).contains("best kept as an api_key"));
}
