//! Programs that are killed while they save, and programs that save at once: nothing that was
//! acknowledged is lost, and the vault always opens.
//!
//! `INKSEAL_KILLS` says how many kills; `scripts/kill-loop` runs thousands.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod sample;
mod writer;

use std::{env, thread, time::Duration};

use inkseal_store::{FaultPoint, FileStore};
use sample::Sample;
use writer::Writer;

/// A vault is used for so many kills, so that each is killed with leftovers and without, and stays small.
const KILLS_PER_VAULT: usize = 26;

#[derive(Default)]
struct Tally {
    at_points: usize,
    at_random: usize,
    at_random_inside: usize,
    at_random_with_draft: usize,
    acknowledged: usize,
}

#[test]
fn killed_writers_lose_nothing_acknowledged_slow() {
    let kills: usize = env::var("INKSEAL_KILLS").map_or(200, |kills| kills.parse().unwrap());
    let mut tally = Tally::default();
    let mut sample = Sample::new();
    for kill in 0..kills {
        if kill % KILLS_PER_VAULT == 0 && kill > 0 {
            sample = Sample::new();
        }
        if kill % 2 == 0 {
            let point = FaultPoint::ALL[(kill / 2) % FaultPoint::ALL.len()];
            kill_at(point, &mut sample, kill, &mut tally);
        } else {
            kill_at_random(&mut sample, kill, &mut tally);
        }
    }

    let inside = tally.at_points + tally.at_random_inside;
    println!(
        "{kills} kills, {inside} inside a save: {} at fault points, {} of {} at random ({} left a draft); \
         {} acknowledged writes",
        tally.at_points,
        tally.at_random_inside,
        tally.at_random,
        tally.at_random_with_draft,
        tally.acknowledged
    );
    // A test that kills between the saves would prove nothing.
    assert!(tally.at_random_inside * 4 >= tally.at_random, "few of the random kills fell inside a save");
    assert!(inside * 2 >= kills, "few kills fell inside a save");
}

/// The writer ends itself at a point of one of its first saves.
fn kill_at(point: FaultPoint, sample: &mut Sample, kill: usize, tally: &mut Tally) {
    let skip = fastrand::u32(0..4);
    let mut writer = Writer::start(
        sample,
        &format!("kill{kill}"),
        &[("INKSEAL_FAULT_POINT", point.name()), ("INKSEAL_FAULT_SKIP", skip.to_string())],
    );
    let log = writer.wait_killed();
    let in_flight = log.in_flight.clone().unwrap_or_else(|| panic!("{point:?}: not inside a save"));
    tally.at_points += 1;
    tally.acknowledged += log.acknowledged.len();
    assert_eq!(log.acknowledged.len(), usize::try_from(skip).unwrap(), "{point:?}");

    let drafts = sample.drafts();
    let has_draft =
        position(FaultPoint::DraftMade) <= position(point) && position(point) < position(FaultPoint::Renamed);
    assert_eq!(drafts.len(), usize::from(has_draft), "{point:?} leaves {drafts:?}");
    let is_made = sample.check(&log);
    assert_eq!(is_made, position(point) >= position(FaultPoint::Renamed), "{point:?}: {in_flight}");
    sample.save_once_more(kill);
}

/// The writer is killed from outside, some time after some save.
fn kill_at_random(sample: &mut Sample, kill: usize, tally: &mut Tally) {
    let mut writer = Writer::start(sample, &format!("kill{kill}"), &[]);
    let a_save = writer.wait_for_saves(fastrand::usize(1..6)).max(Duration::from_millis(1));
    thread::sleep(a_save.mul_f64(fastrand::f64() * 2.0));
    writer.kill();
    let log = writer.wait_killed();
    tally.at_random += 1;
    tally.at_random_inside += usize::from(log.in_flight.is_some());
    tally.at_random_with_draft += sample.drafts().len();
    tally.acknowledged += log.acknowledged.len();
    sample.check(&log);
    sample.save_once_more(kill);
}

#[test]
fn a_crash_while_a_vault_is_made_leaves_all_of_it_or_nothing() {
    for point in FaultPoint::ALL {
        let sample = Sample::without_file();
        let mut writer = Writer::start(&sample, "", &[("INKSEAL_FAULT_POINT", point.name())]);
        writer.wait_killed();
        let is_made = position(point) >= position(FaultPoint::Renamed);
        match FileStore::open(sample.path()) {
            Ok(_) => assert!(is_made, "{point:?}"),
            Err(error) => assert_eq!((error.code(), is_made), ("not_found", false), "{point:?}"),
        }
        let again = FileStore::create(sample.path(), &sample::new_vault());
        assert_eq!(again.err().map(|error| error.code()), is_made.then_some("already_exists"), "{point:?}");
        assert_eq!(sample.drafts(), Vec::<String>::new(), "{point:?}");
    }
}

#[test]
fn eight_writers_at_once_lose_nothing() {
    let mut sample = Sample::new();
    let start =
        |number| Writer::start(&sample, &format!("writer{number}"), &[("INKSEAL_TEST_SECONDS", "10".into())]);
    let writers: Vec<Writer> = (0..8).map(start).collect();
    let logs: Vec<_> = writers.into_iter().map(Writer::wait_done).collect();
    for log in logs {
        assert!(!log.acknowledged.is_empty(), "a writer never had its turn");
        assert_eq!(log.in_flight, None);
        sample.expect(&log);
    }
    println!("{} acknowledged writes of eight writers", sample.expected());
    sample.check_all_and_nothing_else();
    assert_eq!(sample.drafts(), Vec::<String>::new());
}

/// Not a test: the program that the tests above start and kill.
#[test]
#[ignore = "started by the other tests, as a process of its own"]
fn writer() {
    // Kills that come late must not let it run for ever.
    thread::spawn(|| {
        thread::sleep(Duration::from_secs(60));
        std::process::exit(1);
    });
    writer::run();
}

fn position(point: FaultPoint) -> usize {
    FaultPoint::ALL.iter().position(|other| *other == point).unwrap()
}
