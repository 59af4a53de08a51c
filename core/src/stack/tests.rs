//! What keys are used for leaves none on the stack: neither a key, nor what HMAC makes of it, which is as good, nor
//! what was sealed. Each kind of work is done twice: first nothing is wiped, to see how much of the stack it uses, and
//! then all that was used is searched. Format 2's are in `vault::tests::stack`.
//!
//! For a core that is optimised, as the profile of the tests has it.
#![cfg(target_os = "linux")]
#![allow(clippy::arithmetic_side_effects)]

use std::{fs::File, hint::black_box, os::unix::fs::FileExt, sync::Arc};

use sha1::Sha1;
use sha2::{
    Sha256, Sha512,
    digest::common::hazmat::{SerializableState, SerializedState},
};
use signal_hook::{consts::SIGUSR1, flag, low_level::raise};

use super::{FRAMES, LOWEST, ROOM, SIZES, how_to_wipe, state, wiping_stack};
use crate::{
    aead::Cipher,
    inkbox::{MasterKey, OrgKey, Vault},
    kdf::{self, Argon2Params, KdfMemory},
    payload::{LoginPayload, SecretPayload},
    recovery_code,
    secret::SecretKey,
    totp::{TotpAlgorithm, TotpConfig},
    webhook,
};

/// What is looked at of the stack. That no work comes near to its end is seen each time.
const LOOK: usize = 512 * 1024;
/// What is there before.
const PAINT: u8 = 0xA5;

/// Does something and looks for secrets in what it leaves below it on the stack. Not in line, for the caller has some.
#[inline(never)]
pub(crate) fn leaves_none<T>(
    what: &str,
    mut work: impl FnMut() -> T,
    secrets: impl FnOnce(&T) -> Vec<Vec<u8>>,
) -> T {
    let used = used(&mut work);
    println!("{what}: {used} bytes of the stack");
    assert!(used <= FRAMES / 3 * 2, "{what}: {used} bytes are used, and there is room for {FRAMES}");
    let (done, _, below) = below(&mut work);
    for (index, secret) in secrets(&done).iter().enumerate() {
        // In pieces, because what came later may have written over some of it.
        for piece in secret.chunks_exact(8) {
            let left = below.windows(8).rposition(|bytes| bytes == piece);
            let up = left.map(|place| below.len() - place);
            assert_eq!(up, None, "{what}: secret {index} is left on the stack, so far below");
        }
    }
    done
}

/// How far below the lowest of the calls that would wipe some work writes to the stack.
fn used<T>(work: &mut impl FnMut() -> T) -> usize {
    let here = 0_u8;
    // As if within another call.
    LOWEST.set(Some((&raw const here).addr()));
    let (_, start, below) = below(work);
    let lowest = LOWEST.take().unwrap();
    let deepest = below.iter().position(|byte| *byte != PAINT).unwrap();
    assert!(deepest > LOOK / 4, "more of the stack is looked at than is used");
    lowest.saturating_sub(start + deepest)
}

/// Does something on a stack that is painted, and gives where the stack below begins, and what is there.
#[inline(never)]
fn below<T>(work: &mut impl FnMut() -> T) -> (T, usize, Vec<u8>) {
    #[inline(never)]
    fn paint() {
        black_box(&mut [PAINT; LOOK]);
    }
    #[inline(never)]
    fn on_its_own_frame<T>(work: &mut impl FnMut() -> T) -> T {
        work()
    }
    let memory = File::open("/proc/self/mem").unwrap();
    let mut below = vec![0; LOOK];
    let here = 0_u8;
    let start = (&raw const here).addr() - LOOK;
    paint();
    let done = on_its_own_frame(work);
    memory.read_exact_at(&mut below, start.try_into().unwrap()).unwrap();
    (done, start, below)
}

/// What a hash is keyed with by HMAC: its states after the two masked forms of the key.
pub(crate) fn states<H: sha2::Digest + SerializableState, const BLOCK: usize>(
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
pub(crate) fn forms(key: &[u8]) -> Vec<Vec<u8>> {
    [states::<Sha256, 64>(key, 32), vec![key.to_vec()]].concat()
}

pub(crate) fn some_key() -> [u8; 32] {
    std::array::from_fn(|index| u8::try_from(index * 7 + 3).unwrap())
}

/// Text that is not elsewhere, of a length.
fn some_text(length: usize) -> String {
    (0..length)
        .map(|index| char::from(b'a' + u8::try_from((index * index + index / 7) % 26).unwrap()))
        .collect()
}

/// Leaves a key, so far below its caller.
#[inline(never)]
fn leave_some_key<const DEEP: usize>() {
    #[inline(never)]
    fn leave() {
        black_box(&mut black_box(some_key()));
    }
    let mut room = [0_u8; DEEP];
    black_box(&mut room);
    leave();
    black_box(&mut room);
}

/// The processor's features that the crates choose their code by, for whoever reads what was tested.
#[test]
fn the_processor() {
    #[cfg(target_arch = "x86_64")]
    let features = [
        ("aes", is_x86_feature_detected!("aes")),
        ("pclmulqdq", is_x86_feature_detected!("pclmulqdq")),
        ("sha", is_x86_feature_detected!("sha")),
        ("avx2", is_x86_feature_detected!("avx2")),
        ("vaes", is_x86_feature_detected!("vaes")),
        ("vpclmulqdq", is_x86_feature_detected!("vpclmulqdq")),
        ("avx512f", is_x86_feature_detected!("avx512f")),
    ];
    #[cfg(target_arch = "aarch64")]
    let features = [
        ("aes", std::arch::is_aarch64_feature_detected!("aes")),
        ("pmull", std::arch::is_aarch64_feature_detected!("pmull")),
        ("sha2", std::arch::is_aarch64_feature_detected!("sha2")),
        ("sha3", std::arch::is_aarch64_feature_detected!("sha3")),
        ("sve", std::arch::is_aarch64_feature_detected!("sve")),
    ];
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    let features: [(&str, bool); 0] = [];
    let list = |has: bool| {
        features.iter().filter(|(_, it)| *it == has).map(|(name, _)| *name).collect::<Vec<_>>().join(" ")
    };
    println!("processor: {} with [{}] without [{}]", std::env::consts::ARCH, list(true), list(false));
    println!("its state: {} bytes; wiped below the lowest call: {}", state(), *ROOM);
}

#[test]
#[should_panic = "a copy: secret 0 is left on the stack"]
fn what_is_left_is_found() {
    leaves_none("a copy", leave_some_key::<4096>, |()| vec![some_key().to_vec()]);
}

#[test]
#[should_panic = "are used, and there is room for"]
fn work_that_needs_more_room_is_found() {
    leaves_none("a copy", || wiping_stack(leave_some_key::<{ FRAMES / 3 * 2 }>), |()| Vec::new());
}

#[test]
fn what_is_wiped_is_enough() {
    for bytes in [0, 1, FRAMES, FRAMES + 1, *ROOM, SIZES.last().unwrap().0] {
        let wipe = how_to_wipe(bytes);
        let (size, _) = SIZES.iter().find(|(_, how)| std::ptr::fn_addr_eq(*how, wipe)).unwrap();
        assert!(*size >= bytes, "{bytes}");
    }
    assert!(SIZES.last().unwrap().0 / 2 > *ROOM, "there is room for calls within one another");
}

#[test]
fn only_the_outermost_wipes_and_nothing_stays_after_a_panic() {
    wiping_stack(|| wiping_stack(|| assert!(LOWEST.get().is_some())));
    assert_eq!(LOWEST.get(), None);
    assert!(std::panic::catch_unwind(|| wiping_stack(|| panic!("in the middle of the work"))).is_err());
    assert_eq!(LOWEST.get(), None);
}

#[test]
fn a_key_that_is_left_is_wiped() {
    // With all the room there is, though the tests want a third of it to be left, and below calls within one another.
    const MOST: usize = FRAMES - 512;
    let nested = || wiping_stack(|| deeper::<16_384>(|| wiping_stack(leave_some_key::<MOST>)));
    let (_, _, below) = below(&mut || nested());
    assert!(!below.windows(8).any(|bytes| bytes == &some_key()[..8]));
}

/// A signal that comes at the worst time has the registers saved below all frames that there is room for.
#[test]
fn the_registers_that_a_signal_saves_are_wiped() {
    const MOST: usize = FRAMES - 1024;
    flag::register(SIGUSR1, Arc::default()).unwrap();
    let mut signal = || wiping_stack(|| deeper::<MOST>(|| raise(SIGUSR1).unwrap()));
    let used = used(&mut signal);
    println!("with a signal: {used} bytes of the stack");
    assert!(used > MOST + 512, "its frame is seen");
    let (_, _, below) = below(&mut signal);
    // But for the frames that call what wipes, and one address that this puts below all that it wipes.
    let left = below[..LOOK - 2048].iter().filter(|byte| ![0, PAINT].contains(*byte)).count();
    assert!(left <= 8, "{left} bytes are left of a frame of hundreds");
}

/// Does something so far below its caller.
#[inline(never)]
fn deeper<const BYTES: usize>(work: impl FnOnce()) {
    let mut room = [0_u8; BYTES];
    black_box(&mut room);
    work();
    black_box(&mut room);
}

#[test]
fn the_cipher() {
    let key = some_key();
    let cipher = leaves_none("a key schedule", || Cipher::new(&key), |_| vec![key.to_vec()]);
    // Those that are less than what is done at once, and more.
    for length in [1, 16, 48, 300, 1024, 5000] {
        let text = some_text(length);
        let of_text = || vec![key.to_vec(), text.clone().into_bytes()];
        let mut sealed = vec![0; length];
        let seal = || {
            sealed.copy_from_slice(text.as_bytes());
            cipher.seal(&[1; 12], b"aad", &mut sealed).unwrap()
        };
        let tag = leaves_none("sealing", seal, |_| of_text());
        let mut opened = vec![0; length];
        let open = || {
            opened.copy_from_slice(&sealed);
            cipher.open(&[1; 12], b"aad", &mut opened, &tag).unwrap();
        };
        leaves_none("opening", open, |()| of_text());
        assert_eq!(opened, text.as_bytes());
    }
}

#[test]
fn a_derivation() {
    let password = some_text(40);
    let mut memory = KdfMemory::new();
    let derive = || {
        SecretKey::init_with(|key| {
            kdf::derive(&Argon2Params::FORMAT_1, password.as_bytes(), b"org_test_123", &mut memory, key)
        })
        .unwrap()
    };
    leaves_none("a derivation", derive, |key| vec![password.clone().into_bytes(), key.expose().to_vec()]);
}

#[test]
fn keys_of_format_1() {
    let bytes = some_key();
    let of_key = || vec![bytes.to_vec()];
    let master = leaves_none("a master key", || MasterKey::from_bytes(&bytes).unwrap(), |_| of_key());
    leaves_none("its proof", || master.auth_hash(), |_| of_key());
    let org_key =
        leaves_none("an org key", || OrgKey::generate().unwrap(), |key| vec![key.expose_bytes().to_vec()]);
    let of_both = || vec![bytes.to_vec(), org_key.expose_bytes().to_vec()];
    let wrapped = leaves_none("wrapping", || master.wrap(&org_key, "id").unwrap(), |_| of_both());
    leaves_none("unwrapping", || master.unwrap("id", &wrapped).unwrap(), |_| of_both());
    leaves_none(
        "a recovery code",
        || recovery_code::generate().unwrap(),
        |code| vec![code.expose().as_bytes().to_vec()],
    );
}

#[test]
fn a_vault_of_format_1() {
    const NOW: u64 = 1_767_225_600;
    let (old, new) = (some_key(), [some_text(32).as_bytes()].concat());
    let (old, new) = (MasterKey::from_bytes(&old).unwrap(), MasterKey::from_bytes(&new).unwrap());
    let codes: [MasterKey; 4] =
        std::array::from_fn(|_| MasterKey::from_bytes(OrgKey::generate().unwrap().expose_bytes()).unwrap());
    let password = some_text(100);
    let initialize = || Vault::initialize_with("org_test_123", &old, &codes, NOW).unwrap();
    let key_of = |key: &MasterKey| key.expose_bytes().to_vec();
    let of_codes = || codes.iter().map(key_of).collect::<Vec<_>>();
    let mut vault = leaves_none("a new vault", initialize, |_| [vec![key_of(&old)], of_codes()].concat());
    let login =
        LoginPayload::new(password.clone()).with_totp(TotpConfig::new("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"));
    let login = SecretPayload::from(login);
    let secret = || vec![password.clone().into_bytes(), b"JBSWY3DPEHPK3PXP".to_vec()];
    let id = vault.create("name", &login, None, NOW).unwrap().id;
    leaves_none("a new secret", || vault.update_payload(&id, &login, NOW).unwrap(), |_| secret());
    leaves_none("a secret", || vault.open(&id).unwrap(), |_| secret());
    leaves_none("a secret as text", || vault.open_text(&id).unwrap(), |_| secret());
    leaves_none("its code", || vault.totp_code(&id, NOW).unwrap(), |_| secret());
    leaves_none("all of them", || vault.open_all().unwrap(), |_| secret());
    leaves_none("all in one text", || vault.export_decrypted().unwrap(), |_| secret());
    let of_keys = || [vec![key_of(&old), key_of(&new)], of_codes()].concat();
    let before = vault.to_text().unwrap();
    let change = || {
        let mut vault = Vault::parse(&before).unwrap();
        vault.change_vault_key_with(&old, &new, NOW).unwrap();
        vault
    };
    leaves_none("another vault key", change, |_| of_keys());
    let recover = || {
        let mut vault = Vault::parse(&before).unwrap();
        vault.recover_with(&codes[1], &new, NOW).unwrap();
        vault
    };
    leaves_none("recovery", recover, |_| of_keys());
    leaves_none("other codes", || vault.replace_recovery_codes_with(&codes, NOW).unwrap(), |()| of_keys());
    leaves_none("locking", || vault.lock(), |()| of_keys());
    leaves_none("unlocking", || vault.unlock_with(&old).unwrap(), |()| of_keys());
}

#[test]
fn codes() {
    let secret = some_text(20).into_bytes();
    let text = base32::encode(base32::Alphabet::Rfc4648 { padding: false }, &secret);
    for algorithm in [TotpAlgorithm::Sha1, TotpAlgorithm::Sha256, TotpAlgorithm::Sha512] {
        let keyed = match algorithm {
            TotpAlgorithm::Sha1 => states::<Sha1, 64>(&secret, 20),
            TotpAlgorithm::Sha256 => states::<Sha256, 64>(&secret, 32),
            _ => states::<Sha512, 128>(&secret, 64),
        };
        let mut config = TotpConfig::new(text.as_str());
        config.algorithm = algorithm;
        let secrets = || [keyed.clone(), vec![secret.clone(), text.clone().into_bytes()]].concat();
        leaves_none("a code", || config.code(1_234_567_890).unwrap(), |_| secrets());
        let uri = leaves_none("its URI", || config.to_uri().unwrap(), |_| secrets());
        leaves_none("reading that", || TotpConfig::parse_uri(uri.expose()).unwrap(), |_| secrets());
    }
}

#[test]
fn webhooks() {
    let key = some_text(40);
    let headers = [
        ("x-inkbox-request-id", "1".to_owned()),
        ("x-inkbox-timestamp", "1".to_owned()),
        ("x-inkbox-signature", format!("sha256={}", "0".repeat(64))),
    ];
    let headers = headers.map(|(name, value)| (name.to_owned(), value));
    let verify = || webhook::verify(&key, &headers, b"body", None);
    assert!(!leaves_none("a webhook", verify, |_| forms(key.as_bytes())));
}
