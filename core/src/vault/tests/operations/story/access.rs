//! Agents come, get, lose and go.

use serde_json::json;

use super::{LAPTOP, Story, edit, github, id};
use crate::vault::IdentityId;

/// Gives the identity that is left.
pub(super) fn access(story: &mut Story) -> String {
    let secrets = [id("server"), id("github")];
    story.change(
        "create an identity",
        json!([{"create_identity": {"handle": "bot", "name": "A bot", "secrets": secrets}}]),
    );
    let bot = story.new_identity();
    story.change(
        "create a second identity",
        json!([{"create_identity": {"handle": "ci", "secrets": [id("server")]}}]),
    );
    let ci = story.new_identity();
    let of_bot = |names: &[&str]| {
        let secrets: Vec<_> = names.iter().map(|name| id(name)).collect();
        json!({"id": bot, "secrets": secrets})
    };
    story.change("grant", json!([{"grant": of_bot(&["bucket", "spare", "extra"])}]));
    story.change("edit what is granted", json!([edit("github", "login", github("hunter5"))]));
    story.change("trash what is granted", json!([{"trash": {"id": id("spare")}}]));
    story.change("revoke", json!([{"revoke": of_bot(&["server"])}]));
    story.change("pause", json!([{"pause": {"id": bot}}]));
    story.change("grant to who is paused", json!([{"grant": of_bot(&["service"])}]));
    story.change(
        "edit what is paused",
        json!([edit("bucket", "key_pair", json!({"access_key": "A3", "secret_key": "S3"}))]),
    );
    story.change("resume", json!([{"resume": {"id": bot}}]));
    story.change(
        "rename an identity",
        json!([{"rename_identity": {"id": bot, "handle": "deploy-bot", "name": null}}]),
    );
    story.change("forget what is granted", json!([{"forget": {"id": id("github")}}]));
    story.change("purge what is granted", json!([{"purge": {"id": id("spare")}}]));
    // The owner cannot see that it is granted.
    let missing = grants(story, &bot);
    let purge = json!({"draft": [{"purge": {"id": id("extra")}}], "missing": [missing]});
    story.by(LAPTOP, "purge what unreadable grants have", purge);
    story.change("delete an identity", json!([{"delete_identity": {"id": bot}}]));
    ci
}

/// The name of the grants of an identity.
pub(super) fn grants(story: &Story, identity: &str) -> String {
    let vault = story.world.owner(story.world.state(story.head.as_deref().unwrap()));
    vault.root.state().grants_of(&IdentityId::parse(identity).unwrap()).unwrap().to_string()
}
