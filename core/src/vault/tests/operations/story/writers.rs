//! Two devices get in each other's way, and one does not know what became of a commit.

use serde_json::json;

use super::{LAPTOP, PHONE, Story, add, edit, github, id};

pub(super) fn writers(story: &mut Story, ci: &str) {
    story.by(PHONE, "a second device edits", json!({"draft": [edit("github", "login", github("phone"))]}));
    // Other groups of one secret.
    let mut ours = github("phone");
    ours["notes"] = json!("ours");
    let changes = json!([edit("github", "login", ours), {"edit": {"id": id("github"), "name": "Forge"}}]);
    story.attempt(LAPTOP, "lost: other groups", changes);
    let theirs =
        json!([edit("github", "login", github("theirs")), {"edit": {"id": id("github"), "tags": ["phone"]}}]);
    story.by(PHONE, "others change other groups", json!({"draft": theirs}));
    story.again(LAPTOP, "merged", "lost: other groups");
    // The same group, settled in both ways.
    for (number, keep) in [("first", "present"), ("second", "lost")] {
        let attempt = format!("lost: the same group, {number}");
        story.attempt(
            LAPTOP,
            &attempt,
            json!([edit("service", "api_key", json!({"api_key": format!("ours {number}")}))]),
        );
        let theirs = json!([edit("service", "api_key", json!({"api_key": format!("theirs {number}")}))]);
        story.by(PHONE, &format!("others change the same group, {number}"), json!({"draft": theirs}));
        let name = format!("a conflict, {number}");
        story.again(LAPTOP, &name, &attempt);
        let opened = &story.world.state(&name).json["expect"]["owner"];
        let conflict = opened["secrets"]
            .as_array()
            .unwrap()
            .iter()
            .find(|secret| secret["id"] == id("service").as_str());
        let revision = conflict.unwrap()["revisions"][0]["meta"]["conflicts"][0].clone();
        assert!(revision.is_u64(), "{opened}");
        let settle = json!([{"settle": {"id": id("service"), "revision": revision, "keep": keep}}]);
        story.change(&format!("settle: keep what is {keep}"), settle);
    }
    story.attempt(LAPTOP, "lost: trash", json!([{"trash": {"id": id("bucket")}}]));
    let theirs = json!([edit("bucket", "key_pair", json!({"access_key": "A4", "secret_key": "S4"}))]);
    story.by(PHONE, "others edit what is trashed", json!({"draft": theirs}));
    story.again(LAPTOP, "an edit beats trash", "lost: trash");
    story.attempt(LAPTOP, "lost: an edit", json!([edit("note", "other", json!({"data": "ours"}))]));
    story.by(PHONE, "others purge", json!({"draft": [{"purge": {"id": id("note")}}]}));
    let more = json!([add("later", "other", json!({"data": "1"}))]);
    story.again(LAPTOP, "a purge beats an edit", "lost: an edit");
    story.change("add one more", more);
    // A grant of what others take away.
    let grant = json!({"id": ci, "secrets": [id("server")]});
    story.attempt(
        LAPTOP,
        "lost: a grant",
        json!([{"grant": grant}, {"grant": {"id": ci, "secrets": [id("later")]}}]),
    );
    story.by(PHONE, "others revoke", json!({"draft": [{"revoke": grant}]}));
    story.again(LAPTOP, "a grant is dropped", "lost: a grant");
    // Nobody knows what became of a grant, and its device does something else.
    let unclear = json!([{"grant": {"id": ci, "secrets": [id("github"), id("bucket")]}}]);
    story.attempt(LAPTOP, "given up: a grant", unclear);
    story.change("a commit is given up", json!([edit("later", "other", json!({"data": "2"}))]));
}
