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
    assert_eq!(place.call(&odd).stdin("GEZDGNBV").run().error(7), "unsupported");
    assert_eq!(place.error(&["totp", "set", "mail", "--no-input"], 2), "invalid_input");
}

const EXPORT: &str = "otpauth-migration://offline?data=CigKEPqlBekzoNEukL7qlsjBCDYSDnBpQHJhc3BiZXJyeXBpIAEoATACCjUKEPqlBekzoNEukL7qlsjBCDYSDnBpQHJhc3BiZXJyeXBpGgtyYXNwYmVycnlwaSABKAEwAhABGAEgACiQ7OOa%2Bf%2F%2F%2F%2F8B";
const COUNTER: &str = "otpauth-migration://offline?data=CiUKEPqlBekzoNEukL7qlsjBCDYSCWhvdHAgZGVtbyABKAEwATgEEAEYASAAKNuv15j6%2F%2F%2F%2F%2FwE%3D";

#[test]
fn an_account_of_an_export_is_chosen_by_its_name() {
    let place = Place::new();
    let set = |text: &str, more: &[&str]| {
        place.call(&[&["totp", "set", "mail", "--uri-stdin", "--json"], more].concat()).stdin(text).run()
    };
    let many = set(EXPORT, &[]);
    assert_eq!(many.error(2), "invalid_input");
    assert!(many.stderr.contains("pi@raspberrypi, raspberrypi:pi@raspberrypi"), "{}", many.stderr);
    assert_eq!(set(EXPORT, &["--account", "pi@raspberrypi"]).error(2), "invalid_input");
    assert_eq!(set(EXPORT, &["--account", "pi"]).error(2), "invalid_input");
    assert_eq!(set(&format!("\n  {EXPORT}\r\n\n"), &["--account", "raspberrypi"]).json()["name"], "mail");
    let uri = place.json(&["totp", "uri", "mail"])["uri"].as_str().unwrap().to_owned();
    let whole = "otpauth://totp/raspberrypi:pi%40raspberrypi?secret=7KSQL2JTUDIS5EF65KLMRQIIGY&issuer=raspberrypi&algorithm=SHA1&digits=6&period=30";
    assert_eq!(uri, whole);

    assert_eq!(set(COUNTER, &[]).error(7), "unsupported");
    assert_eq!(set(&format!("{EXPORT}\n{EXPORT}"), &["--account", "raspberrypi"]).error(2), "invalid_input");
    assert_eq!(set(&uri, &["--account", "raspberrypi"]).error(2), "invalid_input");
    // The one account of an export needs no name.
    let one = "otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZTAC";
    set(one, &[]).json();
    assert_eq!(place.run(&["totp", "mail", "--at", "1234567890"]).text(), "742275\n");
}

#[test]
fn what_format_1_does_not_keep_is_refused() {
    let place = Place::new();
    let before = place.read("vault.json");
    for (uri, said) in [
        ("steam://JBSWY3DPEHPK3PXP", "Steam"),
        ("otpauth://totp/Steam:a?secret=JBSWY3DPEHPK3PXP&issuer=Steam", "Steam"),
        ("otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&digits=7", "digits"),
        ("otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&period=45", "seconds"),
    ] {
        let refused = place.call(&["totp", "set", "mail", "--uri-stdin", "--json"]).stdin(uri).run();
        assert_eq!(refused.error(7), "unsupported");
        assert!(refused.stderr.contains(said), "{}", refused.stderr);
    }
    assert_eq!(place.read("vault.json"), before);
}

#[test]
fn totp_comes_out_as_uri_and_as_qr_code() {
    let place = Place::new();
    let uri = place.run(&["totp", "uri", "mail"]).text().trim_end().to_owned();
    let whole = "otpauth://totp/Mail:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Mail&algorithm=SHA1&digits=8&period=30";
    assert_eq!(uri, whole);
    assert_eq!(place.json(&["totp", "uri", "mail", "--as", "mailer"]), json!({ "uri": uri }));
    for command in ["uri", "qr"] {
        assert_eq!(place.error(&["totp", command, "weather"], 2), "type_mismatch");
        assert_eq!(place.error(&["totp", command, "none"], 4), "not_found");
        assert_eq!(place.error(&["totp", command, "weather", "--as", "mailer"], 4), "not_found");
    }

    let blocks = place.run(&["totp", "qr", "mail"]).text().to_owned();
    assert_eq!(read_blocks(&blocks), uri);
    assert_eq!(place.json(&["totp", "qr", "mail"]), json!({ "qr": blocks.trim_end_matches('\n') }));
    let (svg, png) = (place.path("code.svg"), place.path("code.PNG"));
    for path in [&svg, &png] {
        let path = path.to_str().unwrap();
        assert_eq!(place.json(&["totp", "qr", "mail", "-o", path]), json!({ "output": path }));
    }
    assert_eq!(read_svg(&place.read("code.svg")), uri);
    assert_eq!(read_png(&std::fs::read(&png).unwrap()), uri);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&svg).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(place.error(&["totp", "qr", "mail", "-o", "code.gif"], 2), "invalid_input");
    assert_eq!(place.error(&["totp", "qr", "mail", "-o", "vault.json"], 2), "invalid_input");
    place.run(&["totp", "remove", "mail", "--yes"]).text();
    assert_eq!(place.error(&["totp", "uri", "mail"], 4), "not_found");
    assert_eq!(place.error(&["totp", "qr", "mail"], 4), "not_found");
}

/// The text of the one QR code of a picture, which a decoder reads that knows nothing of the program.
fn read_code(width: usize, height: usize, is_dark: impl Fn(usize, usize) -> bool) -> String {
    let pixel = |x, y| if is_dark(x, y) { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, pixel);
    let codes = image.detect_grids();
    assert_eq!(codes.len(), 1);
    codes[0].decode().unwrap().1
}

/// Each block is two modules, one above the other. They are drawn larger, as a terminal does.
fn read_blocks(text: &str) -> String {
    let lines: Vec<Vec<char>> = text.lines().map(|line| line.chars().collect()).collect();
    let (width, height) = (lines[0].len(), lines.len() * 2);
    assert!(lines.iter().all(|line| line.len() == width));
    read_code(width * 6, height * 6, |x, y| match lines[y / 12][x / 6] {
        ' ' => false,
        '\u{2580}' => (y / 6) % 2 == 0,
        '\u{2584}' => (y / 6) % 2 == 1,
        '\u{2588}' => true,
        other => panic!("{other:?}"),
    })
}

/// Every dark module is a square of 8 pixels: `Mx yh8v8H…`.
fn read_svg(svg: &str) -> String {
    let side: usize = svg.split("width=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
    let path = svg.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
    let corners: std::collections::BTreeSet<(usize, usize)> = path
        .split('M')
        .skip(1)
        .map(|square| {
            let (x, rest) = square.split_once([' ', ',']).unwrap();
            (x.parse().unwrap(), rest.split('h').next().unwrap().parse().unwrap())
        })
        .collect();
    read_code(side, side, |x, y| corners.contains(&(x / 8 * 8, y / 8 * 8)))
}

fn read_png(bytes: &[u8]) -> String {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((info.bit_depth, info.color_type), (png::BitDepth::One, png::ColorType::Grayscale));
    let (width, line) = (usize::try_from(info.width).unwrap(), info.line_size);
    read_code(width, width, |x, y| pixels[y * line + x / 8] >> (7 - x % 8) & 1 == 0)
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
