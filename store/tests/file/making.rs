//! Making and opening a vault file.

use std::{
    fs::{self, File},
    thread,
};

use inkseal::inkbox::MAX_FILE;
use inkseal_store::{FileStore, LockWait};

use crate::sample::{add, files, key, names, names_on_disk, new_vault, open, sample};

#[test]
fn a_created_store_is_locked_and_can_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = FileStore::create(folder.path().join("v"), &new_vault()).unwrap();
    assert!(!store.vault().is_unlocked());
    store.vault_mut().unlock_with(&key()).unwrap();
    store.update(|vault| add(vault, "one")).unwrap();
    assert_eq!(names_on_disk(store.path()), ["one"]);
}

#[test]
fn create_never_overwrites() {
    let (folder, path) = sample();
    let before = fs::read(&path).unwrap();
    assert_eq!(FileStore::create(&path, &new_vault()).unwrap_err().code(), "already_exists");
    assert_eq!(fs::read(&path).unwrap(), before);

    let other = folder.path().join("other");
    fs::write(&other, "").unwrap();
    assert_eq!(FileStore::create(&other, &new_vault()).unwrap_err().code(), "already_exists");
    assert_eq!(fs::read(&other).unwrap(), b"");
    assert_eq!(FileStore::create(folder.path(), &new_vault()).unwrap_err().code(), "already_exists");
}

#[test]
fn what_must_come_first_comes_before_the_vault() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v");
    let refused = || Err(inkseal::Error::Io("nobody saw the codes".into()));
    let error = FileStore::create_when(&path, &new_vault(), LockWait::default(), refused).unwrap_err();
    assert_eq!(error.code(), "io");
    assert_eq!(files(folder.path()), [".v.lock"]);
    let seen = || {
        assert!(!path.exists());
        Ok(())
    };
    FileStore::create_when(&path, &new_vault(), LockWait::default(), seen).unwrap();
    assert!(path.exists());
}

#[test]
fn only_one_of_many_creates() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v");
    let made = thread::scope(|scope| {
        let create = || FileStore::create(&path, &new_vault()).map_err(|error| error.code());
        let makers: Vec<_> = (0..8).map(|_| scope.spawn(create)).collect();
        makers
            .into_iter()
            .map(|maker| maker.join().unwrap())
            .inspect(|made| assert!(made.as_ref().map_or_else(|code| *code == "already_exists", |_| true)))
            .filter(Result::is_ok)
            .count()
    });
    assert_eq!(made, 1);
    assert_eq!(files(folder.path()), [".v.lock", "v"]);
}

#[test]
fn a_missing_file_or_folder_is_not_found() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing");
    assert_eq!(FileStore::open(&missing).unwrap_err().code(), "not_found");
    let error = FileStore::create(missing.join("v"), &new_vault()).unwrap_err();
    assert_eq!(error.code(), "not_found");
    assert!(error.to_string().contains("missing"), "{error}");
    assert!(!missing.exists());

    fs::write(&missing, "").unwrap();
    assert_eq!(FileStore::create(missing.join("v"), &new_vault()).unwrap_err().code(), "invalid_input");
    assert_eq!(FileStore::create("/", &new_vault()).unwrap_err().code(), "invalid_input");
}

#[test]
fn a_folder_is_no_vault_file() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(FileStore::open(folder.path()).unwrap_err().code(), "invalid_input");
    assert_eq!(FileStore::open("/").unwrap_err().code(), "invalid_input");
}

#[test]
fn other_text_is_malformed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v");
    for text in [&b""[..], b"{}", b"\xff\xfe", b"not a vault"] {
        fs::write(&path, text).unwrap();
        assert_eq!(FileStore::open(&path).unwrap_err().code(), "malformed", "{text:?}");
    }
}

#[test]
fn a_file_past_the_cap_is_refused_before_it_is_read() {
    let (_folder, path) = sample();
    let mut store = open(&path);
    // Sparse: of a terabyte nothing could be read by accident.
    File::options().write(true).open(&path).unwrap().set_len(1 << 40).unwrap();
    assert_eq!(FileStore::open(&path).unwrap_err().code(), "malformed");
    File::options().write(true).open(&path).unwrap().set_len(u64::try_from(MAX_FILE).unwrap() + 1).unwrap();
    assert_eq!(FileStore::open(&path).unwrap_err().code(), "malformed");
    assert_eq!(store.update(|vault| add(vault, "one")).unwrap_err().code(), "malformed");
    assert_eq!(store.reload().unwrap_err().code(), "malformed");
    assert_eq!(names(store.vault()), [""; 0]);
}

#[test]
fn an_error_shows_no_control_characters_of_a_path() {
    let folder = tempfile::tempdir().unwrap();
    let text = FileStore::open(folder.path().join("\x1b[31m\u{202e}\n")).unwrap_err().to_string();
    assert!(!text.contains(['\x1b', '\u{202e}', '\n']), "{text:?}");
}
