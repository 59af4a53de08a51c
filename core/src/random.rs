//! Random bytes and choices from the system's generator: the only file that names it.

use std::convert::Infallible;

use rand::{TryRng, rngs::SysRng, seq::IndexedRandom};
use uuid::{Builder, Uuid};
use zeroize::{Zeroize, Zeroizing};

use crate::{Error, Result};

/// Fills `bytes`, in place.
pub(crate) fn fill(bytes: &mut [u8]) -> Result<()> {
    SysRng.try_fill_bytes(bytes).map_err(|_| no_random_bytes())
}

fn no_random_bytes() -> Error {
    Error::Io("the system's source of random bytes failed".into())
}

/// Where format 2 takes its random bytes from. It is passed down, so that tests can put a fixed stream in its
/// place and nothing else can.
pub(crate) struct Source(Kind);

enum Kind {
    System(Reserve),
    /// SHA-256(seed ‖ u64 big-endian number of the block), block after block.
    #[cfg(test)]
    Fixed {
        seed: String,
        block: u64,
        rest: Vec<u8>,
    },
}

/// Random bytes of the system that nobody has had yet. A commit draws some for each record, and each time that the system
/// is asked costs as much as 80 of them. What is given out is wiped, and what is left when it is dropped.
#[derive(Default)]
struct Reserve {
    bytes: Zeroizing<Vec<u8>>,
    /// How many the system was asked for; twice as many the next time, so that who draws once pays for no more.
    asked: usize,
}

impl Reserve {
    const MOST: usize = 512;

    fn fill(&mut self, bytes: &mut [u8]) -> Result<()> {
        if bytes.len() > self.bytes.len() {
            self.asked = self.asked.saturating_mul(2).min(Self::MOST).max(bytes.len());
            if self.asked == bytes.len() {
                return fill(bytes);
            }
            let mut more = Zeroizing::new(vec![0; self.asked]);
            fill(&mut more)?;
            self.bytes = more;
        }
        let kept = self.bytes.len().saturating_sub(bytes.len());
        let given = self.bytes.get_mut(kept..).unwrap_or_default();
        bytes.copy_from_slice(given);
        given.zeroize();
        self.bytes.truncate(kept);
        Ok(())
    }
}

impl Source {
    /// The system's generator.
    pub(crate) fn system() -> Self {
        Self(Kind::System(Reserve::default()))
    }

    /// The fixed stream of a seed.
    #[cfg(test)]
    pub(crate) fn fixed(seed: impl Into<String>) -> Self {
        Self(Kind::Fixed { seed: seed.into(), block: 0, rest: Vec::new() })
    }

    /// Fills `bytes`, in place.
    pub(crate) fn fill(&mut self, bytes: &mut [u8]) -> Result<()> {
        match &mut self.0 {
            Kind::System(reserve) => reserve.fill(bytes),
            #[cfg(test)]
            Kind::Fixed { seed, block, rest } => {
                use sha2::{Digest, Sha256};
                while rest.len() < bytes.len() {
                    rest.extend(
                        Sha256::new().chain_update(&*seed).chain_update(block.to_be_bytes()).finalize(),
                    );
                    *block = block.wrapping_add(1);
                }
                bytes.copy_from_slice(&rest[..bytes.len()]);
                rest.drain(..bytes.len());
                Ok(())
            }
        }
    }

    /// As many bytes as the caller's array has. Secrets are better [filled](Self::fill) where they stay.
    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// The bytes of a fresh UUID, version 4 (RFC 9562 section 5.4).
    pub(crate) fn uuid(&mut self) -> Result<[u8; 16]> {
        Ok(Builder::from_random_bytes(self.array()?).into_uuid().into_bytes())
    }
}

/// The system's generator as one that cannot fail, which is what `rand` draws from. That it failed is remembered, and
/// then nothing that was drawn may be used.
#[derive(Default)]
struct Watched {
    /// How often it failed. Such draws are made of this number, so that drawing again, which `rand` does until there is
    /// no bias, ends.
    failures: u8,
}

impl TryRng for Watched {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = Zeroizing::new([0; 4]);
        self.try_fill_bytes(&mut *bytes)?;
        Ok(u32::from_le_bytes(*bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = Zeroizing::new([0; 8]);
        self.try_fill_bytes(&mut *bytes)?;
        Ok(u64::from_le_bytes(*bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        if fill(bytes).is_err() {
            self.failures = self.failures.checked_add(1).unwrap_or(1);
            bytes.fill(self.failures);
        }
        Ok(())
    }
}

/// One of `choices`, each one equally likely. `invalid_input` if there are none.
pub(crate) fn choose<T>(choices: &[T]) -> Result<&T> {
    let mut system = Watched::default();
    let chosen = choices.choose(&mut system);
    if system.failures > 0 {
        return Err(no_random_bytes());
    }
    chosen.ok_or_else(|| Error::InvalidInput("there is nothing to choose from".into()))
}

/// A fresh UUID, version 4 (RFC 9562 section 5.4), lower case.
pub(crate) fn uuid() -> Result<String> {
    let mut bytes = [0; 16];
    fill(&mut bytes)?;
    let mut text = Uuid::encode_buffer();
    Ok(Builder::from_random_bytes(bytes).into_uuid().hyphenated().encode_lower(&mut text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_is_made() {
        let choices: Vec<usize> = (0..31).collect();
        let mut seen = [false; 31];
        for _ in 0..4000 {
            seen[*choose(&choices).unwrap()] = true;
        }
        assert!(seen.iter().all(|seen| *seen));
        assert_eq!(choose(&[7]), Ok(&7));
        assert_eq!(choose::<u8>(&[]).unwrap_err().code(), "invalid_input");
    }

    #[test]
    fn draws_of_any_length_differ() {
        let mut source = Source::system();
        let mut drawn = Vec::new();
        for length in [16, 24, 24, 32, 16, 513, 500, 24, 512, 16, 17, 2000, 16] {
            let mut bytes = vec![0; length];
            source.fill(&mut bytes).unwrap();
            drawn.extend(bytes.chunks_exact(16).map(<[u8]>::to_vec));
        }
        let count = drawn.len();
        drawn.sort_unstable();
        drawn.dedup();
        assert_eq!((drawn.len(), count), (count, 230));
    }

    #[test]
    fn uuids_are_version_4_and_differ() {
        let one = uuid().unwrap();
        assert_eq!(one.len(), 36);
        assert_eq!(one.as_bytes()[14], b'4');
        assert_ne!(one, uuid().unwrap());
    }
}
