//! [`Commit`]: what storage has to be given for a change, and what to make of its answer.

use std::collections::BTreeSet;

use super::{
    AgentToken, DamagedObject, DeviceMemory, Digest, Draft, IdentityId, LockedVault, RecoveryCode, SecretId,
    SlotKeyHandle, Vault,
    device::{Attempt, Pending},
    id::WriterId,
    key::RootKey,
    object::Object,
    reader::counter,
    root::{MAX_WRITERS, State},
    rule::Rule,
};
use crate::{Error, Result, random::Source};

/// In milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// What a commit did beside what it was asked for, or did not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Others changed the same group of this secret. What they wrote is its revision of this number.
    Conflict {
        /// The secret.
        secret: SecretId,
        /// Their revision.
        revision: u64,
    },
    /// Others purged this secret: its change was dropped.
    Purged {
        /// The secret.
        secret: SecretId,
    },
    /// Others edited this secret: it was not put into the trash.
    NotTrashed {
        /// The secret.
        secret: SecretId,
    },
    /// Others' revision is in conflict with ours: the history of this secret was not forgotten.
    NotForgotten {
        /// The secret.
        secret: SecretId,
    },
    /// A grant was dropped: others took the secret away, or deleted or paused the identity.
    NotGranted {
        /// The identity.
        identity: IdentityId,
        /// The secret.
        secret: SecretId,
    },
    /// A change of an identity that others deleted was dropped.
    IdentityGone {
        /// The identity.
        identity: IdentityId,
    },
    /// The grants of this identity cannot be read.
    GrantsUnreadable {
        /// The identity.
        identity: IdentityId,
    },
    /// What this identity has read of these secrets it still knows.
    StillKnown {
        /// The identity.
        identity: IdentityId,
        /// The secrets.
        secrets: Vec<SecretId>,
    },
    /// This object was named as dropped: what it held is not there any more.
    Dropped(DamagedObject),
}

/// What is shown once, when a commit is accepted.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// The tokens of new identities.
    pub tokens: Vec<AgentToken>,
    /// New recovery codes, which replace all others: 4, or none.
    pub recovery_codes: Vec<RecoveryCode>,
}

/// A change that is sealed and not yet committed (FORMAT-2.md, "Changing"). In this order:
///
/// 1. [`device_memory`](Self::device_memory) is made durable;
/// 2. all [`objects`](Self::objects) are put into storage and made durable;
/// 3. the root is swapped: [`root`](Self::root) takes the place of [`expected`](Self::expected);
/// 4. if storage says that it did, [`accepted`](Self::accepted). If it says that it did not, or if nobody
///    knows: the root is read, and [`read_back`](Self::read_back) says what happened.
#[derive(Debug, Clone)]
pub struct Commit {
    /// What it was made from; `None` for a new vault.
    pub(super) base: Option<Vault>,
    /// The vault as it is when the commit is accepted. Its memory is that from then on.
    pub(super) vault: Vault,
    pub(super) before: DeviceMemory,
    pub(super) objects: Vec<Object>,
    /// The changes, if they can be made again.
    pub(super) draft: Option<Draft>,
    pub(super) notes: Vec<Note>,
    pub(super) shown: Shown,
    /// The objects that are not needed any more.
    pub(super) replaced: Vec<Digest>,
    /// When it was made, in milliseconds since 1970.
    pub(super) made_at: i64,
}

/// What became of a commit.
#[derive(Debug)]
pub enum Settled {
    /// It stands. The vault is at the root that was read, and its device memory has to be made durable.
    Committed(Accepted),
    /// The old root still stands: the very same swap has to be tried again.
    TryAgain,
    /// Somebody else was first: the draft has to be sealed anew by the vault, which is at the newer root.
    Lost {
        /// The changes.
        draft: Draft,
        /// The vault at the newer root.
        vault: Vault,
    },
    /// Somebody else was first, and what was tried has to be done anew on the newer root.
    Anew,
}

/// A commit that stands.
#[derive(Debug)]
pub struct Accepted {
    /// The vault from now on.
    pub vault: Vault,
    /// What can be shown now.
    pub shown: Shown,
    /// The objects that a rotation replaced, which can be deleted at once (ROTATE-7). What other commits
    /// leave behind [is found later](Vault::reachable).
    pub replaced: Vec<Digest>,
}

impl Commit {
    /// The new objects, each with its name.
    pub fn objects(&self) -> impl ExactSizeIterator<Item = (&Digest, &[u8])> {
        self.objects.iter().map(|object| (&object.digest, &object.bytes[..]))
    }

    /// The bytes of the root that is to be replaced; `None` if there must be none.
    #[must_use]
    pub fn expected(&self) -> Option<&[u8]> {
        self.base.as_ref().map(Vault::root)
    }

    /// The bytes of the new root.
    #[must_use]
    pub fn root(&self) -> &[u8] {
        self.vault.root()
    }

    /// What this device has to remember before the swap.
    #[must_use]
    pub fn device_memory(&self) -> &DeviceMemory {
        &self.before
    }

    /// What it does beside what it was asked for, or does not do.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Whether its objects are so young that nobody takes them for garbage (GARBAGE-2). If not, its changes
    /// have to be sealed anew.
    #[must_use]
    pub fn is_fresh(&self, now: i64) -> bool {
        now.saturating_sub(self.made_at) < DAY
    }

    /// The changes, to be sealed anew; `None` if they cannot be.
    #[must_use]
    pub fn draft(&self) -> Option<&Draft> {
        self.draft.as_ref()
    }

    /// Storage said that the root was swapped.
    #[must_use]
    pub fn accepted(self) -> Accepted {
        Accepted { vault: self.vault, shown: self.shown, replaced: self.replaced }
    }

    /// Storage said no, or nothing: this is the root that it has now, if it has one.
    ///
    /// # Errors
    /// Those of [`Vault::refresh`]. If it is `locked`, the new vault key is needed: unlock the root with
    /// [`device_memory`](Self::device_memory), and see what [`settle`](Self::settle) says.
    pub fn read_back(&self, root: Option<Vec<u8>>) -> Result<Settled> {
        let Some(root) = root else {
            // A vault that was there is gone; one that was not may still come.
            return if self.base.is_none() { Ok(Settled::TryAgain) } else { Err(Rule::Obj2.about("root")) };
        };
        let locked = LockedVault::parse(root, Some(self.before.clone()))?;
        // A rotation that was lost has a key that no root has.
        let own = locked.root.epoch() == self.vault.key.epoch();
        let opener = self.base.as_ref().filter(|_| !own).unwrap_or(&self.vault);
        let opened = locked.open(&opener.key, opener.slot.clone());
        let rotates = self.base.as_ref().is_some_and(|base| base.key.epoch() != self.vault.key.epoch());
        match opened {
            // Of the epoch that it tried, and not under its key: another rotation was first (ROTATE-8).
            Err(Error::Tampered(_)) if own && rotates => Err(Rule::Open8.error()),
            opened => opened.map(|vault| self.settle(vault)),
        }
    }

    /// What became of the commit, as a vault shows that was opened after it.
    #[must_use]
    pub fn settle(&self, vault: Vault) -> Settled {
        let attempts = self.before.pending.as_ref().map_or(&[][..], |pending| &pending.attempts);
        if self.before.shows(&vault.root, attempts) {
            let mut shown = self.shown.clone();
            // An earlier attempt may be the one that stands: it made others.
            shown.tokens.retain(|token| vault.root.state().grants_of(&token.identity_id()).is_some());
            return Settled::Committed(Accepted { vault, shown, replaced: self.replaced.clone() });
        }
        if self.base.as_ref().is_some_and(|base| base.root.digest() == vault.root.digest()) {
            return Settled::TryAgain;
        }
        match &self.draft {
            Some(draft) => Settled::Lost { draft: draft.clone(), vault },
            None => Settled::Anew,
        }
    }
}

/// What a commit is made of.
#[derive(Debug)]
pub(super) struct Made {
    /// Its epoch, slots, identities and pages are those to come; the rest is filled in.
    pub(super) state: State,
    pub(super) key: RootKey,
    pub(super) slot: Option<SlotKeyHandle>,
    pub(super) objects: Vec<Object>,
    pub(super) draft: Option<Draft>,
    pub(super) notes: Vec<Note>,
    pub(super) recovery_codes: Vec<RecoveryCode>,
    /// The identities whose tokens are shown.
    pub(super) new_identities: Vec<IdentityId>,
    /// The secrets that it grants.
    pub(super) granted: BTreeSet<SecretId>,
    /// The objects that are not needed any more.
    pub(super) replaced: Vec<Digest>,
}

impl Made {
    pub(super) fn new(state: State, key: RootKey, slot: Option<SlotKeyHandle>) -> Self {
        Self {
            state,
            key,
            slot,
            objects: Vec::new(),
            draft: None,
            notes: Vec::new(),
            recovery_codes: Vec::new(),
            new_identities: Vec::new(),
            granted: BTreeSet::new(),
            replaced: Vec::new(),
        }
    }
}

impl Commit {
    /// Makes the root, and what the device has to remember before and after it (COMMIT-2, COMMIT-3).
    /// From then on `base` remembers that this commit is under way.
    pub(super) fn new(base: Option<&mut Vault>, made: Made, now: i64, source: &mut Source) -> Result<Self> {
        let Made { mut state, key, slot, objects, mut draft, notes, recovery_codes, .. } = made;
        let Made { new_identities, granted, replaced, .. } = made;
        let tried = draft.as_ref().map_or(&[][..], |draft| &draft.attempts);
        let mut before = match &base {
            Some(base) => base.device.trying(tried),
            None => DeviceMemory::new(*key.vault()),
        };
        let writer = match before.memory.writer {
            Some(writer) => writer,
            None => *before.memory.writer.insert(WriterId::generate(source)?),
        };
        if let Some(base) = &base {
            state.seq = counter(base.root.state().seq.saturating_add(1))?;
            state.previous = *base.root.digest();
        }
        sign_in(&mut state, writer);
        let root = state.sign(&key)?;
        let mut pending =
            before.pending.take().unwrap_or(Pending { attempts: Vec::new(), granted: BTreeSet::new() });
        pending.attempts.push(Attempt { seq: root.state().seq, digest: *root.digest() });
        pending.granted.extend(granted);
        if let Some(draft) = &mut draft {
            draft.attempts.clone_from(&pending.attempts);
            draft.granted.clone_from(&pending.granted);
        }
        before.pending = Some(pending);
        let tokens = new_identities
            .into_iter()
            .map(|identity| Ok(AgentToken::new(key.identity_key(identity)?, root.state().seq)))
            .collect::<Result<_>>()?;
        let device = before.accept(&root)?;
        let base = base.map(|base| {
            base.device.clone_from(&before);
            base.clone()
        });
        Ok(Self {
            base,
            vault: Vault { root, key, slot, device },
            before,
            objects,
            draft,
            notes,
            shown: Shown { tokens, recovery_codes },
            replaced,
            made_at: now,
        })
    }
}

/// Puts the author of a root among its writers; where there are too many, the one that has been silent for
/// longest goes (ROOT-11).
fn sign_in(state: &mut State, writer: WriterId) {
    let seq = state.seq;
    match state.writers.binary_search_by_key(&writer, |(id, _)| *id) {
        Ok(at) => {
            if let Some((_, last)) = state.writers.get_mut(at) {
                *last = seq;
            }
        }
        Err(at) => state.writers.insert(at, (writer, seq)),
    }
    if state.writers.len() > MAX_WRITERS
        && let Some(lowest) = state.writers.iter().map(|(_, seq)| *seq).min()
    {
        state.writers.retain(|(_, seq)| *seq != lowest);
        state.floor = lowest;
    }
}
