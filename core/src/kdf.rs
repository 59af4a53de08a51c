//! Argon2id, version 1.3 (RFC 9106): from a vault key or recovery code to a master key.
//!
//! [`Argon2Params`] has a floor, so that no data can ask for a key that is cheap to guess, and a
//! ceiling, so that none can ask for work without end. Both are checked before any work is done.
//! [`KdfMemory`] is the memory it works in, for callers that derive more than one key.

mod memory;

use argon2::{Algorithm, Argon2, Params, Version};

pub use self::memory::KdfMemory;
use crate::{Error, Result, stack::wiping_stack};

/// The least memory, 64 MiB: RFC 9106, section 4, the second recommended option.
const MIN_MEMORY_KIB: u32 = 64 * 1024;
/// The most memory, 512 MiB: a phone or a browser tab can still have it.
const MAX_MEMORY_KIB: u32 = 512 * 1024;
/// The fewest passes: the same option of RFC 9106.
const MIN_PASSES: u32 = 3;
/// The most passes: with the most memory, half a minute on a slow machine.
const MAX_PASSES: u32 = 16;
const MIN_LANES: u32 = 1;
const MAX_LANES: u32 = 8;

/// The least salt, in bytes: RFC 9106, section 3.1.
const MIN_SALT: usize = 8;

/// What a derivation costs (RFC 9106, section 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argon2Params {
    /// Memory in KiB, `m`: 65,536 to 524,288 (64 to 512 MiB).
    pub memory_kib: u32,
    /// Passes over the memory, `t`: 3 to 16.
    pub passes: u32,
    /// Lanes, `p`: 1 to 8. They are computed one after the other.
    pub lanes: u32,
}

impl Argon2Params {
    /// Those of every key of format 1 (FORMAT-1.md, "Keys"). They are what they are, wherever the floor is.
    pub const FORMAT_1: Self = Self { memory_kib: 65_536, passes: 3, lanes: 1 };

    /// What a new key should cost.
    pub const DEFAULT: Self = Self { memory_kib: 65_536, passes: 3, lanes: 1 };

    /// Checks the floor and the ceiling.
    ///
    /// # Errors
    /// `weak_parameters` if one is below its floor, else `excessive_work` if one is above its ceiling.
    pub fn check(&self) -> Result<()> {
        let Self { memory_kib, passes, lanes } = *self;
        if memory_kib < MIN_MEMORY_KIB || passes < MIN_PASSES || lanes < MIN_LANES {
            return Err(Error::WeakParameters);
        }
        if memory_kib > MAX_MEMORY_KIB || passes > MAX_PASSES || lanes > MAX_LANES {
            return Err(Error::ExcessiveWork(
                format!(
                    "{memory_kib} KiB, {passes} passes and {lanes} lanes are too much for a key derivation"
                )
                .into(),
            ));
        }
        Ok(())
    }
}

/// Derives a key of 32 bytes from a password and a salt of at least 8 bytes.
///
/// # Errors
/// Those of [`Argon2Params::check`], `invalid_input` for a salt that is too short, and
/// `out_of_memory`. `out` is then as it was.
pub(crate) fn derive(
    params: &Argon2Params,
    password: &[u8],
    salt: &[u8],
    memory: &mut KdfMemory,
    out: &mut [u8; 32],
) -> Result<()> {
    params.check()?;
    derive_unchecked(params, password, salt, memory, out)
}

/// Derives a key of format 1: at the one cost that it has, which a higher floor would not change.
///
/// # Errors
/// `invalid_input` for a salt that is too short, and `out_of_memory`. `out` is then as it was.
pub(crate) fn derive_format_1(
    password: &[u8],
    salt: &[u8],
    memory: &mut KdfMemory,
    out: &mut [u8; 32],
) -> Result<()> {
    derive_unchecked(&Argon2Params::FORMAT_1, password, salt, memory, out)
}

fn derive_unchecked(
    params: &Argon2Params,
    password: &[u8],
    salt: &[u8],
    memory: &mut KdfMemory,
    out: &mut [u8; 32],
) -> Result<()> {
    let params = Params::new(params.memory_kib, params.passes, params.lanes, Some(out.len()));
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.map_err(refused)?);
    hash(&argon2, password, salt, memory, out)
}

/// Hashes with parameters that nobody checked.
fn hash(
    argon2: &Argon2<'_>,
    password: &[u8],
    salt: &[u8],
    memory: &mut KdfMemory,
    out: &mut [u8],
) -> Result<()> {
    if salt.len() < MIN_SALT {
        return Err(Error::InvalidInput("a salt is at least 8 bytes".into()));
    }
    // `argon2` wipes its last block and its hash of the input, but leaves other blocks on the stack.
    wiping_stack(|| {
        memory
            .with_blocks(argon2.params().block_count(), |blocks| {
                argon2.hash_password_into_with_memory(password, salt, out, blocks)
            })?
            .map_err(refused)
    })
}

/// A password or salt of 4 GiB, which is all that `argon2` has left to refuse.
fn refused(_: argon2::Error) -> Error {
    Error::InvalidInput("Argon2id does not take an input of this size".into())
}

#[cfg(test)]
mod tests {
    use argon2::{AssociatedData, ParamsBuilder};
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct File {
        cases: Vec<Case>,
    }

    #[derive(Deserialize)]
    struct Case {
        name: String,
        memory_kib: u32,
        passes: u32,
        lanes: u32,
        password_hex: String,
        salt_hex: String,
        secret_hex: String,
        associated_data_hex: String,
        expect: String,
    }

    fn bytes(hex: &str) -> Vec<u8> {
        base16ct::lower::decode_vec(hex).unwrap()
    }

    #[test]
    fn rfc_9106() {
        let file: File =
            serde_json::from_str(include_str!("../../test-vectors/primitive/rfc9106.json")).unwrap();
        let mut memory = KdfMemory::new();
        for case in &file.cases {
            let secret = bytes(&case.secret_hex);
            let params = ParamsBuilder::new()
                .m_cost(case.memory_kib)
                .t_cost(case.passes)
                .p_cost(case.lanes)
                .data(AssociatedData::new(&bytes(&case.associated_data_hex)).unwrap())
                .build()
                .unwrap();
            let argon2 =
                Argon2::new_with_secret(&secret, Algorithm::Argon2id, Version::V0x13, params).unwrap();
            let mut tag = vec![0; case.expect.len() / 2];
            hash(&argon2, &bytes(&case.password_hex), &bytes(&case.salt_hex), &mut memory, &mut tag).unwrap();
            assert_eq!(base16ct::lower::encode_string(&tag), case.expect, "{}", case.name);
        }
        assert_eq!(file.cases.len(), 1);
    }

    /// What the reference implementation makes of the same input, in memory that is new, used and too
    /// small.
    #[test]
    #[cfg_attr(miri, ignore = "64 MiB are too much for Miri")]
    fn format_1_in_any_memory_slow() {
        let mut used = KdfMemory::new();
        used.with_blocks(1, |_| ()).unwrap();
        for _ in 0..2 {
            let mut key = [0; 32];
            derive_format_1(b"test-password", b"org_test_123", &mut used, &mut key).unwrap();
            assert_eq!(
                base16ct::lower::encode_string(&key),
                "587753d1af9c33e009351ba81ed6b594e82f05fcedf86fe2cb35bad357c94a79"
            );
        }
    }

    /// What every vault of format 1 was made with: a floor or default that rises must not change it, nor forbid it.
    #[test]
    #[cfg_attr(miri, ignore = "it takes too long")]
    fn format_1_depends_on_no_floor() {
        let Argon2Params { memory_kib, passes, lanes } = Argon2Params::FORMAT_1;
        assert_eq!((memory_kib, passes, lanes), (65_536, 3, 1));
        // Below every floor, which the derivation of format 1 does not ask for.
        let weak = Argon2Params { memory_kib: 8, passes: 1, lanes: 1 };
        let mut key = [0; 32];
        let memory = &mut KdfMemory::new();
        assert_eq!(derive(&weak, b"p", b"12345678", memory, &mut key), Err(Error::WeakParameters));
        assert_eq!(derive_unchecked(&weak, b"p", b"12345678", memory, &mut key), Ok(()));
        assert_eq!(Argon2Params::DEFAULT.check(), Ok(()));
    }

    #[test]
    fn the_floor() {
        let good = Argon2Params { memory_kib: 65_536, passes: 3, lanes: 1 };
        assert_eq!(good.check(), Ok(()));
        for weak in [
            Argon2Params { memory_kib: 65_535, ..good },
            Argon2Params { memory_kib: 0, passes: 17, ..good },
            Argon2Params { passes: 2, ..good },
            Argon2Params { lanes: 0, ..good },
        ] {
            assert_eq!(weak.check(), Err(Error::WeakParameters), "{weak:?}");
        }
    }

    #[test]
    fn the_ceiling() {
        let most = Argon2Params { memory_kib: 524_288, passes: 16, lanes: 8 };
        assert_eq!(most.check(), Ok(()));
        for excessive in [
            Argon2Params { memory_kib: 524_289, ..most },
            Argon2Params { memory_kib: u32::MAX, ..most },
            Argon2Params { passes: 17, ..most },
            Argon2Params { lanes: 9, ..most },
        ] {
            assert_eq!(excessive.check().unwrap_err().code(), "excessive_work", "{excessive:?}");
        }
    }

    #[test]
    fn a_refusal_costs_nothing() {
        let good = Argon2Params::FORMAT_1;
        let weak = Argon2Params { passes: 1, ..good };
        let excessive = Argon2Params { lanes: 9, ..good };
        let refusals: [(_, &[u8], _); 3] = [
            (weak, b"org_test_123", "weak_parameters"),
            (excessive, b"org_test_123", "excessive_work"),
            (good, b"1234567", "invalid_input"),
        ];
        for (params, salt, code) in refusals {
            let mut memory = KdfMemory::new();
            let mut key = [7; 32];
            let refused = derive(&params, b"test-password", salt, &mut memory, &mut key);
            assert_eq!(refused.unwrap_err().code(), code);
            assert_eq!(key, [7; 32]);
            assert_eq!(format!("{memory:?}"), format!("{:?}", KdfMemory::new()));
        }
    }
}
