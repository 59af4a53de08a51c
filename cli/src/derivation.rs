//! Derivations of several keys at once.

use std::thread;

use inkseal::{Error, Result, inkbox::MasterKey, kdf::KdfMemory};

/// Derives a master key of each of `keys`, in order. Derivations are independent: each processor takes
/// its share, with working memory (64 MiB) of its own that it uses again.
///
/// # Errors
/// Those of [`MasterKey::derive_with`].
pub(crate) fn derive_all(keys: &[&[u8]], organization_id: &str) -> Result<Vec<MasterKey>> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let share = keys.len().div_ceil(processors).max(1);
    thread::scope(|scope| {
        let threads: Vec<_> =
            keys.chunks(share).map(|keys| scope.spawn(|| derive_in_turn(keys, organization_id))).collect();
        let mut masters = Vec::with_capacity(keys.len());
        for thread in threads {
            let share = thread.join().map_err(|_| Error::Io("a derivation was cut short".into()))?;
            masters.append(&mut share?);
        }
        Ok(masters)
    })
}

fn derive_in_turn(keys: &[&[u8]], organization_id: &str) -> Result<Vec<MasterKey>> {
    let mut memory = KdfMemory::new();
    keys.iter().map(|key| MasterKey::derive_with(key, organization_id, &mut memory)).collect()
}
