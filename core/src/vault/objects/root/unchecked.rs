//! [`UncheckedRoot`]: a root from storage, of which nothing is trusted yet.

use super::{
    DIGEST, FIXED, IDENTITY, MAC, MAGIC, MAX_IDENTITIES, MAX_ROOT, MAX_SLOTS, MAX_WRITERS, MIN_ROOT, Root,
    SUITE, State, length,
};
use crate::{
    Error, Result,
    kdf::KdfMemory,
    vault::{
        AgentToken, RecoveryCode,
        id::{Digest, IdentityId, VaultId, WriterId},
        keys::key::{RootKey, SlotKey},
        keys::vault_key,
        objects::page::MAX_BITS,
        objects::reader::Reader,
        objects::slot::{self, Opener, Slot},
        read::locked::SlotKeyHandle,
        rule::Rule,
    },
};

/// A root that nothing vouches for.
///
/// It tells which vault it says it is, and opens its slots, which a wrong root cannot make use of. Its lists
/// come out only through [`authenticate`](Self::authenticate) and
/// [`authenticate_for_agent`](Self::authenticate_for_agent).
#[derive(Debug, Clone)]
pub(in crate::vault) struct UncheckedRoot {
    /// The lists of writers, identities and pages are still empty.
    beginning: State,
    counts: Counts,
    bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct Counts {
    slots: usize,
    writers: usize,
    identities: usize,
    pages: usize,
}

impl UncheckedRoot {
    /// Takes apart what is used before authentication, and checks that of it (FORMAT-2.md, "Opening", 1).
    pub(in crate::vault) fn parse(bytes: Vec<u8>) -> Result<Self> {
        if !(MIN_ROOT..=MAX_ROOT).contains(&bytes.len()) {
            return Err(Rule::Root1.error());
        }
        let mut reader = Reader::new(&bytes, Rule::Root1);
        reader.magic(MAGIC)?;
        if reader.u16()? != SUITE {
            return Err(Rule::Root2.error());
        }
        let slots = usize::from(reader.u8()?);
        let bits = u32::from(reader.u8()?);
        let (writers, identities) = (usize::from(reader.u16()?), usize::from(reader.u16()?));
        let fits = (1..=MAX_SLOTS).contains(&slots)
            && bits <= MAX_BITS
            && (1..=MAX_WRITERS).contains(&writers)
            && identities <= MAX_IDENTITIES;
        let pages = 1_usize.checked_shl(bits).filter(|_| fits).ok_or_else(|| Rule::Root3.error())?;
        let counts = Counts { slots, writers, identities, pages };
        if length(slots, writers, identities, pages) != Some(bytes.len()) {
            return Err(Rule::Root1.error());
        }
        let mut beginning = State {
            vault: VaultId::from_bytes(reader.array()?),
            epoch: reader.u64()?,
            seq: reader.u64()?,
            floor: reader.u64()?,
            previous: Digest::from_bytes(reader.array()?),
            slots: Vec::new(),
            writers: Vec::new(),
            identities: Vec::new(),
            pages: Vec::new(),
        };
        beginning.slots = (0..slots).map(|_| Slot::decode(&mut reader)).collect::<Result<_>>()?;
        beginning.check_beginning()?;
        Ok(Self { beginning, counts, bytes })
    }

    /// The vault that it says it is.
    pub(in crate::vault) fn vault(&self) -> &VaultId {
        &self.beginning.vault
    }

    /// The number that it says it has.
    pub(in crate::vault) fn seq(&self) -> u64 {
        self.beginning.seq
    }

    /// The epoch that it says it has: who holds the root key of another one need not try.
    pub(in crate::vault) fn epoch(&self) -> u64 {
        self.beginning.epoch
    }

    /// Fails with OPEN-2 unless it says that it is this vault.
    pub(in crate::vault) fn expect_vault(self, vault: &VaultId) -> Result<Self> {
        if self.vault() == vault { Ok(self) } else { Err(Rule::Open2.error()) }
    }

    /// Opens a slot with a vault key: one Argon2id for each slot that is tried. The parameters of all slots
    /// are checked before.
    pub(in crate::vault) fn open_with_vault_key(
        &self,
        vault_key: &[u8],
        memory: &mut KdfMemory,
    ) -> Result<(SlotKeyHandle, RootKey)> {
        self.open_slot(|slot| vault_key::slot_key(vault_key, &slot.parameters, memory))
    }

    /// Opens a slot with a recovery code.
    pub(in crate::vault) fn open_with_code(&self, code: &RecoveryCode) -> Result<RootKey> {
        self.open_slot(|slot| match slot.parameters.opener {
            Opener::RecoveryCode => code.slot_key(&slot.parameters.salt).map(Some),
            Opener::VaultKey(_) => Ok(None),
        })
        .map(|(_, key)| key)
    }

    /// Opens a slot with a key that was derived before.
    pub(in crate::vault) fn open_with_slot_key(&self, handle: &SlotKeyHandle) -> Result<RootKey> {
        self.open_slot(|slot| Ok((slot.id == handle.slot).then(|| handle.key.clone()))).map(|(_, key)| key)
    }

    fn open_slot(
        &self,
        mut key: impl FnMut(&Slot) -> Result<Option<SlotKey>>,
    ) -> Result<(SlotKeyHandle, RootKey)> {
        let State { vault, epoch, slots, .. } = &self.beginning;
        slot::check(slots)?;
        for slot in slots {
            let Some(key) = key(slot)? else { continue };
            match slot.open(&key, vault, *epoch) {
                Err(Error::Corrupt) => {}
                opened => return opened.map(|root| (SlotKeyHandle { slot: slot.id, key }, root)),
            }
        }
        Err(Rule::Open4.error())
    }

    /// The root, if the owner's MAC vouches for it.
    pub(in crate::vault) fn authenticate(self, key: &RootKey) -> Result<Root> {
        let root = self.expect_vault(key.vault())?;
        if root.beginning.epoch > key.epoch() {
            return Err(Rule::Open8.error());
        }
        if root.beginning.epoch < key.epoch() {
            return Err(Rule::Dev1.error());
        }
        root.verify(0, |digest, mac| key.mac_key()?.verify(digest, mac))
    }

    /// The root, if the MAC for this agent vouches for it.
    pub(in crate::vault) fn authenticate_for_agent(self, token: &AgentToken) -> Result<Root> {
        let root = self.expect_vault(&token.vault_id())?;
        let place = root.place_of(&token.identity_id())?.ok_or_else(|| Rule::Open6.error())?;
        if root.beginning.epoch > token.key().epoch() {
            return Err(Rule::Open7.error());
        }
        if root.beginning.epoch < token.key().epoch() {
            return Err(Rule::Dev5.error());
        }
        // The owner's MAC comes first.
        root.verify(place.saturating_add(1), |digest, mac| token.key().mac_key()?.verify(digest, mac))
    }

    /// A root as anybody else sees it.
    pub(in crate::vault) fn of(root: Root) -> Self {
        let Root { mut state, bytes, .. } = root;
        let counts = Counts {
            slots: state.slots.len(),
            writers: state.writers.len(),
            identities: state.identities.len(),
            pages: state.pages.len(),
        };
        state.writers.clear();
        state.identities.clear();
        state.pages.clear();
        Self { beginning: state, counts, bytes }
    }

    /// The root, which this device authenticated before and kept where nobody else writes.
    pub(in crate::vault) fn trust_own_memory(self) -> Result<Root> {
        self.verify(0, |_, _| Ok(()))
    }

    fn reader_at(&self, start: usize) -> Result<Reader<'_>> {
        let mut reader = Reader::new(&self.bytes, Rule::Root1);
        reader.bytes(start)?;
        Ok(reader)
    }

    /// Where the writers begin.
    fn lists(&self) -> usize {
        self.counts.slots.saturating_mul(slot::SLOT).saturating_add(FIXED)
    }

    /// The place of an identity in a list that nothing vouches for yet: it only says which MAC is meant.
    fn place_of(&self, identity: &IdentityId) -> Result<Option<usize>> {
        let mut reader = self.reader_at(self.lists())?;
        reader.bytes(self.counts.writers.saturating_mul(super::WRITER))?;
        let entries = reader.bytes(self.counts.identities.saturating_mul(IDENTITY))?;
        Ok(entries.chunks_exact(IDENTITY).position(|entry| entry.starts_with(identity.as_bytes())))
    }

    /// Checks one of the MACs, and only then the lists.
    fn verify(self, mac: usize, check: impl FnOnce(&Digest, &[u8; MAC]) -> Result<()>) -> Result<Root> {
        let macs = self.counts.identities.saturating_add(1).saturating_mul(MAC);
        let mut reader = Reader::new(&self.bytes, Rule::Root1);
        let signed = reader.bytes(self.bytes.len().saturating_sub(macs))?;
        let digest = Digest::of(signed);
        reader.bytes(mac.saturating_mul(MAC))?;
        check(&digest, &reader.array()?)?;
        let state = self.read_lists()?;
        state.check_lists()?;
        Ok(Root { state, digest, bytes: self.bytes })
    }

    fn read_lists(&self) -> Result<State> {
        let Counts { writers, identities, pages, .. } = self.counts;
        let mut reader = self.reader_at(self.lists())?;
        let mut state = self.beginning.clone();
        state.writers = (0..writers)
            .map(|_| Ok((WriterId::from_bytes(reader.array()?), reader.counter()?)))
            .collect::<Result<_>>()?;
        state.identities = (0..identities)
            .map(|_| Ok((IdentityId::from_bytes(reader.array()?), Digest::from_bytes(reader.array()?))))
            .collect::<Result<_>>()?;
        let digests = reader.bytes(pages.saturating_mul(DIGEST))?;
        state.pages = digests.as_chunks().0.iter().map(|digest| Digest::from_bytes(*digest)).collect();
        Ok(state)
    }
}
