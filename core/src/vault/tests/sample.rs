//! A small vault from a fixed stream: two slots, two writers, two identities, three secrets in two pages.

use crate::{
    SecretText,
    kdf::Argon2Params,
    payload::{LoginPayload, OtherPayload, SecretPayload, SecretType},
    random::Source,
    vault::{
        AgentToken, IdentityId, RecoveryCode, SecretId, VaultId,
        id::{Digest, KeyId, WriterId},
        keys::key::{DataKey, RootKey, SlotKey},
        objects::grants::{Grants, Status},
        objects::meta::Meta,
        objects::object::Object,
        objects::page::Page,
        objects::record::{self, Lineage},
        objects::root::{Root, State},
        objects::slot::{Opener, Parameters, Slot},
    },
};

pub(super) const EPOCH: u64 = 2;
pub(super) const SEQ: u64 = 7;

pub(super) struct Sample {
    pub(super) source: Source,
    pub(super) root_key: RootKey,
    pub(super) code: RecoveryCode,
    /// The second one is paused.
    pub(super) identities: [IdentityId; 2],
    pub(super) secrets: Vec<Secret>,
    pub(super) grants: Vec<Object>,
    pub(super) pages: Vec<Object>,
    pub(super) root: Root,
}

pub(super) struct Secret {
    pub(super) id: SecretId,
    pub(super) lineage: Lineage,
    pub(super) key: DataKey,
    pub(super) record: Object,
}

impl Sample {
    pub(super) fn new(seed: &'static str) -> Self {
        let mut source = Source::fixed(seed);
        let vault = VaultId::generate(&mut source).unwrap();
        let root_key = RootKey::generate(vault, EPOCH, &mut source).unwrap();
        let code = RecoveryCode::generate_from(&mut source).unwrap();
        let mut slots =
            vec![vault_key_slot(&root_key, &mut source), code_slot(&code, &root_key, &mut source)];
        slots.sort_by_key(|slot| slot.id);
        let mut writers = [5, SEQ].map(|seq| (WriterId::generate(&mut source).unwrap(), seq));
        writers.sort_unstable();
        let mut identities = [(); 2].map(|()| IdentityId::generate(&mut source).unwrap());
        identities.sort_unstable();
        let secrets: Vec<Secret> =
            [0x10, 0x60, 0x90].map(|first| secret(first, &root_key, &mut source)).into();
        let grants: Vec<Object> = [Status::Active, Status::Paused]
            .into_iter()
            .zip(identities)
            .map(|(status, identity)| {
                let grants = grants(status, &secrets[..2]);
                grants
                    .seal(&root_key.identity_key(identity).unwrap().grants_key().unwrap(), &mut source)
                    .unwrap()
            })
            .collect();
        let pages: Vec<Object> = [&secrets[..2], &secrets[2..]]
            .into_iter()
            .map(|secrets| {
                let entries = secrets.iter().map(|secret| (secret.id, secret.record.digest)).collect();
                Page { entries }.encode(&vault, &mut source).unwrap().unwrap()
            })
            .collect();
        let state = State {
            vault,
            epoch: EPOCH,
            seq: SEQ,
            floor: 3,
            previous: Digest::of(b"the root before"),
            slots,
            writers: writers.into(),
            identities: identities.into_iter().zip(grants.iter().map(|grants| grants.digest)).collect(),
            pages: pages.iter().map(|page| page.digest).collect(),
        };
        let root = state.sign(&root_key).unwrap();
        Self { source, root_key, code, identities, secrets, grants, pages, root }
    }

    pub(super) fn vault(&self) -> &VaultId {
        self.root_key.vault()
    }

    pub(super) fn state(&self) -> State {
        self.root.state().clone()
    }

    /// The token of an identity, as it would be of another epoch and seq.
    pub(super) fn token(&self, identity: usize, epoch: u64, seq: u64) -> AgentToken {
        let key = self.root_key.identity_key(self.identities[identity]).unwrap();
        let key = crate::vault::keys::key::IdentityKey::from_token(
            *self.vault(),
            self.identities[identity],
            epoch,
            key.expose(),
        );
        AgentToken::new(key.unwrap(), seq)
    }
}

/// A slot for a vault key. Its key is random and not derived, so that tests need no Argon2id.
pub(super) fn vault_key_slot(root_key: &RootKey, source: &mut Source) -> Slot {
    let opener = Opener::VaultKey(Argon2Params { memory_kib: 65_536, passes: 3, lanes: 1 });
    let parameters = Parameters::generate(opener, source).unwrap();
    let key = SlotKey::derive(|key| source.fill(key)).unwrap();
    Slot::seal(parameters, &key, root_key, source).unwrap()
}

pub(super) fn code_slot(code: &RecoveryCode, root_key: &RootKey, source: &mut Source) -> Slot {
    let parameters = Parameters::generate(Opener::RecoveryCode, source).unwrap();
    let key = code.slot_key(&parameters.salt).unwrap();
    Slot::seal(parameters, &key, root_key, source).unwrap()
}

/// A meta with everything in it.
pub(super) fn meta(name: &str, secret_type: SecretType) -> Meta {
    let mut meta = Meta {
        name: name.into(),
        secret_type,
        description: Some("where it is from".into()),
        tags: vec!["home".into(), "work".into()],
        created_at: 1_763_687_045_000,
        updated_at: 1_763_687_046_500,
        deleted_at: None,
        conflicts: vec![3],
        unknown: crate::Members::default(),
    };
    meta.unknown.set("colour", "{\"hue\":1.50e2}").unwrap();
    meta
}

pub(super) fn login() -> SecretPayload {
    LoginPayload::new("p\u{e4}ssword").with_username("ada").with_url("https://example.com/").into()
}

/// A secret whose id begins with a byte.
fn secret(first: u8, root_key: &RootKey, source: &mut Source) -> Secret {
    let mut id = source.uuid().unwrap();
    id[0] = first;
    let id = SecretId::from_bytes(id);
    let lineage = Lineage {
        key_id: KeyId::generate(source).unwrap(),
        since: 3,
        revision: 5,
        previous: Digest::of(b"the record before"),
        history: 2,
    };
    let key = root_key.data_key(id, &lineage.key_id).unwrap();
    let payload = if first == 0x90 { OtherPayload::new("text").into() } else { login() };
    let meta = meta("Example", payload.secret_type());
    let record = record::seal(&lineage, &key, &meta, &payload, source).unwrap();
    Secret { id, lineage, key, record }
}

/// Grants of these secrets, or, where the identity is not active, the list of them for later.
pub(super) fn grants(status: Status, secrets: &[Secret]) -> Grants {
    let active = status == Status::Active;
    let ids = secrets.iter().map(|secret| secret.id);
    Grants {
        handle: SecretText::from("deploy-bot"),
        name: Some("Deploys".into()),
        status,
        paused: if active { Vec::new() } else { ids.collect() },
        unknown: crate::Members::default(),
        keys: if active { secrets.iter().map(|secret| secret.key.clone()).collect() } else { Vec::new() },
    }
}
