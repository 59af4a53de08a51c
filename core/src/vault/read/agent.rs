//! [`Agent`]: a vault as far as one agent may read it.

use crate::vault::{
    AgentToken, Checkpoint, DeviceMemory, Identity, IdentityId, Listing, LockedVault, Objects, OpenedSecret,
    SecretId, SecretInfo, Step, VaultId,
    device::seen::Memory,
    objects::grants::Grants,
    objects::root::Root,
    read::contents,
    read::needs::{Found, Lookup},
    read::record_keys::no_such_secret,
    read::tree::Tree,
};
use crate::{Result, totp::TotpCode};

/// A vault that an agent has opened with its token: it reads what was granted, and nothing else. What was not
/// granted is `not_found`, as if it did not exist; a paused agent gets `access_denied`.
///
/// It is the vault at one state; a newer state is another value. The token is wiped when it is dropped.
///
/// ```
/// use std::collections::HashMap;
///
/// use inkseal::{
///     kdf::{Argon2Params, KdfMemory},
///     payload::LoginPayload,
///     vault::{Agent, Draft, NewSecret, Objects, Step, Vault},
/// };
///
/// let (now, mut memory) = (1_795_000_000_000, KdfMemory::new());
/// let created = Vault::create(b"correct horse battery staple", &Argon2Params::DEFAULT, &mut memory, now)?;
/// let mut vault = created.accepted().vault;
/// let mut draft = Draft::new();
/// let id = draft.add(NewSecret::new("Example", LoginPayload::new("hunter2")))?;
/// draft.create_identity("bot", None, &[id]);
/// let Step::Done(commit) = vault.seal(&draft, &Objects::new(), now)? else {
///     unreachable!("there are no objects yet that could be needed")
/// };
/// let storage: HashMap<_, _> = commit.objects().map(|(name, bytes)| (*name, bytes.to_vec())).collect();
/// let accepted = commit.accepted();
///
/// // The agent has nothing but its token.
/// let agent = Agent::open(accepted.vault.root().to_vec(), &accepted.shown.tokens[0], None)?;
/// let mut objects = Objects::new();
/// let login = loop {
///     match agent.get_login(id, &objects)? {
///         Step::Done(login) => break login,
///         Step::Needs(needs) => {
///             for need in needs {
///                 objects.supply(&need, storage.get(need.name()).cloned());
///             }
///         }
///     }
/// };
/// assert_eq!(login, LoginPayload::new("hunter2"));
/// # Ok::<(), inkseal::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Agent {
    root: Root,
    token: AgentToken,
    device: DeviceMemory,
}

impl Agent {
    /// Opens a root as an agent. No Argon2id. An agent that remembers nothing gives no memory.
    ///
    /// # Errors
    /// Those of FORMAT-2.md, "Opening": `malformed`, `unsupported`, `wrong_vault`, `rolled_back`, `tampered`,
    /// `forked`; `access_denied` if the identity is gone, or if the keys were rotated.
    pub fn open(root: Vec<u8>, token: &AgentToken, device: Option<DeviceMemory>) -> Result<Self> {
        let device = device.unwrap_or_else(|| DeviceMemory::of_token(token));
        let LockedVault { root, device } = LockedVault::parse(root, Some(device))?;
        let root = root.authenticate_for_agent(token)?;
        // Also where the device remembers more, or another token.
        Memory::of_token(token).accept(&root)?;
        let device = device.accept(&root)?;
        Ok(Self { root, token: token.clone(), device })
    }

    /// Opens a newer root.
    ///
    /// # Errors
    /// Those of [`open`](Self::open).
    pub fn refresh(&self, root: Vec<u8>) -> Result<Self> {
        Self::open(root, &self.token, Some(self.device.clone()))
    }

    /// Forgets the token, and says what to remember.
    #[must_use]
    pub fn lock(self) -> DeviceMemory {
        self.device
    }

    /// What this device has to remember from now on.
    #[must_use]
    pub fn device_memory(&self) -> &DeviceMemory {
        &self.device
    }

    /// The id of the vault.
    #[must_use]
    pub fn vault_id(&self) -> VaultId {
        self.root.state().vault
    }

    /// The id of the identity that it is.
    #[must_use]
    pub fn identity_id(&self) -> IdentityId {
        self.token.identity_id()
    }

    /// The bytes of the root.
    #[must_use]
    pub fn root(&self) -> &[u8] {
        self.root.bytes()
    }

    /// The state in short.
    #[must_use]
    pub fn checkpoint(&self) -> Checkpoint {
        self.root.checkpoint()
    }

    /// Who it is, and what it may read, or gets again when it is resumed.
    ///
    /// # Errors
    /// Those of its grants: `tampered`, `corrupt`, `malformed`.
    pub fn identity(&self, objects: &Objects) -> Result<Step<Identity>> {
        let tree = self.tree(objects);
        let grants = self.grants(&tree);
        tree.lookup.step(grants.map(|grants| Identity::new(self.identity_id(), grants)))
    }

    /// The secrets that it may read, those in the trash too. Opens no payload.
    ///
    /// # Errors
    /// `access_denied` if it is paused, and those of its grants. What else is damaged the listing says.
    pub fn list(&self, objects: &Objects) -> Result<Step<Listing>> {
        self.read(objects, |tree, grants| {
            let mut heads = Vec::with_capacity(grants.keys.len());
            for id in grants.keys.iter().map(|key| *key.secret()) {
                match tree.present(&id) {
                    // An entry may outlive its secret where an owner could not read these grants.
                    Ok(None) => {}
                    Ok(Some(present)) => heads.push((id, tree.given_head(&present))),
                    Err(halt) => heads.push((id, Err(halt))),
                }
            }
            let mut listing = Listing::default();
            if !tree.lookup.lacks() {
                listing.open(tree, heads, grants);
            }
            Ok(listing)
        })
    }

    /// Opens a secret.
    ///
    /// # Errors
    /// `not_found` also for what is not granted, `access_denied` if it is paused; `tampered`, `corrupt` or
    /// `malformed` if it or the grants are damaged.
    pub fn get(&self, id: SecretId, objects: &Objects) -> Result<Step<OpenedSecret>> {
        self.read(objects, |tree, grants| {
            check_granted(grants, id)?;
            contents::open(tree, grants, id, None)
        })
    }

    /// Opens a kept revision of a secret, from the one on that its key began with.
    ///
    /// # Errors
    /// Those of [`get`](Self::get); `not_found` also for a revision that its key does not open.
    pub fn get_revision(&self, id: SecretId, revision: u64, objects: &Objects) -> Result<Step<OpenedSecret>> {
        self.read(objects, |tree, grants| {
            check_granted(grants, id)?;
            contents::open(tree, grants, id, Some(revision))
        })
    }

    /// The kept revisions of a secret that its key opens, the present one first.
    ///
    /// # Errors
    /// Those of [`get`](Self::get).
    pub fn history(&self, id: SecretId, objects: &Objects) -> Result<Step<Vec<SecretInfo>>> {
        self.read(objects, |tree, grants| {
            check_granted(grants, id)?;
            contents::history(tree, grants, id)
        })
    }

    /// The TOTP code of a login at a Unix time in seconds.
    ///
    /// # Errors
    /// Those of [`get`](Self::get) and of [`Vault::totp_code`](crate::vault::Vault::totp_code).
    pub fn totp_code(&self, id: SecretId, unix_seconds: u64, objects: &Objects) -> Result<Step<TotpCode>> {
        self.get(id, objects)?.try_map(|opened| opened.totp(unix_seconds))
    }

    fn tree<'a>(&'a self, objects: &'a Objects) -> Tree<'a> {
        Tree::new(self.root.state(), Lookup::new(objects))
    }

    fn grants(&self, tree: &Tree<'_>) -> Found<Grants> {
        tree.grants(&self.identity_id(), &self.token.key().grants_key()?)
    }

    /// Reads with the keys that were granted, if the agent may read at all.
    fn read<T>(
        &self,
        objects: &Objects,
        read: impl FnOnce(&Tree<'_>, &Grants) -> Found<T>,
    ) -> Result<Step<T>> {
        let tree = self.tree(objects);
        let found = self.grants(&tree).and_then(|grants| {
            grants.check_active()?;
            read(&tree, &grants)
        });
        tree.lookup.step(found)
    }
}

fn check_granted(grants: &Grants, id: SecretId) -> Result<()> {
    if grants.key(&id).is_some() { Ok(()) } else { Err(no_such_secret()) }
}
