//! Secrets are added, edited, thrown away and forgotten.

use serde_json::json;

use super::{LAPTOP, Story, add, edit, github, id};

pub(super) fn secrets(story: &mut Story) {
    story.by(LAPTOP, "create", json!({"create": {"vault_key": "a first vault key"}}));
    let mut login = add("github", "login", github("hunter2"));
    login["add"]["tags"] = json!(["work", "home"]);
    login["add"]["description"] = json!("where the code is");
    story.change("add a login", json!([login]));
    story.change(
        "add an API key",
        json!([add("service", "api_key", json!({"api_key": "k-1", "endpoint": "https://api.example.com/"}))]),
    );
    story.change(
        "add a key pair",
        json!([add("bucket", "key_pair", json!({"access_key": "A1", "secret_key": "S1"}))]),
    );
    story.change(
        "add an SSH key",
        json!([add(
            "server",
            "ssh_key",
            json!({"private_key": "-----BEGIN", "public_key": "ssh-ed25519 A", "passphrase": "\u{e9}t\u{e9}"})
        )]),
    );
    let mut note = add("note", "other", json!({"data": "text \u{1f511}", "later": {"a": [1.50, null]}}));
    note["add"]["created_at"] = json!(-1);
    story.change("add an other", json!([note]));
    story.change(
        "add an extension's type",
        json!([add("card", "x.card", json!({"number": "4111", "pin": null}))]),
    );
    let meta = json!({"edit": {"id": id("github"), "name": "GitHub", "description": null, "tags": ["code"]}});
    story.change("edit a meta", json!([meta]));
    story.change("edit a payload", json!([edit("github", "login", github("hunter3"))]));
    let mut both = edit("service", "api_key", json!({"api_key": "k-2"}));
    both["edit"]["base"] = json!(1);
    both["edit"]["name"] = json!("Service");
    story.change("edit meta and payload", json!([both]));
    let mut with_totp = github("hunter3");
    let totp = json!({"secret": "JBSWY3DPEHPK3PXP", "algorithm": "sha1", "digits": 6, "period": 30});
    with_totp["totp"] = totp;
    with_totp["totp"]["issuer"] = json!("Example");
    story.change("set a TOTP", json!([edit("github", "login", with_totp)]));
    story.change("trash", json!([{"trash": {"id": id("bucket")}}]));
    story.change("restore", json!([{"restore": {"id": id("bucket")}}]));
    story.change("forget", json!([{"forget": {"id": id("service")}}]));
    story.by(
        LAPTOP,
        "keep one older revision",
        json!({"draft": [edit("github", "login", github("hunter4"))], "kept": 1}),
    );
    story.change("purge", json!([{"purge": {"id": id("card")}}]));
    let several = json!([
        add("spare", "other", json!({"data": "one"})),
        add("extra", "other", json!({"data": "two", "notes": "n"})),
        edit("bucket", "key_pair", json!({"access_key": "A2", "secret_key": "S2"})),
        {"trash": {"id": id("note")}},
    ]);
    story.change("several changes in one commit", several);
}
