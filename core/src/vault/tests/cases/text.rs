//! What people and programs hand over as text.

use serde_json::{Value, json};

use super::{super::sample::Sample, case, hex, refused};
use crate::{
    random::Source,
    vault::{AgentToken, Checkpoint, RecoveryCode, VaultId, id::Digest, rule::Rule},
};

pub(super) fn recovery_codes() -> Vec<Value> {
    let mut source = Source::fixed("inkseal/2 vectors: recovery code");
    let salt: [u8; 16] = source.array().unwrap();
    let make = |name: &str, text: &str, expect: Value| {
        case(name, json!({"text": text, "salt_hex": hex(salt)}), expect)
    };
    let mut cases = Vec::new();
    for number in 1..=4 {
        let code = RecoveryCode::generate_from(&mut source).unwrap();
        let text = code.to_text();
        let expect =
            json!({"canonical": text.expose(), "slot_key_hex": hex(code.slot_key(&salt).unwrap().expose())});
        cases.push(make(&format!("code {number}"), text.expose(), expect.clone()));
        let plain = text.expose().replace('-', "");
        cases.push(make("in small letters, without dashes", &plain.to_lowercase(), expect.clone()));
        let mistaken = plain.replace('0', "O").replace('1', "l");
        cases.push(make(
            "with letters for digits, in lines",
            &format!("\t{}\r\n", mistaken.replace('A', "A \n")),
            expect,
        ));
        if number == 1 {
            let last = text.expose().chars().last().unwrap();
            let other = if last == '7' { "8" } else { "7" };
            for (name, text, rule) in [
                ("nothing", String::new(), Rule::Code1),
                ("a symbol too few", text.expose()[1..].into(), Rule::Code1),
                ("a symbol too many", format!("{}0", text.expose()), Rule::Code1),
                ("a U", format!("U{}", &text.expose()[1..]), Rule::Code1),
                ("an underscore", text.expose().replace('-', "_"), Rule::Code1),
                ("a no-break space", text.expose().replace('-', "\u{a0}"), Rule::Code1),
                ("a letter that only looks alike", format!("\u{391}{}", &text.expose()[1..]), Rule::Code1),
                ("another check", format!("{}{other}", &text.expose()[..43]), Rule::Code2),
                (
                    "two groups swapped",
                    format!("{}{}{}", &text.expose()[5..10], &text.expose()[..5], &text.expose()[10..]),
                    Rule::Code2,
                ),
            ] {
                cases.push(make(name, &text, refused(rule)));
            }
        }
    }
    cases
}

pub(super) fn tokens() -> Vec<Value> {
    let sample = Sample::new("inkseal/2 vectors: token");
    let make = |name: &str, token: &AgentToken| {
        let expect = json!({
            "vault_id": token.vault_id().to_string(), "identity_id": token.identity_id().to_string(),
            "identity_key_hex": hex(token.key().expose()), "epoch": token.key().epoch(), "seq": token.seq(),
        });
        case(name, json!({"text": token.to_text().expose()}), expect)
    };
    let good = sample.token(0, 2, 7).to_text();
    let good = good.expose();
    let bad = |name: &str, text: &str, rule: Rule| case(name, json!({"text": text}), refused(rule));
    let other = if good.ends_with('A') { "B" } else { "A" };
    vec![
        make("a token", &sample.token(0, 2, 7)),
        make("of another identity", &sample.token(1, 1, 1)),
        make("the last counters", &sample.token(1, (1 << 53) - 1, (1 << 53) - 1)),
        bad("nothing", "", Rule::Token1),
        bad("no prefix", &good[14..], Rule::Token1),
        bad("the prefix in capitals", &good.replacen("inkseal", "INKSEAL", 1), Rule::Token1),
        bad("a character too few", &good[..good.len() - 1], Rule::Token1),
        bad("a character too many", &format!("{good}A"), Rule::Token1),
        bad("padding", &format!("{good}="), Rule::Token1),
        bad("a space in front", &format!(" {good}"), Rule::Token1),
        bad("a line end", &format!("{good}\n"), Rule::Token1),
        bad("the other alphabet", &format!("{}+/{}", &good[..20], &good[22..]), Rule::Token1),
        bad("another check", &format!("{}{other}", &good[..good.len() - 1]), Rule::Token2),
        bad("another identity under the check", &format!("{}AAAA{}", &good[..40], &good[44..]), Rule::Token2),
        bad("epoch 0", sample.token(0, 0, 7).to_text().expose(), Rule::Token2),
        bad("seq 0", sample.token(0, 2, 0).to_text().expose(), Rule::Token2),
        bad("an epoch past the counters", sample.token(0, 1 << 53, 7).to_text().expose(), Rule::Token2),
        bad("a seq past the counters", sample.token(0, 2, u64::MAX).to_text().expose(), Rule::Token2),
    ]
}

pub(super) fn checkpoints() -> Vec<Value> {
    let mut source = Source::fixed("inkseal/2 vectors: checkpoint");
    let vault = VaultId::generate(&mut source).unwrap();
    let digest = Digest::from_bytes(source.array().unwrap());
    let make = |seq: u64| Checkpoint::new(vault, seq, &digest).to_string();
    let expect = |seq: u64| json!({"vault_id": vault.to_string(), "seq": seq, "digest_hex": hex(&digest.as_bytes()[..16])});
    let good = make(7);
    let bad = |name: &str, text: &str| case(name, json!({"text": text}), refused(Rule::Check1));
    vec![
        case("a checkpoint", json!({"text": good}), expect(7)),
        case("with white space around it", json!({"text": format!(" \t{good}\r\n")}), expect(7)),
        case("the last counter", json!({"text": make((1 << 53) - 1)}), expect((1 << 53) - 1)),
        bad("nothing", ""),
        bad("a character too few", &good[1..]),
        bad("a character too many", &format!("{good}A")),
        bad("padding", &format!("{good}==")),
        bad("unused bits that are not zero", &format!("{}B", &good[..53])),
        bad("a space inside", &format!("{} {}", &good[..20], &good[20..])),
        bad("the other alphabet", &format!("+/{}", &good[2..])),
        bad("seq 0", &make(0)),
        bad("a seq past the counters", &make(1 << 53)),
    ]
}
