//! Storage keeps the grants of an identity, which is paused, from an owner who takes something from it.

use serde_json::json;

use super::{LAPTOP, Story, access::grants, id};

pub(super) fn unreadable(story: &mut Story) {
    let bot = story.identity_of("create an identity");
    let missing = grants(story, &bot);
    let draft = json!([
        {"revoke": {"id": bot, "secrets": [id("github")]}},
        {"grant": {"id": bot, "secrets": [id("bucket")]}},
    ]);
    story.by(LAPTOP, "revoke and grant, unread", json!({"draft": draft, "missing": [missing]}));
    story.change("resume who was unread", json!([{"resume": {"id": bot}}]));
}
