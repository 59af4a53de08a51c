//! A process that saves in a loop and says on its standard output what it has begun and what is done.

use std::{
    env,
    io::{BufRead, BufReader, Read, Write},
    os::unix::process::ExitStatusExt,
    path::Path,
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use inkseal::inkbox::MasterKey;
use inkseal_store::FileStore;

use crate::sample::{self, KEY, Sample};

/// What a writer said until it ended.
#[derive(Debug, Default)]
pub(crate) struct Log {
    /// Names of secrets whose save had returned.
    pub(crate) acknowledged: Vec<String>,
    /// The name of the secret whose save had begun and not returned.
    pub(crate) in_flight: Option<String>,
}

impl Log {
    fn add(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("begin ") {
            self.in_flight = Some(name.to_owned());
        } else if let Some(name) = line.strip_prefix("done ") {
            assert_eq!(self.in_flight.take().as_deref(), Some(name));
            self.acknowledged.push(name.to_owned());
        }
    }
}

/// The process, seen from outside.
pub(crate) struct Writer {
    child: Child,
    output: BufReader<ChildStdout>,
    log: Log,
}

impl Writer {
    /// Starts this test program again, as a writer of secrets with names that begin with `prefix`; it
    /// gets the derived key through a pipe. Without a vault file it makes that.
    pub(crate) fn start(sample: &Sample, prefix: &str, environment: &[(&str, String)]) -> Self {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "writer", "--ignored", "--nocapture", "--test-threads=1"])
            .env("INKSEAL_TEST_VAULT", sample.path())
            .env("INKSEAL_TEST_PREFIX", prefix)
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(&KEY).unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, output, log: Log::default() }
    }

    /// Waits until it has saved so often; tells how long the last of them took.
    pub(crate) fn wait_for_saves(&mut self, saves: usize) -> Duration {
        let mut line = String::new();
        let (mut begun, mut took) = (Instant::now(), Duration::ZERO);
        while self.log.acknowledged.len() < saves {
            line.clear();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "the writer ended early");
            self.log.add(line.trim_end());
            match self.log.in_flight {
                Some(_) => begun = Instant::now(),
                None => took = begun.elapsed(),
            }
        }
        took
    }

    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
    }

    /// What it said, once it has been killed.
    pub(crate) fn wait_killed(&mut self) -> Log {
        let (log, status) = self.wait();
        assert_eq!(status.signal(), Some(9), "the writer was not killed: {status:?}");
        log
    }

    /// What it said, once it has done all that it was to do.
    pub(crate) fn wait_done(mut self) -> Log {
        let (log, status) = self.wait();
        assert!(status.success(), "the writer failed: {status:?}");
        log
    }

    fn wait(&mut self) -> (Log, ExitStatus) {
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        for line in rest.split_inclusive('\n') {
            // Lines are written whole: what has no end was never said.
            if let Some(line) = line.strip_suffix('\n') {
                self.log.add(line);
            }
        }
        (std::mem::take(&mut self.log), self.child.wait().unwrap())
    }
}

/// The process itself.
pub(crate) fn run() {
    let Ok(path) = env::var("INKSEAL_TEST_VAULT") else { return };
    let path = Path::new(&path);
    let prefix = env::var("INKSEAL_TEST_PREFIX").unwrap();
    let end = env::var("INKSEAL_TEST_SECONDS").map(|seconds| Duration::from_secs(seconds.parse().unwrap()));
    let mut key = Vec::new();
    std::io::stdin().read_to_end(&mut key).unwrap();
    let key = MasterKey::from_bytes(&key).unwrap();

    say("");
    if !path.exists() {
        FileStore::create(path, &sample::new_vault()).unwrap();
    }
    let mut store = FileStore::open(path).unwrap();
    store.vault_mut().unlock_with(&key).unwrap();
    let started = Instant::now();
    for number in 0_u32.. {
        if end.as_ref().is_ok_and(|end| started.elapsed() >= *end) {
            break;
        }
        let name = format!("{prefix}-{number}");
        say(&format!("begin {name}"));
        sample::write(&mut store, &name);
        say(&format!("done {name}"));
    }
}

/// One line in one write.
fn say(line: &str) {
    let mut output = std::io::stdout().lock();
    output.write_all(format!("{line}\n").as_bytes()).unwrap();
    output.flush().unwrap();
}
