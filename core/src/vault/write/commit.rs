//! [`Commit`]: what storage has to be given for a change, and what to make of its answer.

mod made;
mod note;
mod settled;

pub(in crate::vault) use made::Made;
pub use note::Note;
pub use settled::{Accepted, Settled, Shown};

use crate::vault::{DeviceMemory, Digest, Draft, LockedVault, Vault, objects::object::Object, rule::Rule};
use crate::{Error, Result};

/// In milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// A change that is sealed and not yet committed (FORMAT-2.md, "Changing"). In this order:
///
/// 1. [`device_memory`](Self::device_memory) is made durable;
/// 2. all [`objects`](Self::objects) are put into storage and made durable;
/// 3. the root is swapped: [`root`](Self::root) takes the place of [`expected`](Self::expected);
/// 4. if storage says that it did, [`accepted`](Self::accepted). If it says that it did not, or if nobody
///    knows: the root is read, and [`read_back`](Self::read_back) says what happened;
/// 5. the memory of [the vault](Accepted::vault) that comes of it is made durable. Only then is the change done:
///    a device that starts again with what it remembered before would take the old root for the newest.
#[derive(Debug, Clone)]
pub struct Commit {
    /// What it was made from; `None` for a new vault.
    pub(in crate::vault) base: Option<Vault>,
    /// The vault as it is when the commit is accepted. Its memory is that from then on.
    pub(in crate::vault) vault: Vault,
    pub(in crate::vault) before: DeviceMemory,
    pub(in crate::vault) objects: Vec<Object>,
    /// The changes, if they can be made again.
    pub(in crate::vault) draft: Option<Draft>,
    pub(in crate::vault) notes: Vec<Note>,
    pub(in crate::vault) shown: Shown,
    /// The objects that are not needed any more.
    pub(in crate::vault) replaced: Vec<Digest>,
    /// When it was made, in milliseconds since 1970.
    pub(in crate::vault) made_at: i64,
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
        match locked.open(&opener.key, opener.slot.clone()) {
            // Of the epoch that it tried.
            Err(Error::Tampered(_)) if own && self.lost_to_a_rotation(&locked) => Err(Rule::Open8.error()),
            opened => opened.map(|vault| self.settle(vault)),
        }
    }

    /// Whether this is a rotation, and a root does not have its slot: another one was first (ROTATE-8).
    fn lost_to_a_rotation(&self, locked: &LockedVault) -> bool {
        self.base.as_ref().is_some_and(|base| base.key.epoch() != self.vault.key.epoch())
            && self.vault.slot.as_ref().is_some_and(|slot| locked.root.open_with_slot_key(slot).is_err())
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
