use super::{json::number, *};

fn members(json: &str) -> Members {
    Object::parse(json).unwrap().into_members()
}

#[test]
fn unknown_members_keep_their_spelling_and_order() {
    let json = r#"{"z":1.0,"a":123456789012345678901234567890,"m":{"x":[1e400]},"s":"\ud83d"}"#;
    assert_eq!(to_text(&members(json)).unwrap(), json);
}

#[test]
fn of_a_member_twice_the_last_wins() {
    assert_eq!(to_text(&members(r#"{"a":1,"b":2,"a":3}"#)).unwrap(), r#"{"b":2,"a":3}"#);
    let mut object = Object::parse(r#"{"a":"x","a":"y","\u0061":"z"}"#).unwrap();
    assert_eq!(object.take_text("a").unwrap().expose(), "z");
    assert!(object.into_members().is_empty());
}

#[test]
fn many_members_are_read_in_linear_time() {
    let json = format!("{{{}\"z\":0}}", "\"a\":1,".repeat(150_000));
    assert_eq!(members(&json).names().collect::<Vec<_>>(), ["a", "z"]);
}

#[test]
fn many_members_are_given_in_linear_time_and_none_twice_slow() {
    let entry = |name: String| (SecretText::from(name), SecretText::from("1".to_owned()));
    let entries: Vec<_> = (0..200_000).map(|number| entry(format!("name {number}"))).collect();
    assert_eq!(Members::from_entries(entries).unwrap().names().count(), 200_000);
    let twice = vec![entry("a".into()), entry("b".into()), entry("a".into())];
    assert_eq!(Members::from_entries(twice).unwrap_err().code(), "invalid_input");

    let alike = members(r#"{"\ud800":1,"\udbff":2}"#);
    let again = alike.entries().map(|(name, value)| (name.clone(), value.clone())).collect();
    assert_eq!(Members::from_entries(again).unwrap(), alike);
    let no_json = vec![(SecretText::from("a"), SecretText::from("{"))];
    assert_eq!(Members::from_entries(no_json).unwrap_err().code(), "invalid_input");
}

#[test]
fn lone_surrogates_are_shown_and_marked() {
    let shown = text(r#""a\ud83d\ud83d\ude00\udc00z""#).unwrap();
    assert_eq!(shown.expose(), "a\u{FFFD}\u{1F600}\u{FFFD}z");
    assert!(shown.is_lossy());
    assert!(!text(r#""\ud83d\ude00\u0000\n""#).unwrap().is_lossy());
    assert!(members(r#"{"\ud83d":1}"#).has_lossy_name());
}

#[test]
fn numbers_are_whole() {
    for (json, expected) in [("6", Some(6)), ("6.0", Some(6)), ("6e0", Some(6)), ("60E-1", Some(6))] {
        assert_eq!(number(json), expected);
    }
    for json in ["6.5", "-6", "1e300", "1e999", "\"6\"", "true", "4294967296"] {
        assert_eq!(number(json), None, "{json}");
    }
}

#[test]
fn depth_counts_brackets_outside_strings() {
    assert!(!exceeds(&"[".repeat(64), 64));
    assert!(exceeds(&"[".repeat(65), 64));
    assert!(!exceeds(&"[]".repeat(1000), 64));
    assert!(!exceeds(&format!(r#"{{"a":"\"{}"}}"#, "[".repeat(100)), 64));
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    assert_eq!(Object::parse(&deep).err().unwrap().code(), "malformed");
}

#[test]
fn what_is_no_object_is_malformed() {
    for json in ["", "[]", "1", "\"\"", "{", "{}x", "{\"a\":\"\n\"}", "null", "{\"a\":01}"] {
        assert_eq!(Object::parse(json).err().unwrap().code(), "malformed", "{json}");
    }
}

#[test]
fn members_can_be_set_and_removed() {
    let mut members = Members::default();
    members.set("a", "[1]").unwrap();
    members.set("a", "2").unwrap();
    assert_eq!(members.get("a"), Some("2"));
    assert_eq!(members.set("b", "1 2").unwrap_err().code(), "invalid_input");
    assert!(members.remove("a"));
    assert!(!members.remove("a"));
    assert_eq!(format!("{members:?}"), "[0 members]");
}
