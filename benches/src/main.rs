//! Inkseal measured side by side with its peers, in one run and in turns. See README.md.
//!
//! Its one argument is the number of rounds.

mod argon2id;
mod comparison;
mod peer;

use std::{env, error::Error};

use comparison::Comparison;
use peer::Peer;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const ROUNDS: usize = 21;

fn main() -> Result<()> {
    let rounds = env::args().nth(1).map_or(Ok(ROUNDS), |argument| argument.parse())?;
    let mut peer = Peer::start()?;
    println!("Medians of {rounds} rounds\n{}", Comparison::header());
    for comparison in argon2id::compare(&mut peer, rounds)? {
        println!("{comparison}");
    }
    Ok(())
}
