//! [`Recovery`]: a vault that was opened with a recovery code.

use crate::vault::{
    Checkpoint, Commit, DamagedObject, DeviceMemory, Identities, Listing, LockedVault, Objects, OpenedSecret,
    RecoveryCode, Rotation, SecretId, SecretInfo, Step, Vault, VaultId,
};
use crate::{Result, kdf::KdfMemory, totp::TotpCode};

/// A vault that was opened with a recovery code: it can be read and rotated, and nothing else. Using a code is
/// a rotation, which gives the vault another vault key and four other codes (CODE-3).
#[derive(Debug)]
pub struct Recovery(pub(in crate::vault) Vault);

impl LockedVault {
    /// Opens the vault with a recovery code. No Argon2id.
    ///
    /// # Errors
    /// Those of [`unlock`](Self::unlock).
    pub fn recover(&self, code: &RecoveryCode) -> Result<Recovery> {
        let key = self.root.open_with_code(code)?;
        self.open(&key, None).map(Recovery)
    }
}

/// Each is the method of [`Vault`] that has its name.
macro_rules! reads {
    ($($method:ident($($argument:ident: $type:ty),*) -> $result:ty;)+) => {
        $(
            #[doc = concat!("[`Vault::", stringify!($method), "`].")]
            ///
            /// # Errors
            #[doc = concat!("Those of [`Vault::", stringify!($method), "`].")]
            pub fn $method(&self, $($argument: $type,)* objects: &Objects) -> Result<Step<$result>> {
                self.0.$method($($argument,)* objects)
            }
        )+
    };
}

impl Recovery {
    reads! {
        list() -> Listing;
        find(name_or_id: &str) -> SecretId;
        open(id: SecretId) -> OpenedSecret;
        open_revision(id: SecretId, revision: u64) -> OpenedSecret;
        history(id: SecretId) -> Vec<SecretInfo>;
        totp_code(id: SecretId, unix_seconds: u64) -> TotpCode;
        identities() -> Identities;
        verify() -> Vec<DamagedObject>;
    }

    /// [`Vault::id`].
    #[must_use]
    pub fn id(&self) -> VaultId {
        self.0.id()
    }

    /// [`Vault::checkpoint`].
    #[must_use]
    pub fn checkpoint(&self) -> Checkpoint {
        self.0.checkpoint()
    }

    /// [`Vault::device_memory`].
    #[must_use]
    pub fn device_memory(&self) -> &DeviceMemory {
        self.0.device_memory()
    }

    /// [`Vault::refresh`].
    ///
    /// # Errors
    /// Those of [`Vault::refresh`].
    pub fn refresh(&self, root: Vec<u8>) -> Result<Self> {
        self.0.refresh(root).map(Self)
    }

    /// [`Vault::lock`].
    #[must_use]
    pub fn lock(self) -> LockedVault {
        self.0.lock()
    }

    /// [`Vault::rotate`].
    ///
    /// # Errors
    /// Those of [`Vault::rotate`].
    pub fn rotate(
        &mut self,
        rotation: &Rotation<'_>,
        objects: &Objects,
        memory: &mut KdfMemory,
        now: i64,
    ) -> Result<Step<Commit>> {
        self.0.rotate(rotation, objects, memory, now)
    }
}
