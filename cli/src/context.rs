//! [`Context`]: what every command works with.

use std::{
    cell::OnceCell,
    env,
    path::PathBuf,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use inkseal::{Error, Result, SecretText, inkbox::Vault};
use inkseal_store::{FileStore, LockWait};

use crate::{
    args::GlobalArgs,
    confirmation,
    failure::FailureView,
    output::Output,
    secret_input::{self, FIELD_LIMIT, Source},
    vault_location,
};

/// The options of every command, and where it prints.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) global: GlobalArgs,
    pub(crate) out: Output,
    /// What the report adds, once a command found the vault locked or the key wrong: which key is needed and how
    /// to give it, or what is odd about the one that was given.
    pub(crate) advice: OnceCell<String>,
    /// Which of many references a command failed at.
    pub(crate) place: OnceCell<String>,
}

impl Context {
    /// Where the vault is.
    ///
    /// # Errors
    /// `invalid_input` when nobody said and the user has no home folder.
    pub(crate) fn vault_path(&self) -> Result<PathBuf> {
        self.named_vault().map_or_else(vault_location::default_path, Ok)
    }

    /// The vault that the user named, by option or by variable; an empty variable names none.
    pub(crate) fn named_vault(&self) -> Option<PathBuf> {
        let variable = || env::var_os("INKSEAL_VAULT").filter(|path| !path.is_empty()).map(PathBuf::from);
        self.global.vault.clone().or_else(variable)
    }

    /// Tells when a name fits several secrets, which then go by their ids.
    pub(crate) fn note_namesakes(&self, vault: &Vault, name: &str) {
        if matches!(vault.find(name), Err(Error::Ambiguous(_))) {
            self.out.note("Another secret has this name: refer to both by id.");
        }
    }

    /// How long the vault's lock is waited for; after half a second people are told whom it is that has it.
    pub(crate) fn lock_wait(&self) -> LockWait {
        let out = self.out;
        LockWait::new(Duration::from_secs(self.global.lock_timeout)).telling(move |text| out.note(text))
    }

    /// Opens the vault file, or reads the pipe that stands in its place; the vault is locked.
    ///
    /// # Errors
    /// Those of [`FileStore::open`] and [`FileStore::open_stream`].
    pub(crate) fn open(&self) -> Result<FileStore> {
        let path = self.vault_path()?;
        let opened = if vault_location::is_pipe(&path) {
            FileStore::open_stream(&path)
        } else {
            FileStore::open(&path)
        };
        let mut store = opened.map_err(|error| match error {
            Error::NotFound(reason) => Error::NotFound(
                format!("{reason}; make one with `inkseal init`, or name another with --vault").into(),
            ),
            Error::Malformed(reason) => Error::Malformed(format!("{}: {reason}", path.display()).into()),
            other => other,
        })?;
        store.set_lock_wait(self.lock_wait());
        store.vault_mut().accept_payloads_without_aad(self.global.legacy_no_aad);
        Ok(store)
    }

    /// Reports the error that a command ended with; of a locked vault it says which key was needed, of a wrong key
    /// what is odd about it.
    pub(crate) fn report(&self, error: &Error) {
        let mut view = FailureView::new(error);
        if let Some(place) = self.place.get() {
            view = view.at(place);
        }
        if let (Error::Locked | Error::WrongVaultKey, Some(advice)) = (error, self.advice.get()) {
            view = view.with_advice(advice);
        }
        self.out.failure(&view);
    }

    /// Notes where the error is that the command is about to end with.
    pub(crate) fn failed_at(&self, place: String) {
        // It is set once: a command ends with its first error.
        let _ = self.place.set(place);
    }

    /// Asks for a text that is secret, without echo.
    ///
    /// # Errors
    /// `invalid_input` when nobody can be asked or what is typed is no UTF-8.
    pub(crate) fn ask(&self, what: &str) -> Result<SecretText> {
        let typed = Source::Prompt.read(what, FIELD_LIMIT, !self.global.no_input)?;
        secret_input::into_text(typed, what)
    }

    /// Asks before something is lost or laid open.
    ///
    /// # Errors
    /// `access_denied` when the user does not say yes, `invalid_input` when nobody can be asked.
    pub(crate) fn confirm(&self, question: &str, yes: bool) -> Result<()> {
        if yes {
            return Ok(());
        }
        if self.global.no_input {
            return Err(Error::InvalidInput("this asks first: give --yes with --no-input".into()));
        }
        if confirmation::ask(question)? {
            Ok(())
        } else {
            Err(Error::AccessDenied("not confirmed: nothing was done".into()))
        }
    }
}

/// The present time, in Unix seconds.
///
/// # Errors
/// `io` when the clock is before 1970.
pub(crate) fn now() -> Result<u64> {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map(|time| time.as_secs())
        .map_err(|_| Error::Io("the clock is before 1970".into()))
}
