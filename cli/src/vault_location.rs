//! Where the vault is when nobody says.

use std::{
    fs,
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy;
use inkseal::{Error, Result};

/// `inkseal/vault.json` in the user's data folder: `$XDG_DATA_HOME` or `~/.local/share` on Unix,
/// `%APPDATA%` on Windows.
///
/// # Errors
/// `invalid_input` when the user has no home folder.
pub(crate) fn default_path() -> Result<PathBuf> {
    let base = etcetera::choose_base_strategy().map_err(|_| {
        Error::InvalidInput("there is no home folder: say where the vault is, with --vault".into())
    })?;
    Ok(base.data_dir().join("inkseal").join("vault.json"))
}

/// Makes the folder of the default vault, for this user alone.
///
/// # Errors
/// `io` when it cannot be made.
pub(crate) fn make_default_folder() -> Result<()> {
    let path = default_path()?;
    let Some(folder) = path.parent() else { return Ok(()) };
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .map_err(|error| Error::Io(format!("cannot make the folder {folder:?}: {error}").into()))
}

/// Whether something is a pipe: a shell's `<(…)`, or one with a name.
pub(crate) fn is_pipe(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        fs::metadata(path).is_ok_and(|metadata| metadata.file_type().is_fifo())
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}
