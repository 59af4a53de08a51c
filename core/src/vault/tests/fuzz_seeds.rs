//! The seeds of the fuzz targets: what is written is taken, so that fuzzing begins behind every check.

use std::{fs, path::PathBuf};

use super::sample::{Sample, login, meta};
use crate::{
    payload::SecretType,
    random::Source,
    vault::{
        DeviceMemory, SecretId, VaultId,
        fuzzing::{self, VAULT},
        id::Digest,
        objects::page::Page,
        objects::record,
    },
};

type Take = fn(&[u8]) -> bool;

/// Each target, and whether it takes all of its seeds.
const TARGETS: [(&str, Take); 5] = [
    ("root", fuzzing::root),
    ("page", fuzzing::page),
    ("record", fuzzing::record),
    ("grants", fuzzing::grants),
    ("device_memory", fuzzing::device_memory),
];

fn folder(target: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target)
}

/// Those that are named `odd` are read as they are, and not taken.
#[test]
fn seeds_are_taken() {
    for (target, take) in TARGETS {
        let mut taken = 0;
        for entry in fs::read_dir(folder(target)).unwrap() {
            let path = entry.unwrap().path();
            let odd = path.file_stem().unwrap().to_str().unwrap().starts_with("odd");
            assert_eq!(take(&fs::read(&path).unwrap()), !odd, "{}", path.display());
            taken += usize::from(!odd);
        }
        assert!(taken > 0, "{target}");
    }
}

/// Bytes near to none are read without a panic.
#[test]
fn seeds_that_are_changed_are_read_or_refused_slow() {
    for (target, take) in TARGETS {
        for entry in fs::read_dir(folder(target)).unwrap() {
            let seed = fs::read(entry.unwrap().path()).unwrap();
            for place in 0..seed.len().min(400) {
                let mut changed = seed.clone();
                changed[place] ^= 0x21;
                let _ = take(&changed);
                let _ = take(&seed[..place]);
            }
        }
    }
}

/// Writes them anew, when the format changed: `cargo test -p inkseal --lib write_the_seeds -- --ignored`.
#[test]
#[ignore = "it writes into the repository"]
fn write_the_seeds() {
    let sample = Sample::new("inkseal/2 fuzz");
    let mut source = Source::fixed("inkseal/2 fuzz seeds");
    let write = |target: &str, name: &str, bytes: &[u8]| {
        fs::create_dir_all(folder(target)).unwrap();
        fs::write(folder(target).join(name), bytes).unwrap();
    };
    let before_macs = sample.root.bytes().len() - 3 * 32;
    write("root", "full.bin", &sample.root.bytes()[..before_macs]);
    write("root", "odd.bin", sample.root.bytes());
    let mut least = sample.state();
    least.identities.clear();
    least.pages.truncate(1);
    least.slots.retain(|slot| slot.is_for_vault_key());
    least.writers.retain(|(_, seq)| *seq == least.seq);
    write("root", "least.bin", &least.encode().unwrap());

    let page = |ids: &[[u8; 16]], source: &mut Source| {
        let entries = ids.iter().map(|id| (SecretId::from_bytes(*id), Digest::of(id))).collect();
        Page { entries }.encode(&VAULT, source).unwrap().unwrap().bytes
    };
    write("page", "one.bin", &page(&[[0x22; 16]], &mut source));
    write("page", "three.bin", &page(&[[0x80; 16], [0x90; 16], [0xFF; 16]], &mut source));
    let other = VaultId::from_bytes([9; 16]);
    let entries = vec![(SecretId::from_bytes([1; 16]), Digest::of(b"1"))];
    write("page", "odd.bin", &Page { entries }.encode(&other, &mut source).unwrap().unwrap().bytes);

    let meta_json = meta("Example", SecretType::Login).to_json().unwrap();
    let payload = login().to_json().unwrap();
    write("record", "login.bin", &[meta_json.expose(), "\0", payload.expose()].concat().into_bytes());
    let least = r#"{"name":"n","type":"x.note","created_at":0,"updated_at":-1}"#;
    write("record", "extension.bin", &[least, "\0", r#"{"text":[null,1.50]}"#].concat().into_bytes());
    let totp = r#"{"password":"p","totp":{"secret":"JBSWY3DP","digits":8,"period":60,"later":{}}}"#;
    let login = least.replace("x.note", "login");
    write("record", "totp.bin", &[&login, "\0", totp].concat().into_bytes());
    write("record", "odd.bin", &sample.secrets[0].record.bytes);
    let key = fuzzing::data_key(&sample.secrets[0].lineage.key_id);
    let (lineage, meta) = (sample.secrets[0].lineage, meta("Example", SecretType::Login));
    let here = record::seal(&lineage, &key, &meta, &super::sample::login(), &mut source).unwrap();
    write("record", "odd_here.bin", &here.bytes);

    let grants = |json: &str, entries: &[u8]| {
        let length = u32::try_from(json.len()).unwrap().to_be_bytes();
        [&length[..], json.as_bytes(), entries].concat()
    };
    let entries = [[1; 48], [2; 48]].concat();
    write(
        "grants",
        "active.bin",
        &grants(r#"{"handle":"h","name":"n","status":"active","x":[1.0]}"#, &entries),
    );
    let paused = format!(r#"{{"handle":"h","status":"paused","paused":["{}"]}}"#, sample.secrets[0].id);
    write("grants", "paused.bin", &grants(&paused, &[]));
    write("grants", "later.bin", &grants(r#"{"handle":"h","status":"later"}"#, &[]));
    write("grants", "odd.bin", &sample.grants[0].bytes);

    let memory = DeviceMemory::new(*sample.vault()).accept(&sample.root).unwrap();
    let cut = |memory: &DeviceMemory| {
        let bytes = memory.to_bytes();
        bytes[..bytes.len() - 32].to_vec()
    };
    write("device_memory", "root.bin", &cut(&memory));
    write("device_memory", "checkpoint.bin", &cut(&DeviceMemory::of_checkpoint(sample.root.checkpoint())));
    write("device_memory", "token.bin", &cut(&DeviceMemory::of_token(&sample.token(0, 2, 7))));

    write("token", "token.txt", sample.token(0, 2, 7).to_text().expose().as_bytes());
    write("token", "checkpoint.txt", sample.root.checkpoint().to_string().as_bytes());
    write("code", "code.txt", sample.code.to_text().expose().as_bytes());
    let spaced = sample.code.to_text().expose().to_lowercase().replace('-', " - ");
    write("code", "spaced.txt", spaced.as_bytes());
}
