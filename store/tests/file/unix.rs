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

use inkseal::{Error, Result};
use inkseal_store::{FileStore, LockWait};

use crate::sample::{add, files, names_on_disk, new_vault, open, sample};

/// The error of something that must not wait for anybody.
fn error_without_waiting<T>(act: impl FnOnce() -> Result<T> + Send + 'static) -> Error {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(act().err()));
    receiver.recv_timeout(Duration::from_secs(10)).expect("it waits").expect("it is accepted")
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
fn a_lock_is_for_the_owner_of_the_vault_alone() {
    let (folder, path) = sample();
    let lock = folder.path().join(".agents.vault.lock");
    // Only the superuser can do this; the others keep their own.
    let _ = std::os::unix::fs::chown(&path, Some(12_345), Some(23_456));
    for vault_bits in [0o440, 0o666, 0o755, 0o400] {
        fs::remove_file(&lock).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(vault_bits)).unwrap();
        open(&path).update(|vault| add(vault, &format!("{vault_bits:o}"))).unwrap();
        assert_eq!(mode(&lock), 0o600, "{vault_bits:o}");
        let (lock, vault) = (fs::metadata(&lock).unwrap(), fs::metadata(&path).unwrap());
        assert_eq!((lock.uid(), lock.gid()), (vault.uid(), vault.gid()));
    }
}

/// Who holds the lock is told, and after the time that was given it is a conflict.
#[cfg(target_os = "linux")]
#[test]
fn a_lock_that_is_kept_is_a_conflict_that_names_its_holder() {
    let (_folder, path) = sample();
    let lock = path.with_file_name(".agents.vault.lock");
    let mut holder = Command::new("flock")
        .arg(&lock)
        .args(["sh", "-c", "echo; read line"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Read::read(holder.stdout.as_mut().unwrap(), &mut [0]).unwrap();
    let named = format!("process {} (\"flock\")", holder.id());

    let (sender, receiver) = mpsc::channel();
    let wait =
        LockWait::new(Duration::from_secs(1)).telling(move |text| sender.send(text.to_owned()).unwrap());
    let mut store = open(&path);
    store.set_lock_wait(wait);
    let error = store.update(|vault| add(vault, "one")).unwrap_err();
    assert_eq!(error.code(), "conflict");
    assert!(error.to_string().contains(&named) && error.to_string().contains("1 s"), "{error}");
    assert_eq!(
        receiver.try_iter().collect::<Vec<_>>(),
        [format!("Waiting for {named}, which has the vault locked.")]
    );
    assert_eq!(store.save().unwrap_err().code(), "conflict");

    // What holds it ends: whoever waits goes on.
    store.set_lock_wait(LockWait::default());
    let waiting = thread::spawn(move || store.update(|vault| add(vault, "two")).map(|_| ()));
    drop(holder.stdin.take());
    waiting.join().unwrap().unwrap();
    assert!(holder.wait().is_ok());
    assert_eq!(names_on_disk(&path), ["two"]);
}

/// A shell's `<(…)` is a pipe.
#[test]
fn a_vault_from_a_pipe_is_read_once_and_not_written() {
    let (folder, path) = sample();
    open(&path).update(|vault| add(vault, "one")).unwrap();
    let fifo = folder.path().join("fifo");
    make_fifo(&fifo);
    let writer = thread::spawn({
        let (fifo, text) = (fifo.clone(), fs::read(&path).unwrap());
        move || fs::write(fifo, text).unwrap()
    });
    let mut store = FileStore::open_stream(&fifo).unwrap();
    writer.join().unwrap();
    assert_eq!(crate::sample::names(store.vault()), ["one"]);
    assert!(!store.reload().unwrap());
    let error = store.update(|_| Ok(())).unwrap_err();
    assert_eq!(error.code(), "invalid_input");
    assert!(error.to_string().contains("pipe"), "{error}");
    assert_eq!(store.save().unwrap_err().code(), "invalid_input");
    assert_eq!(files(folder.path()), [".agents.vault.lock", "agents.vault", "fifo"]);
}

#[test]
fn a_lock_that_can_only_be_read_will_do() {
    let (folder, path) = sample();
    let lock = folder.path().join(".agents.vault.lock");
    fs::set_permissions(&lock, fs::Permissions::from_mode(0o400)).unwrap();
    open(&path).update(|vault| add(vault, "one")).unwrap();
    assert_eq!(mode(&lock), 0o400);
}

/// NFS gives an exclusive lock to no other.
#[cfg(target_os = "linux")]
#[test]
fn the_lock_is_open_for_writing() {
    let (folder, path) = sample();
    let lock = folder.path().canonicalize().unwrap().join(".agents.vault.lock");
    let access = || {
        let mut open_files = fs::read_dir("/proc/self/fd").unwrap().map(|entry| entry.unwrap().path());
        let held = open_files.find(|file| fs::read_link(file).is_ok_and(|target| target == lock)).unwrap();
        let number = held.file_name().unwrap().to_str().unwrap();
        let details = fs::read_to_string(format!("/proc/self/fdinfo/{number}")).unwrap();
        let flags = details.lines().find_map(|line| line.strip_prefix("flags:")).unwrap().trim();
        u32::from_str_radix(flags, 8).unwrap() & 0o3
    };
    let read_and_write = 0o2;
    let mut store = open(&path);
    for made_anew in [false, true] {
        if made_anew {
            fs::remove_file(&lock).unwrap();
        }
        let during = store.update(|vault| {
            add(vault, &format!("made anew: {made_anew}"))?;
            Ok(access())
        });
        assert_eq!(during.unwrap(), read_and_write, "made anew: {made_anew}");
    }
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
        let opened = path.to_owned();
        let error = error_without_waiting(move || FileStore::open(opened));
        assert_eq!(error.code(), "invalid_input", "{path:?}");
    }
    assert_eq!(FileStore::create(&fifo, &new_vault()).unwrap_err().code(), "already_exists");
}

#[test]
fn a_fifo_that_takes_the_place_of_the_vault_is_refused_at_once() {
    let (_folder, path) = sample();
    let mut store = open(&path);
    fs::remove_file(&path).unwrap();
    make_fifo(&path);
    let error = error_without_waiting(move || store.update(|vault| add(vault, "one")));
    assert_eq!(error.code(), "invalid_input");
}

#[test]
fn a_lock_that_is_no_regular_file_is_refused_at_once() {
    let (folder, path) = sample();
    let lock = path.with_file_name(".agents.vault.lock");
    fs::remove_file(&lock).unwrap();
    make_fifo(&lock);
    let mut store = open(&path);
    let error = error_without_waiting(move || store.update(|vault| add(vault, "one")));
    assert_eq!(error.code(), "invalid_input");

    fs::remove_file(&lock).unwrap();
    symlink(folder.path().join("elsewhere"), &lock).unwrap();
    let mut store = open(&path);
    assert_eq!(store.update(|vault| add(vault, "one")).unwrap_err().code(), "io");
    assert!(!folder.path().join("elsewhere").exists());
}
