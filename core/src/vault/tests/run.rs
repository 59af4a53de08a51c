//! Runs one case and says what it gives, in the words of the vectors.

use serde_json::{Value, json};

use super::whole;
use crate::{
    Error, SecretBytes, SecretText,
    kdf::KdfMemory,
    members::to_text,
    payload::SecretType,
    secret::SecretKey,
    vault::{
        AgentToken, Checkpoint, IdentityId, RecoveryCode, SecretId, VaultId,
        device::seen::Memory,
        id::{Digest, KeyId, SlotId},
        keys::key::{DataKey, GrantsKey, IdentityKey, RootKey},
        keys::seal::{Context, SealKey},
        keys::vault_key,
        objects::grants::Grants,
        objects::json,
        objects::meta::Meta,
        objects::padding::Padded,
        objects::page::Page,
        objects::payload,
        objects::record::{self, Head, Lineage},
        objects::root::{Root, UncheckedRoot},
        objects::slot::Parameters,
        rule::Rule,
    },
};

pub(super) type Result<T, E = Error> = std::result::Result<T, E>;

/// What a case of an area gives.
pub(super) fn run(area: &str, case: &Value) -> Value {
    let case = Case(case);
    let result = match area {
        "seal" => seal(case),
        "padding" => padding(case),
        "expand" => expand(case),
        "vault_key" => vault_key(case),
        "recovery_code" => recovery_code(case),
        "token" => token(case),
        "checkpoint" => checkpoint(case),
        "json" => json::object(&case.hex("json_hex")).map(|_| json!("ok")),
        "meta" => meta(case),
        "payload" => payload(case),
        "root" => root(case).map(|root| shown(&root)),
        "page" => page(case),
        "record" => record(case),
        "history" => history(case),
        "grants" => grants(case),
        "memory" => memory(case),
        "new_vault_key" => vault_key::check_new(&case.hex("vault_key_hex")).map(|()| json!("ok")),
        "vault" => whole::open(case),
        other => panic!("no runner for {other}"),
    };
    result.unwrap_or_else(|error| refusal(&error))
}

/// The rule that a refusal names; those without a text are of the one rule that has their code.
pub(super) fn refusal(error: &Error) -> Value {
    let text = error.to_string();
    let id = text.split(':').next().unwrap();
    let named = Rule::ALL.iter().find(|rule| rule.id() == id && rule.error().code() == error.code());
    let rule = named.or_else(|| Rule::ALL.iter().find(|rule| rule.error() == *error));
    json!({"error": error.code(), "rule": rule.map(|rule| rule.id())})
}

/// The inputs of a case.
#[derive(Clone, Copy)]
pub(super) struct Case<'a>(&'a Value);

impl Case<'_> {
    pub(super) fn has(&self, name: &str) -> bool {
        self.0[name].is_string()
    }

    pub(super) fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap_or_else(|| panic!("no {name} in {}", self.0["name"]))
    }

    fn number(&self, name: &str) -> u64 {
        self.0[name].as_u64().unwrap_or_else(|| panic!("no {name} in {}", self.0["name"]))
    }

    pub(super) fn hex(&self, name: &str) -> Vec<u8> {
        base16ct::lower::decode_vec(self.text(name)).unwrap()
    }

    fn array<const N: usize>(&self, name: &str) -> [u8; N] {
        self.hex(name).try_into().unwrap()
    }

    /// What storage gave: bytes in hex, and perhaps many zeros after them.
    fn object(&self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = self.0[name].is_string().then(|| self.hex(name))?;
        let zeros = self.0["zeros"].as_u64().unwrap_or_default();
        bytes.resize(bytes.len() + usize::try_from(zeros).unwrap(), 0);
        Some(bytes)
    }

    fn digest(&self) -> Digest {
        Digest::from_bytes(self.array("digest_hex"))
    }

    /// What storage has of a digest.
    pub(super) fn stored(&self, name: &Digest) -> Option<Vec<u8>> {
        let hex = self.0["objects"][hex(name.as_bytes())].as_str()?;
        Some(base16ct::lower::decode_vec(hex).unwrap())
    }

    pub(super) fn vault(&self) -> VaultId {
        VaultId::parse(self.text("vault_id")).unwrap()
    }

    fn grants_key(&self, vault: VaultId, identity: IdentityId) -> GrantsKey {
        let key = self.hex("identity_key_hex");
        let key = IdentityKey::from_token(vault, identity, self.number("epoch"), &key).unwrap();
        key.grants_key().unwrap()
    }
}

pub(super) fn hex(bytes: impl AsRef<[u8]>) -> String {
    base16ct::lower::encode_string(bytes.as_ref())
}

pub(super) fn unhex(text: &str) -> Vec<u8> {
    base16ct::lower::decode_vec(text).unwrap()
}

pub(super) fn value(json: &SecretText) -> Value {
    serde_json::from_str(json.expose()).unwrap()
}

fn seal(case: Case<'_>) -> Result<Value> {
    let key = SecretKey::from_slice(&case.hex("key_hex"))?;
    let (vault, object) = (case.vault(), case.array("object_id_hex"));
    let (epoch, revision) = (case.number("epoch"), case.number("revision"));
    let context = match case.number("kind") {
        1 => Context::slot(&vault, &SlotId::from_bytes(object), epoch, &case.array("parameters_hex")),
        2 => Context::meta(&vault, &SecretId::from_bytes(object), epoch, revision),
        3 => Context::payload(&vault, &SecretId::from_bytes(object), epoch, revision),
        _ => Context::grants(&vault, &IdentityId::from_bytes(object), epoch),
    };
    let opened = SealKey::new(&key)?.open(&context, &case.hex("sealed_hex"))?;
    Ok(json!({"plaintext_sha256_hex": hex(Digest::of(opened.expose()).as_bytes())}))
}

fn padding(case: Case<'_>) -> Result<Value> {
    let cap = usize::try_from(case.number("cap")).unwrap();
    let padded = Padded::parse(SecretBytes::from(case.hex("padded_hex")), cap)?;
    Ok(json!({"content_hex": hex(padded.content())}))
}

fn expand(case: Case<'_>) -> Result<Value> {
    let root = RootKey::from_slot(case.vault(), 1, &case.hex("root_key_hex"))?;
    let agent = root.identity_key(IdentityId::parse(case.text("identity_id"))?)?;
    let key_id = KeyId::from_bytes(case.array("key_id_hex"));
    let digest = Digest::from_bytes(case.array("root_digest_hex"));
    Ok(json!({
        "owner_mac_hex": hex(root.mac_key()?.mac(&digest)?),
        "data_key_hex": hex(root.data_key(SecretId::parse(case.text("secret_id"))?, &key_id)?.expose()),
        "identity_key_hex": hex(agent.expose()),
        "agent_mac_hex": hex(agent.mac_key()?.mac(&digest)?),
        "grants_key_hex": hex(agent.grants_key()?.expose()),
    }))
}

fn vault_key(case: Case<'_>) -> Result<Value> {
    let parameters = Parameters::decode(&case.array("parameters_hex"))?;
    let key = vault_key::slot_key(&case.hex("vault_key_hex"), &parameters, &mut KdfMemory::new())?;
    Ok(json!({"slot_key_hex": hex(key.unwrap().expose())}))
}

fn recovery_code(case: Case<'_>) -> Result<Value> {
    let code = RecoveryCode::parse(case.text("text"))?;
    let key = code.slot_key(&case.array("salt_hex"))?;
    Ok(json!({"canonical": code.to_text().expose(), "slot_key_hex": hex(key.expose())}))
}

fn token(case: Case<'_>) -> Result<Value> {
    let token = AgentToken::parse(case.text("text"))?;
    assert_eq!(token.to_text().expose(), case.text("text"));
    Ok(json!({
        "vault_id": token.vault_id().to_string(), "identity_id": token.identity_id().to_string(),
        "identity_key_hex": hex(token.key().expose()), "epoch": token.key().epoch(), "seq": token.seq(),
    }))
}

fn checkpoint(case: Case<'_>) -> Result<Value> {
    let checkpoint = Checkpoint::parse(case.text("text"))?;
    assert_eq!(checkpoint.to_string(), case.text("text").trim());
    let (vault, seq) = (checkpoint.vault_id().to_string(), checkpoint.seq());
    // A checkpoint shows its digest only by fitting.
    let expected = case.0["expect"]["digest_hex"].as_str().unwrap().to_owned() + &"0".repeat(32);
    let digest: [u8; 32] = base16ct::lower::decode_vec(&expected).unwrap().try_into().unwrap();
    assert!(checkpoint.fits(&Digest::from_bytes(digest)));
    Ok(json!({"vault_id": vault, "seq": seq, "digest_hex": case.0["expect"]["digest_hex"]}))
}

fn meta(case: Case<'_>) -> Result<Value> {
    let meta = Meta::parse(&case.hex("json_hex"))?;
    let again = meta.to_json()?;
    assert_eq!(Meta::parse(again.expose().as_bytes())?, meta);
    let mut shown = value(&again);
    // Empty lists are left out.
    for list in ["tags", "conflicts"] {
        if case.0["expect"]["meta"][list] == json!([]) {
            shown[list] = json!([]);
        }
    }
    Ok(json!({"meta": shown}))
}

fn payload(case: Case<'_>) -> Result<Value> {
    let payload = payload::parse(&SecretType::from(case.text("type")), &case.hex("json_hex"))?;
    Ok(json!({"payload": value(&payload::to_json(&payload)?)}))
}

fn root(case: Case<'_>) -> Result<Root> {
    let root = UncheckedRoot::parse(case.object("root_hex").unwrap())?.expect_vault(&case.vault())?;
    if case.has("token") {
        return root.authenticate_for_agent(&AgentToken::parse(case.text("token"))?);
    }
    let key = if case.has("recovery_code") {
        root.open_with_code(&RecoveryCode::parse(case.text("recovery_code"))?)?
    } else {
        RootKey::from_slot(case.vault(), case.number("epoch"), &case.hex("root_key_hex"))?
    };
    root.authenticate(&key)
}

fn shown(root: &Root) -> Value {
    let state = root.state();
    json!({
        "epoch": state.epoch, "seq": state.seq, "floor": state.floor,
        "digest_hex": hex(root.digest().as_bytes()), "previous_hex": hex(state.previous.as_bytes()),
        "slots": state.slots.iter().map(|slot| hex(slot.id.as_bytes())).collect::<Vec<_>>(),
        "writers": state.writers.iter().map(|(id, seq)| json!([hex(id.as_bytes()), seq])).collect::<Vec<_>>(),
        "identities": state.identities.iter().map(|(id, digest)| json!([id.to_string(), hex(digest.as_bytes())])).collect::<Vec<_>>(),
        "pages": state.pages.iter().map(|page| hex(page.as_bytes())).collect::<Vec<_>>(),
    })
}

fn page(case: Case<'_>) -> Result<Value> {
    let (at, bits) =
        (usize::try_from(case.number("page")).unwrap(), u32::try_from(case.number("bits")).unwrap());
    let page = Page::decode(case.object("object_hex").as_deref(), &case.digest(), &case.vault(), at, bits)?;
    let entries = page.entries.iter().map(|(id, record)| json!([id.to_string(), hex(record.as_bytes())]));
    Ok(json!({"entries": entries.collect::<Vec<_>>()}))
}

fn record(case: Case<'_>) -> Result<Value> {
    let (vault, secret) = (case.vault(), SecretId::parse(case.text("secret_id"))?);
    let object = case.object("object_hex");
    let head = Head::decode(object.as_deref(), &case.digest(), &vault, &secret)?;
    // Grants give a data key its vault and epoch, and here that of any identity does.
    let identity =
        IdentityKey::from_token(vault, IdentityId::from_bytes([0; 16]), case.number("epoch"), &[0; 32])?;
    let key = DataKey::from_grants(&identity.grants_key()?, secret, &case.hex("data_key_hex"))?;
    let meta = head.open_meta(&key)?;
    let (_, sealed) = record::split(object.as_deref().unwrap_or_default()).unwrap();
    let payload = head.open_payload(&key, &meta.secret_type, sealed);
    let payload = payload.and_then(|payload| Ok(value(&payload.to_json()?)));
    let Lineage { key_id, since, revision, previous, history } = head.lineage;
    Ok(json!({
        "key_id_hex": hex(key_id.as_bytes()), "since": since, "revision": revision,
        "previous_hex": hex(previous.as_bytes()), "history": history, "meta": value(&meta.to_json()?),
        "payload": payload.unwrap_or_else(|error| refusal(&error)),
    }))
}

fn history(case: Case<'_>) -> Result<Value> {
    let lineage = |name: &str| {
        let case = Case(&case.0[name]);
        let history = u32::try_from(case.number("history")).unwrap();
        let previous = if history == 0 { Digest::NONE } else { Digest::of(b"the record before") };
        let key_id = KeyId::from_bytes(case.array("key_id_hex"));
        Lineage { key_id, since: case.number("since"), revision: case.number("revision"), previous, history }
    };
    lineage("newer").check_follows(&lineage("older")).map(|()| json!("ok"))
}

fn grants(case: Case<'_>) -> Result<Value> {
    let identity = IdentityId::parse(case.text("identity_id"))?;
    let key = case.grants_key(case.vault(), identity);
    let grants = Grants::open(case.object("object_hex").as_deref(), &case.digest(), &key)?;
    grants.check_active()?;
    let mut json: Value = serde_json::from_str(&to_text(&grants).unwrap()).unwrap();
    if case.0["expect"]["json"]["paused"] == json!([]) {
        json["paused"] = json!([]);
    }
    let secrets = grants.keys.iter().map(|key| json!([key.secret().to_string(), hex(key.expose())]));
    Ok(json!({"json": json, "secrets": secrets.collect::<Vec<_>>()}))
}

fn memory(case: Case<'_>) -> Result<Value> {
    let open = |bytes: Vec<u8>| {
        let root = UncheckedRoot::parse(bytes)?;
        let key = root_key(&case, &root)?;
        root.authenticate(&key)
    };
    let root = open(case.hex("root_hex"))?;
    let seen = &case.0["memory"];
    let fresh = Memory::new(case.vault());
    let memory = if seen.is_null() {
        fresh
    } else if let Some(checkpoint) = seen["checkpoint"].as_str() {
        Memory::of_checkpoint(Checkpoint::parse(checkpoint)?)
    } else if let Some(epoch) = seen["epoch"].as_u64() {
        let identity = IdentityId::from_bytes([0; 16]);
        let key = IdentityKey::from_token(case.vault(), identity, epoch, &[0; 32])?;
        Memory::of_token(&AgentToken::new(key, seen["seq"].as_u64().unwrap()))
    } else {
        fresh.accept(&open(Case(seen).hex("root_hex"))?)?
    };
    let after = memory.accept(&root)?;
    assert_eq!(after.accept(&root)?, after, "what was accepted is accepted again");
    Ok(json!("ok"))
}

/// The root key of whatever epoch a root says it has: the memory is to be tested and not the epochs.
fn root_key(case: &Case<'_>, root: &UncheckedRoot) -> Result<RootKey> {
    RootKey::from_slot(case.vault(), root.epoch(), &case.hex("root_key_hex"))
}
