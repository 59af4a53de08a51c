//! What an agent tries, alone or together with storage, and what storage tries on an agent.

use super::*;
use crate::{
    Result,
    kdf::{Argon2Params, KdfMemory},
    random::Source,
    vault::{
        Agent, AgentToken, Commit, DeviceMemory, IdentityId, LockedVault, Note, Rotation, Settled,
        id::VaultId,
        keys::key::{DataKey, RootKey},
        objects::grants::Grants,
        objects::object::Object,
        objects::record::Head,
        objects::root::State,
        tests::store::VAULT_KEY,
    },
};

/// The vault of three secrets with an agent that may read the mail, and another that may read the bank.
struct Place {
    store: Store,
    vault: Vault,
    mail: SecretId,
    bank: SecretId,
    mailer: AgentToken,
    other: AgentToken,
}

impl Place {
    fn new() -> Self {
        let (mut store, vault, [mail, bank, _]) = three();
        let mut tokens = Vec::new();
        let mut vault = vault;
        for (handle, secret) in [("mailer", mail), ("other", bank)] {
            let mut draft = Draft::new();
            draft.create_identity(handle, None, &[secret]);
            let commit = store.seal(&vault, &draft).unwrap();
            let accepted = store.commit(commit);
            vault = accepted.vault;
            tokens.extend(accepted.shown.tokens);
        }
        let [mailer, other] = <[AgentToken; 2]>::try_from(tokens).unwrap();
        Self { store, vault, mail, bank, mailer, other }
    }

    fn id(&self) -> IdentityId {
        self.mailer.identity_id()
    }

    fn change(&mut self, change: impl FnOnce(&mut Draft)) {
        let mut draft = Draft::new();
        change(&mut draft);
        self.vault = self.store.apply(&self.vault, &draft);
    }

    /// The mailer at the present root.
    fn agent(&self, device: Option<DeviceMemory>) -> Result<Agent> {
        Agent::open(self.store.root.clone().unwrap(), &self.mailer, device)
    }

    /// What the mailer reads of a secret.
    fn reads(&self, id: SecretId) -> Result<crate::payload::SecretPayload> {
        let agent = self.agent(None)?;
        self.store.clone().run(|objects| agent.get(id, objects)).map(|opened| opened.payload)
    }

    /// The object that is the mailer's grants.
    fn grants(&self) -> Object {
        let digest = *self.vault.root.state().grants_of(&self.id()).unwrap();
        Object { digest, bytes: self.store.objects[&digest].clone() }
    }

    /// The grants that a commit makes for the mailer.
    fn grants_in(&self, commit: &Commit) -> Object {
        let key = self.mailer.key().grants_key().unwrap();
        let found = commit.objects().find(|(name, bytes)| Grants::open(Some(bytes), name, &key).is_ok());
        let (digest, bytes) = found.unwrap();
        Object { digest: *digest, bytes: bytes.to_vec() }
    }

    /// The data keys that the mailer has, and may keep for ever.
    fn keys_in(&self, grants: &Object) -> Vec<DataKey> {
        let key = self.mailer.key().grants_key().unwrap();
        Grants::open(Some(&grants.bytes), &grants.digest, &key).unwrap().keys
    }

    /// Whether any of these keys opens anything of the present record of a secret.
    fn opens(&self, keys: &[DataKey], id: SecretId) -> bool {
        let name = present(&self.store, &self.vault, id);
        let record = &self.store.objects[&name];
        let head = Head::decode(Some(record), &name, &self.vault.id(), &id).unwrap();
        let [_, meta, payload] = parts(record);
        let revision = head.lineage.revision;
        keys.iter().any(|key| {
            key.ready().unwrap().open_meta(revision, meta).is_ok()
                || key.ready().unwrap().open_payload(revision, payload).is_ok()
        })
    }
}

/// With the data key of the mail, and storage on its side, the mailer seals a record of its own.
#[test]
fn forged_record_by_a_holder_of_its_data_key() {
    let place = Place::new();
    let [key] = <[DataKey; 1]>::try_from(place.keys_in(&place.grants())).unwrap();
    let name = present(&place.store, &place.vault, place.mail);
    let record = &place.store.objects[&name];
    let head = Head::decode(Some(record), &name, &place.vault.id(), &place.mail).unwrap();
    let meta = head.open_meta(&key).unwrap();
    let mut next = head.lineage;
    next.revision += 1;
    next.previous = name;
    next.history += 1;
    let mut source = Source::system();
    for lineage in [head.lineage, next] {
        let forged = record::seal(&lineage, &key, &meta, &login("forged"), &mut source).unwrap();
        // By itself it is a good record.
        let by_itself = Head::decode(Some(&forged.bytes), &forged.digest, &place.vault.id(), &place.mail);
        assert_eq!(by_itself.unwrap().open_meta(&key).unwrap(), meta);
        // But nobody's root names it: neither in place of the one that is named,
        let mut store = place.store.clone();
        store.objects.insert(name, forged.bytes.clone());
        store.objects.insert(forged.digest, forged.bytes);
        assert_eq!(refused(&mut store, &place.vault, place.mail), is("OBJ-1", "tampered"));
        let agent = place.agent(None).unwrap();
        let error = store.run(|objects| agent.get(place.mail, objects)).unwrap_err();
        assert_eq!(refusal(&error), is("OBJ-1", "tampered"), "nor for another agent with the same grant");
        // nor by a page that names it.
        let mut page = the_page(&place.store, &place.vault);
        let entry = page.entries.iter_mut().find(|(id, _)| *id == place.mail).unwrap();
        entry.1 = forged.digest;
        let page = page.encode(&place.vault.id(), &mut source).unwrap().unwrap();
        let mut store = place.store.clone();
        store.objects.insert(place.vault.root.state().pages[0], page.bytes);
        assert_eq!(refused(&mut store, &place.vault, place.mail), is("OBJ-1", "tampered"));
    }
}

/// The state that an agent makes up, with MACs as far as its token makes them.
fn forge(place: &Place, change: impl FnOnce(&mut State)) -> Vec<u8> {
    let mut state = place.vault.root.state().clone();
    state.seq += 1;
    state.previous = *place.vault.root.digest();
    for (_, seq) in &mut state.writers {
        *seq += u64::from(*seq + 1 == state.seq);
    }
    change(&mut state);
    let mut bytes = state.encode().unwrap();
    let digest = Digest::of(&bytes);
    // It has no owner's key: it takes its own for every MAC.
    let mac = place.mailer.key().mac_key().unwrap().mac(&digest).unwrap();
    for _ in 0..=state.identities.len() {
        bytes.extend_from_slice(&mac);
    }
    bytes
}

#[test]
fn forged_root_by_an_agent() {
    let place = Place::new();
    let remembered = || Some(place.vault.device_memory().clone());
    let changes: [fn(&mut State); 4] = [
        |_| {},
        |state| state.identities.truncate(1),
        |state| state.pages[0] = Digest::of(b"its own page"),
        |state| state.slots.truncate(1),
    ];
    for change in changes {
        let mut forged = forge(&place, change);
        // A root must keep a slot for a vault key to be looked at at all.
        if let Err(error) = LockedVault::parse(forged.clone(), None) {
            assert_eq!(refusal(&error), is("ROOT-4", "malformed"));
            forged = forge(&place, |_| {});
        }
        // The owner, by key and by slot, and another agent: none takes it.
        assert_eq!(refusal(&place.vault.refresh(forged.clone()).unwrap_err()), is("OPEN-5", "tampered"));
        let locked = LockedVault::parse(forged.clone(), remembered()).unwrap();
        let unlocked = locked.unlock_with(place.vault.slot_key().unwrap());
        assert_eq!(refusal(&unlocked.unwrap_err()), is("OPEN-5", "tampered"));
        for device in [None, Some(DeviceMemory::new(place.vault.id()))] {
            let Err(error) = Agent::open(forged.clone(), &place.other, device) else { panic!("it opened") };
            assert!(["OPEN-5", "OPEN-6"].contains(&&*refusal(&error).0), "{error}");
        }
    }
    // It can deceive itself.
    assert!(Agent::open(forge(&place, |_| {}), &place.mailer, None).is_ok());
    // And an identity key makes no other key of the vault.
    let as_root = RootKey::from_slot(place.vault.id(), 1, place.mailer.key().expose()).unwrap();
    assert!(
        place
            .vault
            .refresh(place.vault.root.state().clone().sign(&as_root).unwrap().bytes().to_vec())
            .is_err()
    );
}

/// Grants of a commit that lost stay in storage, and the agent has the key for them.
#[test]
fn reuse_of_an_orphaned_grants_object() {
    let mut place = Place::new();
    // One device grants the bank to the mailer and crashes between its puts and the swap.
    let mut draft = Draft::new();
    draft.grant(place.id(), &[place.bank]);
    let mut device = place.store.device(&place.vault);
    let lost = place.store.run(|objects| device.seal(&draft, objects, NOW)).unwrap();
    place.store.put(&lost);
    let orphan = place.grants_in(&lost);
    let keys = place.keys_in(&orphan);
    assert!(place.opens(&keys, place.bank), "until then it is worth something");

    // Storage gives it in place of the present grants.
    let grants = place.grants().digest;
    let mut lying = place.store.clone();
    lying.objects.insert(grants, orphan.bytes.clone());
    let agent = place.agent(None).unwrap();
    let error = lying.run(|objects| agent.get(place.bank, objects)).unwrap_err();
    assert_eq!(refusal(&error), is("OBJ-1", "tampered"));

    // Meanwhile the other device goes on: it takes the mail away from the mailer, so that the grant is made again on
    // that root; or the crashed device gives it up. Either way, the key in the orphan opens nothing from then on.
    let memory = DeviceMemory::from_bytes(&lost.device_memory().to_bytes()).unwrap();
    let crashed = place.store.unlock(place.vault.slot_key().unwrap(), Some(memory)).unwrap();
    assert!(crashed.device_memory().is_committing());
    place.vault = crashed;
    let note = place.mail;
    place.change(|draft| draft.edit(note, password("something else")).unwrap());
    assert!(!place.opens(&keys, place.bank), "what was given up is re-keyed (ACCESS-5)");
    assert_eq!(place.reads(place.bank).unwrap_err().code(), "not_found");
    assert_eq!(place.reads(place.mail).unwrap(), login("something else"));
    // The bank's own reader has the new key.
    let agent = Agent::open(place.store.root.clone().unwrap(), &place.other, None).unwrap();
    let opened = place.store.run(|objects| agent.get(place.bank, objects)).unwrap();
    assert_eq!(opened.payload, login("of the bank"));
}

/// A grant that lost against the other side's pause of the identity (MERGE-7).
#[test]
fn reuse_of_a_grant_that_lost_against_a_pause() {
    let mut place = Place::new();
    let (identity, bank) = (place.id(), place.bank);
    let mut draft = Draft::new();
    draft.grant(identity, &[bank]);
    let device = place.store.device(&place.vault);
    let late = place.store.seal(&device, &draft).unwrap();
    place.store.put(&late);
    let keys = place.keys_in(&place.grants_in(&late));
    assert!(place.opens(&keys, bank));
    place.change(|draft| draft.pause(identity));
    assert!(!place.store.swap(&late));
    let Settled::Lost { draft, vault } = late.read_back(place.store.root.clone()).unwrap() else { panic!() };
    let again = place.store.seal(&vault, &draft).unwrap();
    assert!(again.notes().contains(&Note::NotGranted { identity, secret: bank }));
    place.vault = place.store.commit(again).vault;
    assert!(!place.opens(&keys, bank), "the lost attempt left its key in storage");
    assert_eq!(place.reads(bank).unwrap_err().code(), "access_denied");
    place.change(|draft| draft.resume(identity));
    assert_eq!(place.reads(bank).unwrap(), login("of the bank"));
}

/// What the mailer held before stays in storage, and storage offers it to it.
fn stale(place: &mut Place, take_away: impl FnOnce(&mut Draft), expected: (String, &'static str)) {
    let before = place.agent(None).unwrap();
    let root = place.store.root.clone().unwrap();
    let grants = place.grants();
    let keys = place.keys_in(&grants);
    assert_eq!(place.reads(place.mail).unwrap(), login("of the mail"));
    assert!(place.opens(&keys, place.mail));
    place.change(take_away);
    let mail = place.mail;
    place.change(|draft| draft.edit(mail, password("since then")).unwrap());

    // At the present root it reads nothing of it,
    assert_eq!(place.reads(mail).unwrap_err().code(), expected.1);
    // the old grants are not those that this root names,
    if let Ok(agent) = place.agent(None) {
        let mut lying = place.store.clone();
        let named = *place.vault.root.state().grants_of(&place.id()).unwrap();
        lying.objects.insert(named, grants.bytes);
        let error = lying.run(|objects| agent.get(mail, objects)).unwrap_err();
        assert_eq!(refusal(&error), is("OBJ-1", "tampered"));
    }
    // the old root is older than what it has seen,
    if let Ok(newer) = before.refresh(place.store.root.clone().unwrap()) {
        assert_eq!(refusal(&newer.refresh(root).unwrap_err()), is("DEV-1", "rolled_back"));
    }
    // and its old keys open no record since: also not the very one that took the secret away.
    assert!(!place.opens(&keys, mail));
    let history = place.store.run(|objects| place.vault.history(mail, objects)).unwrap();
    assert_eq!(history.len(), 3, "the owner has all of it");
    assert_eq!(opened(&mut place.store, &place.vault, mail).payload, login("since then"));
}

#[test]
fn stale_grants_after_revoke() {
    let mut place = Place::new();
    let (identity, mail) = (place.id(), place.mail);
    stale(&mut place, |draft| draft.revoke(identity, &[mail]), is("", "not_found"));
}

#[test]
fn stale_grants_after_pause() {
    let mut place = Place::new();
    let identity = place.id();
    stale(&mut place, |draft| draft.pause(identity), is("GRANT-7", "access_denied"));
    // Resumed, it reads what is there now, and still nothing from in between that it had no key for.
    place.change(|draft| draft.resume(identity));
    assert_eq!(place.reads(place.mail).unwrap(), login("since then"));
}

#[test]
fn stale_grants_after_delete() {
    let mut place = Place::new();
    let identity = place.id();
    stale(&mut place, |draft| draft.delete_identity(identity), is("OPEN-6", "access_denied"));
}

const NEW_KEY: &[u8] = b"another vault key, since the rotation";

impl Place {
    /// Rotates the vault, and gives the new tokens.
    fn rotate(&mut self) -> Vec<AgentToken> {
        let rotation = Rotation { vault_key: NEW_KEY, cost: Argon2Params::FORMAT_1, dropped: &[] };
        let mut memory = KdfMemory::new();
        let mut vault = self.vault.clone();
        let commit = self.store.run(|objects| vault.rotate(&rotation, objects, &mut memory, NOW)).unwrap();
        let accepted = self.store.commit(commit);
        self.vault = accepted.vault;
        accepted.shown.tokens
    }
}

#[test]
fn stale_grants_after_rotate() {
    let mut place = Place::new();
    let root = place.store.root.clone().unwrap();
    let before = place.agent(None).unwrap();
    let grants = place.grants();
    let keys = place.keys_in(&grants);
    let tokens = place.rotate();
    // The old token opens no new root, and storage cannot make it by giving the old grants.
    let error = place.agent(None).unwrap_err();
    assert_eq!(refusal(&error), is("OPEN-7", "access_denied"));
    let error = before.refresh(place.store.root.clone().unwrap()).unwrap_err();
    assert_eq!(refusal(&error), is("OPEN-7", "access_denied"));
    assert!(!place.opens(&keys, place.mail), "nothing is under the old keys");
    // The new token opens it, refuses the old root, and does not take the old grants.
    let token = tokens.iter().find(|token| token.identity_id() == place.id()).unwrap();
    let agent = Agent::open(place.store.root.clone().unwrap(), token, None).unwrap();
    let opened = place.store.run(|objects| agent.get(place.mail, objects)).unwrap();
    assert_eq!(opened.payload, login("of the mail"));
    let error = Agent::open(root.clone(), token, None).unwrap_err();
    assert_eq!(refusal(&error), is("DEV-5", "rolled_back"));
    assert_eq!(agent.refresh(root).unwrap_err().code(), "rolled_back");
    let named = *place.vault.root.state().grants_of(&place.id()).unwrap();
    place.store.objects.insert(named, grants.bytes);
    let error = place.store.run(|objects| agent.get(place.mail, objects)).unwrap_err();
    assert_eq!(refusal(&error), is("OBJ-1", "tampered"));
}

#[test]
fn token_replay() {
    let mut place = Place::new();
    let root = place.store.root.clone().unwrap();
    // For another vault, even one that has the same identity in it.
    let elsewhere = RootKey::from_slot(VaultId::from_bytes([9; 16]), 1, place.vault.key.expose()).unwrap();
    let mut state = place.vault.root.state().clone();
    state.vault = *elsewhere.vault();
    let other_vault = state.sign(&elsewhere).unwrap().bytes().to_vec();
    let error = Agent::open(other_vault, &place.mailer, None).unwrap_err();
    assert_eq!(refusal(&error), is("OPEN-2", "wrong_vault"));
    // For another identity: the key does not fit, whatever the token says.
    let mut bytes = base64_of(&place.mailer);
    bytes[16..32].copy_from_slice(place.other.identity_id().as_bytes());
    let forged = token_of(bytes);
    assert_eq!(refusal(&Agent::open(root.clone(), &forged, None).unwrap_err()), is("OPEN-5", "tampered"));
    // Its counters are the least that it takes: changed to be lower, they unlock no older root that was not its own,
    let mut bytes = base64_of(&place.mailer);
    bytes[72..80].copy_from_slice(&1_u64.to_be_bytes());
    let lowered = token_of(bytes);
    let (_, earlier, _) = three();
    assert!(Agent::open(earlier.root().to_vec(), &lowered, None).is_err(), "the identity was not there yet");
    // and as it was given, it refuses what was there before it.
    let error = Agent::open(root_before(&place), &place.mailer, None).unwrap_err();
    assert!(["rolled_back", "access_denied"].contains(&error.code()));

    // After its identity was deleted and made anew, by whatever handle: it is another one.
    let (identity, mail) = (place.id(), place.mail);
    place.change(|draft| {
        draft.delete_identity(identity);
        draft.create_identity("mailer", None, &[mail]);
    });
    assert_eq!(refusal(&place.agent(None).unwrap_err()), is("OPEN-6", "access_denied"));
    // And a root from before, which storage kept, shows it what it could read then, and no more.
    let agent = Agent::open(root, &place.mailer, None).unwrap();
    let opened = place.store.run(|objects| agent.get(mail, objects)).unwrap();
    assert_eq!(opened.payload, login("of the mail"));
}

fn root_before(place: &Place) -> Vec<u8> {
    // A good root of the same vault at the seq before the token's.
    let mut state = place.vault.root.state().clone();
    state.seq = place.mailer.seq() - 1;
    state.writers.iter_mut().for_each(|(_, seq)| *seq = state.seq);
    state.sign(&place.vault.key).unwrap().bytes().to_vec()
}

/// The 80 bytes of a token.
fn base64_of(token: &AgentToken) -> [u8; 80] {
    let text = token.to_text();
    let bytes =
        crate::vault::keys::base64url::decode(text.expose().strip_prefix("inkseal_agent_").unwrap(), 84);
    *bytes.unwrap().expose().first_chunk().unwrap()
}

/// A token with a right check.
fn token_of(bytes: [u8; 80]) -> AgentToken {
    let check = &Digest::of(&bytes).to_bytes()[..4];
    let text = crate::vault::keys::base64url::encode(&[&bytes, check].concat());
    AgentToken::parse(&format!("inkseal_agent_{}", text.expose())).unwrap()
}

#[test]
fn an_old_vault_key_after_rotate() {
    let mut place = Place::new();
    let (old, root) = (place.vault.clone(), place.store.root.clone().unwrap());
    place.rotate();
    let new_root = place.store.root.clone().unwrap();
    let parse = |root: &[u8], device| LockedVault::parse(root.to_vec(), device).unwrap();
    let mut memory = KdfMemory::new();
    // Neither the old vault key, nor its derived key, nor the old root key.
    let error = parse(&new_root, None).unlock(VAULT_KEY, &mut memory).unwrap_err();
    assert_eq!(error.code(), "wrong_vault_key");
    let error = parse(&new_root, None).unlock_with(old.slot_key().unwrap()).unwrap_err();
    assert_eq!(error.code(), "wrong_vault_key");
    assert_eq!(old.refresh(new_root.clone()).unwrap_err().code(), "locked");
    // Who has them, and an old root, is an owner of that old root alone: what was signed with that key is refused by
    // whoever has seen the new epoch.
    let mut forged = old.root.state().clone();
    forged.seq = place.vault.root.state().seq + 1;
    forged.previous = *place.vault.root.digest();
    forged.writers.iter_mut().for_each(|(_, seq)| *seq = forged.seq);
    let forged = forged.sign(&old.key).unwrap().bytes().to_vec();
    assert!(old.refresh(root).is_ok());
    assert_eq!(refusal(&place.vault.refresh(forged.clone()).unwrap_err()), is("DEV-1", "rolled_back"));
    let remembers = Some(place.vault.device_memory().clone());
    let error = parse(&forged, remembers).unlock(VAULT_KEY, &mut memory).unwrap_err();
    assert_eq!(refusal(&error), is("DEV-1", "rolled_back"));
    // The old keys open nothing that was sealed anew.
    let name = present(&place.store, &place.vault, place.mail);
    let record = &place.store.objects[&name];
    let head = Head::decode(Some(record), &name, &place.vault.id(), &place.mail).unwrap();
    let key = old.key.data_key(place.mail, &head.lineage.key_id).unwrap();
    let [_, meta, payload] = parts(record);
    assert!(key.ready().unwrap().open_meta(head.lineage.revision, meta).is_err());
    assert!(key.ready().unwrap().open_payload(head.lineage.revision, payload).is_err());
    // The new one opens it.
    let vault = parse(&new_root, None).unlock(NEW_KEY, &mut memory).unwrap();
    assert_eq!(opened(&mut place.store, &vault, place.mail).payload, login("of the mail"));
}
