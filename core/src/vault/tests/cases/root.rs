//! Roots as owners and agents open them.

use serde_json::{Value, json};

use super::{
    super::sample::{EPOCH, SEQ, Sample, code_slot, vault_key_slot},
    case, forged, hex, patched, refused, signed, stored,
};
use crate::{
    kdf::Argon2Params,
    vault::{
        id::{Digest, WriterId},
        keys::key::RootKey,
        objects::root::{MAX_ROOT, State},
        objects::slot::{Opener, Slot},
        rule::Rule,
    },
};

/// Before the MACs: two slots, two writers, two identities, two pages.
const SIGNED: usize = 600;

pub(super) fn roots() -> Vec<Value> {
    let sample = &mut Sample::new("inkseal/2 vectors: root");
    let mut cases = accepted(sample);
    cases.extend(bytes(sample));
    cases.extend(states(sample));
    cases.extend(costs(sample));
    cases.extend(keys(sample));
    cases
}

/// What a root says.
fn shown(state: &State, bytes: &[u8]) -> Value {
    let signed = &bytes[..bytes.len() - 32 * (1 + state.identities.len())];
    json!({
        "epoch": state.epoch, "seq": state.seq, "floor": state.floor,
        "digest_hex": hex(Digest::of(signed).as_bytes()), "previous_hex": hex(state.previous.as_bytes()),
        "slots": state.slots.iter().map(|slot| hex(slot.id.as_bytes())).collect::<Vec<_>>(),
        "writers": state.writers.iter().map(|(id, seq)| json!([hex(id.as_bytes()), seq])).collect::<Vec<_>>(),
        "identities": state.identities.iter().map(|(id, digest)| json!([id.to_string(), hex(digest.as_bytes())])).collect::<Vec<_>>(),
        "pages": state.pages.iter().map(|page| hex(page.as_bytes())).collect::<Vec<_>>(),
    })
}

/// A case of an owner with a recovery code.
fn by_code(sample: &Sample, name: &str, root: &[u8], expect: Value) -> Value {
    let inputs = json!({
        "vault_id": sample.vault().to_string(), "recovery_code": sample.code.to_text().expose(),
    });
    case(name, stored("root_hex", Some(root), inputs), expect)
}

/// A case of an owner who has the root key of an epoch.
fn by_key(sample: &Sample, name: &str, root: &[u8], epoch: u64, expect: Value) -> Value {
    let inputs = json!({
        "vault_id": sample.vault().to_string(), "root_key_hex": hex(sample.root_key.expose()),
        "epoch": epoch,
    });
    case(name, stored("root_hex", Some(root), inputs), expect)
}

/// A case of an agent.
fn by_token(sample: &Sample, name: &str, root: &[u8], identity: usize, epoch: u64, expect: Value) -> Value {
    let token = sample.token(identity, epoch, SEQ).to_text();
    let inputs = json!({"vault_id": sample.vault().to_string(), "token": token.expose()});
    case(name, stored("root_hex", Some(root), inputs), expect)
}

fn accepted(sample: &mut Sample) -> Vec<Value> {
    let root = sample.root.bytes().to_vec();
    let expect = shown(sample.root.state(), &root);
    let mut first = sample.state();
    first.epoch = 1;
    first.seq = 1;
    first.floor = 0;
    first.previous = Digest::NONE;
    first.writers.truncate(1);
    first.writers[0].1 = 1;
    first.identities.clear();
    first.pages = vec![Digest::NONE];
    let key = RootKey::from_slot(*sample.vault(), 1, sample.root_key.expose()).unwrap();
    first.slots =
        vec![vault_key_slot(&key, &mut sample.source), code_slot(&sample.code, &key, &mut sample.source)];
    first.slots.sort_by_key(|slot| slot.id);
    let first_root = forged(&first, &key);
    let mut large = sample.state();
    large.pages = vec![Digest::NONE; 1024];
    large.seq = 64;
    large.floor = 0;
    large.writers = (1..=64_u8).map(|number| (WriterId::from_bytes([number; 16]), number.into())).collect();
    let large_root = forged(&large, &sample.root_key);
    let mut last = sample.state();
    last.seq = (1 << 53) - 1;
    last.floor = last.seq - 1;
    last.writers = vec![(last.writers[0].0, last.seq)];
    let last_root = forged(&last, &sample.root_key);
    vec![
        by_code(sample, "with a recovery code", &root, expect.clone()),
        by_key(sample, "with the root key", &root, EPOCH, expect.clone()),
        by_token(sample, "as an agent", &root, 0, EPOCH, expect.clone()),
        by_token(sample, "as a paused agent", &root, 1, EPOCH, expect),
        by_code(sample, "the first root", &first_root, shown(&first, &first_root)),
        by_code(sample, "1024 pages and 64 writers", &large_root, shown(&large, &large_root)),
        by_code(sample, "the last counters", &last_root, shown(&last, &last_root)),
    ]
}

/// Bytes that are no root, or that no MAC vouches for.
fn bytes(sample: &Sample) -> Vec<Value> {
    let root = sample.root.bytes();
    let bad = |name: &str, root: &[u8], rule: Rule| by_key(sample, name, root, EPOCH, refused(rule));
    let count = |name: &str, at: usize, with: &[u8], rule: Rule| {
        bad(name, &signed(patched(&root[..SIGNED], at, with), sample.root.state(), &sample.root_key), rule)
    };
    vec![
        bad("nothing", &[], Rule::Root1),
        bad("327 bytes", &root[..327], Rule::Root1),
        bad("a byte too few", &root[..root.len() - 1], Rule::Root1),
        bad("a byte too many", &[root, &[0]].concat(), Rule::Root1),
        bad("no MAC for the last identity", &root[..root.len() - 32], Rule::Root1),
        bad("another magic", &patched(root, 7, b"1"), Rule::Root1),
        bad("larger than any root", &[root, &vec![0; MAX_ROOT]].concat(), Rule::Root1),
        count("a count that is not there", 10, &[3], Rule::Root1),
        count("more page bits than pages", 11, &[2], Rule::Root1),
        count("suite 0", 8, &[0, 0], Rule::Root2),
        count("suite 2", 8, &[0, 2], Rule::Root2),
        count("no slots", 10, &[0], Rule::Root3),
        count("17 slots", 10, &[17], Rule::Root3),
        count("11 page bits", 11, &[11], Rule::Root3),
        count("255 page bits", 11, &[255], Rule::Root3),
        count("no writers", 12, &[0, 0], Rule::Root3),
        count("65 writers", 12, &[0, 65], Rule::Root3),
        count("4097 identities", 14, &[0x10, 1], Rule::Root3),
        count("another vault", 16, &[0], Rule::Open2),
        count("a kind 0", 88 + 16, &[0], Rule::Kdf1),
        count("a kind 3", 88 + 16, &[3], Rule::Kdf1),
        count("a reserved byte", 88 + 19, &[1], Rule::Kdf2),
        bad("another MAC", &patched(root, SIGNED, &[root[SIGNED] ^ 1]), Rule::Open5),
        bad(
            "the MAC of an agent for the owner's",
            &patched(root, SIGNED, &root[SIGNED + 32..SIGNED + 64]),
            Rule::Open5,
        ),
        bad("a changed page digest", &patched(root, SIGNED - 1, &[root[SIGNED - 1] ^ 1]), Rule::Open5),
        bad("a changed counter", &patched(root, 47, &[8]), Rule::Open5),
    ]
}

/// Roots of states that no writer makes, with right MACs.
fn states(sample: &mut Sample) -> Vec<Value> {
    let mut cases = Vec::new();
    let more = (0..4).map(|_| vault_key_slot(&sample.root_key, &mut sample.source)).collect::<Vec<_>>();
    let mut bad = |name: &str, rule: Rule, change: &dyn Fn(&mut State)| {
        let mut state = sample.state();
        change(&mut state);
        cases.push(by_key(sample, name, &forged(&state, &sample.root_key), EPOCH, refused(rule)));
    };
    bad("epoch 0", Rule::Byte2, &|state| state.epoch = 0);
    bad("seq 0", Rule::Byte2, &|state| state.seq = 0);
    bad("a seq past the counters", Rule::Byte2, &|state| state.seq = 1 << 53);
    bad("a floor past the counters", Rule::Byte2, &|state| state.floor = u64::MAX);
    bad("a writer's seq of 0", Rule::Byte2, &|state| state.writers[0].1 = 0);
    bad("no slot for a vault key", Rule::Root4, &|state| state.slots.retain(|slot| !slot.is_for_vault_key()));
    bad("5 slots for vault keys", Rule::Root4, &|state| {
        state.slots.extend(more.iter().cloned());
        state.slots.sort_by_key(|slot| slot.id);
    });
    bad("slots in another order", Rule::Root5, &|state| state.slots.reverse());
    bad("a slot twice", Rule::Root5, &|state| state.slots.insert(0, state.slots[0].clone()));
    bad("an epoch above seq", Rule::Root6, &|state| state.epoch = SEQ + 1);
    bad("a floor that is seq", Rule::Root6, &|state| state.floor = SEQ);
    bad("nothing before it, at seq 7", Rule::Root7, &|state| state.previous = Digest::NONE);
    bad("something before it, at seq 1", Rule::Root7, &|state| {
        (state.epoch, state.seq, state.floor) = (1, 1, 0);
    });
    bad("writers in another order", Rule::Root8, &|state| state.writers.reverse());
    bad("a writer twice", Rule::Root8, &|state| state.writers.insert(0, state.writers[0]));
    bad("two writers of one commit", Rule::Root9, &|state| {
        state.writers.iter_mut().for_each(|(_, seq)| *seq = SEQ)
    });
    bad("no writer of the last commit", Rule::Root9, &|state| {
        state.writers = vec![(state.writers[0].0, SEQ - 1)];
    });
    bad("a writer of the next commit", Rule::Root9, &|state| {
        let first = usize::from(state.writers[0].1 == SEQ);
        state.writers[first].1 = SEQ + 1;
    });
    bad("a writer at floor", Rule::Root9, &|state| state.floor = 5);
    bad("identities in another order", Rule::Root10, &|state| state.identities.reverse());
    bad("an identity twice", Rule::Root10, &|state| state.identities[1] = state.identities[0]);
    cases
}

/// What slots ask for.
fn costs(sample: &mut Sample) -> Vec<Value> {
    let mut make = |name: &str, costs: &[(u32, u32, u32)], expect: Option<Rule>| {
        let mut state = sample.state();
        state.slots.retain(|slot| !slot.is_for_vault_key());
        for (memory_kib, passes, lanes) in costs {
            let mut slot: Slot = vault_key_slot(&sample.root_key, &mut sample.source);
            let cost = Argon2Params { memory_kib: *memory_kib, passes: *passes, lanes: *lanes };
            slot.parameters.opener = Opener::VaultKey(cost);
            state.slots.push(slot);
        }
        state.slots.sort_by_key(|slot| slot.id);
        let root = forged(&state, &sample.root_key);
        let expect = expect.map_or_else(|| shown(&state, &root), refused);
        by_code(sample, name, &root, expect)
    };
    let mut cases = vec![
        make("the most work", &[(524_288, 16, 8), (524_288, 16, 1)], None),
        make("memory below the floor", &[(65_535, 3, 1)], Some(Rule::Kdf3)),
        make("passes below the floor", &[(65_536, 2, 1)], Some(Rule::Kdf3)),
        make("no lanes", &[(65_536, 3, 0)], Some(Rule::Kdf3)),
        make(
            "one weak slot among others",
            &[(65_536, 3, 1), (1024, 3, 1), (524_289, 3, 1)],
            Some(Rule::Kdf3),
        ),
        make("memory above the ceiling", &[(524_289, 3, 1)], Some(Rule::Kdf4)),
        make("passes above the ceiling", &[(65_536, 17, 1)], Some(Rule::Kdf4)),
        make("lanes above the ceiling", &[(65_536, 3, 9)], Some(Rule::Kdf4)),
        make("the greatest numbers", &[(u32::MAX, u32::MAX, u32::MAX)], Some(Rule::Kdf4)),
        make(
            "too much work together",
            &[(524_288, 16, 1), (524_288, 16, 1), (65_536, 3, 1)],
            Some(Rule::Kdf4),
        ),
    ];
    let state = sample.state();
    let code = state.slots.iter().position(|slot| !slot.is_for_vault_key()).unwrap();
    let bytes = patched(&state.encode().unwrap(), 88 + 152 * code + 16 + 4, &[0, 1, 0, 0]);
    let root = signed(bytes, &state, &sample.root_key);
    cases.push(by_code(sample, "a recovery code with a cost", &root, refused(Rule::Kdf2)));
    cases
}

/// Keys that open nothing, and other epochs.
fn keys(sample: &mut Sample) -> Vec<Value> {
    let root = sample.root.bytes().to_vec();
    let stranger = Sample::new("inkseal/2 vectors: another vault");
    let mut cases = Vec::new();
    let mut case = by_code(sample, "another recovery code", &root, refused(Rule::Open4));
    case["recovery_code"] = json!(stranger.code.to_text().expose());
    cases.push(case);
    let mut state = sample.state();
    let code = state.slots.iter().position(|slot| !slot.is_for_vault_key()).unwrap();
    let seal = 88 + 152 * code + 48;
    let flipped =
        signed(patched(&root[..SIGNED], seal + 60, &[root[seal + 60] ^ 1]), &state, &sample.root_key);
    cases.push(by_code(sample, "a slot that is damaged", &flipped, refused(Rule::Open4)));
    state.epoch = EPOCH + 1;
    let moved = forged(&state, &sample.root_key);
    cases.push(by_code(sample, "a slot of another epoch", &moved, refused(Rule::Open4)));
    cases.push(by_key(sample, "a higher epoch than the key's", &root, EPOCH - 1, refused(Rule::Open8)));
    cases.push(by_key(sample, "a lower epoch than the key's", &root, EPOCH + 1, refused(Rule::Dev1)));
    cases.push(by_token(
        sample,
        "a higher epoch than the token's",
        &root,
        0,
        EPOCH - 1,
        refused(Rule::Open7),
    ));
    cases.push(by_token(sample, "a lower epoch than the token's", &root, 0, EPOCH + 1, refused(Rule::Dev5)));
    let agent = patched(&root, SIGNED + 32, &[root[SIGNED + 32] ^ 1]);
    cases.push(by_token(sample, "another MAC for the agent", &agent, 0, EPOCH, refused(Rule::Open5)));
    let other = patched(&root, SIGNED + 32, &root[SIGNED + 64..SIGNED + 96]);
    cases.push(by_token(sample, "the MAC of another agent", &other, 0, EPOCH, refused(Rule::Open5)));
    let owner = patched(&root, SIGNED + 32, &root[SIGNED..SIGNED + 32]);
    cases.push(by_token(sample, "the owner's MAC for the agent's", &owner, 0, EPOCH, refused(Rule::Open5)));
    let mut gone = sample.state();
    gone.identities.remove(0);
    let gone = forged(&gone, &sample.root_key);
    cases.push(by_token(sample, "an identity that was deleted", &gone, 0, EPOCH, refused(Rule::Open6)));
    cases.push(by_token(&stranger, "a token of another vault", &root, 0, EPOCH, refused(Rule::Open2)));
    // Signed by somebody who knows everything but the root key.
    let thief = RootKey::generate(*sample.vault(), EPOCH, &mut sample.source).unwrap();
    let forged = forged(sample.root.state(), &thief);
    cases.push(by_key(sample, "signed with another key", &forged, EPOCH, refused(Rule::Open5)));
    cases
}
