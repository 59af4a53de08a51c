//! [`carry_over`]: the new file belongs to whom the old one belonged to.

use std::{
    fs::{File, Metadata},
    io,
};

/// Gives a file that is to replace another the other's owner, group and permission bits (0777).
#[cfg(unix)]
pub(crate) fn carry_over(old: &Metadata, new: &File) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;

    carry_over_with(old, new, old.mode() & 0o777)
}

/// Gives a file another's owner and group, and these permission bits.
///
/// Only the superuser may give a file away, so the owner may have to change. Where the group has to
/// change, its rights are dropped, lest they go to another group.
#[cfg(unix)]
pub(crate) fn carry_over_with(old: &Metadata, new: &File, mut mode: u32) -> io::Result<()> {
    use std::{
        fs::Permissions,
        os::unix::fs::{MetadataExt, PermissionsExt, fchown},
    };

    let made = new.metadata()?;
    if made.uid() != old.uid() {
        let _ = fchown(new, Some(old.uid()), None);
    }
    if made.gid() != old.gid() && fchown(new, None, Some(old.gid())).is_err() {
        mode &= 0o707;
    }
    // File systems without permission bits refuse even to set those that they show.
    if made.mode() & 0o777 != mode {
        new.set_permissions(Permissions::from_mode(mode))?;
    }
    Ok(())
}

/// Elsewhere a new file takes its access list from its folder, as the old one did.
#[cfg(not(unix))]
pub(crate) fn carry_over(_old: &Metadata, _new: &File) -> io::Result<()> {
    Ok(())
}
