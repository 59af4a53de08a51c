//! What the fuzz targets of `core/fuzz` do with parts that are private. It is there for them (`cargo fuzz` sets
//! `cfg(fuzzing)`) and for the tests, which run it over the targets' seeds; no program has it.
//!
//! Random bytes have no right digest, MAC or seal, so the readers behind these would never be reached. Here the
//! bytes are what an owner would have sealed or signed: everything that is checked after a key was right.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::arithmetic_side_effects
)]

use crate::vault::{
    AgentToken, DeviceMemory, IdentityId, SecretId, VaultId,
    id::{Digest, KeyId},
    keys::key::{DataKey, RootKey},
    objects::grants::Grants,
    objects::meta::Meta,
    objects::object::Object,
    objects::page::{self, Page},
    objects::payload,
    objects::record::{self, Head, Lineage},
    objects::root::UncheckedRoot,
};
use crate::{Result, payload::SecretType, random::Source};

const EPOCH: u64 = 2;

/// What seeds belong to, so that they open.
pub(super) const VAULT: VaultId = VaultId::from_bytes([0x11; 16]);
const SECRET: SecretId = SecretId::from_bytes([0x22; 16]);
const IDENTITY: IdentityId = IdentityId::from_bytes([0x33; 16]);

fn root_key(vault: VaultId, epoch: u64) -> RootKey {
    RootKey::from_slot(vault, epoch, &[0x44; 32]).unwrap()
}

pub(super) fn data_key(key_id: &KeyId) -> DataKey {
    root_key(VAULT, EPOCH).data_key(SECRET, key_id).unwrap()
}

/// Bytes as a root, and as what stands before the MACs of one. Says whether that was taken.
#[must_use]
pub fn root(bytes: &[u8]) -> bool {
    if let Ok(root) = UncheckedRoot::parse(bytes.to_vec()) {
        assert!(root.authenticate(&root_key(VAULT, EPOCH)).is_err(), "nobody signed it");
    }
    let Some(signed) = signed(bytes) else { return false };
    let Ok(root) = UncheckedRoot::parse(signed.clone()) else { return false };
    // It says of which epoch it is, so there is a key of that epoch.
    let key = root_key(*root.vault(), root.epoch());
    let remembered = root.clone().trust_own_memory();
    let owner = root.clone().authenticate(&key);
    assert_eq!(remembered.is_ok(), owner.is_ok());
    let Ok(owner) = owner else { return false };
    assert_eq!(owner.bytes(), signed);
    assert_eq!(owner.state().clone().sign(&key).expect("what is read can be made").bytes(), signed);
    for (identity, _) in &owner.state().identities {
        let token = AgentToken::new(key.identity_key(*identity).unwrap(), owner.state().seq);
        assert_eq!(root.clone().authenticate_for_agent(&token).as_ref(), Ok(&owner));
    }
    let memory = DeviceMemory::new(*key.vault()).accept(&owner).expect("a device that knows nothing");
    assert_eq!(memory.accept(&owner).as_ref(), Ok(&memory));
    assert_eq!(DeviceMemory::from_bytes(&memory.to_bytes()), Ok(memory));
    true
}

/// The MACs that a holder of the root key puts behind bytes, for the identities that they seem to list.
fn signed(bytes: &[u8]) -> Option<Vec<u8>> {
    let field = |at: usize| bytes.get(at..)?.first_chunk().copied();
    let [_, _, slots, _] = field(8)?;
    let [writers, identities] = [12, 14].map(|at| {
        let [high, low, ..]: [u8; 4] = field(at).unwrap_or_default();
        usize::from(u16::from_be_bytes([high, low]))
    });
    let vault = VaultId::from_bytes(*bytes.get(16..)?.first_chunk()?);
    let epoch = u64::from_be_bytes(*bytes.get(32..)?.first_chunk()?);
    let key = root_key(vault, epoch);
    let digest = Digest::of(bytes);
    let mut signed = bytes.to_vec();
    signed.extend(key.mac_key().unwrap().mac(&digest).unwrap());
    let list = 88 + usize::from(slots) * crate::vault::objects::slot::SLOT + writers * 24;
    for entry in bytes.get(list..).unwrap_or_default().chunks_exact(48).take(identities) {
        let identity = IdentityId::from_bytes(*entry.first_chunk()?);
        signed.extend(key.identity_key(identity).unwrap().mac_key().unwrap().mac(&digest).unwrap());
    }
    Some(signed)
}

/// Bytes as a page. Says whether it was taken.
#[must_use]
pub fn page(bytes: &[u8]) -> bool {
    let name = Digest::of(bytes);
    let mut taken = false;
    for (at, bits) in [(0, 0), (1, 1), (0x88, 10)] {
        let Ok(page) = Page::decode(Some(bytes), &name, &VAULT, at, bits) else { continue };
        taken = true;
        assert!(page.entries.iter().all(|(id, record)| page.get(id) == Some(record)));
        assert!(page.entries.iter().all(|(id, _)| page::place(id, bits) == at));
        let Object { digest, bytes: again } = page.encode(&VAULT, &mut Source::system()).unwrap().unwrap();
        // Only the draw differs.
        let same = |one: &[u8], other: &[u8]| one[..24] == other[..24] && one[40..] == other[40..];
        assert!(same(bytes, &again) && digest != name);
        assert_eq!(Page::decode(Some(&again), &digest, &VAULT, at, bits), Ok(page));
    }
    taken
}

/// Bytes as a record, and as what is sealed in one: up to the first zero the meta, then the payload. Says whether
/// that was taken.
#[must_use]
pub fn record(bytes: &[u8]) -> bool {
    let key_id = KeyId::from_bytes([0x55; 16]);
    let key = data_key(&key_id);
    if let Some((head, sealed)) = record::split(bytes)
        && let Ok(head) = Head::decode(Some(bytes), &Digest::of(head), &VAULT, &SECRET)
    {
        assert!(head.open_meta(&key).is_err(), "nobody sealed it");
        assert!(head.open_payload(&key, &SecretType::Other, sealed).is_err());
    }
    let parts: Vec<&[u8]> = bytes.splitn(2, |byte| *byte == 0).collect();
    let [json, content] = parts[..] else { return false };
    let lineage = Lineage { key_id, since: 1, revision: 1, previous: Digest::NONE, history: 0 };
    let Ok(meta) = Meta::parse(json) else { return false };
    let payload = payload::parse(&meta.secret_type, content);
    let Ok(payload) = payload else { return false };
    let Ok(record) = record::seal(&lineage, &key, &meta, &payload, &mut Source::system()) else {
        // A text of it is lossy, or it grew: short spellings are not kept.
        return false;
    };
    let open = || -> Result<_> {
        let head = Head::decode(Some(&record.bytes), &record.digest, &VAULT, &SECRET)?;
        let meta = head.open_meta(&key)?;
        let (_, sealed) = record::split(&record.bytes).unwrap();
        let payload = head.open_payload(&key, &meta.secret_type, sealed)?;
        Ok((head.lineage, meta, payload))
    };
    assert_eq!(open(), Ok((lineage, meta, payload)));
    true
}

/// Bytes as grants, and as what is sealed in them. Says whether that was taken.
#[must_use]
pub fn grants(bytes: &[u8]) -> bool {
    let key = root_key(VAULT, EPOCH).identity_key(IDENTITY).unwrap().grants_key().unwrap();
    assert!(Grants::open(Some(bytes), &Digest::of(bytes), &key).is_err(), "nobody sealed it");
    let Ok(sealed) = key.seal(&[bytes], &mut Source::system()) else { return false };
    let object = [b"INKSEALG".as_slice(), VAULT.as_bytes(), IDENTITY.as_bytes(), &sealed].concat();
    let Ok(grants) = Grants::open(Some(&object), &Digest::of(&object), &key) else { return false };
    assert!(grants.check_active().is_ok() || grants.keys.is_empty());
    assert!(grants.keys.iter().all(|entry| grants.key(entry.secret()).is_some()));
    let again = grants.seal(&key, &mut Source::system()).expect("what is read can be made");
    let read = Grants::open(Some(&again.bytes), &again.digest, &key).expect("what is made can be read");
    let shown = |grants: &Grants| {
        let keys: Vec<_> = grants.keys.iter().map(|key| (*key.secret(), *key.expose())).collect();
        let Grants { handle, name, status, paused, unknown, .. } = grants.clone();
        (handle, name, status, paused, unknown, keys)
    };
    assert_eq!(shown(&read), shown(&grants));
    true
}

/// Bytes as the memory of a device, with the digest that they should have. Says whether it was taken.
#[must_use]
pub fn device_memory(bytes: &[u8]) -> bool {
    let whole = [bytes, Digest::of(bytes).as_bytes()].concat();
    let Ok(memory) = DeviceMemory::from_bytes(&whole) else { return false };
    assert_eq!(DeviceMemory::from_bytes(&memory.to_bytes()), Ok(memory));
    true
}
