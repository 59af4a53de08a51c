//! What sealing and opening a payload costs, with its key at hand: a part of what a commit and a reader do that no
//! public call does alone, so the benchmarks cannot measure it. `scripts/bench` runs it.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use crate::{
    payload::{LoginPayload, SecretPayload, SecretType},
    random::Source,
    vault::{
        id::{Digest, KeyId, SecretId, VaultId},
        keys::key::RootKey,
        objects::payload,
    },
};

const ROUNDS: usize = 31;
const IN_A_ROUND: u32 = 500;

/// The median of some rounds, and the least.
fn rounds(mut work: impl FnMut()) -> (Duration, Duration) {
    let round = |_| {
        let begin = Instant::now();
        (0..IN_A_ROUND).for_each(|_| work());
        begin.elapsed() / IN_A_ROUND
    };
    let mut times: Vec<Duration> = (0..=ROUNDS).map(round).skip(1).collect();
    times.sort_unstable();
    (times[ROUNDS / 2], times[0])
}

#[test]
#[ignore = "it measures; scripts/bench"]
fn of_a_payload() {
    let source = &mut Source::system();
    let root = RootKey::generate(VaultId::generate(source).unwrap(), 1, source).unwrap();
    let secret = SecretId::generate(source).unwrap();
    let key = root.data_key(secret, &KeyId::generate(source).unwrap()).unwrap();
    let key = key.ready().unwrap();
    let login: SecretPayload = LoginPayload::new("password 000001")
        .with_username("ada.lovelace")
        .with_email("ada.lovelace@example.com")
        .with_url("https://login.example.com/accounts/sign-in")
        .with_notes("n".repeat(140))
        .into();

    // As `record::seal` and `Head::payload` do it, with the digest of what is sealed.
    let mut seal = || {
        let json = payload::to_json(&login).unwrap();
        let sealed = key.seal_payload(7, json.expose().as_bytes(), source).unwrap();
        (Digest::of(&sealed), sealed)
    };
    let open = |(digest, sealed): &(Digest, Vec<u8>)| {
        assert_eq!(Digest::of(sealed), *digest);
        payload::parse(&SecretType::Login, key.open_payload(7, sealed).unwrap().content()).unwrap()
    };
    let sealed = seal();
    assert_eq!(open(&sealed), login);
    let (median, least) = rounds(|| drop(black_box(seal())));
    println!("format 2: seal the payload of a login, its key at hand: {median:.2?} (least {least:.2?})");
    let (median, least) = rounds(|| drop(black_box(open(&sealed))));
    println!("format 2: open it: {median:.2?} (least {least:.2?})");
}
