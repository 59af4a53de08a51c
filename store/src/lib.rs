//! Vaults at rest: one file, locked and saved atomically.
//!
//! [`FileStore`] holds a vault file and the [`Vault`] that was read from it.
//! Nothing but ciphertext, metadata and identities passes through this crate; it never sees a key.
//!
//! # What a save does
//!
//! 1. It takes the lock: `.NAME.lock` beside the file, which is made once and never renamed or
//!    removed. While another program has it, it waits, 30 seconds unless [`LockWait`] says otherwise, and then
//!    gives up with `conflict`; the system frees the lock when its holder ends.
//! 2. It compares the file with what was read, and removes what a crash left behind
//!    (`.NAME.inkseal-XXXXXXXX.tmp`).
//! 3. It makes a new file in the same folder, exclusively and for this user alone (0600), writes the
//!    whole vault, gives it the owner, group and permission bits (0777) of the file it replaces, and
//!    syncs it.
//! 4. It renames it over the old one, and syncs the folder.
//!
//! So a crash at any moment leaves the old or the new vault, and a program that only reads needs no
//! lock. Symbolic links are resolved when the store is opened: the links stay, and the file that they
//! name is replaced. A second hard link goes on naming the old vault. Access lists and extended
//! attributes are not kept. Where the group cannot be kept, the new file gives no group any right.
//!
//! The lock file is made for the vault's owner alone (0600), whoever may read the vault: who can open it
//! can hold it. Programs that write as different users need to read it too: widen it for them.

#[cfg(doc)]
use inkseal::inkbox::Vault;

mod contents;
mod draft;
mod failure;
mod fault;
mod file_store;
mod lock;
mod lock_holder;
mod lock_wait;
mod ownership;
mod vault_path;

#[cfg(feature = "fault-points")]
pub use fault::FaultPoint;
pub use file_store::FileStore;
pub use lock_wait::LockWait;
