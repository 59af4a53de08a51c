//! Slots: each holds the root key for one vault key or recovery code.

use crate::vault::{
    id::{SlotId, VaultId},
    keys::key::{RootKey, SlotKey},
    keys::seal::{Context, sealed_length},
    objects::reader::Reader,
    rule::Rule,
};
use crate::{Result, kdf::Argon2Params, random::Source};

/// Bytes of a slot's seal, and of a whole slot in a root.
const SEAL: usize = sealed_length(32);
pub(in crate::vault) const SLOT: usize = 16 + 32 + SEAL;

/// The most passes over a KiB that all slots of a root may ask for: 16 GiB.
const MAX_WORK: u64 = 16 << 20;

/// What opens a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opener {
    /// A vault key, whose derivation costs this.
    VaultKey(Argon2Params),
    /// A recovery code.
    RecoveryCode,
}

/// How the key of a slot is derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::vault) struct Parameters {
    pub(in crate::vault) opener: Opener,
    pub(in crate::vault) salt: [u8; 16],
}

impl Parameters {
    /// Those of a new slot: a fresh salt.
    pub(in crate::vault) fn generate(opener: Opener, source: &mut Source) -> Result<Self> {
        Ok(Self { opener, salt: source.array()? })
    }

    pub(in crate::vault) fn encode(&self) -> [u8; 32] {
        let (kind, [m, t, p]) = match self.opener {
            Opener::VaultKey(cost) => (1, [cost.memory_kib, cost.passes, cost.lanes]),
            Opener::RecoveryCode => (2, [0; 3]),
        };
        let mut bytes = [0; 32];
        let fields = [[kind, 0, 0, 0], m.to_be_bytes(), t.to_be_bytes(), p.to_be_bytes()];
        for (byte, field) in bytes.iter_mut().zip(fields.as_flattened().iter().chain(&self.salt)) {
            *byte = *field;
        }
        bytes
    }

    /// Reads the parameters, and does not say that they are acceptable: [`check`] does.
    pub(in crate::vault) fn decode(bytes: &[u8; 32]) -> Result<Self> {
        let mut reader = Reader::new(bytes, Rule::Kdf2);
        let kind = reader.u8()?;
        let reserved: [u8; 3] = reader.array()?;
        let (memory_kib, passes, lanes) = (reader.u32()?, reader.u32()?, reader.u32()?);
        let opener = match kind {
            1 => Opener::VaultKey(Argon2Params { memory_kib, passes, lanes }),
            2 => Opener::RecoveryCode,
            _ => return Err(Rule::Kdf1.error()),
        };
        let costs_nothing = (memory_kib, passes, lanes) == (0, 0, 0);
        if reserved != [0; 3] || (opener == Opener::RecoveryCode && !costs_nothing) {
            return Err(Rule::Kdf2.error());
        }
        Ok(Self { opener, salt: reader.array()? })
    }
}

/// The root key, sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::vault) struct Slot {
    pub(in crate::vault) id: SlotId,
    pub(in crate::vault) parameters: Parameters,
    sealed: [u8; SEAL],
}

impl Slot {
    /// A new slot of a root key, with a fresh id.
    pub(in crate::vault) fn seal(
        parameters: Parameters,
        key: &SlotKey,
        root: &RootKey,
        source: &mut Source,
    ) -> Result<Self> {
        let id = SlotId::generate(source)?;
        let context = Context::slot(root.vault(), &id, root.epoch(), &parameters.encode());
        let sealed = key.seal(&context, root, source)?;
        let sealed = sealed.first_chunk().copied().ok_or_else(|| Rule::Seal2.error())?;
        Ok(Self { id, parameters, sealed })
    }

    /// Opens the slot: `corrupt` if this is not its key.
    pub(in crate::vault) fn open(&self, key: &SlotKey, vault: &VaultId, epoch: u64) -> Result<RootKey> {
        let context = Context::slot(vault, &self.id, epoch, &self.parameters.encode());
        RootKey::from_slot(*vault, epoch, key.open(&context, &self.sealed)?.expose())
    }

    pub(in crate::vault) fn is_for_vault_key(&self) -> bool {
        self.parameters.opener != Opener::RecoveryCode
    }

    pub(in crate::vault) fn encode(&self, into: &mut Vec<u8>) {
        into.extend_from_slice(self.id.as_bytes());
        into.extend_from_slice(&self.parameters.encode());
        into.extend_from_slice(&self.sealed);
    }

    pub(in crate::vault) fn decode(reader: &mut Reader<'_>) -> Result<Self> {
        let id = SlotId::from_bytes(reader.array()?);
        let parameters = Parameters::decode(&reader.array()?)?;
        Ok(Self { id, parameters, sealed: reader.array()? })
    }
}

/// Checks what all slots together ask for (KDF-3, KDF-4), before anything is derived.
pub(in crate::vault) fn check(slots: &[Slot]) -> Result<()> {
    check_parameters(slots.iter().map(|slot| &slot.parameters))
}

/// Checks what slots with these parameters ask for.
pub(in crate::vault) fn check_parameters<'p>(
    all: impl Iterator<Item = &'p Parameters> + Clone,
) -> Result<()> {
    let costs = || {
        all.clone().filter_map(|parameters| match parameters.opener {
            Opener::VaultKey(cost) => Some(cost),
            Opener::RecoveryCode => None,
        })
    };
    if costs().any(|cost| cost.check() == Err(Rule::Kdf3.error())) {
        return Err(Rule::Kdf3.error());
    }
    let work = |cost: Argon2Params| u64::from(cost.memory_kib).saturating_mul(cost.passes.into());
    let total = costs().map(work).fold(0, u64::saturating_add);
    if total > MAX_WORK || costs().any(|cost| cost.check().is_err()) {
        return Err(Rule::Kdf4.error());
    }
    Ok(())
}
