//! Storage gives what is meant to exhaust or confuse a reader.

use super::*;
use crate::vault::{
    LockedVault, Objects, Part, Step, device::checkpoint::Checkpoint, objects::json, objects::padding::Padded,
};

#[test]
fn oversized_input() {
    let (mut store, vault, [mail, ..]) = three();
    // Roots: by length, and by counts that announce what is not there.
    for length in [364_537, 1 << 20, 8 << 20] {
        let mut root = vault.root().to_vec();
        root.resize(length, 0);
        assert_eq!(refusal(&vault.refresh(root).unwrap_err()), is("ROOT-1", "malformed"));
    }
    for (at, count) in [(10, vec![0xFF]), (11, vec![0xFF]), (12, vec![0xFF; 2]), (14, vec![0xFF; 2])] {
        let mut root = vault.root().to_vec();
        root[at..at + count.len()].copy_from_slice(&count);
        assert_eq!(refusal(&vault.refresh(root).unwrap_err()), is("ROOT-3", "malformed"));
    }
    // Objects: each need says how much can be right, and more than that is not kept.
    let mut objects = Objects::new();
    let error = loop {
        match vault.open(mail, &objects) {
            Err(error) => break error,
            Ok(Step::Done(_)) => panic!("it opened"),
            Ok(Step::Needs(needs)) => {
                for need in needs {
                    assert!(need.most() <= 1_115_488 && need.part() == Part::Whole);
                    let mut bytes = store.get(&need).unwrap();
                    if bytes.starts_with(b"INKSEALR") {
                        bytes.resize(need.most() + 1, 0);
                    }
                    objects.supply(&need, Some(bytes));
                }
            }
        }
    };
    assert_eq!(refusal(&error), is("OBJ-1", "tampered"));
    // A record whose header announces a meta of 4 GiB has no head, and so no digest.
    let name = present(&store, &vault, mail);
    store.objects.get_mut(&name).unwrap()[108..112].fill(0xFF);
    let mut objects = Objects::new();
    while let Ok(Step::Needs(needs)) = vault.open(mail, &objects) {
        needs.iter().for_each(|need| objects.supply(need, store.objects.get(need.name()).cloned()));
    }
    assert_eq!(refusal(&vault.open(mail, &objects).unwrap_err()), is("OBJ-1", "tampered"));
    // Padding that announces more than there is.
    let announced = [&u32::MAX.to_be_bytes()[..], &[0; 252]].concat();
    let refused = Padded::parse(crate::SecretBytes::from(announced), 1 << 20).unwrap_err();
    assert_eq!(refusal(&refused), is("PAD-1", "malformed"));
    // Texts.
    let long = "A".repeat(1 << 20);
    assert_eq!(Checkpoint::parse(&long).unwrap_err().code(), "invalid_input");
    assert_eq!(crate::vault::AgentToken::parse(&long).unwrap_err().code(), "invalid_input");
    assert_eq!(crate::vault::RecoveryCode::parse(&long).unwrap_err().code(), "invalid_input");
    assert!(LockedVault::parse(vec![0; 364_536], None).is_err());
}

#[test]
fn deeply_nested_input() {
    let nested = |depth: usize| format!("{{\"a\":{}{}}}", "[".repeat(depth - 1), "]".repeat(depth - 1));
    assert!(json::object(nested(32).as_bytes()).is_ok());
    for depth in [33, 1000, 500_000] {
        let refused = json::object(nested(depth).as_bytes()).err().unwrap();
        assert_eq!(refusal(&refused), is("JSON-4", "malformed"));
    }
    // An owner's own program, or one that took the secret from somewhere, does not write what nobody could read.
    let (mut store, vault, _) = three();
    let mut payload = crate::payload::LoginPayload::new("p");
    payload.unknown.set("later", &format!("{}{}", "[".repeat(40), "]".repeat(40))).unwrap();
    let mut draft = Draft::new();
    draft.add(new("Nested", payload)).unwrap();
    assert_eq!(store.seal(&vault, &draft).unwrap_err().code(), "invalid_input");
    assert_eq!(vault.root.state().seq, 2, "{NOW}");
}
