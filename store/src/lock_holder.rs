//! [`lock_holder`]: who has the lock of a file.

use std::fs::File;

/// The process that has the lock of a file, in words: `another program` where the system does not tell.
pub(crate) fn lock_holder(file: &File) -> String {
    process(file).unwrap_or_else(|| "another program".to_owned())
}

/// Linux lists all locks with the process, the device and the inode of each.
#[cfg(target_os = "linux")]
fn process(file: &File) -> Option<String> {
    use std::{fs, os::unix::fs::MetadataExt, process};

    let metadata = file.metadata().ok()?;
    let device = metadata.dev();
    let locks = fs::read_to_string("/proc/locks").ok()?;
    let (major, minor) = (rustix::fs::major(device), rustix::fs::minor(device));
    let id = find(&locks, &format!("{major:02x}:{minor:02x}"), metadata.ino())?;
    if id == process::id() {
        return Some("this process itself".to_owned());
    }
    let name = fs::read_to_string(format!("/proc/{id}/comm")).unwrap_or_default();
    Some(format!("process {id} ({:?})", name.trim_end()))
}

#[cfg(not(target_os = "linux"))]
fn process(_file: &File) -> Option<String> {
    None
}

/// The id of the process that holds a lock of an inode. Some file systems show another device here than the file has:
/// then the inode alone has to do.
#[cfg(any(target_os = "linux", test))]
fn find(locks: &str, device: &str, inode: u64) -> Option<u32> {
    let holders = || {
        locks.lines().filter_map(|line| {
            // A line of somebody who waits has "->" in the second place.
            let [_, "FLOCK", _, _, id, place, ..] = *line.split_ascii_whitespace().collect::<Vec<_>>() else {
                return None;
            };
            let (place, own_inode) = place.rsplit_once(':')?;
            // A process outside of this container has the id 0 or -1.
            let id = id.parse().ok().filter(|id| *id != 0)?;
            (own_inode.parse() == Ok(inode)).then_some((id, place))
        })
    };
    holders().find(|(_, place)| *place == device).or_else(|| holders().next()).map(|(id, _)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCKS: &str = "\
1: POSIX  ADVISORY  WRITE 11 08:01:77 0 EOF
2: FLOCK  ADVISORY  WRITE 12 00:2f:77 0 EOF
3: FLOCK  ADVISORY  WRITE 13 08:01:77 0 EOF
3: -> FLOCK  ADVISORY  WRITE 14 08:01:77 0 EOF
4: FLOCK  ADVISORY  WRITE 0 08:01:78 0 EOF
odd
";

    #[test]
    fn the_holder_is_found_by_device_and_inode() {
        assert_eq!(find(LOCKS, "08:01", 77), Some(13));
        assert_eq!(find(LOCKS, "00:31", 77), Some(12));
        assert_eq!(find(LOCKS, "08:01", 78), None);
        assert_eq!(find(LOCKS, "08:01", 79), None);
    }
}
