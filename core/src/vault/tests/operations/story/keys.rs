//! The vault key changes, and all keys are rotated.

use serde_json::json;

use super::{LAPTOP, Story, edit, github, id};
use crate::vault::{SecretId, tests::secrets::lineage};

pub(super) fn keys(story: &mut Story) {
    story.by(
        LAPTOP,
        "change the vault key",
        json!({"change_vault_key": {"vault_key": "a second vault key"}}),
    );
    story.change("edit after it", json!([edit("later", "other", json!({"data": "3"}))]));
    let code = story.world.shown(story.head.as_deref().unwrap(), "recovery_codes")[2].clone();
    let rotate = json!({"recovery_code": code, "rotate": {"vault_key": "a third vault key"}});
    story.by("rescue", "rotate with a recovery code", rotate);
    let head = story.head.clone().unwrap();
    story.devices.insert(LAPTOP, json!({"of": head, "when": "after"}));
    story.change("edit in another epoch", json!([edit("later", "other", json!({"data": "4"}))]));
    let secrets = [id("later"), id("github")];
    story.change(
        "create an identity to be paused",
        json!([{"create_identity": {"handle": "lazy", "secrets": secrets}}]),
    );
    let lazy = story.new_identity();
    story.change("pause it", json!([{"pause": {"id": lazy}}]));
    story.by(LAPTOP, "rotate", json!({"rotate": {"vault_key": "a fourth vault key \u{e9}"}}));
    story.change("resume after it", json!([{"resume": {"id": lazy}}]));
    // The record before the present one of a secret is gone.
    let missing = older(story, "later");
    let rotate = json!({"vault_key": "a fifth vault key \u{212b}", "dropped": [missing]});
    story.by(LAPTOP, "rotate without what is lost", json!({"rotate": rotate, "missing": [missing]}));
    story.change("edit after all", json!([edit("github", "login", github("last"))]));
}

/// The name of the record before the present one of a secret.
fn older(story: &Story, secret: &str) -> String {
    let state = story.world.state(story.head.as_deref().unwrap());
    let vault = story.world.owner(state);
    let mut store = story.world.store(state);
    let id = SecretId::parse(&id(secret)).unwrap();
    let lineage = lineage(&mut store, &vault, id);
    lineage.previous.to_string()
}
