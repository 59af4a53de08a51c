//! What format 2 uses keys for leaves none on the stack. How that is seen, and what both formats share, is in
//! `crate::stack::tests`.
#![cfg(target_os = "linux")]

use hkdf::Hkdf;
use sha2::{Sha256, Sha512};

use super::{
    secrets::new,
    slots::NEW_KEY,
    store::{NOW, Store, VAULT_KEY},
};
use crate::{
    SecretText,
    kdf::{Argon2Params, KdfMemory},
    payload::{LoginPayload, SecretPayload},
    random::Source,
    secret::SecretKey,
    stack::tests::{forms, leaves_none, some_key, states},
    totp::TotpConfig,
    vault::{
        Agent, AgentToken, Draft, LockedVault, RecoveryCode, Rotation, Vault,
        id::{Digest, IdentityId, VaultId},
        keys::key::IdentityKey,
        keys::seal::{Context, SealKey},
        keys::vault_key::without_argon2,
    },
};

const VAULT: VaultId = VaultId::from_bytes([0xA1; 16]);
const IDENTITY: IdentityId = IdentityId::from_bytes([0xB2; 16]);

/// KEY-1.
fn expanded(label: &[u8]) -> Vec<u8> {
    let zeros = &[0; 16][label.len()..];
    let info = [b"inkseal/2 key\0\0\0", label, zeros, VAULT.as_bytes(), IDENTITY.as_bytes(), &[0; 16]];
    let mut key = vec![0; 32];
    Hkdf::<Sha256>::from_prk(&some_key()).unwrap().expand_multi_info(&info, &mut key).unwrap();
    key
}

#[test]
fn a_seal() {
    let key = some_key();
    let context = Context::grants(&VAULT, &IDENTITY, 1);
    let plaintext = b"a plaintext of more than one block of the cipher";
    let secret_key = SecretKey::from_slice(&key).unwrap();
    let keyed = || [states::<Sha512, 128>(&key, 64), vec![key.to_vec()]].concat();
    let seal_key = leaves_none("a key for seals", || SealKey::new(&secret_key).unwrap(), |_| keyed());
    // Key, nonce and commitment of one seal.
    let of_seal = |sealed: &[u8]| {
        let info =
            [&b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"[..], &sealed[..24], context.as_bytes()];
        let (mut expanded, prk) = ([0; 32], [&key[..], &[0; 32]].concat());
        Hkdf::<Sha512>::from_prk(&prk).unwrap().expand_multi_info(&info, &mut expanded).unwrap();
        [keyed(), vec![expanded.to_vec(), plaintext.to_vec()]].concat()
    };
    let mut source = Source::system();
    let mut seal = || seal_key.seal(&context, plaintext, &mut source).unwrap();
    let sealed = leaves_none("sealing", &mut seal, |sealed| of_seal(sealed));
    let open = || seal_key.open(&context, &sealed).unwrap();
    leaves_none("opening", open, |_| of_seal(&sealed));
}

#[test]
fn keys_of_an_identity() {
    let bytes = some_key();
    let key = || IdentityKey::from_token(VAULT, IDENTITY, 1, &bytes).unwrap();
    let key = leaves_none("the key of an identity", key, |_| forms(&bytes));
    let grants = || key.grants_key().unwrap();
    leaves_none("a derived key", grants, |_| [forms(&some_key()), forms(&expanded(b"grants"))].concat());
    let mac_key = || key.mac_key().unwrap();
    let of_mac = || [forms(&some_key()), forms(&expanded(b"root-mac"))].concat();
    let mac_key = leaves_none("a key of a MAC", mac_key, |_| of_mac());
    let root = Digest::of(b"a root");
    let mac = leaves_none("a MAC", || mac_key.mac(&root).unwrap(), |_| of_mac());
    leaves_none("a MAC that is checked", || mac_key.verify(&root, &mac).unwrap(), |_| of_mac());
}

#[test]
fn a_token() {
    let token = AgentToken::new(IdentityKey::from_token(VAULT, IDENTITY, 1, &some_key()).unwrap(), 1);
    let of_text = |text: &SecretText| [forms(&some_key()), vec![text.expose().as_bytes().to_vec()]].concat();
    let text = leaves_none("a token as text", || token.to_text(), of_text);
    leaves_none("reading a token", || AgentToken::parse(text.expose()).unwrap(), |_| of_text(&text));
}

#[test]
fn a_recovery_code() {
    let code = RecoveryCode::generate().unwrap();
    let text = code.to_text();
    let of_text = |text: &SecretText| vec![text.expose().as_bytes().to_vec()];
    leaves_none("a code as text", || code.to_text(), of_text);
    leaves_none("reading a code", || RecoveryCode::parse(text.expose()).unwrap(), |_| of_text(&text));
    let slot_key = || code.slot_key(&[4; 16]).unwrap();
    leaves_none("the key of its slot", slot_key, |key| {
        [of_text(&text), vec![key.expose().to_vec()]].concat()
    });
}

/// What owners and agents do, whole.
#[test]
fn a_vault() {
    // The derivation has a test of its own.
    without_argon2::turn_on();
    const COST: Argon2Params = Argon2Params::FORMAT_1;
    const PASSWORD: &str = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdEfGhIj";
    let of_codes = |codes: &[RecoveryCode]| {
        codes.iter().map(|code| code.to_text().expose().as_bytes().to_vec()).collect::<Vec<_>>()
    };
    let of_keys = |vault: &Vault| {
        let slot = vault.slot_key().map(|handle| handle.key.expose().to_vec());
        [forms(vault.key.expose()), slot.into_iter().collect(), vec![PASSWORD.into(), VAULT_KEY.to_vec()]]
            .concat()
    };
    let mut store = Store::default();
    let create = || Vault::create(VAULT_KEY, &COST, &mut KdfMemory::new(), NOW).unwrap();
    let created = leaves_none("a new vault", create, |commit| {
        [of_keys(&commit.vault), of_codes(&commit.shown.recovery_codes)].concat()
    });
    let created = store.commit(created);
    let (vault, codes) = (created.vault, created.shown.recovery_codes);
    let secrets = || [of_keys(&vault), of_codes(&codes)].concat();

    let mut draft = Draft::new();
    let login = LoginPayload::new(PASSWORD).with_totp(TotpConfig::new("JBSWY3DPEHPK3PXP"));
    let id = draft.add(new("name", SecretPayload::from(login))).unwrap();
    draft.create_identity("bot", None, &[id]);
    let seal = || store.seal(&vault, &draft).unwrap();
    let sealed = leaves_none("sealing what was changed", seal, |commit| {
        let of_tokens = commit.shown.tokens.iter().flat_map(|token| forms(token.key().expose()));
        [secrets(), of_tokens.collect()].concat()
    });
    let sealed = store.commit(sealed);
    let (vault, token) = (sealed.vault, &sealed.shown.tokens[0]);

    leaves_none("listing", || store.run(|objects| vault.list(objects)).unwrap(), |_| secrets());
    leaves_none("opening", || store.run(|objects| vault.open(id, objects)).unwrap(), |_| secrets());
    leaves_none("a code", || store.run(|objects| vault.totp_code(id, 59, objects)).unwrap(), |_| secrets());
    leaves_none("its history", || store.run(|objects| vault.history(id, objects)).unwrap(), |_| secrets());
    leaves_none("verifying", || store.run(|objects| vault.verify(objects)).unwrap(), |_| secrets());
    leaves_none("identities", || store.run(|objects| vault.identities(objects)).unwrap(), |_| secrets());
    let root = store.root.clone().unwrap();
    let unlock = || {
        let locked = LockedVault::parse(root.clone(), None).unwrap();
        locked.unlock(VAULT_KEY, &mut KdfMemory::new()).unwrap()
    };
    leaves_none("unlocking", unlock, |_| secrets());
    let change = || {
        let (mut vault, mut memory) = (vault.clone(), KdfMemory::new());
        let changed = store.run(|objects| vault.change_vault_key(NEW_KEY, &COST, objects, &mut memory, NOW));
        changed.unwrap()
    };
    leaves_none("another vault key", change, |commit| [secrets(), of_keys(&commit.vault)].concat());
    let recover = || {
        let locked = LockedVault::parse(root.clone(), None).unwrap();
        let mut recovery = locked.recover(&codes[0]).unwrap();
        let rotation = Rotation { vault_key: NEW_KEY, cost: COST, dropped: &[] };
        let mut memory = KdfMemory::new();
        store.run(|objects| recovery.rotate(&rotation, objects, &mut memory, NOW)).unwrap()
    };
    leaves_none("recovery and rotation", recover, |commit| {
        [secrets(), of_keys(&commit.vault), of_codes(&commit.shown.recovery_codes)].concat()
    });

    let of_agent = || [forms(token.key().expose()), vec![PASSWORD.into()]].concat();
    let open = || Agent::open(root.clone(), token, None).unwrap();
    let agent = leaves_none("opening as an agent", open, |_| of_agent());
    leaves_none("its listing", || store.run(|objects| agent.list(objects)).unwrap(), |_| of_agent());
    leaves_none("its secret", || store.run(|objects| agent.get(id, objects)).unwrap(), |_| of_agent());
}
