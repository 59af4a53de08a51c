//! [`FileStore`]: a vault and the file it is kept in.

use std::{fmt, path::Path};

use inkseal::{Error, Result, inkbox::Vault};

use crate::{
    contents,
    draft::{Draft, Placed},
    fault::{FaultPoint, reach},
    lock::Lock,
    lock_wait::LockWait,
    vault_path::VaultPath,
};

/// A vault file, and the vault that was read from it.
///
/// [`update`](Self::update) is the way to change a vault that others change too: it works on the
/// newest, and saves. A caller that keeps a vault for long changes it through
/// [`vault_mut`](Self::vault_mut) and calls [`save`](Self::save), which refuses to overwrite what
/// another program has saved meanwhile.
///
/// The vault is locked when it is opened; unlock it through `vault_mut`. It stays unlocked when it is
/// read again. The file is the one that the path named at that time: a symbolic link that is pointed
/// elsewhere later does not move the store.
pub struct FileStore {
    path: VaultPath,
    vault: Vault,
    /// What the file held when it was last read or written.
    text: String,
    /// Whether somebody has had the vault in hand to change it since then.
    touched: bool,
    /// Whether it was read from a pipe, which cannot be written back.
    is_stream: bool,
    lock_wait: LockWait,
}

impl FileStore {
    /// Whether `path` names what the store keeps for the vault at `vault`, be it there or not: the vault file, its
    /// lock, or a new file that has not yet replaced it. Nothing else should be written there.
    #[must_use]
    pub fn keeps(vault: impl AsRef<Path>, path: impl AsRef<Path>) -> bool {
        VaultPath::is_kept(vault.as_ref(), path.as_ref())
    }

    /// Makes a vault file, for this user alone (0600), and never over anything that is there. The
    /// store's own vault is read from it, and so is locked.
    ///
    /// # Errors
    ///
    /// `already_exists`, also for a symbolic link that leads nowhere; `not_found` without its folder;
    /// `invalid_input` for a path that names no file; `conflict` if another program keeps its lock for 30
    /// seconds; `io`; and what [`Vault::to_text`] says.
    pub fn create(path: impl AsRef<Path>, vault: &Vault) -> Result<Self> {
        Self::create_when(path, vault, LockWait::default(), || Ok(()))
    }

    /// [`create`](Self::create), once `ready` has done what must come first, such as showing the recovery
    /// codes: the whole vault is on the disk then, and all that is left is to give the file its name. If
    /// `ready` fails, no vault is made.
    ///
    /// # Errors
    ///
    /// Those of [`create`](Self::create) and of `ready`.
    pub fn create_when(
        path: impl AsRef<Path>,
        vault: &Vault,
        lock_wait: LockWait,
        ready: impl FnOnce() -> Result<()>,
    ) -> Result<Self> {
        let path = VaultPath::new_file(path.as_ref())?;
        let text = vault.to_text()?;
        let vault = Vault::parse(&text)?;
        {
            let lock = Lock::take(&path, &lock_wait)?;
            reach(FaultPoint::Changed);
            let draft = Draft::write(&lock, &text)?;
            ready()?;
            draft.place_new()?.sync()?;
        }
        reach(FaultPoint::Unlocked);
        Ok(Self { path, vault, text, touched: false, is_stream: false, lock_wait })
    }

    /// Reads a vault file. It waits for nobody.
    ///
    /// # Errors
    ///
    /// `not_found`; `invalid_input` for what is no regular file; `malformed` past 256 MiB, before
    /// it is read; `io`; and what [`Vault::parse`] says.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = VaultPath::existing(path.as_ref())?;
        let text = contents::read(&path)?;
        let vault = Vault::parse(&text)?;
        Ok(Self { path, vault, text, touched: false, is_stream: false, lock_wait: LockWait::default() })
    }

    /// Reads a vault from a pipe, such as a shell's `<(…)`, to its end. It is read once and can be changed
    /// in memory only: [`save`](Self::save) and [`update`](Self::update) refuse.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    pub fn open_stream(path: impl AsRef<Path>) -> Result<Self> {
        let text = contents::read_stream(path.as_ref())?;
        let vault = Vault::parse(&text)?;
        let path = VaultPath::unresolved(path.as_ref());
        Ok(Self { path, vault, text, touched: false, is_stream: true, lock_wait: LockWait::default() })
    }

    /// How to wait for the lock from now on.
    pub fn set_lock_wait(&mut self, lock_wait: LockWait) {
        self.lock_wait = lock_wait;
    }

    /// Where the file is, symbolic links resolved.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.path.file()
    }

    /// The vault as it is in memory.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The vault, to unlock it, or to change it and [`save`](Self::save) then.
    pub fn vault_mut(&mut self) -> &mut Vault {
        self.touched = true;
        &mut self.vault
    }

    /// Saves what was changed through [`vault_mut`](Self::vault_mut). If the text of the
    /// vault is what the file holds, nothing is written.
    ///
    /// # Errors
    ///
    /// `conflict` if the file is not as it was when it was last read or saved here: nothing is written,
    /// and the vault in memory stays as it is; and if another program keeps the lock for longer than
    /// [`LockWait`] allows. [`reload`](Self::reload) takes the file's, or
    /// [`update`](Self::update) makes changes that need no such thing. `not_found` if the file is gone;
    /// `invalid_input` if it was read from a pipe; otherwise as [`open`](Self::open). An `io` error that says that the vault is saved is about the
    /// folder alone.
    pub fn save(&mut self) -> Result<()> {
        self.check_writable()?;
        let lock = Lock::take(&self.path, &self.lock_wait)?;
        if contents::read(&self.path)? != self.text {
            return Err(Error::Conflict("the vault file has been changed by another program".into()));
        }
        let text = self.vault.to_text()?;
        reach(FaultPoint::Changed);
        let placed = place(&lock, &self.text, &text)?;
        self.text = text;
        self.touched = false;
        finish(placed, lock)
    }

    /// Whether the vault in memory has changes that the file, as it was last read or written here, does not have.
    ///
    /// # Errors
    ///
    /// As [`Vault::to_text`] and [`Vault::parse`].
    pub fn has_unsaved_changes(&self) -> Result<bool> {
        // As this crate would write both: other programs space and order their JSON as they like.
        Ok(self.touched && self.vault.to_text()? != Vault::parse(&self.text)?.to_text()?)
    }

    /// Makes the vault in memory what the file holds now; changes that were not saved are dropped. It
    /// stays unlocked if it was. Tells whether the file had changed.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open); and `conflict` if the file now holds another vault. The vault in memory
    /// then stays as it is.
    pub fn reload(&mut self) -> Result<bool> {
        let text = if self.is_stream { self.text.clone() } else { contents::read(&self.path)? };
        let changed = text != self.text;
        if changed || self.touched {
            self.vault.replace_contents(&text)?;
            self.text = text;
            self.touched = false;
        }
        Ok(changed)
    }

    /// Changes the newest vault and saves it: takes the lock, reads the file again if it has changed
    /// (the vault stays unlocked), calls `change`, writes, and frees the lock. When it returns, the change
    /// is on the disk. If the text of the vault is then what the file holds, nothing is written.
    ///
    /// If `change` or writing fails, the file is as it was, and so is the content of the vault in
    /// memory; whether it is locked is as `change` left it.
    ///
    /// `change` must not use another store of the same file: that would wait for this one, in vain.
    /// Others wait while it works, so derive keys before.
    ///
    /// # Errors
    ///
    /// What `change` returns; `conflict` if the file has changed and there are changes in memory
    /// that were never saved, or if the file now holds another vault; otherwise as [`save`](Self::save).
    pub fn update<T>(&mut self, change: impl FnOnce(&mut Vault) -> Result<T>) -> Result<T> {
        self.check_writable()?;
        let lock = Lock::take(&self.path, &self.lock_wait)?;
        let newest = contents::read(&self.path)?;
        if newest != self.text {
            if self.has_unsaved_changes()? {
                return Err(Error::Conflict(
                    "the vault file has been changed by another program, and not all changes here were saved"
                        .into(),
                ));
            }
            self.vault.replace_contents(&newest)?;
            self.text = newest;
            self.touched = false;
        }

        let unsaved = if self.touched { Some(self.vault.to_text()?) } else { None };
        // Should `change` panic, what it did is a change that was not saved.
        self.touched = true;
        let changed = change(&mut self.vault).and_then(|value| {
            let text = self.vault.to_text()?;
            reach(FaultPoint::Changed);
            let placed = place(&lock, &self.text, &text)?;
            Ok((value, text, placed))
        });
        match changed {
            Ok((value, text, placed)) => {
                self.text = text;
                self.touched = false;
                finish(placed, lock)?;
                Ok(value)
            }
            Err(error) => {
                self.vault.replace_contents(unsaved.as_deref().unwrap_or(&self.text))?;
                self.touched = unsaved.is_some();
                Err(error)
            }
        }
    }
}

impl FileStore {
    fn check_writable(&self) -> Result<()> {
        if self.is_stream {
            return Err(Error::InvalidInput(
                format!("the vault was read from a pipe, {:?}, and cannot be written back", self.path())
                    .into(),
            ));
        }
        Ok(())
    }
}

/// Shows the path alone.
impl fmt::Debug for FileStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileStore").field("path", &self.path()).finish_non_exhaustive()
    }
}

/// Puts the new text in the file's place, if it is new.
fn place<'a>(lock: &Lock<'a>, old: &str, new: &str) -> Result<Option<Placed<'a>>> {
    if old == new {
        return Ok(None);
    }
    Draft::write(lock, new)?.replace().map(Some)
}

/// Makes what was placed last, then lets others in.
fn finish(placed: Option<Placed<'_>>, lock: Lock<'_>) -> Result<()> {
    let synced = placed.map_or(Ok(()), Placed::sync);
    drop(lock);
    reach(FaultPoint::Unlocked);
    synced
}
