//! Format 2 beyond the derivation: what opening, listing, editing and rotating a vault cost, and what they read and
//! write. Storage is memory and takes no part in the times; what it would cost is the counts beside them.

use std::{
    cell::Cell,
    collections::HashMap,
    time::{Duration, Instant},
};

use inkseal::{
    kdf::{Argon2Params, KdfMemory},
    payload::LoginPayload,
    vault::{
        Agent, AgentToken, Commit, Digest, Draft, Edit, LockedVault, NewSecret, Objects, Rotation, SecretId,
        SlotKeyHandle, Step, Vault,
    },
};

use crate::{
    Result,
    comparison::{Measurement, timed},
};

const COST: Argon2Params = Argon2Params::DEFAULT;
const NOW: i64 = 1_795_000_000_000;

pub(crate) fn measure(rounds: usize) -> Result<Vec<Measurement>> {
    let mut memory = KdfMemory::new();
    let derivation = derivation(&mut memory, rounds)?;
    let few = rounds.div_ceil(6);
    let ten = Place::new(10_000, 0, &mut memory)?;
    let with_agent = Place::new(10_000, 1, &mut memory)?;
    let mut measured = one_login(&mut memory, rounds)?;
    measured.push(derivation.0);
    measured.push(with_agent.open_as_agent(rounds)?);
    measured.push(ten.open_as_owner(rounds)?);
    measured.push(ten.list("format 2: list the names of 10,000", few, 60)?);
    measured.push(ten.rotate(few, derivation.1, &mut memory)?);
    drop((ten, with_agent));
    let hundred = Place::new(100_000, 16, &mut memory)?;
    measured.push(hundred.list("format 2: list the names of 100,000", few, 700)?);
    measured.push(hundred.edit(rounds)?);
    Ok(measured)
}

/// One derivation, of this run: what the rest is beyond.
fn derivation(memory: &mut KdfMemory, rounds: usize) -> Result<(Measurement, Duration)> {
    let root = Vault::create(VAULT_KEY, &COST, memory, NOW)?.root().to_vec();
    let measured = Measurement::run("format 2: unlock an empty vault: one Argon2id", rounds, || {
        let locked = LockedVault::parse(root.clone(), None)?;
        timed(|| Ok(locked.unlock(VAULT_KEY, memory)?))
    })?;
    let time = measured.time();
    Ok((measured, time))
}

/// Sealing and opening one login of 300 bytes as a whole record, which has its meta too: as many in one draft, and as
/// many opened from a page of them. What of it is the payload's the core measures itself (`tests::cost`).
fn one_login(memory: &mut KdfMemory, rounds: usize) -> Result<Vec<Measurement>> {
    const COUNT: u32 = 500;
    let mut vault = Vault::create(VAULT_KEY, &COST, memory, NOW)?.accepted().vault;
    let mut draft = Draft::new();
    let ids = (0..COUNT).map(|number| Ok(draft.add(login(number)?)?)).collect::<Result<Vec<_>>>()?;
    let each = |all: Duration| all.checked_div(COUNT).unwrap_or_default();
    let seal = Measurement::run("format 2: seal one login of 300 bytes, with meta", rounds, || {
        timed(|| done(vault.seal(&draft, &Objects::new(), NOW)?)).map(each)
    })?;
    let commit = done(vault.seal(&draft, &Objects::new(), NOW)?)?;
    let storage = Storage::default();
    let storage = storage.with(&commit);
    let vault = commit.accepted().vault;
    let mut objects = Objects::new();
    for id in &ids {
        storage.run_with(&mut objects, |objects| vault.open(*id, objects))?;
    }
    // The page of all of them is read for each, as a program that opens one does; once for all it costs less.
    let open = Measurement::run("format 2: open one login of 300 bytes, of a page of 500", rounds, || {
        timed(|| {
            for id in &ids {
                done(vault.open(*id, &objects)?)?;
            }
            Ok(())
        })
        .map(each)
    })?;
    let (alone, id) = alone(memory)?;
    let mut objects = Objects::new();
    alone.storage.run_with(&mut objects, |objects| alone.vault.open(id, objects))?;
    let one = Measurement::run("format 2: open one login of 300 bytes, the only one", rounds, || {
        timed(|| {
            for _ in 0..COUNT {
                done(alone.vault.open(id, &objects)?)?;
            }
            Ok(())
        })
        .map(each)
    })?;
    Ok(vec![seal, one, open])
}

fn alone(memory: &mut KdfMemory) -> Result<(Place, SecretId)> {
    let place = Place::new(1, 0, memory)?;
    let id = *place.ids.first().ok_or("one secret")?;
    Ok((place, id))
}

const VAULT_KEY: &[u8] = b"correct horse battery staple";

/// A login whose payload is JSON of about 300 bytes.
fn login(number: u32) -> Result<NewSecret> {
    let payload = LoginPayload::new(format!("password {number:06}"))
        .with_username("ada.lovelace")
        .with_email("ada.lovelace@example.com")
        .with_url("https://login.example.com/accounts/sign-in")
        .with_notes("n".repeat(140));
    Ok(NewSecret::new(format!("Login {number}"), payload))
}

fn done<T>(step: Step<T>) -> Result<T> {
    match step {
        Step::Done(done) => Ok(done),
        Step::Needs(_) => Err("an object is missing".into()),
    }
}

/// Storage, in memory. It counts what it gives.
#[derive(Default)]
struct Storage {
    objects: HashMap<Digest, Vec<u8>>,
    fetched: Cell<usize>,
}

impl Storage {
    fn with(mut self, commit: &Commit) -> Self {
        self.objects.extend(commit.objects().map(|(name, bytes)| (*name, bytes.to_vec())));
        self
    }

    /// Runs an operation to its end.
    fn run_with<T>(
        &self,
        objects: &mut Objects,
        mut operation: impl FnMut(&Objects) -> inkseal::Result<Step<T>>,
    ) -> Result<T> {
        loop {
            match operation(objects)? {
                Step::Done(done) => return Ok(done),
                Step::Needs(needs) => {
                    self.fetched.set(self.fetched.get().saturating_add(needs.len()));
                    for need in needs {
                        objects.supply(&need, self.objects.get(need.name()).cloned());
                    }
                }
            }
        }
    }

    /// The time that an operation takes, without that of storage, and how many objects it asked for.
    fn time<T>(
        &self,
        mut operation: impl FnMut(&Objects) -> inkseal::Result<Step<T>>,
    ) -> Result<(Duration, T)> {
        let mut objects = Objects::new();
        let mut time = Duration::ZERO;
        self.fetched.set(0);
        loop {
            let begin = Instant::now();
            let step = operation(&objects)?;
            time = time.saturating_add(begin.elapsed());
            match step {
                Step::Done(done) => return Ok((time, done)),
                Step::Needs(needs) => {
                    self.fetched.set(self.fetched.get().saturating_add(needs.len()));
                    for need in needs {
                        let bytes = self.objects.get(need.name()).cloned();
                        let begin = Instant::now();
                        objects.supply(&need, bytes);
                        time = time.saturating_add(begin.elapsed());
                    }
                }
            }
        }
    }
}

/// A vault on storage, with identities that may each read the first thousand secrets.
struct Place {
    storage: Storage,
    vault: Vault,
    slot: SlotKeyHandle,
    ids: Vec<SecretId>,
    tokens: Vec<AgentToken>,
}

impl Place {
    fn new(secrets: u32, identities: usize, memory: &mut KdfMemory) -> Result<Self> {
        let mut vault = Vault::create(VAULT_KEY, &COST, memory, NOW)?.accepted().vault;
        let mut draft = Draft::new();
        let ids = (0..secrets).map(|number| Ok(draft.add(login(number)?)?)).collect::<Result<Vec<_>>>()?;
        for number in 0..identities {
            draft.create_identity(format!("agent {number}"), None, ids.get(..1000).ok_or("too few secrets")?);
        }
        let commit = done(vault.seal(&draft, &Objects::new(), NOW)?)?;
        let storage = Storage::default().with(&commit);
        let accepted = commit.accepted();
        let slot = accepted.vault.slot_key().ok_or("a vault that was made has a slot key")?.clone();
        Ok(Self { storage, vault: accepted.vault, slot, ids, tokens: accepted.shown.tokens })
    }

    fn some_secret(&self) -> Result<SecretId> {
        Ok(*self.ids.get(self.ids.len().min(1000) / 2).ok_or("no secrets")?)
    }

    /// From the root's bytes to a payload.
    fn open_as_agent(&self, rounds: usize) -> Result<Measurement> {
        let token = self.tokens.first().ok_or("no agent")?;
        let id = self.some_secret()?;
        let what = "format 2: open as agent of 1,000 of 10,000, read one";
        let measured = Measurement::run(what, rounds, || {
            let root = self.vault.root().to_vec();
            let begin = Instant::now();
            let agent = Agent::open(root, token, None)?;
            let opening = begin.elapsed();
            let (reading, _) = self.storage.time(|objects| agent.get(id, objects))?;
            Ok(opening.saturating_add(reading))
        })?;
        Ok(measured.within(Duration::from_millis(3)).with(self.fetched()))
    }

    fn open_as_owner(&self, rounds: usize) -> Result<Measurement> {
        let id = self.some_secret()?;
        let measured = Measurement::run("format 2: open 10,000 beyond the KDF, read one", rounds, || {
            let root = self.vault.root().to_vec();
            let begin = Instant::now();
            let vault = LockedVault::parse(root, None)?.unlock_with(&self.slot)?;
            let opening = begin.elapsed();
            let (reading, _) = self.storage.time(|objects| vault.open(id, objects))?;
            Ok(opening.saturating_add(reading))
        })?;
        Ok(measured.within(Duration::from_millis(5)).with(self.fetched()))
    }

    fn list(&self, what: &'static str, rounds: usize, milliseconds: u64) -> Result<Measurement> {
        let measured = Measurement::run(what, rounds, || {
            let (time, listing) = self.storage.time(|objects| self.vault.list(objects))?;
            if listing.secrets.len() == self.ids.len() { Ok(time) } else { Err("secrets are missing".into()) }
        })?;
        Ok(measured.within(Duration::from_millis(milliseconds)).with(self.fetched()))
    }

    /// One edit: planning, sealing and signing.
    fn edit(&self, rounds: usize) -> Result<Measurement> {
        let id = self.some_secret()?;
        let mut number = 0_u64;
        let mut written = 0_usize;
        let measured = Measurement::run("format 2: edit one of 100,000, 16 identities", rounds, || {
            number = number.saturating_add(1);
            let mut draft = Draft::new();
            draft.edit(id, Edit { name: Some(format!("name {number}").into()), ..Edit::default() })?;
            let mut vault = self.vault.clone();
            let (time, commit) = self.storage.time(|objects| vault.seal(&draft, objects, NOW))?;
            let objects = commit.objects().map(|(_, bytes)| bytes.len());
            written = objects.fold(commit.root().len(), usize::saturating_add);
            Ok(time)
        })?;
        let counts = format!("{written} bytes written of 40000, {}", self.fetched());
        Ok(measured.within(Duration::from_millis(5)).with(counts))
    }

    /// Everything anew, without the derivations: of the old slot with the new key, and of the new slot.
    fn rotate(&self, rounds: usize, derivation: Duration, memory: &mut KdfMemory) -> Result<Measurement> {
        let rotation = Rotation { vault_key: b"another vault key than before", cost: COST, dropped: &[] };
        let mut written = 0_usize;
        let measured = Measurement::run("format 2: rotate 10,000, beyond the KDF", rounds, || {
            let mut vault = self.vault.clone();
            let (time, commit) =
                self.storage.time(|objects| vault.rotate(&rotation, objects, memory, NOW))?;
            let objects = commit.objects().map(|(_, bytes)| bytes.len());
            written = objects.fold(commit.root().len(), usize::saturating_add);
            Ok(time.saturating_sub(derivation.saturating_mul(2)))
        })?;
        let counts = format!("{written} bytes written, {}", self.fetched());
        Ok(measured.within(Duration::from_millis(500)).with(counts))
    }

    fn fetched(&self) -> String {
        format!("{} objects fetched", self.storage.fetched.get())
    }
}
