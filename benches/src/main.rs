//! Inkseal measured side by side with its peers, in one run and in turns. See README.md.
//!
//! Its argument is the number of rounds; with `format-2` after it, it measures that alone, which has no peer.

mod argon2id;
mod comparison;
mod format_2;
mod initialize;
mod open;
mod peer;
mod program;
mod unlock;

use std::{env, error::Error};

use comparison::Comparison;
use peer::Peer;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const ROUNDS: usize = 31;

fn main() -> Result<()> {
    let rounds = env::args().nth(1).map_or(Ok(ROUNDS), |argument| argument.parse())?;
    if env::args().nth(2).as_deref() == Some("format-2") {
        for measurement in format_2::measure(rounds)? {
            println!("{measurement}");
        }
        return Ok(());
    }
    let mut peer = Peer::start()?;
    println!("Medians of {rounds} rounds\n{}", Comparison::header());
    for comparison in argon2id::compare(&mut peer, rounds)? {
        println!("{comparison}");
    }
    println!("{}", initialize::compare(&mut peer, rounds.div_ceil(3))?);
    println!("{}", open::compare(&mut peer, rounds)?);
    println!("{}", program::compare(rounds)?);
    for measurement in unlock::measure(rounds)?.into_iter().chain(format_2::measure(rounds)?) {
        println!("{measurement}");
    }
    Ok(())
}
