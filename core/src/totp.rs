//! tmp
use crate::{Members, SecretText};
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TotpAlgorithm {
    Sha1,
    Sha256,
    Sha512,
    Unknown(String),
}
impl TotpAlgorithm {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
            Self::Unknown(s) => s,
        }
    }
}
impl From<&str> for TotpAlgorithm {
    fn from(s: &str) -> Self {
        match s {
            "sha1" => Self::Sha1,
            "sha256" => Self::Sha256,
            "sha512" => Self::Sha512,
            _ => Self::Unknown(s.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotpConfig {
    pub secret: SecretText,
    pub algorithm: TotpAlgorithm,
    pub digits: u32,
    pub period: u32,
    pub issuer: Option<SecretText>,
    pub account_name: Option<SecretText>,
    pub unknown: Members,
}
impl TotpConfig {
    pub fn new(secret: impl Into<SecretText>) -> Self {
        Self {
            secret: secret.into(),
            algorithm: TotpAlgorithm::Sha1,
            digits: 6,
            period: 30,
            issuer: None,
            account_name: None,
            unknown: Members::default(),
        }
    }
}
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotpCode {
    pub code: SecretText,
    pub period_start: u64,
    pub period_end: u64,
    pub seconds_remaining: u64,
}
impl TotpConfig {
    pub fn validate(&self) -> crate::Result<()> {
        Ok(())
    }
    pub fn code(&self, _: u64) -> crate::Result<TotpCode> {
        Err(crate::Error::Locked)
    }
    pub fn parse_uri(_: &str) -> crate::Result<Self> {
        Err(crate::Error::Locked)
    }
}
