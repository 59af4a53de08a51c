use serde_json::json;

use crate::harness::Place;

#[test]
fn an_agent_sees_only_what_is_granted() {
    let place = Place::new();
    let granted = place.json(&["credentials", "--as", "mailer"]);
    assert_eq!(granted.as_array().unwrap().len(), 1);
    assert_eq!(granted[0]["name"], "mail");
    assert_eq!(place.json(&["credentials", "--as", "mailer", "--type", "api_key"]), json!([]));

    assert_eq!(place.run(&["get", "mail", "username", "-n", "--as", "mailer"]).text(), "ada");
    place.run(&["show", "mail", "--as", "mailer"]).text();
    place.run(&["totp", "mail", "--as", "mailer"]).text();
    let weather = place.id("weather");
    for arguments in [
        vec!["get", "weather", "api_key", "--as", "mailer"],
        vec!["get", &weather, "api_key", "--as", "mailer"],
        vec!["show", "weather", "--raw", "--as", "mailer"],
        vec!["totp", "weather", "--as", "mailer"],
        vec!["totp", "remove", "weather", "--yes", "--as", "mailer"],
        vec!["get", "mail", "username", "--as", "nobody"],
        vec!["credentials", "--as", "nobody"],
    ] {
        assert_eq!(place.error(&arguments, 4), "not_found", "{arguments:?}");
    }
    let template = place.write("template", "{{ inkseal://weather/api_key }}");
    assert_eq!(place.error(&["inject", "-i", &template, "--as", "mailer"], 4), "not_found");
    let run = place
        .call(&["run", "--as", "mailer", "--json", "--", "true"])
        .env("KEY", "inkseal://weather/api_key");
    assert_eq!(run.run().error(4), "not_found");

    place.run(&["identity", "pause", "mailer"]).text();
    assert_eq!(place.error(&["get", "mail", "username", "--as", "mailer"], 7), "access_denied");
    assert_eq!(place.error(&["credentials", "--as", "mailer"], 7), "access_denied");
    let locked =
        place.call(&["credentials", "--as", "mailer", "--json", "--no-input"]).without("INKSEAL_VAULT_KEY");
    assert_eq!(locked.run().error(3), "locked");
    assert_eq!(place.json(&["identity", "resume", "mailer"])["status"], "active");
    place.run(&["get", "mail", "username", "--as", "mailer"]).text();
}

#[test]
fn identities_are_kept() {
    let place = Place::new();
    let added = place.json(&["identity", "add", "bot", "--display-name", "Bot", "--grant", "note"]);
    assert_eq!((&added["agent_handle"], &added["display_name"]), (&json!("bot"), &json!("Bot")));
    assert_eq!(added["status"], "active");
    assert_eq!(place.error(&["identity", "add", "bot"], 5), "already_exists");
    assert_eq!(place.error(&["identity", "add", "other", "--grant", "no"], 4), "not_found");
    assert_eq!(place.json(&["identity", "list"]).as_array().unwrap().len(), 2);

    let shown = place.json(&["identity", "show", "bot"]);
    assert_eq!(shown["id"], added["id"]);
    assert_eq!(shown["secrets"][0]["name"], "note");

    let renamed = place.json(&["identity", "rename", "bot", "robot", "--display-name", ""]);
    assert_eq!((&renamed["agent_handle"], &renamed["display_name"]), (&json!("robot"), &json!(null)));
    assert_eq!(place.error(&["identity", "rename", "robot", "mailer"], 5), "already_exists");
    assert_eq!(place.json(&["identity", "pause", "robot"])["status"], "paused");
    assert_eq!(place.error(&["identity", "remove", "robot", "--no-input"], 2), "invalid_input");
    assert_eq!(place.json(&["identity", "remove", "robot", "--yes"])["agent_handle"], "robot");
    assert_eq!(place.error(&["identity", "show", "robot"], 4), "not_found");
    assert_eq!(place.json(&["access", "note"]), json!([]));
}

#[test]
fn grants_come_and_go() {
    let place = Place::new();
    let rule = place.json(&["grant", "weather", "mailer"]);
    assert_eq!(rule["vault_secret_id"], place.id("weather").as_str());
    assert_eq!(place.error(&["grant", "weather", "mailer"], 5), "already_exists");
    assert_eq!(place.error(&["grant", "weather", "nobody"], 4), "not_found");
    assert_eq!(place.json(&["access", "weather"]), json!([rule]));
    let names: Vec<_> = place
        .json(&["access", "--identity", "mailer"])
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["name"].clone())
        .collect();
    assert_eq!(names, ["mail", "weather"]);
    let people = place.run(&["access", "weather"]);
    assert!(people.text().contains("mailer"));
    let revoked = place.json(&["revoke", "weather", "mailer"]);
    assert_eq!(
        revoked,
        json!({ "vault_secret_id": rule["vault_secret_id"], "identity_id": rule["identity_id"] })
    );
    assert_eq!(place.error(&["revoke", "weather", "mailer"], 4), "not_found");
}
