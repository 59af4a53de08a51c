//! The child, as it is itself and as the parent sees it.

use std::{
    collections::BTreeSet,
    env,
    fs::{self, File},
    hint::black_box,
    io::{self, BufRead, BufReader, Read, Write},
    mem::MaybeUninit,
    os::{fd::AsFd, unix::fs::FileExt},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{Arc, atomic::AtomicBool},
};

use signal_hook::{consts::SIGUSR1, flag, low_level::raise};
use zeroize::Zeroizing;

use crate::pieces::{PIECE, Pieces};

/// Set in the child, and in nothing else.
pub(crate) const CHILD: &str = "INKSEAL_MEMORY_TEST_CHILD";

/// What runs the child, and its options, if it is to run on an emulated processor (`scripts/processors`). The memory of
/// such a process is the emulator's too, so the child itself has to say which is its own; all addresses are as it sees
/// them.
const EMULATOR: &str = "INKSEAL_TEST_EMULATOR";

/// The child's end of the pipe, straight from the descriptor: `Stdin` has a buffer that stays.
pub(crate) fn own_pipe() -> File {
    flag::register(SIGUSR1, Arc::new(AtomicBool::new(false))).unwrap();
    File::from(io::stdin().as_fd().try_clone_to_owned().unwrap())
}

pub(crate) fn receive(pipe: &mut File) -> Zeroizing<Vec<u8>> {
    let mut length = [0; 4];
    pipe.read_exact(&mut length).unwrap();
    let mut bytes = Zeroizing::new(vec![0; u32::from_le_bytes(length).try_into().unwrap()]);
    pipe.read_exact(&mut bytes).unwrap();
    bytes
}

/// Says where the child is and waits until the parent has looked.
pub(crate) fn wait_at(stage: &str, pipe: &mut File) {
    save_registers();
    if env::var_os(EMULATOR).is_some() {
        for line in fs::read_to_string("/proc/self/maps").unwrap().lines() {
            println!("{MAPPED}{line}");
        }
    }
    println!("{stage}");
    pipe.read_exact(&mut [0]).unwrap();
}

const MAPPED: &str = "mapped: ";

/// Has the system save all registers on the stack, as it does for every signal, so that what they hold is found. Far
/// below here, where nothing has been that is looked for, because it writes over some KiB.
#[inline(never)]
fn save_registers() {
    let mut room = MaybeUninit::<[u8; 512 * 1024]>::uninit();
    black_box(&mut room);
    raise(SIGUSR1).unwrap();
    black_box(&mut room);
}

/// The child as the parent sees it.
pub(crate) struct Running {
    process: Child,
    pipe: ChildStdin,
    stages: BufReader<ChildStdout>,
}

impl Running {
    /// Runs a test of this program as a child.
    pub(crate) fn start(test: &str) -> Self {
        let program = env::current_exe().unwrap();
        let mut command = match env::var(EMULATOR) {
            Err(_) => Command::new(program),
            Ok(emulator) => {
                let mut words = emulator.split_whitespace();
                let mut command = Command::new(words.next().unwrap());
                command.args(words).arg(program);
                command
            }
        };
        let mut process = command
            .args(["--exact", test, "--nocapture", "--test-threads=1"])
            .env(CHILD, "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let pipe = process.stdin.take().unwrap();
        let stages = BufReader::new(process.stdout.take().unwrap());
        Self { process, pipe, stages }
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.pipe.write_all(&u32::try_from(bytes.len()).unwrap().to_le_bytes()).unwrap();
        self.pipe.write_all(bytes).unwrap();
    }

    /// Waits until the child is at a stage, searches its memory and lets it go on.
    pub(crate) fn search_at(&mut self, stage: &str, planted: &Pieces) -> BTreeSet<&'static str> {
        let (mut line, mut maps) = (String::new(), String::new());
        while !line.trim_end().ends_with(stage) {
            line.clear();
            assert_ne!(self.stages.read_line(&mut line).unwrap(), 0, "the child ended before: {stage}");
            if let Some((_, mapped)) = line.split_once(MAPPED) {
                maps.push_str(mapped);
                line.clear();
            }
        }
        let process = self.process.id();
        if maps.is_empty() {
            maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
        }
        let found = search(process, &maps, planted);
        self.pipe.write_all(&[0]).unwrap();
        found
    }

    pub(crate) fn end(mut self) {
        drop(self.pipe);
        io::copy(&mut self.stages, &mut io::sink()).unwrap();
        assert!(self.process.wait().unwrap().success());
    }
}

/// The names of what is found in the writable memory of a process, with where it is on standard error.
fn search(process: u32, maps: &str, planted: &Pieces) -> BTreeSet<&'static str> {
    let pieces = planted.all();
    let starts: BTreeSet<[u8; 2]> = pieces.keys().map(|piece| [piece[0], piece[1]]).collect();
    let mut starting = vec![false; 1 << 16];
    starts.iter().for_each(|start| starting[usize::from(u16::from_le_bytes(*start))] = true);

    let memory = File::open(format!("/proc/{process}/mem")).unwrap();
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
