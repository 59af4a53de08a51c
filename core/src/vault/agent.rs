//! [`Agent`]: a vault as far as one agent may read it.

use super::{AgentToken, DeviceMemory, Listing, Objects, OpenedSecret, SecretId, Step, root::Root};
use crate::{Result, SecretText, totp::TotpCode};

/// A vault that an agent has opened with its token: it reads what was granted, and nothing else.
#[derive(Debug, Clone)]
pub struct Agent {
    root: Root,
    token: AgentToken,
    device: DeviceMemory,
}

impl Agent {
    /// Opens a root as an agent. No Argon2id.
    ///
    /// # Errors
    /// Those of FORMAT-2.md, "Opening".
    pub fn open(root: Vec<u8>, token: &AgentToken, device: Option<DeviceMemory>) -> Result<Self> {
        todo!()
    }

    /// What this device has to remember from now on.
    #[must_use]
    pub fn device_memory(&self) -> &DeviceMemory {
        &self.device
    }

    /// Opens a newer root.
    ///
    /// # Errors
    /// Those of [`open`](Self::open).
    pub fn refresh(&self, root: Vec<u8>) -> Result<Self> {
        todo!()
    }

    /// The secrets that it may read.
    ///
    /// # Errors
    /// `access_denied` if it is paused, and those of its grants.
    pub fn list(&self, objects: &Objects) -> Result<Step<Listing>> {
        todo!()
    }

    /// Opens a secret.
    ///
    /// # Errors
    /// `not_found` also for what is not granted, `access_denied` if it is paused.
    pub fn get(&self, id: SecretId, objects: &Objects) -> Result<Step<OpenedSecret>> {
        todo!()
    }

    /// The TOTP code of a login at a Unix time in seconds.
    ///
    /// # Errors
    /// Those of [`get`](Self::get) and of [`Vault::totp`](super::Vault::totp).
    pub fn totp(&self, id: SecretId, unix_seconds: u64, objects: &Objects) -> Result<Step<TotpCode>> {
        todo!()
    }
}
