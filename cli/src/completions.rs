//! Completion of the command line in shells.

use std::io;

use clap::Command;
use clap_complete::Shell;

/// Writes the completion script of `shell` for `program`.
///
/// # Errors
/// Those of `output`.
pub(crate) fn write(program: &mut Command, shell: Shell, output: &mut dyn io::Write) -> io::Result<()> {
    let name = program.get_name().to_owned();
    let mut script = Vec::new();
    // It ends the program when it cannot write: a vector it can.
    clap_complete::generate(shell, program, name, &mut script);
    output.write_all(&script)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    #[test]
    fn every_shell_has_a_script_that_knows_the_commands() {
        for shell in Shell::value_variants() {
            let mut program = Command::new("inkseal").subcommand(Command::new("unlikely"));
            let mut script = Vec::new();
            write(&mut program, *shell, &mut script).unwrap();
            assert!(String::from_utf8(script).unwrap().contains("unlikely"), "{shell}");
        }
    }
}
