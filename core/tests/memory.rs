//! No secret stays in the memory of a process that has locked its vault.
//!
//! The test runs itself again as a child, which gets a vault file and its vault key through a pipe,
//! works with the vault and locks it. At each stage the child waits while the parent reads all of its
//! writable memory and looks for every piece of 16 bytes of every secret, so that a copy that was wiped
//! in part is found too. The earlier stages show that the search finds what is there.
//!
//! The child's allocator wipes what is freed, as it does in the `inkseal` program: a text that moved
//! while it grew, and the buffers of the JSON parser, are wiped by that alone.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects
)]

use std::{
    alloc::System,
    collections::{BTreeMap, BTreeSet},
    env,
    fs::{self, File},
    io::{self, BufRead, BufReader, Read, Write},
    os::{fd::AsFd, unix::fs::FileExt},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use inkseal::{
    inkbox::{MasterKey, OrgKey, Vault},
    password::PasswordRecipe,
    payload::{
        ApiKeyPayload, KeyPairPayload, LoginPayload, OtherPayload, SecretPayload, SecretType, SshKeyPayload,
    },
    totp::TotpConfig,
};
use zeroize::Zeroizing;
use zeroizing_alloc::ZeroAlloc;

#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

const NOW: u64 = 1_767_225_600;
const ORG: &str = "org_test_123";
/// Set in the child, and in nothing else.
const CHILD: &str = "INKSEAL_MEMORY_TEST_CHILD";
/// The bytes of a secret that are searched for together.
const PIECE: usize = 16;

#[test]
fn a_locked_process_holds_no_secret() {
    if env::var_os(CHILD).is_some() {
        return child();
    }
    let planted = Planted::generate();
    let mut child = Running::start();
    child.send(planted.vault_key.as_bytes());
    child.send(planted.text.as_bytes());

    let found = child.search_at("key read", &planted);
    assert_eq!(found, planted.names(["vault key"]), "the vault key is there, and nothing else yet");

    // Each task alone, so that no later one writes over what an earlier one left on the stack.
    for (task, _) in TASKS {
        let found = child.search_at(task, &planted);
        assert_eq!(found, planted.names(["vault key"]), "after {task} and locking nothing stays");
    }

    let found = child.search_at("payloads held", &planted);
    let held =
        ["login", "login as JSON", "api_key", "ssh_key", "key_pair", "other", "TOTP secret", "org key"];
    assert!(found.is_superset(&planted.names(held)), "what is held is found: {found:?}");
    for name in ["vault key", "master key"] {
        assert!(!found.contains(name), "unlocking leaves no {name} behind");
    }

    let found = child.search_at("payloads dropped", &planted);
    assert_eq!(found, planted.names(["org key"]), "of payloads that were dropped nothing stays");

    let found = child.search_at("locked", &planted);
    assert_eq!(found, planted.names([]), "of a locked vault nothing stays");
    child.end();
}

/// The child: it knows no secret but those that come through the pipe.
fn child() {
    let stdin = io::stdin();
    // Straight from the descriptor: `Stdin` has a buffer that stays.
    let mut pipe = File::from(stdin.as_fd().try_clone_to_owned().unwrap());
    let vault_key = receive(&mut pipe);
    let text = receive(&mut pipe);
    wait_at("key read", &mut pipe);

    let mut vault = Vault::parse(str::from_utf8(&text).unwrap()).unwrap();
    for (name, task) in TASKS {
        vault.unlock(&vault_key).unwrap();
        task(&mut vault);
        vault.lock();
        wait_at(name, &mut pipe);
    }

    vault.unlock(&vault_key).unwrap();
    drop(vault_key);
    let payloads = vault.open_all().unwrap();
    // Also as text, so that the search has escapes to find.
    let texts: Vec<_> = vault.list().iter().map(|secret| vault.open_text(&secret.id).unwrap()).collect();
    wait_at("payloads held", &mut pipe);

    drop((payloads, texts));
    wait_at("payloads dropped", &mut pipe);

    vault.lock();
    wait_at("locked", &mut pipe);
    assert!(!vault.is_unlocked());
}

type Task = (&'static str, fn(&mut Vault));

/// What a program does with an unlocked vault.
const TASKS: [Task; 9] = [
    ("unlocking", |_| ()),
    ("opening", |vault| {
        for secret in vault.list() {
            vault.open(&secret.id).unwrap();
        }
    }),
    ("opening as text", |vault| {
        for secret in vault.list() {
            assert!(!vault.open_text(&secret.id).unwrap().expose().is_empty());
        }
    }),
    ("verifying", |vault| assert!(vault.verify().unwrap().iter().all(|report| report.error.is_none()))),
    ("a TOTP code", |vault| {
        let code = vault.totp_code(&login(vault), NOW).unwrap();
        assert_eq!(code.code.expose().len(), 6);
    }),
    ("a webhook", |vault| {
        let id = vault.list_type(&SecretType::ApiKey)[0].id.clone();
        let headers = [
            ("x-inkbox-request-id", "1".to_owned()),
            ("x-inkbox-timestamp", "1".to_owned()),
            ("x-inkbox-signature", format!("sha256={}", "0".repeat(64))),
        ];
        let headers = headers.map(|(name, value)| (name.to_owned(), value));
        assert_eq!(vault.verify_webhook(&id, &headers, b"body", None), Ok(false));
    }),
    ("an otpauth URI", |vault| {
        let id = login(vault);
        let uri = vault.open(&id).unwrap().payload.totp().unwrap().to_uri().unwrap();
        vault.set_totp_uri(&id, uri.expose(), NOW).unwrap();
    }),
    ("sealing", |vault| {
        for secret in vault.list() {
            let payload = vault.open(&secret.id).unwrap().payload;
            vault.update_payload(&secret.id, &payload, NOW).unwrap();
        }
    }),
    ("exporting", |vault| assert!(vault.export_decrypted().unwrap().expose().len() > 1000)),
];

fn login(vault: &Vault) -> String {
    vault.list_type(&SecretType::Login)[0].id.clone()
}

fn receive(pipe: &mut File) -> Zeroizing<Vec<u8>> {
    let mut length = [0; 4];
    pipe.read_exact(&mut length).unwrap();
    let mut bytes = Zeroizing::new(vec![0; u32::from_le_bytes(length).try_into().unwrap()]);
    pipe.read_exact(&mut bytes).unwrap();
    bytes
}

/// Says where the child is and waits until the parent has looked.
fn wait_at(stage: &str, pipe: &mut File) {
    println!("{stage}");
    pipe.read_exact(&mut [0]).unwrap();
}

/// A vault full of random secrets, and all that must not be found of it.
struct Planted {
    vault_key: Zeroizing<String>,
    text: String,
    pieces: BTreeMap<[u8; PIECE], &'static str>,
}

impl Planted {
    fn generate() -> Self {
        let vault_key = Zeroizing::new(format!("Aa-7{}", random()));
        let made = Vault::initialize(ORG, vault_key.as_bytes(), NOW).unwrap();
        let mut vault = made.vault;
        let totp_bytes = random().into_bytes()[..20].to_vec();
        let totp_secret = base32(&totp_bytes);
        let mut totp = TotpConfig::new(totp_secret.as_str());
        totp.issuer = Some(awkward().into());

        let mut planted = Self { vault_key, text: String::new(), pieces: BTreeMap::new() };
        planted.plant("TOTP secret", totp_secret.as_bytes());
        planted.plant("decoded TOTP secret", &totp_bytes);
        planted.plant_in_hmac("decoded TOTP secret", &totp_bytes);
        let webhook_key = random();
        planted.plant("webhook key", webhook_key.as_bytes());
        planted.plant_in_hmac("webhook key", webhook_key.as_bytes());

        let mut login = LoginPayload::new(awkward())
            .with_username(awkward())
            .with_email(random())
            .with_url(random())
            .with_notes(awkward())
            .with_totp(totp);
        login.unknown.set("later", &serde_json::to_string(&[random()]).unwrap()).unwrap();
        let ssh_key = format!("{}\n{}\n", random(), random());
        let payloads: [(_, _, SecretPayload); 5] = [
            ("login", "login as JSON", login.into()),
            ("api_key", "api_key as JSON", ApiKeyPayload::new(webhook_key).with_endpoint(random()).into()),
            ("key_pair", "key_pair as JSON", KeyPairPayload::new(random(), awkward()).into()),
            ("ssh_key", "ssh_key as JSON", SshKeyPayload::new(ssh_key).with_passphrase(awkward()).into()),
            ("other", "other as JSON", OtherPayload::new("\u{1F512}".to_owned() + &awkward()).into()),
        ];
        for (name, name_as_json, payload) in &payloads {
            vault.create(name, payload, None, NOW).unwrap();
            for text in payload.text_members().iter().filter_map(|member| payload.get(member)) {
                planted.plant(name, text.expose().as_bytes());
            }
            planted.plant_json(name_as_json, payload.to_json().unwrap().expose());
        }

        let master_key = MasterKey::derive(planted.vault_key.as_bytes(), ORG).unwrap();
        planted.text = vault.to_text().unwrap();
        let vault_key = planted.vault_key.clone();
        planted.plant("vault key", vault_key.as_bytes());
        planted.plant("master key", master_key.expose_bytes());
        planted.plant("org key", org_key(&planted.text, &master_key).expose_bytes());
        planted
    }

    fn plant(&mut self, name: &'static str, secret: &[u8]) {
        for piece in secret.windows(PIECE) {
            self.pieces.entry(piece.try_into().unwrap()).or_insert(name);
        }
    }

    /// Plants a key as HMAC uses it (RFC 2104, section 2), which is as good as the key.
    fn plant_in_hmac(&mut self, name: &'static str, key: &[u8]) {
        for pad in [0x36, 0x5c] {
            self.plant(name, &key.iter().map(|byte| byte ^ pad).collect::<Vec<u8>>());
        }
    }

    /// Plants the texts of a JSON text, with their escapes. The names of members are too short to be
    /// taken for pieces.
    fn plant_json(&mut self, name: &'static str, json: &str) {
        json.split([':', ',']).for_each(|part| self.plant(name, part.as_bytes()));
    }

    fn names<const N: usize>(&self, names: [&'static str; N]) -> BTreeSet<&'static str> {
        assert!(names.iter().all(|name| self.pieces.values().any(|planted| planted == name)));
        names.into_iter().collect()
    }
}

/// Random letters and digits.
fn random() -> String {
    let recipe = PasswordRecipe { length: 40, symbols: false, ..PasswordRecipe::default() };
    recipe.generate().unwrap().expose().to_owned()
}

/// Random text that JSON has to escape.
fn awkward() -> String {
    format!("{}\"{}\n{}\u{1}é", random(), random(), random())
}

fn base32(bytes: &[u8]) -> String {
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let letter = |bits: &[u8]| {
        let value = usize::from_str_radix(str::from_utf8(bits).unwrap(), 2).unwrap();
        char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[value])
    };
    bits.as_bytes().chunks(5).map(letter).collect()
}

fn org_key(text: &str, master_key: &MasterKey) -> OrgKey {
    let file: serde_json::Value = serde_json::from_str(text).unwrap();
    let key = &file["keys"][0];
    let wrapped = key["wrapped_org_encryption_key"].as_str().unwrap();
    master_key.unwrap(key["id"].as_str().unwrap(), wrapped).unwrap()
}

/// The child as the parent sees it.
struct Running {
    process: Child,
    pipe: ChildStdin,
    stages: BufReader<ChildStdout>,
}

impl Running {
    fn start() -> Self {
        let mut process = Command::new(env::current_exe().unwrap())
            .args(["--exact", "a_locked_process_holds_no_secret", "--nocapture", "--test-threads=1"])
            .env(CHILD, "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let pipe = process.stdin.take().unwrap();
        let stages = BufReader::new(process.stdout.take().unwrap());
        Self { process, pipe, stages }
    }

    fn send(&mut self, bytes: &[u8]) {
        self.pipe.write_all(&u32::try_from(bytes.len()).unwrap().to_le_bytes()).unwrap();
        self.pipe.write_all(bytes).unwrap();
    }

    /// Waits until the child is at a stage, searches its memory and lets it go on.
    fn search_at(&mut self, stage: &str, planted: &Planted) -> BTreeSet<&'static str> {
        let mut line = String::new();
        while !line.trim_end().ends_with(stage) {
            line.clear();
            assert_ne!(self.stages.read_line(&mut line).unwrap(), 0, "the child ended before: {stage}");
        }
        let found = search(self.process.id(), &planted.pieces);
        self.pipe.write_all(&[0]).unwrap();
        found
    }

    fn end(mut self) {
        drop(self.pipe);
        io::copy(&mut self.stages, &mut io::sink()).unwrap();
        assert!(self.process.wait().unwrap().success());
    }
}

/// The names of what is found in the writable memory of a process, with where it is on standard error.
fn search(process: u32, pieces: &BTreeMap<[u8; PIECE], &'static str>) -> BTreeSet<&'static str> {
    let starts: BTreeSet<[u8; 2]> = pieces.keys().map(|piece| [piece[0], piece[1]]).collect();
    let mut starting = vec![false; 1 << 16];
    starts.iter().for_each(|start| starting[usize::from(u16::from_le_bytes(*start))] = true);

    let memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let (mut found, mut searched) = (BTreeSet::new(), 0);
    for line in maps.lines() {
        let mut columns = line.split_ascii_whitespace();
        let (start, end) = columns.next().unwrap().split_once('-').unwrap();
        if !columns.next().unwrap().starts_with("rw") {
            continue;
        }
        let place = columns.nth(3).unwrap_or("anonymous");
        let [start, end] = [start, end].map(|address| u64::from_str_radix(address, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
        memory.read_exact_at(&mut bytes, start).unwrap();
        searched += bytes.len();
        for (offset, window) in bytes.windows(PIECE).enumerate() {
            if starting[usize::from(u16::from_le_bytes([window[0], window[1]]))]
                && let Some(name) = pieces.get(window)
                && found.insert(*name)
            {
                eprintln!("{name} in {place}, {:#x} of {start:#x}-{end:#x}", offset);
            }
        }
    }
    assert!(searched > 100_000, "the memory was read");
    found
}
