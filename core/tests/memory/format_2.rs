//! A vault of format 2: the child gets its root and objects and what opens it, which is its vault key and a recovery code,
//! and another vault key, and then an agent's token.
//!
//! The keys of the tree are computed here once more, from FORMAT-2.md, to be looked for.

use std::{collections::HashMap, env, fs::File};

use argon2::{Algorithm, Argon2, Version};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use inkseal::{
    Result,
    kdf::{Argon2Params, KdfMemory},
    payload::SecretPayload,
    vault::{
        Agent, AgentToken, Commit, Draft, Edit, LockedVault, NewSecret, Objects, RecoveryCode, Rotation,
        SecretId, Step, Vault,
    },
    webhook::verify,
};
use sha2::{Digest, Sha256, Sha512};
use zeroize::Zeroizing;

use crate::{
    pieces::{Pieces, payloads, random},
    running::{CHILD, Running, own_pipe, receive, wait_at},
};

const NOW: i64 = 1_767_225_600_000;

#[test]
fn a_locked_process_holds_no_secret() {
    if env::var_os(CHILD).is_some() {
        return child();
    }
    let Planted { keys, storage, token, pieces: planted } = Planted::generate();
    let mut child = Running::start("format_2::a_locked_process_holds_no_secret");
    for key in &keys {
        child.send(key.as_bytes());
    }
    child.send(&storage.root);
    child.send(&u32::try_from(storage.objects.len()).unwrap().to_be_bytes());
    for object in storage.objects.values() {
        child.send(object);
    }

    let opens = planted.names(["vault key", "recovery code", "new vault key"]);
    let found = child.search_at("keys read", &planted);
    assert_eq!(found, opens, "what opens the vault is there, and nothing else yet");
    for (task, _) in OWNER {
        let found = child.search_at(task, &planted);
        assert_eq!(found, opens, "after {task} and locking nothing stays");
    }

    let found = child.search_at("payloads held", &planted);
    let held =
        ["login", "api_key", "ssh_key", "key_pair", "other", "TOTP secret", "name", "root key", "slot key"];
    assert!(found.is_superset(&planted.names(held)), "what is held is found: {found:?}");
    for name in [
        "vault key",
        "recovery code",
        "new vault key",
        "identity key",
        "grants key",
        "data key",
        "MAC key",
        "token",
    ] {
        assert!(!found.contains(name), "the owner's reading leaves no {name} behind");
    }
    let found = child.search_at("payloads dropped", &planted);
    assert_eq!(found, planted.names(["root key", "slot key"]), "of payloads that were dropped nothing stays");
    let found = child.search_at("locked", &planted);
    assert_eq!(found, planted.names([]), "of a locked vault nothing stays");

    child.send(token.as_bytes());
    let found = child.search_at("token read", &planted);
    assert_eq!(found, planted.names(["token"]));
    for (task, _) in AGENT {
        let found = child.search_at(task, &planted);
        assert_eq!(found, planted.names(["token"]), "after {task} and locking nothing stays");
    }
    let found = child.search_at("agent's payloads held", &planted);
    assert!(found.is_superset(&planted.names(["login", "TOTP secret", "name", "identity key"])), "{found:?}");
    for name in ["token", "grants key", "data key", "MAC key", "root key", "slot key", "other", "ssh_key"] {
        assert!(!found.contains(name), "the agent's reading leaves no {name} behind");
    }
    let found = child.search_at("agent's payloads dropped", &planted);
    assert_eq!(found, planted.names(["identity key"]), "of payloads that were dropped nothing stays");
    let found = child.search_at("agent locked", &planted);
    assert_eq!(found, planted.names([]), "of an agent that has locked nothing stays");
    child.end();
}

/// The child: it knows no secret but those that come through the pipe.
fn child() {
    let mut pipe = own_pipe();
    let keys: Keys = std::array::from_fn(|_| receive(&mut pipe));
    let storage = Storage::receive(&mut pipe);
    wait_at("keys read", &mut pipe);

    for (name, task) in OWNER {
        let mut vault = storage.unlock(&keys[0]);
        task(&storage, &mut vault, &keys);
        drop(vault.lock());
        wait_at(name, &mut pipe);
    }

    let vault = storage.unlock(&keys[0]);
    drop(keys);
    let held = open_all(&storage, &vault);
    wait_at("payloads held", &mut pipe);
    drop(held);
    wait_at("payloads dropped", &mut pipe);
    let locked = vault.lock();
    wait_at("locked", &mut pipe);
    drop(locked);

    let token = receive(&mut pipe);
    wait_at("token read", &mut pipe);
    let open = |token: &[u8]| {
        let token = AgentToken::parse(str::from_utf8(token).unwrap()).unwrap();
        Agent::open(storage.root.clone(), &token, None).unwrap()
    };
    for (name, task) in AGENT {
        let agent = open(&token);
        task(&storage, &agent);
        drop(agent);
        wait_at(name, &mut pipe);
    }
    let agent = open(&token);
    drop(token);
    let listing = storage.run(|objects| agent.list(objects));
    let open = |id| storage.run(|objects| agent.get(id, objects));
    let held: Vec<_> = listing.secrets.iter().map(|secret| open(secret.id)).collect();
    assert_eq!(held.len(), 2);
    wait_at("agent's payloads held", &mut pipe);
    drop((held, listing));
    wait_at("agent's payloads dropped", &mut pipe);
    drop(agent);
    wait_at("agent locked", &mut pipe);
}

/// The vault key, a recovery code, and another vault key.
type Keys = [Zeroizing<Vec<u8>>; 3];

type OwnersTask = (&'static str, fn(&Storage, &mut Vault, &Keys));

/// What an owner does with an unlocked vault.
const OWNER: [OwnersTask; 10] = [
    ("unlocking", |_, _, _| ()),
    ("unlocking with the slot key", |storage, vault, _| {
        let locked = LockedVault::parse(storage.root.clone(), Some(vault.device_memory().clone())).unwrap();
        drop(locked.unlock_with(vault.slot_key().unwrap()).unwrap());
    }),
    ("listing", |storage, vault, _| assert_eq!(storage.run(|objects| vault.list(objects)).secrets.len(), 5)),
    ("opening", |storage, vault, _| drop(open_all(storage, vault))),
    ("a TOTP code", |storage, vault, _| {
        let listing = storage.run(|objects| vault.list(objects));
        let login = listing.secrets.iter().find(|secret| secret.secret_type.as_str() == "login").unwrap();
        let code = storage.run(|objects| vault.totp_code(login.id, 59, objects));
        assert_eq!(code.code.expose().len(), 6);
    }),
    ("reading identities", |storage, vault, _| {
        assert_eq!(storage.run(|objects| vault.identities(objects)).identities.len(), 1);
    }),
    ("sealing", |storage, vault, _| {
        let mut draft = Draft::new();
        for (number, opened) in open_all(storage, vault).into_iter().enumerate() {
            let mut tags = opened.info.tags;
            tags.push(format!("tag {number}").into());
            draft.edit(opened.info.id, Edit { tags: Some(tags), ..Edit::default() }).unwrap();
        }
        let commit = storage.run(|objects| vault.seal(&draft, objects, NOW));
        assert_eq!(commit.objects().len(), 6);
    }),
    ("a webhook", |storage, vault, _| {
        let opened = open_all(storage, vault).into_iter().map(|opened| opened.payload);
        let keys = opened.filter_map(|payload| match payload {
            SecretPayload::ApiKey(payload) => Some(payload.api_key),
            _ => None,
        });
        let headers = [
            ("x-inkbox-request-id", "1".to_owned()),
            ("x-inkbox-timestamp", "1".to_owned()),
            ("x-inkbox-signature", format!("sha256={}", "0".repeat(64))),
        ];
        let headers = headers.map(|(name, value)| (name.to_owned(), value));
        assert_eq!(keys.map(|key| assert!(!verify(key.expose(), &headers, b"body", None))).count(), 1);
    }),
    ("another vault key", |storage, vault, [_, _, new]| {
        let (cost, mut memory) = (Argon2Params::FORMAT_1, KdfMemory::new());
        drop(storage.run(|objects| vault.change_vault_key(new, &cost, objects, &mut memory, NOW)));
    }),
    ("recovery", |storage, _, [_, code, new]| {
        let code = RecoveryCode::parse(str::from_utf8(code).unwrap()).unwrap();
        let mut recovery = LockedVault::parse(storage.root.clone(), None).unwrap().recover(&code).unwrap();
        let rotation = Rotation { vault_key: new, cost: Argon2Params::FORMAT_1, dropped: &[] };
        let mut memory = KdfMemory::new();
        drop(storage.run(|objects| recovery.rotate(&rotation, objects, &mut memory, NOW)));
    }),
];

type AgentsTask = (&'static str, fn(&Storage, &Agent));

/// What an agent does.
const AGENT: [AgentsTask; 4] = [
    ("opening as an agent", |_, _| ()),
    ("listing as an agent", |storage, agent| {
        assert_eq!(storage.run(|objects| agent.list(objects)).secrets.len(), 2);
    }),
    ("getting as an agent", |storage, agent| {
        for secret in storage.run(|objects| agent.list(objects)).secrets {
            drop(storage.run(|objects| agent.get(secret.id, objects)));
        }
    }),
    ("refreshing as an agent", |storage, agent| drop(agent.refresh(storage.root.clone()).unwrap())),
];

fn open_all(storage: &Storage, vault: &Vault) -> Vec<inkseal::vault::OpenedSecret> {
    let listing = storage.run(|objects| vault.list(objects));
    listing.secrets.iter().map(|secret| storage.run(|objects| vault.open(secret.id, objects))).collect()
}

/// Storage, in memory.
#[derive(Default)]
struct Storage {
    root: Vec<u8>,
    objects: HashMap<[u8; 32], Vec<u8>>,
}

impl Storage {
    fn receive(pipe: &mut File) -> Self {
        let mut storage = Self { root: receive(pipe).to_vec(), ..Self::default() };
        let count = u32::from_be_bytes(receive(pipe)[..].try_into().unwrap());
        storage.objects =
            (0..count).map(|_| receive(pipe).to_vec()).map(|object| (name_of(&object), object)).collect();
        storage
    }

    fn unlock(&self, vault_key: &[u8]) -> Vault {
        let locked = LockedVault::parse(self.root.clone(), None).unwrap();
        locked.unlock(vault_key, &mut KdfMemory::new()).unwrap()
    }

    fn run<T>(&self, mut operation: impl FnMut(&Objects) -> Result<Step<T>>) -> T {
        let mut objects = Objects::new();
        loop {
            match operation(&objects).unwrap() {
                Step::Done(done) => return done,
                Step::Needs(needs) => {
                    for need in needs {
                        objects.supply(&need, self.objects.get(&need.name().to_bytes()).cloned());
                    }
                }
            }
        }
    }

    fn commit(&mut self, commit: &Commit) {
        self.objects.extend(commit.objects().map(|(name, bytes)| (name.to_bytes(), bytes.to_vec())));
        self.root = commit.root().to_vec();
    }
}

/// A vault full of random secrets, and all that must not be found of it.
struct Planted {
    /// The vault key, a recovery code, and another vault key.
    keys: [Zeroizing<String>; 3],
    storage: Storage,
    token: Zeroizing<String>,
    pieces: Pieces,
}

impl Planted {
    fn generate() -> Self {
        let vault_key = Zeroizing::new(random());
        let (mut pieces, mut storage) = (Pieces::default(), Storage::default());
        let cost = Argon2Params::FORMAT_1;
        let created = Vault::create(vault_key.as_bytes(), &cost, &mut KdfMemory::new(), NOW).unwrap();
        storage.commit(&created);
        let created = created.accepted();
        let code = Zeroizing::new(created.shown.recovery_codes[0].to_text().expose().to_owned());
        let new = Zeroizing::new(random());
        let mut vault = created.vault;
        let mut draft = Draft::new();
        let mut granted = Vec::new();
        for (name, payload) in payloads(&mut pieces) {
            let [title, description] = [random(), random()];
            pieces.plant("name", title.as_bytes());
            pieces.plant("name", description.as_bytes());
            let new = NewSecret { description: Some(description.into()), ..NewSecret::new(title, payload) };
            let id = draft.add(new).unwrap();
            if ["login", "api_key"].contains(&name) {
                granted.push(id);
            }
        }
        let handle = random();
        pieces.plant("handle", handle.as_bytes());
        draft.create_identity(handle, None, &granted);
        let commit = storage.run(|objects| vault.seal(&draft, objects, NOW));
        storage.commit(&commit);
        let token = Zeroizing::new(commit.accepted().shown.tokens[0].to_text().expose().to_owned());
        pieces.plant("vault key", vault_key.as_bytes());
        pieces.plant("recovery code", code.as_bytes());
        pieces.plant("new vault key", new.as_bytes());
        plant_keys(&mut pieces, vault_key.as_bytes(), &token, &storage, &granted);
        Self { keys: [vault_key, code, new], storage, token, pieces }
    }
}

/// Plants the keys of the tree, and the token.
fn plant_keys(pieces: &mut Pieces, vault_key: &[u8], token: &str, storage: &Storage, granted: &[SecretId]) {
    let root = &storage.root;
    let vault_id = &root[16..32];
    let slots = usize::from(root[10]);
    let slot = root[88..].chunks_exact(SLOT).take(slots).find(|slot| slot[16] == 1).unwrap();
    let params = argon2::Params::new(65_536, 3, 1, Some(32)).unwrap();
    let mut slot_key = [0; 32];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(vault_key, &slot[32..48], &mut slot_key).unwrap();
    let context =
        [b"inkseal/2 seal\0\x01", vault_id, &slot[..16], &root[32..40], &[0; 8], &slot[16..48]].concat();
    let root_key = open(&slot_key, &context, &slot[48..]);
    pieces.plant("slot key", &slot_key);
    plant_key(pieces, "root key", &root_key);
    plant_key(pieces, "MAC key", &expand(&root_key, "root-mac", vault_id, &[0; 16], &[0; 16]));

    pieces.plant("token", token.as_bytes());
    let token = URL_SAFE_NO_PAD.decode(token.strip_prefix("inkseal_agent_").unwrap()).unwrap();
    let (identity, identity_key) = (&token[16..32], &token[32..64]);
    assert_eq!(expand(&root_key, "identity", vault_id, identity, &[0; 16]), *identity_key);
    plant_key(pieces, "identity key", identity_key);
    plant_key(pieces, "MAC key", &expand(identity_key, "root-mac", vault_id, identity, &[0; 16]));
    plant_key(pieces, "grants key", &expand(identity_key, "grants", vault_id, identity, &[0; 16]));
    for record in storage.objects.values().filter(|object| object.starts_with(b"INKSEALR")) {
        let (secret, key_id) = (&record[24..40], &record[40..56]);
        plant_key(pieces, "data key", &expand(&root_key, "secret", vault_id, secret, key_id));
    }
    assert_eq!(granted.len(), 2);
}

/// A key, and as HMAC has it.
fn plant_key(pieces: &mut Pieces, name: &'static str, key: &[u8]) {
    pieces.plant(name, key);
    pieces.plant_in_hmac(name, key);
}

/// The name of an object: its digest, of a record that of its head.
fn name_of(object: &[u8]) -> [u8; 32] {
    let head = if object.starts_with(b"INKSEALR") {
        144 + usize::try_from(u32::from_be_bytes(object[108..112].try_into().unwrap())).unwrap()
    } else {
        object.len()
    };
    Sha256::digest(&object[..head]).into()
}

/// Bytes of a slot.
const SLOT: usize = 152;

fn expand(key: &[u8], label: &str, vault: &[u8], id: &[u8], key_id: &[u8]) -> [u8; 32] {
    let mut padded = [0; 16];
    padded[..label.len()].copy_from_slice(label.as_bytes());
    let info = [b"inkseal/2 key\0\0\0", &padded[..], vault, id, key_id].concat();
    let mut expanded = [0; 32];
    Hkdf::<Sha256>::from_prk(key).unwrap().expand(&info, &mut expanded).unwrap();
    expanded
}

/// Opens a seal of one chunk.
fn open(key: &[u8; 32], context: &[u8], sealed: &[u8]) -> Vec<u8> {
    let info = [b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0", &sealed[..24], context].concat();
    let mut expanded = [0; 76];
    let prk = [&key[..], &[0; 32]].concat();
    Hkdf::<Sha512>::from_prk(&prk).unwrap().expand(&info, &mut expanded).unwrap();
    assert_eq!(expanded[44..], sealed[24..56]);
    let (chunk, tag) = sealed[56..].split_last_chunk().unwrap();
    let mut opened = chunk.to_vec();
    let cipher = inkseal_aead::Cipher::new(expanded[..32].try_into().unwrap());
    cipher.open(expanded[32..44].try_into().unwrap(), &[], &mut opened, tag).unwrap();
    opened
}
