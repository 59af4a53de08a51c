//! `inkseal get` as a whole process, on a vault of 1,000 secrets, beyond the derivation.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use inkseal::inkbox::MasterKey;

use crate::{
    Result,
    comparison::{Comparison, timed},
    unlock,
};

const VAULT_KEY: &str = "Correct-Horse-7-Battery";

/// The program beside a derivation in this process, which takes new memory as the program does.
pub(crate) fn compare(rounds: usize) -> Result<Comparison> {
    let program = env::var_os("INKSEAL_PROGRAM").map(PathBuf::from).ok_or("INKSEAL_PROGRAM is not set")?;
    let derive = || MasterKey::derive(VAULT_KEY.as_bytes(), unlock::ORGANIZATION);
    let key = |byte| MasterKey::from_bytes(&[byte; 32]);
    let (text, _) = unlock::vault(&derive()?, &[key(1)?, key(2)?, key(3)?, key(4)?], 1000)?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("vault.json");
    fs::write(&file, text)?;
    let comparison = Comparison::run(
        "`inkseal get`, 1,000 secrets, beside the KDF",
        rounds,
        || timed(|| get(&program, &file)),
        || timed(|| Ok(derive()?)),
    )?;
    Ok(comparison.beyond(Duration::from_millis(15)))
}

fn get(program: &Path, file: &Path) -> Result<()> {
    let output = Command::new(program)
        .args(["--no-input", "--vault"])
        .arg(file)
        .args(["get", "Login 999", "password", "-n"])
        .env("INKSEAL_VAULT_KEY", VAULT_KEY)
        .stderr(Stdio::inherit())
        .output()?;
    if output.stdout != b"password 999" {
        return Err("the program read another password".into());
    }
    Ok(())
}
