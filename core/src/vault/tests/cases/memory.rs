//! What a device that has seen one root says of another.

use serde_json::{Value, json};

use super::{
    super::sample::{EPOCH, SEQ, Sample},
    case, forged, hex, refused,
};
use crate::vault::{
    Checkpoint,
    id::{Digest, WriterId},
    keys::key::RootKey,
    objects::root::State,
    rule::Rule,
};

/// A commit on top of a state.
fn next(state: &State, digest: &Digest, writer: usize) -> State {
    let mut next = state.clone();
    next.seq += 1;
    next.previous = *digest;
    next.writers[writer].1 = next.seq;
    next
}

fn digest(state: &State) -> Digest {
    Digest::of(&state.encode().unwrap())
}

pub(super) fn traces() -> Vec<Value> {
    let sample = Sample::new("inkseal/2 vectors: memory");
    let seen = sample.state();
    let last = usize::from(seen.writers[1].1 == SEQ);
    let other = 1 - last;
    let make = |name: &str, memory: Value, root: &State, expect: Result<(), Rule>| {
        let key = RootKey::from_slot(*sample.vault(), root.epoch, sample.root_key.expose()).unwrap();
        let inputs = json!({
            "vault_id": sample.vault().to_string(), "root_key_hex": hex(sample.root_key.expose()), "memory": memory,
            "root_hex": hex(forged(root, &key)),
        });
        case(name, inputs, expect.map_or_else(refused, |()| json!("ok")))
    };
    let of_root = |state: &State| json!({"root_hex": hex(forged(state, &sample.root_key))});
    let of_token = |epoch: u64, seq: u64| json!({"epoch": epoch, "seq": seq});
    let of_checkpoint = |state: &State| json!({"checkpoint": Checkpoint::new(state.vault, state.seq, &digest(state)).to_string()});
    let memory = of_root(&seen);
    let after = |name: &str, root: &State, expect: Result<(), Rule>| make(name, memory.clone(), root, expect);
    let by_same = next(&seen, &digest(&seen), last);
    let by_other = next(&seen, &digest(&seen), other);
    let second = next(&by_other, &digest(&by_other), other);
    let changed = |state: &State, change: &dyn Fn(&mut State)| {
        let mut state = state.clone();
        change(&mut state);
        state
    };
    let fork = changed(&seen, &|state| state.pages.reverse());
    // On top of a state that this device never saw: what its own writer did last is not in it.
    let forked = |from_seq: u64| {
        changed(&second, &|state| {
            state.seq = from_seq;
            state.writers[other].1 = from_seq;
            state.writers[last].1 = SEQ - 1;
            state.floor = 2;
        })
    };
    let mut crowd = changed(&second, &|state| state.floor = SEQ);
    crowd.seq = 80;
    crowd.writers = (17..=80_u8).map(|seq| (WriterId::from_bytes([seq; 16]), seq.into())).collect();
    let thin = changed(&crowd, &|state| state.floor = SEQ - 1);
    let rotated = changed(&by_same, &|state| state.epoch += 1);
    vec![
        make("a device that remembers nothing", Value::Null, &seen, Ok(())),
        after("the same root", &seen, Ok(())),
        after("the next, by the same writer", &by_same, Ok(())),
        after("the next, by another writer", &by_other, Ok(())),
        after("the one after", &second, Ok(())),
        after("a rotation", &rotated, Ok(())),
        after(
            "a new writer",
            &changed(&by_same, &|state| {
                state.writers[last].1 = SEQ;
                state.writers.push((WriterId::from_bytes([255; 16]), SEQ + 1));
            }),
            Ok(()),
        ),
        after("all writers gone, below a new floor", &crowd, Ok(())),
        make("the root before", of_root(&by_same), &seen, Err(Rule::Dev1)),
        make("long before", of_root(&second), &seen, Err(Rule::Dev1)),
        make(
            "an epoch before",
            of_root(&changed(&seen, &|state| state.epoch = 3)),
            &by_same,
            Err(Rule::Dev1),
        ),
        after("a lower floor", &changed(&by_same, &|state| state.floor -= 1), Err(Rule::Dev1)),
        after("another root of the same seq", &fork, Err(Rule::Dev2)),
        after("the same seq in a later epoch", &changed(&seen, &|state| state.epoch = 3), Err(Rule::Dev2)),
        after("the next of another", &next(&fork, &digest(&fork), last), Err(Rule::Dev3)),
        after(
            "two later, without the last commit",
            &changed(&forked(SEQ + 2), &|state| state.floor = 3),
            Err(Rule::Dev4),
        ),
        after("far later, without it", &changed(&forked(1 << 40), &|state| state.floor = 3), Err(Rule::Dev4)),
        after(
            "a writer gone",
            &changed(&second, &|state| {
                state.writers.remove(last);
            }),
            Err(Rule::Dev4),
        ),
        after("all writers gone, floor too low", &thin, Err(Rule::Dev4)),
        make("a token's own root", of_token(EPOCH, SEQ), &seen, Ok(())),
        make("a root after the token's", of_token(1, 1), &seen, Ok(())),
        make("a root before the token's", of_token(EPOCH, SEQ + 1), &seen, Err(Rule::Dev5)),
        make("an epoch before the token's", of_token(EPOCH + 1, SEQ), &seen, Err(Rule::Dev5)),
        make("a checkpoint's own root", of_checkpoint(&seen), &seen, Ok(())),
        make("the root after a checkpoint", of_checkpoint(&seen), &by_same, Ok(())),
        make("two after a checkpoint", of_checkpoint(&seen), &second, Ok(())),
        make("a root before a checkpoint", of_checkpoint(&by_same), &seen, Err(Rule::Dev6)),
        make("another root of the checkpoint's seq", of_checkpoint(&seen), &fork, Err(Rule::Dev7)),
        make(
            "the next of another than the checkpoint's",
            of_checkpoint(&seen),
            &next(&fork, &digest(&fork), last),
            Err(Rule::Dev7),
        ),
    ]
}
