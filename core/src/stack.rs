//! [`wiping_stack`]: for work that leaves secrets on the stack.
//!
//! Ciphers and hashes choose their code for the processor, each has other frames, and what they put there they leave.
//! So what is wiped is not the size of any frame. It reaches from the caller's frame to below everything that can
//! have been written:
//!
//! - the frames of the work, for which there is more room than the widest code of any crate needs;
//! - below them the state of the processor, which is all its registers, twice: the system saves it on the stack when a
//!   signal comes, and the dynamic linker may when a function of another library is called for the first time. Either
//!   may find keys in registers.
//!
//! At the end the registers for vectors are cleared, so that who saves them later, elsewhere, finds none.

#[cfg(test)]
pub(crate) mod tests;

use std::{cell::Cell, sync::LazyLock};

use zeroize::zeroize_stack;

use crate::aead::clear_registers;

/// Room for the frames of work, without the work of calls within it.
///
/// The widest are those of Argon2, which has blocks of 1 KiB there, and those of AES with registers of 512 bits. A test
/// measures every kind of work with the processor that it runs on, and wants a third of this to be left
/// (`tests`).
pub(crate) const FRAMES: usize = 24 * 1024;

/// Room for the state of the processor where the system does not tell its size.
///
/// What x86-64 has today takes 11,008 bytes (CPUID leaf 0xD, with AVX-512 and the tiles of AMX), and the frame of a
/// signal adds less than 1 KiB. The memory of WebAssembly never has it.
const STATE: usize = if cfg!(target_family = "wasm") { 0 } else { 12 * 1024 };

/// What can be wiped at once: a size, and how.
///
/// More than the last is never needed: the largest state is that of AArch64 with SME, 75 KiB.
const SIZES: &[(usize, fn())] = &[
    (24 << 10, zeroize_stack::<{ 24 << 10 }>),
    (32 << 10, zeroize_stack::<{ 32 << 10 }>),
    (40 << 10, zeroize_stack::<{ 40 << 10 }>),
    (48 << 10, zeroize_stack::<{ 48 << 10 }>),
    (64 << 10, zeroize_stack::<{ 64 << 10 }>),
    (96 << 10, zeroize_stack::<{ 96 << 10 }>),
    (128 << 10, zeroize_stack::<{ 128 << 10 }>),
    (256 << 10, zeroize_stack::<{ 256 << 10 }>),
];

thread_local! {
    /// Where the lowest call of those that are within one another stands on the stack; nothing outside of all.
    static LOWEST: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Does `work` and wipes what it may have used of the stack below the caller, also when it panics.
///
/// Calls may be within one another. Then the outermost wipes, once, from its own frame to below what the lowest may have
/// used: so a caller that does much with keys makes it fast by putting all of it into one call.
///
/// The result should hold its secrets on the heap, or moving it leaves them on the stack again.
pub(crate) fn wiping_stack<T>(work: impl FnOnce() -> T) -> T {
    // In the caller's own frame it would be out of reach.
    #[inline(never)]
    fn on_a_frame_of_its_own<T>(work: impl FnOnce() -> T) -> T {
        work()
    }
    let here = 0_u8;
    let here = (&raw const here).addr();
    let lowest = LOWEST.get();
    LOWEST.set(Some(lowest.map_or(here, |lowest| lowest.min(here))));
    if lowest.is_some() {
        return work();
    }
    let _outermost = Outermost(here);
    on_a_frame_of_its_own(work)
}

/// The outermost call, and where it stands on the stack.
struct Outermost(usize);

impl Drop for Outermost {
    // In line, so that what wipes begins where the work began.
    #[inline(always)]
    fn drop(&mut self) {
        let lowest = LOWEST.take().unwrap_or(self.0);
        how_to_wipe(self.0.saturating_sub(lowest).saturating_add(*ROOM))();
        clear_registers();
    }
}

/// What is wiped below the lowest call.
static ROOM: LazyLock<usize> = LazyLock::new(|| FRAMES.saturating_add(state().saturating_mul(2)));

fn how_to_wipe(bytes: usize) -> fn() {
    let fits = SIZES.iter().find(|(size, _)| *size >= bytes).or(SIZES.last());
    fits.map_or(zeroize_stack::<FRAMES>, |(_, wipe)| *wipe)
}

/// The bytes that the state of this processor takes when it is saved.
fn state() -> usize {
    // The size of the frame of a signal that the kernel has told the program at its start, if it is new enough.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let told = if cfg!(miri) { 0 } else { rustix::param::linux_minsigstksz() };
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let told = 0;
    if told == 0 { STATE } else { told }
}
