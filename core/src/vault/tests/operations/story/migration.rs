//! A vault comes from format 1.

use serde_json::{Value, json};

use super::{LAPTOP, Story, text};

pub(super) fn migration(story: &mut Story) {
    let migrate = json!({
        "format_1": format_1(),
        "format_1_vault_key": "Correct-Horse-7-Battery",
        "vault_key": "a vault key of format 2",
        "skipped": ["00000000-0000-4000-8000-000000000001", "#4"],
    });
    story.by(LAPTOP, "migrate", json!({"migrate": migrate}));
    let secrets = &story.world.state("migrate").json["expect"]["owner"]["secrets"];
    let id = text(&secrets[0]["id"]).to_owned();
    story.change("edit what was migrated", json!([{"edit": {"id": id, "name": "renamed"}}]));
}

/// The vault of format 1 that the tests of the web have, with an identity whose id is no UUID, a secret whose
/// payload is another's, and an entry that is none.
fn format_1() -> Value {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../bindings/web/tests/cli_vault.json");
    let mut vault: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let identity =
        json!({"id": "second", "agent_handle": "lazy", "display_name": "Lazy", "status": "paused"});
    vault["identities"].as_array_mut().unwrap().push(identity);
    let secrets = vault["secrets"].as_array_mut().unwrap();
    let mut other = secrets[0].clone();
    let mut access = secrets[0]["access"][0].clone();
    access["vault_secret_id"] = secrets[1]["id"].clone();
    access["identity_id"] = json!("SECOND");
    secrets[1]["access"] = json!([access]);
    other["id"] = json!("00000000-0000-4000-8000-000000000001");
    other["access"] = json!([]);
    secrets.extend([other, json!(7)]);
    vault
}
