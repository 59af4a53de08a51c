//! The tree of keys (FORMAT-2.md, "Keys"). Each key is a type of its own with the one thing it is for, and
//! knows the vault and epoch that it belongs to, so that no seal can get another context.

mod parent;

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use self::parent::ParentKey;
use crate::vault::{
    id::{Digest, IdentityId, KeyId, SecretId, VaultId},
    keys::seal::{Context, SealKey},
    objects::padding::{self, Padded},
    rule::Rule,
};
use crate::{Error, Result, SecretBytes, random::Source, secret::SecretKey, stack::wiping_stack};

/// The most bytes of padded meta, payload and grants.
pub(in crate::vault) const MAX_META: usize = 64 << 10;
pub(in crate::vault) const MAX_PAYLOAD: usize = 1 << 20;
pub(in crate::vault) const MAX_GRANTS: usize = 8 << 20;

const NO_ID: [u8; 16] = [0; 16];

/// What HKDF and HMAC say to lengths that are fixed here.
fn refused() -> Error {
    Error::InvalidInput("this key has a wrong length".into())
}

/// The root key of an epoch: who has it owns the vault until the next `rotate`.
#[derive(Clone)]
pub(in crate::vault) struct RootKey {
    key: ParentKey,
    vault: VaultId,
    epoch: u64,
}

impl RootKey {
    pub(in crate::vault) fn generate(vault: VaultId, epoch: u64, source: &mut Source) -> Result<Self> {
        let key = ParentKey::new(SecretKey::init_with(|key| source.fill(key))?)?;
        Ok(Self { key, vault, epoch })
    }

    /// What a slot held.
    pub(in crate::vault) fn from_slot(vault: VaultId, epoch: u64, bytes: &[u8]) -> Result<Self> {
        Ok(Self { key: ParentKey::new(SecretKey::from_slice(bytes)?)?, vault, epoch })
    }

    /// For a slot to hold.
    pub(in crate::vault) fn expose(&self) -> &[u8; 32] {
        self.key.expose()
    }

    pub(in crate::vault) fn vault(&self) -> &VaultId {
        &self.vault
    }

    pub(in crate::vault) fn epoch(&self) -> u64 {
        self.epoch
    }

    /// What the owner signs roots with.
    pub(in crate::vault) fn mac_key(&self) -> Result<OwnerMacKey> {
        self.key.expand("root-mac", &self.vault, &NO_ID, &NO_ID).map(OwnerMacKey)
    }

    /// What seals the records of one secret, as long as they have this key id.
    pub(in crate::vault) fn data_key(&self, secret: SecretId, key_id: &KeyId) -> Result<DataKey> {
        let key = self.key.expand("secret", &self.vault, secret.as_bytes(), key_id.as_bytes())?;
        Ok(DataKey { key, vault: self.vault, epoch: self.epoch, secret })
    }

    /// What an agent is given.
    pub(in crate::vault) fn identity_key(&self, identity: IdentityId) -> Result<IdentityKey> {
        let key = self.key.expand("identity", &self.vault, identity.as_bytes(), &NO_ID)?;
        let key = ParentKey::new(key)?;
        Ok(IdentityKey { key, vault: self.vault, epoch: self.epoch, identity })
    }
}

/// The key of an agent, which its token carries.
#[derive(Clone)]
pub(in crate::vault) struct IdentityKey {
    key: ParentKey,
    vault: VaultId,
    epoch: u64,
    identity: IdentityId,
}

impl IdentityKey {
    /// What a token held.
    pub(in crate::vault) fn from_token(
        vault: VaultId,
        identity: IdentityId,
        epoch: u64,
        bytes: &[u8],
    ) -> Result<Self> {
        Ok(Self { key: ParentKey::new(SecretKey::from_slice(bytes)?)?, vault, epoch, identity })
    }

    /// For a token to hold.
    pub(in crate::vault) fn expose(&self) -> &[u8; 32] {
        self.key.expose()
    }

    pub(in crate::vault) fn vault(&self) -> &VaultId {
        &self.vault
    }

    pub(in crate::vault) fn identity(&self) -> &IdentityId {
        &self.identity
    }

    pub(in crate::vault) fn epoch(&self) -> u64 {
        self.epoch
    }

    /// What the owner signs roots with for this agent.
    pub(in crate::vault) fn mac_key(&self) -> Result<AgentMacKey> {
        self.key.expand("root-mac", &self.vault, self.identity.as_bytes(), &NO_ID).map(AgentMacKey)
    }

    /// What seals this agent's grants.
    pub(in crate::vault) fn grants_key(&self) -> Result<GrantsKey> {
        let key = self.key.expand("grants", &self.vault, self.identity.as_bytes(), &NO_ID)?;
        Ok(GrantsKey { key, vault: self.vault, epoch: self.epoch, identity: self.identity })
    }
}

/// Signs roots for the owner, and nothing else.
#[derive(Clone)]
pub(in crate::vault) struct OwnerMacKey(SecretKey);

/// Signs roots for one agent, and nothing else.
#[derive(Clone)]
pub(in crate::vault) struct AgentMacKey(SecretKey);

/// The MAC of a root digest.
macro_rules! signs {
    ($key:ident) => {
        impl $key {
            pub(in crate::vault) fn mac(&self, root: &Digest) -> Result<[u8; 32]> {
                wiping_stack(|| Ok(mac(&self.0, root)?.finalize().into_bytes().into()))
            }

            /// Fails with OPEN-5 unless `tag` is the MAC of the root; takes the same time for every tag.
            pub(in crate::vault) fn verify(&self, root: &Digest, tag: &[u8; 32]) -> Result<()> {
                wiping_stack(|| mac(&self.0, root)?.verify_slice(tag).map_err(|_| Rule::Open5.error()))
            }
        }
    };
}

signs!(OwnerMacKey);
signs!(AgentMacKey);

fn mac(key: &SecretKey, root: &Digest) -> Result<Hmac<Sha256>> {
    let mac = Hmac::<Sha256>::new_from_slice(key.expose()).map_err(|_| refused())?;
    Ok(mac.chain_update(root.as_bytes()))
}

/// Seals metas and payloads of one secret, and nothing else.
#[derive(Clone)]
pub(in crate::vault) struct DataKey {
    key: SecretKey,
    vault: VaultId,
    epoch: u64,
    secret: SecretId,
}

impl DataKey {
    /// What grants held.
    pub(in crate::vault) fn from_grants(grants: &GrantsKey, secret: SecretId, bytes: &[u8]) -> Result<Self> {
        Ok(Self { key: SecretKey::from_slice(bytes)?, vault: grants.vault, epoch: grants.epoch, secret })
    }

    /// For grants to hold.
    pub(in crate::vault) fn expose(&self) -> &[u8; 32] {
        self.key.expose()
    }

    pub(in crate::vault) fn vault(&self) -> &VaultId {
        &self.vault
    }

    pub(in crate::vault) fn secret(&self) -> &SecretId {
        &self.secret
    }

    /// For both seals of a record.
    pub(in crate::vault) fn ready(&self) -> Result<RecordKey<'_>> {
        Ok(RecordKey { key: self, seals: SealKey::new(&self.key)? })
    }
}

/// A data key that is ready to seal and open a record.
pub(in crate::vault) struct RecordKey<'k> {
    key: &'k DataKey,
    seals: SealKey,
}

impl RecordKey<'_> {
    pub(in crate::vault) fn seal_meta(
        &self,
        revision: u64,
        json: &[u8],
        source: &mut Source,
    ) -> Result<Vec<u8>> {
        self.seals.seal(&self.meta(revision), padding::pad(&[json], MAX_META)?.expose(), source)
    }

    pub(in crate::vault) fn open_meta(&self, revision: u64, sealed: &[u8]) -> Result<Padded> {
        Padded::parse(self.seals.open(&self.meta(revision), sealed)?, MAX_META)
    }

    pub(in crate::vault) fn seal_payload(
        &self,
        revision: u64,
        json: &[u8],
        source: &mut Source,
    ) -> Result<Vec<u8>> {
        self.seals.seal(&self.payload(revision), padding::pad(&[json], MAX_PAYLOAD)?.expose(), source)
    }

    pub(in crate::vault) fn open_payload(&self, revision: u64, sealed: &[u8]) -> Result<Padded> {
        Padded::parse(self.seals.open(&self.payload(revision), sealed)?, MAX_PAYLOAD)
    }

    fn meta(&self, revision: u64) -> Context {
        Context::meta(&self.key.vault, &self.key.secret, self.key.epoch, revision)
    }

    fn payload(&self, revision: u64) -> Context {
        Context::payload(&self.key.vault, &self.key.secret, self.key.epoch, revision)
    }
}

/// Seals the grants of one agent, and nothing else.
#[derive(Clone)]
pub(in crate::vault) struct GrantsKey {
    key: SecretKey,
    vault: VaultId,
    epoch: u64,
    identity: IdentityId,
}

impl GrantsKey {
    pub(in crate::vault) fn vault(&self) -> &VaultId {
        &self.vault
    }

    pub(in crate::vault) fn identity(&self) -> &IdentityId {
        &self.identity
    }

    #[cfg(test)]
    pub(in crate::vault) fn expose(&self) -> &[u8; 32] {
        self.key.expose()
    }

    pub(in crate::vault) fn seal(&self, parts: &[&[u8]], source: &mut Source) -> Result<Vec<u8>> {
        let context = Context::grants(&self.vault, &self.identity, self.epoch);
        SealKey::new(&self.key)?.seal(&context, padding::pad(parts, MAX_GRANTS)?.expose(), source)
    }

    pub(in crate::vault) fn open(&self, sealed: &[u8]) -> Result<Padded> {
        let context = Context::grants(&self.vault, &self.identity, self.epoch);
        Padded::parse(SealKey::new(&self.key)?.open(&context, sealed)?, MAX_GRANTS)
    }
}

/// What a vault key or recovery code becomes: it opens and makes one slot, and nothing else.
#[derive(Clone)]
pub(in crate::vault) struct SlotKey(SecretKey);

impl SlotKey {
    /// A key that is derived where it will stay.
    pub(in crate::vault) fn derive(fill: impl FnOnce(&mut [u8; 32]) -> Result<()>) -> Result<Self> {
        SecretKey::init_with(fill).map(Self)
    }

    pub(in crate::vault) fn seal(
        &self,
        context: &Context,
        root: &RootKey,
        source: &mut Source,
    ) -> Result<Vec<u8>> {
        SealKey::new(&self.0)?.seal(context, root.expose(), source)
    }

    pub(in crate::vault) fn open(&self, context: &Context, sealed: &[u8]) -> Result<SecretBytes> {
        SealKey::new(&self.0)?.open(context, sealed)
    }

    #[cfg(test)]
    pub(in crate::vault) fn expose(&self) -> &[u8; 32] {
        self.0.expose()
    }
}

/// No printed form shows a key.
macro_rules! redacted {
    ($($key:ident),+) => {
        $(impl fmt::Debug for $key {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("[secret]")
            }
        })+
    };
}

redacted!(RootKey, IdentityKey, OwnerMacKey, AgentMacKey, DataKey, GrantsKey, SlotKey);
