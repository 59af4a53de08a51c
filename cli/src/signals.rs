//! Signals that a part of the program takes over for a while.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use signal_hook::consts::SIGCHLD;
use signal_hook::flag::register_conditional_default;
use signal_hook::iterator::{Handle, Signals};
use signal_hook::low_level::signal_name;

/// For each signal that was ever taken over, whether it does again what it does by default.
///
/// A handler, once set, stays for the life of the process: a flag decides instead.
static BY_DEFAULT: Mutex<BTreeMap<i32, Arc<AtomicBool>>> = Mutex::new(BTreeMap::new());

/// Signals that go to a closure, in a thread of its own, until this is dropped. There is one at a time.
#[derive(Debug)]
pub(crate) struct Caught {
    taken: Vec<Arc<AtomicBool>>,
    handle: Handle,
    thread: Option<JoinHandle<()>>,
}

impl Caught {
    /// Sends `signals` to `receive`. Those that the program was started to ignore (`nohup`, a
    /// shell's background job) stay ignored, here and in a child; but `SIGCHLD`, without which nobody can wait for
    /// a child, does not.
    pub(crate) fn new(signals: &[i32], mut receive: impl FnMut(i32) + Send + 'static) -> io::Result<Self> {
        let mut by_default = BY_DEFAULT.lock().unwrap_or_else(PoisonError::into_inner);
        let ignored = ignored();
        let mut taken = Vec::new();
        let mut heard = Vec::new();
        for &signal in signals.iter().filter(|&&signal| signal == SIGCHLD || !is_in(ignored, signal)) {
            heard.push(signal);
            // Others have no default that could be done again: once taken they are lost afterwards.
            if signal_name(signal).is_none() {
                continue;
            }
            let flag = if let Some(flag) = by_default.get(&signal) {
                Arc::clone(flag)
            } else {
                let flag = Arc::new(AtomicBool::new(true));
                register_conditional_default(signal, Arc::clone(&flag))?;
                by_default.insert(signal, Arc::clone(&flag));
                flag
            };
            taken.push(flag);
        }
        let mut arrivals = Signals::new(heard)?;
        let handle = arrivals.handle();
        let thread = thread::Builder::new()
            .name("signals".into())
            .spawn(move || arrivals.forever().for_each(&mut receive))?;
        for flag in &taken {
            flag.store(false, Ordering::SeqCst);
        }
        Ok(Self { taken, handle, thread: Some(thread) })
    }
}

impl Drop for Caught {
    fn drop(&mut self) {
        for flag in &self.taken {
            flag.store(true, Ordering::SeqCst);
        }
        self.handle.close();
        if let Some(thread) = self.thread.take() {
            // A panic in there was shown when it happened.
            let _ = thread.join();
        }
    }
}

/// The signals that this process ignores, bit `n - 1` for signal `n`; none where the system has
/// no simple way to say.
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}

fn is_in(set: u64, signal: i32) -> bool {
    let bit = u32::try_from(signal).ok().and_then(|number| number.checked_sub(1));
    bit.and_then(|bit| set.checked_shr(bit)).is_some_and(|shifted| shifted & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use signal_hook::consts::SIGUSR1;
    use signal_hook::low_level::raise;
    use std::sync::mpsc;
    use std::time::Duration;

    #[test]
    fn a_taken_signal_reaches_the_closure() {
        let (sender, receiver) = mpsc::channel();
        let caught = Caught::new(&[SIGUSR1], move |signal| sender.send(signal).unwrap()).unwrap();
        raise(SIGUSR1).unwrap();
        assert_eq!(receiver.recv_timeout(Duration::from_secs(10)), Ok(SIGUSR1));
        drop(caught);
        assert!(BY_DEFAULT.lock().unwrap()[&SIGUSR1].load(Ordering::SeqCst));
    }

    #[test]
    fn the_ignored_set_counts_from_one() {
        assert!(is_in(0b1, 1));
        assert!(is_in(0b100, 3));
        assert!(!is_in(0b100, 2));
        assert!(!is_in(u64::MAX, 0));
    }
}
