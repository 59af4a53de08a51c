//! Permissions, links and what is no regular file.

use std::{
    fs,
    os::unix::{
        fs::{MetadataExt, PermissionsExt, symlink},
        net::UnixListener,
    },
    path::Path,
    process::Command,
    sync::mpsc,
    thread,
    time::Duration,
};

use inkseal::Error;
use inkseal_store::FileStore;

use crate::sample::{add, files, names_on_disk, new_vault, open, sample};

/// The error of something that must not wait for anybody.
fn error_without_waiting(path: &Path) -> Error {
    let (sender, receiver) = mpsc::channel();
    let path = path.to_owned();
    thread::spawn(move || sender.send(FileStore::open(path).unwrap_err()));
    receiver.recv_timeout(Duration::from_secs(10)).expect("it waits")
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

fn make_fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_new_file_is_for_its_user_alone() {
    let (folder, path) = sample();
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(&folder.path().join(".agents.vault.lock")), 0o600);
    open(&path).update(|vault| add(vault, "one")).unwrap();
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn the_permissions_of_a_file_are_kept() {
    let (_folder, path) = sample();
    for bits in [0o640, 0o400, 0o660, 0o644, 0o600] {
        fs::set_permissions(&path, fs::Permissions::from_mode(bits)).unwrap();
        let before = fs::metadata(&path).unwrap();
        open(&path).update(|vault| add(vault, &format!("{bits:o}"))).unwrap();
        let after = fs::metadata(&path).unwrap();
        assert_eq!(mode(&path), bits, "{bits:o}");
        assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
        assert_ne!(after.ino(), before.ino(), "it is a new file");
    }
}

/// Only the superuser can give files away.
#[test]
fn the_owner_of_a_file_is_kept_where_the_system_lets() {
    let (_folder, path) = sample();
    let may = std::os::unix::fs::chown(&path, Some(12_345), Some(23_456)).is_ok();
    let before = fs::metadata(&path).unwrap();
    open(&path).update(|vault| add(vault, "one")).unwrap();
    let after = fs::metadata(&path).unwrap();
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
    assert_eq!(after.uid() == 12_345, may);
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn a_lock_made_later_is_for_those_who_may_read_the_vault() {
    let (folder, path) = sample();
    let lock = folder.path().join(".agents.vault.lock");
    fs::remove_file(&lock).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
    open(&path).update(|vault| add(vault, "one")).unwrap();
    assert_eq!(mode(&lock) & 0o600, 0o600);
    assert_eq!(mode(&lock) & 0o133, 0);
}

#[test]
fn the_lock_is_never_replaced() {
    let (folder, path) = sample();
    let lock = folder.path().join(".agents.vault.lock");
    let before = fs::metadata(&lock).unwrap().ino();
    let mut store = open(&path);
    for name in ["one", "two"] {
        store.update(|vault| add(vault, name)).unwrap();
    }
    assert_eq!(fs::metadata(&lock).unwrap().ino(), before);
    assert_eq!(fs::metadata(&lock).unwrap().len(), 0);
}

#[test]
fn symbolic_links_stay_and_what_they_name_is_replaced() {
    let (folder, path) = sample();
    let links = tempfile::tempdir().unwrap();
    let (second, first) = (links.path().join("second"), links.path().join("first"));
    symlink(&path, &second).unwrap();
    symlink("second", &first).unwrap();

    let mut store = open(&first);
    assert_eq!(store.path(), path);
    store.update(|vault| add(vault, "one")).unwrap();
    assert_eq!(fs::read_link(&first).unwrap(), Path::new("second"));
    assert_eq!(fs::read_link(&second).unwrap(), path);
    assert!(!fs::symlink_metadata(&path).unwrap().is_symlink());
    assert_eq!(names_on_disk(&path), ["one"]);
    assert_eq!(files(links.path()), ["first", "second"]);
    assert_eq!(files(folder.path()), [".agents.vault.lock", "agents.vault"]);
}

#[test]
fn create_makes_nothing_through_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let (link, target) = (folder.path().join("link"), folder.path().join("target"));
    symlink("target", &link).unwrap();
    assert_eq!(FileStore::open(&link).unwrap_err().code(), "not_found");
    assert_eq!(FileStore::create(&link, &new_vault()).unwrap_err().code(), "already_exists");
    assert!(!target.exists());
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn what_is_no_regular_file_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let fifo = folder.path().join("fifo");
    make_fifo(&fifo);
    let socket = folder.path().join("socket");
    let _listener = UnixListener::bind(&socket).unwrap();
    let link = folder.path().join("link");
    symlink(&fifo, &link).unwrap();
    for path in [&*fifo, &*socket, &*link, Path::new("/dev/zero"), Path::new("/dev/null")] {
        assert_eq!(error_without_waiting(path).code(), "invalid_input", "{path:?}");
    }
    assert_eq!(FileStore::create(&fifo, &new_vault()).unwrap_err().code(), "already_exists");
}

#[test]
fn a_fifo_that_takes_the_place_of_the_vault_or_its_lock_is_refused() {
    let (folder, path) = sample();
    let mut store = open(&path);
    fs::remove_file(&path).unwrap();
    make_fifo(&path);
    assert_eq!(store.update(|vault| add(vault, "one")).unwrap_err().code(), "invalid_input");
    assert_eq!(store.reload().unwrap_err().code(), "invalid_input");

    let (_folder, path) = sample();
    let mut store = open(&path);
    let lock = path.with_file_name(".agents.vault.lock");
    fs::remove_file(&lock).unwrap();
    make_fifo(&lock);
    assert_eq!(store.update(|vault| add(vault, "one")).unwrap_err().code(), "invalid_input");

    fs::remove_file(&lock).unwrap();
    symlink(folder.path().join("elsewhere"), &lock).unwrap();
    assert_eq!(store.update(|vault| add(vault, "one")).unwrap_err().code(), "io");
    assert!(!folder.path().join("elsewhere").exists());
}
