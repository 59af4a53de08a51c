//! [`Made`]: what a commit is made of.

use std::collections::BTreeSet;

use super::{Commit, Note, Shown};
use crate::{
    Result,
    random::Source,
    vault::{
        AgentToken, DeviceMemory, Digest, Draft, IdentityId, RecoveryCode, SecretId, SlotKeyHandle, Vault,
        device::memory::{Attempt, Pending},
        id::WriterId,
        keys::key::RootKey,
        objects::json::refused_new,
        objects::object::Object,
        objects::reader::counter,
        objects::root::{MAX_WRITERS, State},
    },
};

/// What a commit is made of.
#[derive(Debug)]
pub(in crate::vault) struct Made {
    /// Its epoch, slots, identities and pages are those to come; the rest is filled in.
    pub(in crate::vault) state: State,
    pub(in crate::vault) key: RootKey,
    pub(in crate::vault) slot: Option<SlotKeyHandle>,
    pub(in crate::vault) objects: Vec<Object>,
    pub(in crate::vault) draft: Option<Draft>,
    pub(in crate::vault) notes: Vec<Note>,
    pub(in crate::vault) recovery_codes: Vec<RecoveryCode>,
    /// The identities whose tokens are shown.
    pub(in crate::vault) new_identities: Vec<IdentityId>,
    /// The secrets that it grants.
    pub(in crate::vault) granted: BTreeSet<SecretId>,
    /// The objects that are not needed any more.
    pub(in crate::vault) replaced: Vec<Digest>,
}

impl Made {
    pub(in crate::vault) fn new(state: State, key: RootKey, slot: Option<SlotKeyHandle>) -> Self {
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
    pub(in crate::vault) fn new(
        base: Option<&mut Vault>,
        made: Made,
        now: i64,
        source: &mut Source,
    ) -> Result<Self> {
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
            state.seq = counter(base.root.state().seq.saturating_add(1)).map_err(refused_new)?;
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
