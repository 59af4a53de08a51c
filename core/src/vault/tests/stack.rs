//! What keys are used for leaves none on the stack: neither a key nor what HMAC makes of it, which is as good.
//!
//! The sizes of what is wiped are for a core that is optimised, as the profile of the tests has it.
#![cfg(target_os = "linux")]

use std::{fs::File, hint::black_box, os::unix::fs::FileExt};

use hkdf::Hkdf;
use sha2::{
    Sha256, Sha512,
    digest::common::hazmat::{SerializableState, SerializedState},
};
use zeroize::zeroize_stack;

use crate::{
    SecretText,
    random::Source,
    secret::SecretKey,
    vault::{
        AgentToken, RecoveryCode,
        id::{Digest, IdentityId, VaultId},
        key::IdentityKey,
        seal::{Context, SealKey},
    },
};

const VAULT: VaultId = VaultId::from_bytes([0xA1; 16]);
const IDENTITY: IdentityId = IdentityId::from_bytes([0xB2; 16]);

/// More than any of the calls here uses.
const DEPTH: usize = 64 * 1024;

/// Does something and looks for secrets in what it leaves below it on the stack. Not in line, for the caller has some.
#[inline(never)]
fn leaves_none<T>(what: &str, work: impl FnOnce() -> T, secrets: impl FnOnce(&T) -> Vec<Vec<u8>>) -> T {
    #[inline(never)]
    fn on_its_own_frame<T>(work: impl FnOnce() -> T) -> T {
        work()
    }
    let memory = File::open("/proc/self/mem").unwrap();
    let mut below = vec![0; DEPTH];
    let here = 0_u8;
    let start = u64::try_from((&raw const here).addr() - DEPTH).unwrap();
    zeroize_stack::<DEPTH>();
    let done = on_its_own_frame(work);
    memory.read_exact_at(&mut below, start).unwrap();
    for (index, secret) in secrets(&done).iter().enumerate() {
        // In pieces, because what came later may have written over some of it.
        for piece in secret.chunks_exact(8) {
            let left = below.windows(8).any(|bytes| bytes == piece);
            assert!(!left, "{what}: secret {index} is left on the stack");
        }
    }
    done
}

/// What a hash is keyed with by HMAC: its states after the two masked forms of the key.
fn states<H: sha2::Digest + SerializableState, const BLOCK: usize>(
    key: &[u8],
    length: usize,
) -> Vec<Vec<u8>> {
    let state = |mask: u8| {
        let mut block = [mask; BLOCK];
        block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
        let state: SerializedState<H> = H::new().chain_update(block).serialize();
        state[..length].to_vec()
    };
    vec![state(0x36), state(0x5C)]
}

/// A key of HMAC with SHA-256 in all its forms.
fn forms(key: &[u8]) -> Vec<Vec<u8>> {
    [states::<Sha256, 64>(key, 32), vec![key.to_vec()]].concat()
}

fn some_key() -> [u8; 32] {
    std::array::from_fn(|index| u8::try_from(index * 7 + 3).unwrap())
}

/// KEY-1.
fn expanded(label: &[u8]) -> Vec<u8> {
    let zeros = &[0; 16][label.len()..];
    let info = [b"inkseal/2 key\0\0\0", label, zeros, VAULT.as_bytes(), IDENTITY.as_bytes(), &[0; 16]];
    let mut key = vec![0; 32];
    Hkdf::<Sha256>::from_prk(&some_key()).unwrap().expand_multi_info(&info, &mut key).unwrap();
    key
}

/// Leaves a key, deeper than what reading the stack writes over.
#[inline(never)]
fn leave_some_key() {
    #[inline(never)]
    fn leave() {
        black_box(&mut black_box(some_key()));
    }
    let mut room = [0_u8; 4096];
    black_box(&mut room);
    leave();
    black_box(&mut room);
}

#[test]
#[should_panic = "a copy: secret 0 is left on the stack"]
fn what_is_left_is_found() {
    leaves_none("a copy", leave_some_key, |()| vec![some_key().to_vec()]);
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
    let seal = || seal_key.seal(&context, plaintext, &mut source).unwrap();
    let sealed = leaves_none("sealing", seal, |sealed| of_seal(sealed));
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
