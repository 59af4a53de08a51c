//! tmp
use crate::Result;
#[derive(Debug)]
pub struct Argon2Params {
    m: u32,
    t: u32,
    p: u32,
}
impl Argon2Params {
    pub const FORMAT_1: Self = Self { m: 65536, t: 3, p: 1 };
}
#[derive(Debug, Default)]
pub struct KdfMemory;
impl KdfMemory {
    pub fn new() -> Self {
        Self
    }
}
pub(crate) fn derive(
    p: &Argon2Params,
    password: &[u8],
    salt: &[u8],
    _: &mut KdfMemory,
    out: &mut [u8; 32],
) -> Result<()> {
    if salt.len() < 8 {
        return Err(crate::Error::InvalidInput("the salt is shorter than 8 bytes".into()));
    }
    let a = argon2::Argon2::new(
        argon2::Algorithm::Argon2id,
        argon2::Version::V0x13,
        argon2::Params::new(p.m, p.t, p.p, Some(32)).unwrap(),
    );
    a.hash_password_into(password, salt, out).map_err(|_| crate::Error::OutOfMemory)
}
