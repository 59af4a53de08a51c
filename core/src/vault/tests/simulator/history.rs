//! [`History`]: every root that any device made, whether it was ever committed or not, and what became of keys.
//! Nobody in a run knows it: it is what the run is judged by.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    rc::Rc,
};

use super::{model::Content, plan::Plan, predict::Seen};
use crate::vault::{
    AgentToken, Checkpoint, Commit, Digest, IdentityId, SecretId, Vault, id::KeyId, keys::key::DataKey,
    objects::record,
};

/// A root that was made.
pub(super) struct Node {
    /// The node that it was made on.
    pub(super) parent: Option<usize>,
    /// Which device made it, and which plan it carries out. The first root is of no plan.
    pub(super) device: usize,
    pub(super) plan: Option<u32>,
    pub(super) digest: Digest,
    pub(super) seq: u64,
    pub(super) content: Rc<Content>,
    /// Whether storage was asked to swap it in.
    pub(super) swapped: bool,
}

/// What a record's head shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Header {
    pub(super) record: Digest,
    pub(super) key_id: KeyId,
    pub(super) since: u64,
    pub(super) revision: u64,
    pub(super) previous: Digest,
    pub(super) history: u32,
}

/// A record that was made.
pub(super) struct Record {
    pub(super) node: usize,
    pub(super) secret: SecretId,
    pub(super) name: Digest,
    pub(super) key_id: KeyId,
    /// Its data key, as its maker derived it.
    pub(super) key: DataKey,
    /// The record that was first sealed of this revision, and the node which did.
    pub(super) origin: (Digest, usize),
}

/// Grants that were made.
pub(super) struct Given {
    pub(super) node: usize,
    pub(super) identity: IdentityId,
    pub(super) name: Digest,
}

#[derive(Default)]
pub(super) struct History {
    pub(super) nodes: Vec<Node>,
    by_root: HashMap<Digest, usize>,
    pub(super) records: Vec<Record>,
    pub(super) grants: Vec<Given>,
    /// In which node each key began.
    pub(super) births: HashMap<KeyId, usize>,
    /// All bytes of objects that were made.
    pub(super) objects: HashMap<Digest, Vec<u8>>,
    /// The objects that storage was ever given.
    pub(super) stored: HashSet<Digest>,
}

impl History {
    /// The first root of a run.
    pub(super) fn begin(vault: &Vault) -> Self {
        let mut history = Self::default();
        let content = Rc::new(Content { epoch: vault.root.state().epoch, ..Content::default() });
        history.add(vault, None, 0, None, content);
        history
    }

    fn add(
        &mut self,
        vault: &Vault,
        parent: Option<usize>,
        device: usize,
        plan: Option<u32>,
        content: Rc<Content>,
    ) -> usize {
        let state = vault.root.state();
        let digest = *vault.root.digest();
        // What draws nothing at random, as a purge of the last secret, gives the same root at every attempt, and
        // so may another plan if the first one never left the device.
        if let Some(&same) = self.by_root.get(&digest) {
            let known = &mut self.nodes[same];
            assert_eq!((known.parent, known.device), (parent, device), "one root of two devices");
            assert!(known.plan == plan || !known.swapped, "one root of two plans");
            known.plan = plan;
            return same;
        }
        let node = Node { parent, device, plan, digest, seq: state.seq, content, swapped: false };
        self.by_root.insert(digest, self.nodes.len());
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// The node of a root: storage cannot make one.
    pub(super) fn node_of(&self, root: &Digest) -> usize {
        *self.by_root.get(root).expect("a root was accepted that no device made")
    }

    pub(super) fn content(&self, node: usize) -> Rc<Content> {
        Rc::clone(&self.nodes[node].content)
    }

    /// A node and all before it, back to the first.
    pub(super) fn chain(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(node), |node| self.nodes[*node].parent)
    }

    pub(super) fn reaches(&self, node: usize, ancestor: usize) -> bool {
        self.chain(node).take_while(|node| *node >= ancestor).any(|node| node == ancestor)
    }

    /// The plans that are carried out in a root.
    pub(super) fn plans(&self, node: usize) -> BTreeSet<u32> {
        self.chain(node).filter_map(|node| self.nodes[node].plan).collect()
    }

    /// A device that had accepted a root accepts another one: it must have all that the first had.
    pub(super) fn check_moved(&self, old: usize, new: usize) {
        if old == new {
            return;
        }
        let (before, after) = (&self.nodes[old], &self.nodes[new]);
        assert!(after.seq > before.seq, "an older or another root was accepted: {old} then {new}");
        let (had, has) = (self.plans(old), self.plans(new));
        let lost: Vec<_> = had.difference(&has).collect();
        assert!(lost.is_empty(), "plans {lost:?} were lost unnoticed: {old} then {new}");
        let next = after.seq == before.seq + 1;
        assert!(!next || after.parent == Some(old), "the next root is of a fork: {old} then {new}");
    }

    /// A device that was given a checkpoint accepts a root.
    pub(super) fn check_checkpoint(&self, checkpoint: &Checkpoint, new: usize) {
        let root = self.chain(new).find(|node| self.nodes[*node].seq == checkpoint.seq());
        assert!(self.nodes[new].seq >= checkpoint.seq(), "a root before the checkpoint was accepted");
        if self.nodes[new].seq <= checkpoint.seq() + 1 {
            let fits = root.is_some_and(|node| checkpoint.fits(&self.nodes[node].digest));
            assert!(fits, "a root beside the checkpoint was accepted");
        }
    }

    /// Takes a commit in that was just made, with what should come of it. Gives its node.
    pub(super) fn observe(&mut self, commit: &Commit, plan: &mut Plan, device: usize) -> usize {
        let base = commit.base.as_ref().expect("made on a vault");
        let parent = self.node_of(base.root.digest());
        let node = self.nodes.len();
        let mut records: BTreeMap<SecretId, Vec<Header>> = BTreeMap::new();
        for (name, bytes) in commit.objects() {
            self.objects.insert(*name, bytes.to_vec());
            if let Some((secret, header)) = read_header(name, bytes) {
                records.entry(secret).or_default().push(header);
            }
            if let Some(identity) = read_identity(bytes) {
                self.grants.push(Given { node, identity, name: *name });
            }
        }
        let before = self.content(parent);
        let tokens = &commit.shown.tokens;
        let new: Vec<_> = tokens.iter().map(AgentToken::identity_id).collect();
        let seen = Seen { records, notes: commit.notes(), new_identities: &new };
        let bases = plan.bases.clone();
        let held = |identity: &IdentityId, secret: &SecretId| {
            bases.iter().any(|base| self.nodes[*base].content.grants(identity, secret))
        };
        let content = Rc::new(plan.predict(&before, &seen, held));
        for (secret, headers) in &seen.records {
            for header in headers {
                self.add_record(commit, node, *secret, header, &before);
            }
        }
        plan.bases.push(parent);
        self.add(&commit.vault, Some(parent), device, Some(plan.number), content)
    }

    fn add_record(
        &mut self,
        commit: &Commit,
        node: usize,
        secret: SecretId,
        header: &Header,
        before: &Content,
    ) {
        let rotates = before.epoch != commit.vault.root.state().epoch;
        let origin = before.secrets.get(&secret).and_then(|known| known.revisions.get(&header.revision));
        let origin = match origin.filter(|_| rotates) {
            Some(revision) => {
                let first = self.records.iter().find(|record| record.name == revision.origin);
                (revision.origin, first.expect("its first record").node)
            }
            None => (header.record, node),
        };
        self.births.entry(header.key_id).or_insert(node);
        let key = commit.vault.key.data_key(secret, &header.key_id).unwrap();
        let (name, key_id) = (header.record, header.key_id);
        self.records.push(Record { node, secret, name, key_id, key, origin });
    }
}

/// The beginning of a record, read without the core.
fn read_header(name: &Digest, bytes: &[u8]) -> Option<(SecretId, Header)> {
    let rest = bytes.strip_prefix(b"INKSEALR")?;
    record::split(bytes)?;
    let array = |at: usize| -> [u8; 16] { rest[at..at + 16].try_into().unwrap() };
    let number = |at: usize| u64::from_be_bytes(rest[at..at + 8].try_into().unwrap());
    let header = Header {
        record: *name,
        key_id: KeyId::from_bytes(array(32)),
        since: number(48),
        revision: number(56),
        previous: Digest::from_bytes(rest[64..96].try_into().unwrap()),
        history: u32::from_be_bytes(rest[96..100].try_into().unwrap()),
    };
    Some((SecretId::from_bytes(array(16)), header))
}

fn read_identity(bytes: &[u8]) -> Option<IdentityId> {
    let rest = bytes.strip_prefix(b"INKSEALG")?;
    Some(IdentityId::from_bytes(rest[16..32].try_into().unwrap()))
}
