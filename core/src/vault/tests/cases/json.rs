//! JSON, metas and payloads.

use serde_json::{Value, json};

use super::{case, hex, refused};
use crate::vault::rule::Rule;

/// A case of a JSON text; `expect` is that it is taken.
fn text(name: &str, json: &str, extra: Value, expect: Value) -> Value {
    let mut inputs = extra;
    inputs["json_hex"] = json!(hex(json));
    case(name, inputs, expect)
}

pub(super) fn objects() -> Vec<Value> {
    let good = |name: &str, json: &str| text(name, json, json!({}), json!("ok"));
    let bad = |name: &str, json: &str, rule: Rule| text(name, json, json!({}), refused(rule));
    let deep = |depth: usize| format!("{{\"a\":{}{}}}", "[".repeat(depth - 1), "]".repeat(depth - 1));
    let objects = |depth: usize| format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    vec![
        good("empty", "{}"),
        good("white space of JSON", " \t\r\n{ \"a\" : [ 1 , true , false , null , { } ] } \n"),
        good(
            "numbers of any size and spelling",
            r#"{"a":1e999,"b":-0,"c":1.50,"d":123456789012345678901234567890}"#,
        ),
        good("escapes", r#"{"a":"\ud83d\ude00\u0000\/\b\f\n\r\t\"\\","\u00e9":1}"#),
        good("a pair of surrogates in a name", r#"{"\ud83d\ude00":2}"#),
        good("names that differ in case", r#"{"a":1,"A":2,"z":{"a":1}}"#),
        good("names that differ in normalisation", "{\"\u{e9}\":1,\"e\u{301}\":2}"),
        good("an empty name", r#"{"":1}"#),
        good("32 deep, arrays", &deep(32)),
        good("32 deep, objects", &objects(32)),
        good("brackets in strings", &format!(r#"{{"a":"{}"}}"#, "[{".repeat(50))),
        bad("nothing", "", Rule::Json1),
        bad("white space alone", " ", Rule::Json1),
        bad("a byte order mark", "\u{FEFF}{}", Rule::Json1),
        bad("two objects", "{} {}", Rule::Json1),
        bad("an array", "[]", Rule::Json1),
        bad("a string", "\"a\"", Rule::Json1),
        bad("null", "null", Rule::Json1),
        bad("a leading zero", r#"{"a":01}"#, Rule::Json1),
        bad("a plus sign", r#"{"a":+1}"#, Rule::Json1),
        bad("a point without digits", r#"{"a":1.}"#, Rule::Json1),
        bad("NaN", r#"{"a":NaN}"#, Rule::Json1),
        bad("Infinity", r#"{"a":-Infinity}"#, Rule::Json1),
        bad("single quotes", "{'a':1}", Rule::Json1),
        bad("a comma too many", r#"{"a":1,}"#, Rule::Json1),
        bad("a comma too many in an array", r#"{"a":[1,]}"#, Rule::Json1),
        bad("a comment", "{/**/}", Rule::Json1),
        bad("a line end in a string", "{\"a\":\"\n\"}", Rule::Json1),
        bad("an unknown escape", r#"{"a":"\x"}"#, Rule::Json1),
        bad("half an escape", r#"{"a":"\u12"}"#, Rule::Json1),
        bad("a no-break space", "\u{a0}{}", Rule::Json1),
        bad("cut off", r#"{"a":1"#, Rule::Json1),
        case("no UTF-8", json!({"json_hex": hex(b"{\"a\":\"\xff\"}")}), refused(Rule::Json1)),
        case(
            "a surrogate in UTF-8",
            json!({"json_hex": hex(b"{\"a\":\"\xed\xa0\xbd\"}")}),
            refused(Rule::Json1),
        ),
        bad("half a pair", r#"{"a":"\ud83d"}"#, Rule::Json2),
        bad("the other half", r#"{"a":"\ude00"}"#, Rule::Json2),
        bad("halves in the wrong order", r#"{"a":["\ude00\ud83d"]}"#, Rule::Json2),
        bad("half a pair and a letter", r#"{"a":"\ud83dA"}"#, Rule::Json2),
        bad("half a pair in a name", r#"{"\ud83d":1}"#, Rule::Json2),
        bad("half a pair in a name deep inside", r#"{"a":{"b":[{"\ud83d":1}]}}"#, Rule::Json2),
        bad("a member twice", r#"{"a":1,"b":2,"a":1}"#, Rule::Json3),
        bad("a member twice, once escaped", r#"{"a":1,"\u0061":2}"#, Rule::Json3),
        bad("a member twice deep inside", r#"{"z":[{"y":{"a":1,"a":2}}]}"#, Rule::Json3),
        bad("33 deep, arrays", &deep(33), Rule::Json4),
        bad("33 deep, objects", &objects(33), Rule::Json4),
        bad("10,000 deep", &deep(10_000), Rule::Json4),
    ]
}

pub(super) fn metas() -> Vec<Value> {
    let json = |name: &str, rest: &str| {
        format!(r#"{{"name":"{name}","type":"other","created_at":0,"updated_at":1{rest}}}"#)
    };
    let good = |name: &str, json: &str| {
        let kept: Value = serde_json::from_str(json).unwrap();
        text(name, json, json!({}), json!({"meta": kept}))
    };
    let bad = |name: &str, json: &str, rule: Rule| text(name, json, json!({}), refused(rule));
    let long = "\u{e9}".repeat(255);
    vec![
        good("the least", &json("n", "")),
        good(
            "everything",
            &json("n", r#","description":"","tags":["a","b"],"deleted_at":2,"conflicts":[1,9]"#),
        ),
        good("a name of 255", &json(&long, "")),
        good("an extension's type", &json("n", "").replace("other", "x.note")),
        good("times before 1970", &json("n", "").replace(":0", ":-9007199254740991")),
        good("an unknown member with any number", &json("n", r#","x":[1.5,null]"#)),
        good(
            "tags in the order of their bytes",
            &json("n", ",\"tags\":[\"Z\",\"a\",\"\u{e9}\",\"\u{ff5e}\",\"\u{1f600}\"]"),
        ),
        good("empty lists", &json("n", r#","tags":[],"conflicts":[]"#)),
        bad("no name", &json("n", "").replace(r#""name":"n","#, ""), Rule::Json5),
        bad("no type", &json("n", "").replace(r#""type":"other","#, ""), Rule::Json5),
        bad("no time", &json("n", "").replace(r#""created_at":0,"#, ""), Rule::Json5),
        bad("null for a description", &json("n", r#","description":null"#), Rule::Json5),
        bad("a number for a description", &json("n", r#","description":1"#), Rule::Json5),
        bad("text for tags", &json("n", r#","tags":"a""#), Rule::Json5),
        bad("null in tags", &json("n", r#","tags":[null]"#), Rule::Json5),
        bad("text for a time", &json("n", "").replace(":0", r#":"0""#), Rule::Json5),
        bad("a revision 0", &json("n", r#","conflicts":[0]"#), Rule::Json5),
        bad("a negative revision", &json("n", r#","conflicts":[-1]"#), Rule::Json5),
        bad("a time with a point", &json("n", "").replace(":0", ":0.0"), Rule::Json6),
        bad("a time with an exponent", &json("n", "").replace(":0", ":1e3"), Rule::Json6),
        bad("a time of minus zero", &json("n", "").replace(":0", ":-0"), Rule::Json6),
        bad("a time past the integers", &json("n", "").replace(":0", ":9007199254740992"), Rule::Json6),
        bad("tags in another order", &json("n", r#","tags":["b","a"]"#), Rule::Json7),
        bad("a tag twice", &json("n", r#","tags":["a","a"]"#), Rule::Json7),
        bad("tags in the order of UTF-16", &json("n", ",\"tags\":[\"\u{1f600}\",\"\u{ff5e}\"]"), Rule::Json7),
        bad("revisions in another order", &json("n", r#","conflicts":[10,9]"#), Rule::Json7),
        bad("an empty name", &json("", ""), Rule::Meta1),
        bad("a name of 256", &json(&format!("{long}x"), ""), Rule::Meta1),
        bad("an empty type", &json("n", "").replace("other", ""), Rule::Meta1),
        bad("a type of 256", &json("n", "").replace("other", &"x".repeat(256)), Rule::Meta1),
        bad("an empty tag", &json("n", r#","tags":[""]"#), Rule::Meta1),
        bad("a tag of 256", &json("n", &format!(r#","tags":["{long}x"]"#)), Rule::Meta1),
    ]
}

pub(super) fn payloads() -> Vec<Value> {
    let of = |secret_type: &str| json!({"type": secret_type});
    let good = |name: &str, secret_type: &str, json: &str| {
        let kept: Value = serde_json::from_str(json).unwrap();
        text(name, json, of(secret_type), json!({"payload": kept}))
    };
    let bad = |name: &str, secret_type: &str, json: &str, rule: Rule| {
        text(name, json, of(secret_type), refused(rule))
    };
    vec![
        good(
            "a login",
            "login",
            r#"{"password":"p","username":"u","email":"e","url":"l","notes":"n","x":null}"#,
        ),
        good(
            "a login with TOTP",
            "login",
            r#"{"password":"p","totp":{"secret":"JBSWY3DP","algorithm":"sha1","digits":6,"period":30,"issuer":"i","account_name":"a"}}"#,
        ),
        good(
            "digits that give no code",
            "login",
            r#"{"password":"p","totp":{"secret":"A","algorithm":"md5","digits":0,"period":4294967295}}"#,
        ),
        good("an API key", "api_key", r#"{"api_key":"k","endpoint":"e"}"#),
        good("a key pair", "key_pair", r#"{"access_key":"a","secret_key":"s"}"#),
        good("an SSH key", "ssh_key", r#"{"private_key":"p","fingerprint":"f"}"#),
        good("other text", "other", r#"{"data":""}"#),
        good("an extension", "x.note", r#"{"password":1}"#),
        bad("an array", "x.note", "[]", Rule::Json1),
        bad("no password", "login", r#"{"username":"u"}"#, Rule::Json5),
        bad("a password that is null", "login", r#"{"password":null}"#, Rule::Json5),
        bad("a user name that is null", "login", r#"{"password":"p","username":null}"#, Rule::Json5),
        bad("a user name that is a number", "login", r#"{"password":"p","username":1}"#, Rule::Json5),
        bad("half of a key pair", "key_pair", r#"{"access_key":"a"}"#, Rule::Json5),
        bad("no key", "api_key", "{}", Rule::Json5),
        bad("TOTP that is null", "login", r#"{"password":"p","totp":null}"#, Rule::Json5),
        bad("TOTP that is false", "login", r#"{"password":"p","totp":false}"#, Rule::Json5),
        bad("TOTP without secret", "login", r#"{"password":"p","totp":{}}"#, Rule::Json5),
        bad(
            "an issuer that is null",
            "login",
            r#"{"password":"p","totp":{"secret":"A","issuer":null}}"#,
            Rule::Json5,
        ),
        bad("digits as text", "login", r#"{"password":"p","totp":{"secret":"A","digits":"6"}}"#, Rule::Json5),
        bad(
            "a negative period",
            "login",
            r#"{"password":"p","totp":{"secret":"A","period":-1}}"#,
            Rule::Json5,
        ),
        bad(
            "a period past 32 bits",
            "login",
            r#"{"password":"p","totp":{"secret":"A","period":4294967296}}"#,
            Rule::Json5,
        ),
        bad(
            "digits with a point",
            "login",
            r#"{"password":"p","totp":{"secret":"A","digits":6.0}}"#,
            Rule::Json6,
        ),
        bad("a password twice", "login", r#"{"password":"p","password":"p"}"#, Rule::Json3),
        bad("half of a surrogate pair", "other", r#"{"data":"\ud83d"}"#, Rule::Json2),
    ]
}
