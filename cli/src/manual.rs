//! Manual pages.

use std::fs;
use std::io;
use std::path::Path;

use clap::Command;

/// Writes a page for `program` and one for each of its commands into `folder`, which is made if it is
/// not there.
///
/// # Errors
/// Those of the system.
pub(crate) fn write(program: Command, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    clap_mangen::generate_to(program, folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_command_has_a_page() {
        let folder = tempfile::tempdir().unwrap();
        let key = Command::new("key").subcommand(Command::new("change").about("A new vault key"));
        write(Command::new("inkseal").subcommand(key), &folder.path().join("man")).unwrap();
        let page = fs::read_to_string(folder.path().join("man/inkseal-key-change.1")).unwrap();
        assert!(page.contains("A new vault key"));
        assert!(folder.path().join("man/inkseal.1").exists());
    }
}
