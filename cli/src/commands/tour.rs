//! `tour`: the main job, done on a new vault that is gone afterwards.

use inkseal::{
    Error, Result, SecretText,
    inkbox::{MasterKey, Vault},
    password::PasswordRecipe,
    payload::{ApiKeyPayload, KeyPairPayload, LoginPayload, OtherPayload, SecretPayload, SshKeyPayload},
    totp::TotpConfig,
};
use inkseal_store::FileStore;
use serde::Serialize;
use serde_json::Value;

use super::init::{four, generate_codes};
use crate::{
    context::{Context, now},
    views::secrets_for_people,
};

/// The agent that is granted something.
const AGENT: &str = "mail-agent";

/// The secret of RFC 6238's examples, in base32.
const EXAMPLE_TOTP: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// One thing that the tour did.
#[derive(Serialize)]
struct Step {
    title: &'static str,
    result: String,
}

/// Tells each step as it is done; as JSON, all of them at the end.
struct Narrator<'a> {
    context: &'a Context,
    steps: Vec<Step>,
}

impl Narrator<'_> {
    fn tell(&mut self, title: &'static str, result: String) -> Result<()> {
        if !self.context.out.is_json() {
            let number = self.steps.len().saturating_add(1);
            let result = result.trim_end().replace('\n', "\n   ");
            self.context.out.write(format!("{number}. {title}\n   {result}\n\n").as_bytes())?;
        }
        self.steps.push(Step { title, result });
        Ok(())
    }
}

pub(super) fn run(context: &Context) -> Result<()> {
    let folder = tempfile::tempdir()
        .map_err(|error| Error::Io(format!("cannot make a temporary folder: {error}").into()))?;
    let mut narrator = Narrator { context, steps: Vec::new() };
    let (mut store, code) = make_vault(&mut narrator, folder.path())?;
    fill(&mut narrator, &mut store)?;
    show_totp(&mut narrator, store.vault())?;
    act_as_agent(&mut narrator, &mut store)?;
    let code = lock_and_recover(&mut narrator, &mut store, &code)?;
    tamper(&mut narrator, &store, &code)?;
    drop(store);
    folder
        .close()
        .map_err(|error| Error::Io(format!("cannot remove the temporary folder: {error}").into()))?;
    narrator.tell(
        "The end",
        "The vault and its folder are removed; your own vault was not touched.".to_owned(),
    )?;
    context.out.print(&narrator.steps, String::new)
}

fn make_vault(narrator: &mut Narrator<'_>, folder: &std::path::Path) -> Result<(FileStore, SecretText)> {
    let organization_id = inkseal::inkbox::generate_local_organization_id()?;
    let vault_key = random_text()?;
    let codes = generate_codes()?;
    let texts = std::iter::once(&vault_key).chain(&codes);
    let keys: Vec<&[u8]> = texts.map(|text| text.expose().as_bytes()).collect();
    let mut masters = narrator.context.derive_all(&keys, &organization_id)?;
    let recovery = four(masters.split_off(1))?;
    let primary = masters.pop().ok_or_else(|| Error::Io("a derivation is missing".into()))?;
    let vault = Vault::initialize_with(&organization_id, &primary, &recovery, now()?)?;
    let mut store = FileStore::create(folder.join("vault.json"), &vault)?;
    store.vault_mut().unlock_with(&primary)?;
    let info = store.vault().info();
    narrator.tell(
        "A new vault, with a random vault key and four recovery codes",
        format!(
            "{} keys, each derived with Argon2id over 64 MiB, wrap one org key; the file is {}",
            info.key_count.saturating_add(info.recovery_key_count),
            store.path().display()
        ),
    )?;
    let [code, ..] = codes;
    Ok((store, code))
}

fn fill(narrator: &mut Narrator<'_>, store: &mut FileStore) -> Result<()> {
    let login = LoginPayload::new(random_text()?)
        .with_username("ada@example.com")
        .with_url("https://mail.example.com")
        .with_totp(TotpConfig::new(EXAMPLE_TOTP));
    let payloads: [(&str, SecretPayload); 5] = [
        ("mail", login.into()),
        ("weather", ApiKeyPayload::new(random_text()?).into()),
        ("storage", KeyPairPayload::new("AKEXAMPLE", random_text()?).into()),
        ("deploy", SshKeyPayload::new(random_text()?).into()),
        ("note", OtherPayload::new("the door code changes on Monday").into()),
    ];
    let now = now()?;
    store.update(|vault| {
        payloads.iter().try_for_each(|(name, payload)| vault.create(name, payload, None, now).map(|_| ()))
    })?;
    narrator.tell(
        "A secret of each of the five types, sealed and saved",
        secrets_for_people(&store.vault().list()),
    )
}

fn show_totp(narrator: &mut Narrator<'_>, vault: &Vault) -> Result<()> {
    let code = vault.totp_code(&vault.find("mail")?, now()?)?;
    narrator.tell(
        "The TOTP code of the login, now",
        format!("{}, for {} more seconds", code.code.expose(), code.seconds_remaining),
    )
}

fn act_as_agent(narrator: &mut Narrator<'_>, store: &mut FileStore) -> Result<()> {
    let now = now()?;
    store.update(|vault| {
        let mail = vault.find("mail")?;
        vault.create_identity(AGENT, Some("The mail agent"), &[&mail], now)
    })?;
    let note = store.vault().find("note")?;
    let credentials = store.vault().credentials(AGENT)?;
    let granted = credentials.list()?;
    let refusal = refused(credentials.get(&note).map(|_| ()))?;
    narrator.tell(
        "An agent sees what is granted to it, and nothing else",
        format!("{}\nasking for \"note\": {refusal}", secrets_for_people(&granted)),
    )
}

/// Locks the vault and unlocks it with a recovery code, whose master key it returns.
fn lock_and_recover(
    narrator: &mut Narrator<'_>,
    store: &mut FileStore,
    code: &SecretText,
) -> Result<MasterKey> {
    let note = store.vault().find("note")?;
    store.vault_mut().lock();
    let refusal = refused(store.vault().open(&note).map(|_| ()))?;
    narrator.tell(
        "The vault is locked: its keys are wiped from memory",
        format!("opening \"note\": {refusal}"),
    )?;
    let organization_id = store.vault().info().organization_id;
    let master = narrator.context.derive(code.expose().as_bytes(), &organization_id)?;
    store.vault_mut().unlock_with(&master)?;
    let opened = store.vault().open(&note)?;
    let text = opened.payload.get("data").map(SecretText::expose).unwrap_or_default();
    narrator.tell("A recovery code opens it", format!("\"note\" says: {text}"))?;
    Ok(master)
}

/// Changes one byte of a sealed payload in a copy of the file.
fn tamper(narrator: &mut Narrator<'_>, store: &FileStore, master: &MasterKey) -> Result<()> {
    let note = store.vault().find("note")?;
    let mut vault = Vault::parse(&with_changed_byte(&store.vault().to_text()?, &note)?)?;
    vault.unlock_with(master)?;
    let refusal = refused(vault.open(&note).map(|_| ()))?;
    let opening = vault.verify()?.iter().filter(|report| report.error.is_none()).count();
    narrator.tell(
        "One byte of a sealed payload is changed: it is refused, and the others still open",
        format!("opening \"note\": {refusal}; {opening} of {} open", vault.list().len()),
    )
}

fn with_changed_byte(file: &str, secret_id: &str) -> Result<String> {
    let missing = || Error::Malformed("the tour's vault is not as it was made".into());
    let mut file: Value = serde_json::from_str(file).map_err(|_| missing())?;
    let secrets = file.get_mut("secrets").and_then(Value::as_array_mut).ok_or_else(missing)?;
    let blob = secrets
        .iter_mut()
        .find(|secret| secret.get("id").and_then(Value::as_str) == Some(secret_id))
        .and_then(|secret| secret.get_mut("encrypted_payload"))
        .ok_or_else(missing)?;
    let text = blob.as_str().ok_or_else(missing)?;
    let first = if text.starts_with('A') { 'B' } else { 'A' };
    *blob = Value::String(std::iter::once(first).chain(text.chars().skip(1)).collect());
    Ok(file.to_string())
}

/// The error that must come, as text.
fn refused(result: Result<()>) -> Result<String> {
    match result {
        Ok(()) => Err(Error::Io("the tour got what must be refused".into())),
        Err(error) => Ok(format!("{error} ({})", error.code())),
    }
}

fn random_text() -> Result<SecretText> {
    PasswordRecipe { length: 24, uppercase: true, lowercase: true, digits: true, symbols: true }.generate()
}
