use proptest::prelude::*;

use super::*;

fn read(template: &str) -> Vec<Result<Placeholder, String>> {
    let template = Template::parse(template.into()).unwrap();
    let mut pieces = Vec::new();
    for part in &template.parts {
        pieces.push(match part {
            Part::Literal(place) => Err(template.literal(place).to_owned()),
            Part::Placeholder(placeholder) => Ok(Placeholder {
                reference: placeholder.reference.clone(),
                filters: placeholder.filters.clone(),
                line: placeholder.line,
            }),
        });
    }
    pieces
}

fn placeholder(secret: &str, field: &str, filters: &[Filter], line: usize) -> Result<Placeholder, String> {
    let reference = Reference { secret: secret.into(), field: field.into() };
    Ok(Placeholder { reference, filters: filters.to_vec(), line })
}

fn literal(text: &str) -> Result<Placeholder, String> {
    Err(text.to_owned())
}

#[test]
fn references_are_found_and_the_rest_is_kept() {
    assert_eq!(
        read("user: {{ inkseal://db/username }}\npass: \"{{inkseal://My DB/password}}\"\n"),
        [
            literal("user: "),
            placeholder("db", "username", &[], 1),
            literal("\npass: \""),
            placeholder("My DB", "password", &[], 2),
            literal("\"\n"),
        ]
    );
    assert_eq!(
        read("{{ inkseal://a/b }}{{inkseal://c/d}}"),
        [placeholder("a", "b", &[], 1), placeholder("c", "d", &[], 1)]
    );
    assert_eq!(read("{{{ inkseal://a/b }}}"), [literal("{"), placeholder("a", "b", &[], 1), literal("}")]);
}

#[test]
fn filters_follow_the_reference() {
    let all = "{{ inkseal://a|b/c d |json|yaml | indent 4 | base64| url |shell }}";
    let filters = [Filter::Json, Filter::Yaml, Filter::Indent(4), Filter::Base64, Filter::Url, Filter::Shell];
    assert_eq!(read(all), [placeholder("a|b", "c d", &filters, 1)]);
    assert_eq!(read("{{inkseal://a/b|indent 0}}"), [placeholder("a", "b", &[Filter::Indent(0)], 1)]);
    assert_eq!(read("{{inkseal://a/b%7Cjson}}"), [placeholder("a", "b|json", &[], 1)]);
}

#[test]
fn other_braces_are_left_alone() {
    for text in ["{{ user }}", "{{", "}} {{ {", "inkseal://a/b", "{ inkseal://a/b }", "{{ x inkseal://a/b }}"]
    {
        assert_eq!(read(text), [literal(text)]);
    }
    assert_eq!(read(""), []);
}

#[test]
fn an_error_names_the_place_and_not_the_text() {
    let cases = [
        ("a\nbé {{ inkseal://hush/hush\n}}", "template, line 2, character 4: "),
        ("{{ inkseal://hush }}", "template, line 1, character 1: "),
        ("x{{ inkseal://hush/%zz }} {{ inkseal://a/b }}", "template, line 1, character 2: "),
        ("{{ inkseal://a/b }}{{ inkseal://a/b | hush }}", "template, line 1, character 20: "),
    ];
    for (template, place) in cases {
        let error = Error::from(Template::parse(template.into()).unwrap_err());
        assert_eq!(error.code(), "invalid_input");
        assert!(error.to_string().starts_with(place), "{error}");
        assert!(!error.to_string().contains("hush"));
    }
}

#[test]
fn a_reference_without_braces_is_seen() {
    for (text, bare) in [
        ("{{ inkseal://a/b }}", false),
        ("x {{ inkseal://a/b }} inkseal://a/b", true),
        ("{{ x inkseal://a/b }}", true),
        ("{{ inkseal: }}", false),
    ] {
        assert_eq!(Template::parse(text.into()).unwrap().has_bare_reference(), bare, "{text}");
    }
}

/// Filters multiply what they are given; the work has an end.
#[test]
fn a_value_does_not_grow_without_end() {
    let value = |_: &Placeholder| Ok(FieldValue::Text("\n.".repeat(500_000).into()));
    let fill = |filters: &str| {
        let template = Template::parse(format!("{{{{ inkseal://a/b {filters} }}}}").into()).unwrap();
        template.fill(value, |_| {}).map(|text| text.expose().len())
    };
    assert_eq!(fill("| indent 10").unwrap(), 1_000_000 + 10 * 500_000);
    assert_eq!(fill("| indent 100").unwrap_err().code(), "invalid_input");
    assert_eq!(fill(&"| json ".repeat(8)).unwrap_err().code(), "invalid_input");
}

/// The cases that specify filters and templates: TEMPLATES.md says how they are read.
#[test]
fn every_vector_gives_what_it_should() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../test-vectors/template");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let file: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap();
        assert_eq!(file["area"], "template");
        for case in file["cases"].as_array().unwrap() {
            let value = match (case["value"].as_str(), case["value_base64"].as_str()) {
                (Some(text), None) => FieldValue::Text(text.into()),
                (None, Some(text)) => {
                    use base64::{Engine, engine::general_purpose::STANDARD};
                    FieldValue::Binary(STANDARD.decode(text).unwrap().into())
                }
                _ => panic!("{case}"),
            };
            let filled = Template::parse(case["template"].as_str().unwrap().into())
                .map_err(Error::from)
                .and_then(|template| template.fill(|_| Ok(value.clone()), |_| {}));
            let actual = match filled {
                Ok(text) => serde_json::json!(text.expose()),
                Err(error) => serde_json::json!({ "error": error.code() }),
            };
            assert_eq!(actual, case["expect"], "{}", case["name"]);
            count += 1;
        }
    }
    assert!(count >= 50, "{count}");
}

proptest! {
    #[test]
    fn nothing_is_lost(template in "[{} a\n]{0,40}") {
        let filled = Template::parse(template.as_str().into()).unwrap();
        let filled = filled.fill(|_| panic!("there is no reference"), |_| {}).unwrap();
        prop_assert_eq!(filled.expose(), template);
    }

    /// What JSON and YAML readers make of it is the value; YAML here as far as it is JSON.
    #[test]
    fn json_and_yaml_are_read_as_the_value(value: String) {
        for filter in [Filter::Json, Filter::Yaml] {
            let text = filter.apply(&FieldValue::Text(value.as_str().into())).unwrap();
            prop_assert_eq!(serde_json::from_str::<String>(text.expose()).unwrap(), &*value);
            prop_assert!(!text.expose().contains('\n'));
        }
    }
}
