//! The root: the one mutable object of a vault, and the top of its tree of digests.
//!
//! [`UncheckedRoot`] is what storage gave: it shows only what has to be used before anything can be
//! authenticated. [`Root`] is one that a MAC vouches for, and [`State`] what it says.

mod unchecked;

pub(in crate::vault) use unchecked::UncheckedRoot;

use crate::vault::{
    device::checkpoint::Checkpoint,
    id::{Digest, IdentityId, VaultId, WriterId},
    keys::key::RootKey,
    objects::page::MAX_BITS,
    objects::reader::{COUNTER_END, ascends},
    objects::slot::{SLOT, Slot},
    rule::Rule,
};
use crate::{Error, Result};

/// What every root begins with.
pub(in crate::vault) const MAGIC: &[u8; 8] = b"INKSEAL2";
/// The only suite.
pub(in crate::vault) const SUITE: u16 = 1;
/// Bytes before the slots.
const FIXED: usize = 88;
const WRITER: usize = 24;
const IDENTITY: usize = 48;
const DIGEST: usize = 32;
const MAC: usize = 32;
const MAX_SLOTS: usize = 16;
const MAX_VAULT_KEYS: usize = 4;
pub(in crate::vault) const MAX_WRITERS: usize = 64;
pub(in crate::vault) const MAX_IDENTITIES: usize = 4096;
/// The least and the most bytes of a root.
const MIN_ROOT: usize = 328;
pub(in crate::vault) const MAX_ROOT: usize = 364_536;

/// What a root says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::vault) struct State {
    pub(in crate::vault) vault: VaultId,
    /// How often the root key was rotated, from 1.
    pub(in crate::vault) epoch: u64,
    /// The number of the commit, from 1.
    pub(in crate::vault) seq: u64,
    /// The greatest seq of a writer that is no longer in the list.
    pub(in crate::vault) floor: u64,
    /// The digest of the root that this one replaced.
    pub(in crate::vault) previous: Digest,
    /// Ascending by id.
    pub(in crate::vault) slots: Vec<Slot>,
    /// Each with the seq of its last commit, ascending by id.
    pub(in crate::vault) writers: Vec<(WriterId, u64)>,
    /// Each with the digest of its grants, ascending by id.
    pub(in crate::vault) identities: Vec<(IdentityId, Digest)>,
    /// A power of two of digests.
    pub(in crate::vault) pages: Vec<Digest>,
}

impl State {
    /// The root of this state, signed for the owner and for every identity.
    pub(in crate::vault) fn sign(self, key: &RootKey) -> Result<Root> {
        if (key.vault(), key.epoch()) != (&self.vault, self.epoch) {
            return Err(Error::InvalidInput("the root key is of another vault or epoch".into()));
        }
        self.check_counts()?;
        self.check_beginning()?;
        self.check_lists()?;
        let mut bytes = self.encode()?;
        let digest = Digest::of(&bytes);
        bytes.extend_from_slice(&key.mac_key()?.mac(&digest)?);
        for (identity, _) in &self.identities {
            bytes.extend_from_slice(&key.identity_key(*identity)?.mac_key()?.mac(&digest)?);
        }
        Ok(Root { state: self, digest, bytes })
    }

    /// How many bits of an id say in which page it is.
    pub(in crate::vault) fn page_bits(&self) -> u32 {
        self.pages.len().checked_ilog2().unwrap_or_default()
    }

    /// The digest of an identity's grants.
    pub(in crate::vault) fn grants_of(&self, identity: &IdentityId) -> Option<&Digest> {
        let index = self.identities.binary_search_by_key(identity, |(id, _)| *id).ok()?;
        self.identities.get(index).map(|(_, digest)| digest)
    }

    /// The seq of a writer's last commit.
    pub(in crate::vault) fn last_commit(&self, writer: &WriterId) -> Option<u64> {
        self.writers.iter().find(|(id, _)| id == writer).map(|(_, seq)| *seq)
    }

    /// Everything before the MACs.
    pub(in crate::vault) fn encode(&self) -> Result<Vec<u8>> {
        let count = |list: usize| u16::try_from(list).map_err(|_| Rule::Root3.error());
        let mut bytes = Vec::with_capacity(MAX_ROOT.min(self.length().unwrap_or_default()));
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&SUITE.to_be_bytes());
        bytes.push(u8::try_from(self.slots.len()).map_err(|_| Rule::Root3.error())?);
        bytes.push(u8::try_from(self.page_bits()).map_err(|_| Rule::Root3.error())?);
        bytes.extend_from_slice(&count(self.writers.len())?.to_be_bytes());
        bytes.extend_from_slice(&count(self.identities.len())?.to_be_bytes());
        bytes.extend_from_slice(self.vault.as_bytes());
        for counter in [self.epoch, self.seq, self.floor] {
            bytes.extend_from_slice(&counter.to_be_bytes());
        }
        bytes.extend_from_slice(self.previous.as_bytes());
        for slot in &self.slots {
            slot.encode(&mut bytes);
        }
        for (writer, seq) in &self.writers {
            bytes.extend_from_slice(writer.as_bytes());
            bytes.extend_from_slice(&seq.to_be_bytes());
        }
        for (identity, grants) in &self.identities {
            bytes.extend_from_slice(identity.as_bytes());
            bytes.extend_from_slice(grants.as_bytes());
        }
        for page in &self.pages {
            bytes.extend_from_slice(page.as_bytes());
        }
        Ok(bytes)
    }

    fn length(&self) -> Option<usize> {
        length(self.slots.len(), self.writers.len(), self.identities.len(), self.pages.len())
    }

    /// ROOT-3.
    fn check_counts(&self) -> Result<()> {
        let fits = (1..=MAX_SLOTS).contains(&self.slots.len())
            && (1..=MAX_WRITERS).contains(&self.writers.len())
            && self.identities.len() <= MAX_IDENTITIES
            && self.pages.len().is_power_of_two()
            && self.page_bits() <= MAX_BITS;
        if fits { Ok(()) } else { Err(Rule::Root3.error()) }
    }

    /// What is used before the root is authenticated: BYTE-2, ROOT-4 to ROOT-7.
    fn check_beginning(&self) -> Result<()> {
        let counters = [self.epoch, self.seq, self.floor.saturating_add(1)];
        if !counters.iter().all(|counter| (1..COUNTER_END).contains(counter)) {
            return Err(Rule::Byte2.error());
        }
        let for_vault_keys = self.slots.iter().filter(|slot| slot.is_for_vault_key()).count();
        if !(1..=MAX_VAULT_KEYS).contains(&for_vault_keys) {
            return Err(Rule::Root4.error());
        }
        if !ascends(self.slots.iter().map(|slot| slot.id)) {
            return Err(Rule::Root5.error());
        }
        if self.epoch > self.seq || self.floor >= self.seq {
            return Err(Rule::Root6.error());
        }
        if (self.seq == 1) != self.previous.is_none() {
            return Err(Rule::Root7.error());
        }
        Ok(())
    }

    /// The lists that are trusted only after that: ROOT-8 to ROOT-10.
    fn check_lists(&self) -> Result<()> {
        if !ascends(self.writers.iter().map(|(id, _)| id)) {
            return Err(Rule::Root8.error());
        }
        let mut seqs: Vec<u64> = self.writers.iter().map(|(_, seq)| *seq).collect();
        seqs.sort_unstable();
        let above_floor = seqs.first().is_some_and(|least| *least > self.floor);
        if !ascends(&seqs) || !above_floor || seqs.last() != Some(&self.seq) {
            return Err(Rule::Root9.error());
        }
        if !ascends(self.identities.iter().map(|(id, _)| id)) {
            return Err(Rule::Root10.error());
        }
        Ok(())
    }
}

/// The bytes of a root with these counts.
fn length(slots: usize, writers: usize, identities: usize, pages: usize) -> Option<usize> {
    let sizes = [
        (slots, SLOT),
        (writers, WRITER),
        (identities, IDENTITY.checked_add(MAC)?),
        (pages, DIGEST),
        (1, MAC.checked_add(FIXED)?),
    ];
    sizes.iter().try_fold(0_usize, |sum, (count, size)| sum.checked_add(count.checked_mul(*size)?))
}

/// A root that was authenticated, made here, or remembered by this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::vault) struct Root {
    state: State,
    digest: Digest,
    bytes: Vec<u8>,
}

impl Root {
    pub(in crate::vault) fn state(&self) -> &State {
        &self.state
    }

    pub(in crate::vault) fn digest(&self) -> &Digest {
        &self.digest
    }

    /// The bytes, as storage has them: what a swap compares with.
    pub(in crate::vault) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(in crate::vault) fn checkpoint(&self) -> Checkpoint {
        Checkpoint::new(self.state.vault, self.state.seq, &self.digest)
    }
}

impl From<Root> for State {
    /// What the next commit starts from.
    fn from(root: Root) -> Self {
        root.state
    }
}
