//! Standard input has one reader.

use std::{collections::BTreeMap, iter::repeat_n};

use clap::{ArgMatches, Command, error::ErrorKind};

use super::InputFile;

/// Finds every argument that reads standard input, by the type of its value (`InputFile`) or its name
/// (`--stdin`, `--…-stdin`), so that no command can forget to say so.
///
/// # Errors
/// A usage error that names them, when there is more than one.
pub(crate) fn check_single_reader(command: &mut Command, matches: &ArgMatches) -> Result<(), clap::Error> {
    let mut readers = BTreeMap::new();
    let mut level = Some(matches);
    while let Some(matches) = level {
        readers.extend(readers_at(matches));
        level = matches.subcommand().map(|(_, matches)| matches);
    }
    if readers.values().sum::<usize>() < 2 {
        return Ok(());
    }
    let name = |id: &str| {
        let is_option = id == "stdin" || id.ends_with("_stdin") || id.ends_with("_file");
        format!("{}{}", if is_option { "--" } else { "" }, id.replace('_', "-"))
    };
    let names: Vec<String> = readers.iter().flat_map(|(id, times)| repeat_n(name(id), *times)).collect();
    let message = format!("only one of these can read standard input: {}", names.join(", "));
    Err(command.error(ErrorKind::ArgumentConflict, message))
}

/// The ids of the arguments of one level that read standard input, and how often each does. A global argument
/// is at every level, under the same id.
fn readers_at(matches: &ArgMatches) -> impl Iterator<Item = (&str, usize)> {
    matches.ids().map(clap::Id::as_str).map(|id| {
        if let Ok(Some(files)) = matches.try_get_many::<InputFile>(id) {
            return (id, files.filter(|file| **file == InputFile::Stdin).count());
        }
        let is_flag = id == "stdin" || id.ends_with("_stdin");
        let is_given = is_flag && matches.try_get_one::<bool>(id).is_ok_and(|value| value == Some(&true));
        (id, usize::from(is_given))
    })
}
