//! Binary data in an `other`: any bytes go in, and the same come out.

use serde_json::json;

use crate::harness::Place;

const BYTES: &[u8] = b"\x00\xff\xfe\r\n\x1b[2J\n";

fn write(place: &Place, bytes: &[u8]) -> String {
    std::fs::write(place.path("bytes"), bytes).unwrap();
    place.path("bytes").to_str().unwrap().to_owned()
}

#[test]
fn any_bytes_come_back() {
    let place = Place::new();
    let looks_binary = b"data:application/octet-stream;base64,AP8=";
    for (number, bytes) in [BYTES, b"text\n", b"\xef\xbb\xbfbom", looks_binary].into_iter().enumerate() {
        let (by_file, by_stdin) = (format!("f{number}"), format!("s{number}"));
        let file = write(&place, bytes);
        place.run(&["add", "other", &by_file, "--data-file", &file]).text();
        place.call(&["add", "other", &by_stdin, "--stdin"]).stdin_bytes(bytes).run().text();
        for name in [by_file, by_stdin] {
            assert_eq!(place.call(&["get", &name, "data", "-n"]).bytes(), bytes, "{number}");
        }
    }
    // Nothing is added to binary data.
    assert_eq!(place.call(&["get", "f0", "data"]).bytes(), BYTES);
    let file = write(&place, b"\xff");
    place.run(&["edit", "f0", "--data-file", &file]).text();
    assert_eq!(place.call(&["get", "f0", "data"]).bytes(), b"\xff");
    place.run(&["edit", "f0", "--data-file", &place.write("text", "text")]).text();
    assert_eq!(place.json(&["get", "f0", "data"])["value"], "text");
}

/// As FORMAT-1.md says, so that every other program can do the same.
#[test]
fn it_is_kept_as_a_data_uri() {
    let place = Place::new();
    place.run(&["add", "other", "b", "--data-file", &write(&place, BYTES)]).text();
    let uri = "data:application/octet-stream;base64,AP/+DQobWzJKCg==";
    assert_eq!(place.json(&["show", "b", "--reveal"])["payload"], json!({ "data": uri }));
    let got = place.json(&["get", "b", "data"]);
    let value = "AP/+DQobWzJKCg==";
    assert_eq!(got, json!({ "secret": "b", "field": "data", "value": value, "encoding": "base64" }));

    let whole = json!({ "data": "data:application/octet-stream;base64,/w==", "notes": "n" }).to_string();
    place.call(&["add", "other", "c", "--json-stdin"]).stdin(&whole).run().text();
    assert_eq!(place.call(&["get", "c", "data"]).bytes(), b"\xff");
    // In other types it is text like any other.
    let login = json!({ "password": "data:application/octet-stream;base64,/w==" }).to_string();
    place.call(&["add", "login", "d", "--json-stdin"]).stdin(&login).run().text();
    assert_eq!(
        place.run(&["get", "d", "password", "-n"]).text(),
        "data:application/octet-stream;base64,/w=="
    );
}

#[test]
fn it_is_not_text() {
    let place = Place::new();
    place.run(&["add", "other", "b", "--data-file", &write(&place, BYTES)]).text();
    let inject = |template: &str| place.call(&["inject", "--json"]).stdin(template).run();
    assert_eq!(inject("{{ inkseal://b/data }}").error(2), "invalid_input");
    assert_eq!(inject("{{ inkseal://b/data | base64 }}").json(), json!({ "text": "AP/+DQobWzJKCg==" }));
    let env = |value: &str| place.call(&["env", "--json"]).env("B", value).run();
    assert_eq!(env("inkseal://b/data").error(2), "invalid_input");
    assert_eq!(env("{{ inkseal://b/data | base64 }}").json(), json!({ "B": "AP/+DQobWzJKCg==" }));
    assert_eq!(place.error(&["get", "b", "data", "--copy"], 2), "invalid_input");

    // Other fields are text.
    let file = write(&place, BYTES);
    assert_eq!(place.error(&["add", "login", "x", "--password-file", &file], 2), "invalid_input");
    assert_eq!(place.error(&["add", "other", "x", "--data-file", "missing"], 1), "io");
    assert_eq!(
        place.call(&["add", "login", "x", "--stdin", "--json"]).stdin_bytes(BYTES).run().error(2),
        "invalid_input"
    );

    // It takes a third more of the space that a payload has.
    let large = write(&place, &vec![0xff; 900_000]);
    assert_eq!(place.error(&["add", "other", "large", "--data-file", &large], 2), "invalid_input");
}
