//! Files that only their owner may read.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use inkseal::{Error, Result};
use inkseal_store::FileStore;
use tempfile::NamedTempFile;

/// Writes `content` to a file at `path`, which is there either whole or not at all, with mode 0600.
///
/// It is written beside its place and renamed. A file that is there is replaced, not written
/// into: its mode, its other names and its readers keep the old content.
///
/// # Errors
/// `invalid_input` if it is the file of the `vault`, which would be gone, or one that is kept beside it, such as
/// its lock, without which two programs could write at once; or if something else than a file
/// is there: a directory, a device, or a symbolic link, which may lead anywhere. `io` if it cannot be
/// written.
pub(crate) fn write(path: &Path, content: &[u8], vault: &Path) -> Result<()> {
    if FileStore::keeps(vault, path) {
        let path = path.display();
        return Err(Error::InvalidInput(format!("{path} is the vault itself or kept beside it").into()));
    }
    match fs::symlink_metadata(path) {
        Ok(there) if !there.is_file() => {
            let path = path.display();
            Err(Error::InvalidInput(format!("{path} is there and is not a regular file").into()))
        }
        _ => replace(path, content).map_err(|error| Error::Io(format!("{}: {error}", path.display()).into())),
    }
}

fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Made exclusively and with mode 0600; removed again unless it gets its name.
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn write(path: &Path, content: &[u8]) -> Result<()> {
        super::write(path, content, Path::new("/no/vault"))
    }

    #[test]
    fn the_vault_itself_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, link) = (folder.path().join("vault"), folder.path().join("link"));
        fs::write(&vault, "vault").unwrap();
        symlink(&vault, &link).unwrap();
        let around = folder.path().join(".").join("vault");
        for (path, vault) in [(&vault, &vault), (&around, &vault), (&vault, &link)] {
            assert_eq!(super::write(path, b"text", vault).unwrap_err().code(), "invalid_input");
        }
        assert_eq!(fs::read(&vault).unwrap(), b"vault");
    }

    #[test]
    fn what_is_kept_beside_the_vault_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        fs::write(place("vault"), "vault").unwrap();
        symlink("vault", place("link")).unwrap();
        for vault in ["vault", "link"] {
            for name in [".vault.lock", "./.vault.lock", ".vault.inkseal-0aZ9bcde.tmp"] {
                assert_eq!(
                    super::write(&place(name), b"text", &place(vault)).unwrap_err().code(),
                    "invalid_input"
                );
                assert!(!place(name).exists());
            }
        }
        // Also before there is a vault.
        assert_eq!(super::write(&place("new"), b"text", &place("new")).unwrap_err().code(), "invalid_input");
        for name in [".link.lock", "vault.lock", ".vault.tmp"] {
            super::write(&place(name), b"text", &place("vault")).unwrap();
        }
    }

    #[test]
    fn a_file_is_made_and_replaced_for_its_owner_alone() {
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        write(&path, b"one").unwrap();
        assert_eq!((fs::read(&path).unwrap(), mode(&path)), (b"one".to_vec(), 0o600));
        fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
        write(&path, b"two").unwrap();
        assert_eq!((fs::read(&path).unwrap(), mode(&path)), (b"two".to_vec(), 0o600));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_no_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, "public").unwrap();
        symlink(&target, &link).unwrap();
        for path in [folder.path(), link.as_path(), Path::new("/dev/null")] {
            assert_eq!(write(path, b"hush").unwrap_err().code(), "invalid_input");
        }
        assert_eq!(fs::read(&target).unwrap(), b"public");
        assert_eq!(write(&folder.path().join("no/out"), b"hush").unwrap_err().code(), "io");
    }
}
