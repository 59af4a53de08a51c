//! The working memory of Argon2id, and all the unsafe code of this crate.
//!
//! `argon2` never wipes the memory that it works in, so it is given ours. On Linux that is a mapping
//! of its own: outside the allocator, which may wipe what it frees and would clear it a second time,
//! left out of core dumps, and in huge pages where the system has them, which saves a quarter of a
//! derivation. It is not locked into RAM: 64 MiB is beyond what a process usually may lock, and it is
//! wiped within a fraction of a second.
#![allow(unsafe_code, reason = "memory in pages of its own has no safe interface")]

use core::fmt;

use argon2::Block;
use zeroize::optimization_barrier;

use self::region::Region;
use crate::{Error, Result};

/// Memory for the derivation of keys, to be used again.
///
/// It takes nothing until it is first used, grows to the largest derivation that it was used for (64
/// MiB for a vault of format 1), and gives that back when dropped. A derivation in memory that was
/// used before needs no new memory from the system and is faster by about a tenth.
///
/// It is wiped after every derivation, also after one that fails or panics: between derivations, and
/// when it is given back, it holds zeros.
#[derive(Default)]
pub struct KdfMemory {
    region: Option<Region>,
}

impl KdfMemory {
    /// Takes no memory yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { region: None }
    }

    /// Lends `work` exactly `count` blocks of 1 KiB, all zero, and wipes them when it is done.
    pub(super) fn with_blocks<T>(&mut self, count: usize, work: impl FnOnce(&mut [Block]) -> T) -> Result<T> {
        if self.region.as_ref().is_none_or(|region| region.blocks.len() < count) {
            self.region = None; // Given back before more is taken.
            self.region = Region::obtain(count);
        }
        let blocks = self.region.as_mut().and_then(|region| region.as_mut().get_mut(..count));
        let wiped = WipedAfter(blocks.ok_or(Error::OutOfMemory)?);
        Ok(work(&mut *wiped.0))
    }
}

impl fmt::Debug for KdfMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kib = self.region.as_ref().map_or(0, |region| region.blocks.len());
        f.debug_struct("KdfMemory").field("kib", &kib).finish_non_exhaustive()
    }
}

/// Blocks that are wiped at the end of their use, whichever way it ends.
struct WipedAfter<'a>(&'a mut [Block]);

impl Drop for WipedAfter<'_> {
    fn drop(&mut self) {
        // `zeroize` itself would write word by word; the barrier keeps the compiler from seeing that
        // nobody reads these zeros.
        self.0.fill(Block::new());
        optimization_barrier(&*self.0);
    }
}

impl Region {
    fn as_mut(&mut self) -> &mut [Block] {
        // SAFETY: `blocks` points to memory that is aligned for `Block`, that this region owns alone
        // and gives back only when dropped, and that was initialised: it began as zeros, and any bits
        // are a valid `Block`, which is 128 `u64`. The slice borrows the region mutably, so there is
        // no other reference to it.
        unsafe { self.blocks.as_mut() }
    }
}

// SAFETY: a region owns its memory alone and has nothing to do with the thread that obtained it; both
// ways of giving memory back may be called from any thread.
unsafe impl Send for Region {}

// SAFETY: a shared region gives access to its length only.
unsafe impl Sync for Region {}

/// Memory in pages of its own.
#[cfg(any(target_os = "linux", target_os = "android"))]
mod region {
    use core::ptr::{self, NonNull};

    use argon2::Block;
    use rustix::mm::{Advice, MapFlags, ProtFlags, madvise, mmap_anonymous, munmap};

    /// The usual size of a huge page. Where it is another, memory is merely slower.
    const HUGE_PAGE: usize = 2 * 1024 * 1024;

    /// Invariants: `blocks` lies within `mapping`, which is a private mapping, readable and writable,
    /// that this region owns alone.
    pub(super) struct Region {
        pub(super) blocks: NonNull<[Block]>,
        mapping: NonNull<[u8]>,
    }

    impl Region {
        /// Zeros for `count` blocks, or `None` if the system refuses.
        pub(super) fn obtain(count: usize) -> Option<Self> {
            let bytes = count.checked_mul(Block::SIZE)?;
            // Room to begin at a huge page. What is never touched costs addresses, no memory.
            let mapped = bytes.checked_add(HUGE_PAGE)?;
            // SAFETY: a new mapping, at an address of the system's choice, replaces nothing.
            let start = unsafe {
                mmap_anonymous(ptr::null_mut(), mapped, ProtFlags::READ | ProtFlags::WRITE, MapFlags::PRIVATE)
            };
            let start = NonNull::new(start.ok()?.cast::<u8>())?;
            let offset = Some(start.align_offset(HUGE_PAGE)).filter(|offset| *offset < HUGE_PAGE);
            // SAFETY: the offset is below `HUGE_PAGE`, so `bytes` of the mapping lie behind it.
            let first = unsafe { start.add(offset.unwrap_or(0)) };
            // All pages at once, once they are huge: cheaper than a fault at the first touch of each.
            for advice in [Advice::LinuxHugepage, Advice::LinuxDontDump, Advice::LinuxPopulateWrite] {
                // SAFETY: the range lies within the new mapping, and no such advice changes what is in
                // it. A system may refuse any: they are for speed, and a second line of defence.
                let _ = unsafe { advise(first, bytes, advice) };
            }
            // A page, and so `first`, is aligned for a `Block`, which wants 64 bytes.
            Some(Self {
                blocks: NonNull::slice_from_raw_parts(first.cast(), count),
                mapping: NonNull::slice_from_raw_parts(start, mapped),
            })
        }
    }

    /// `madvise`, which Miri does not know.
    ///
    /// # Safety
    ///
    /// As for `madvise`.
    unsafe fn advise(first: NonNull<u8>, bytes: usize, advice: Advice) -> rustix::io::Result<()> {
        if cfg!(miri) {
            return Ok(());
        }
        // SAFETY: as the caller promises.
        unsafe { madvise(first.as_ptr().cast(), bytes, advice) }
    }

    impl Drop for Region {
        fn drop(&mut self) {
            // SAFETY: the mapping is this region's own, nothing refers to it any more, and it is
            // unmapped once. Should the system refuse, zeros stay mapped, and nobody can do better.
            let _ = unsafe { munmap(self.mapping.as_ptr().cast(), self.mapping.len()) };
        }
    }
}

/// Memory from the system's allocator, and not from the program's, which may wipe what it frees: what is given back
/// here holds zeros already.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod region {
    use core::ptr::NonNull;
    use std::alloc::{GlobalAlloc, Layout, System};

    use argon2::Block;

    /// Invariants: `System` allocated `blocks` with `layout`, and this region owns it alone.
    pub(super) struct Region {
        pub(super) blocks: NonNull<[Block]>,
        layout: Layout,
    }

    impl Region {
        /// Zeros for `count` blocks, or `None` if the allocator has no more.
        pub(super) fn obtain(count: usize) -> Option<Self> {
            let layout = Layout::array::<Block>(count).ok().filter(|layout| layout.size() > 0)?;
            // SAFETY: the size is not zero.
            let start = NonNull::new(unsafe { System.alloc_zeroed(layout) })?;
            Some(Self { blocks: NonNull::slice_from_raw_parts(start.cast(), count), layout })
        }
    }

    impl Drop for Region {
        fn drop(&mut self) {
            // SAFETY: `System` allocated it with this layout, nothing refers to it any more, and it
            // is freed once.
            unsafe { System.dealloc(self.blocks.as_ptr().cast(), self.layout) };
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    fn scribble(blocks: &mut [Block]) {
        for block in blocks {
            block.as_mut().fill(u64::MAX);
        }
    }

    fn is_zero(blocks: &[Block]) -> bool {
        blocks.iter().all(|block| block.as_ref().iter().all(|word| *word == 0))
    }

    /// Everything that the memory holds on to, past what was asked for too.
    fn all(memory: &mut KdfMemory) -> &[Block] {
        memory.region.as_mut().unwrap().as_mut()
    }

    #[test]
    fn takes_nothing_until_it_is_used() {
        assert!(KdfMemory::new().region.is_none());
    }

    #[test]
    fn lends_zeros_and_wipes_them_after_use() {
        let mut memory = KdfMemory::new();
        for _ in 0..2 {
            memory
                .with_blocks(5, |blocks| {
                    assert_eq!(blocks.len(), 5);
                    assert!(is_zero(blocks));
                    scribble(blocks);
                })
                .unwrap();
            assert!(is_zero(all(&mut memory)));
        }
    }

    #[test]
    fn wipes_after_a_panic() {
        let mut memory = KdfMemory::new();
        let work = || {
            memory.with_blocks(3, |blocks| {
                scribble(blocks);
                panic!("in the middle of the work");
            })
        };
        assert!(catch_unwind(AssertUnwindSafe(work)).is_err());
        assert_eq!(all(&mut memory).len(), 3);
        assert!(is_zero(all(&mut memory)));
    }

    #[test]
    fn grows_and_is_used_again() {
        let mut memory = KdfMemory::new();
        memory.with_blocks(2, scribble).unwrap();
        memory.with_blocks(9, scribble).unwrap();
        let place = all(&mut memory).as_ptr();
        memory.with_blocks(4, |blocks| assert_eq!(blocks.len(), 4)).unwrap();
        assert_eq!(all(&mut memory).as_ptr(), place);
        assert_eq!(all(&mut memory).len(), 9);
        assert!(is_zero(all(&mut memory)));
    }

    #[test]
    fn moves_between_threads() {
        let mut memory = KdfMemory::new();
        memory.with_blocks(1, scribble).unwrap();
        let memory = std::thread::spawn(move || {
            memory.with_blocks(2, scribble).unwrap();
            memory
        });
        assert!(is_zero(all(&mut memory.join().unwrap())));
    }

    #[test]
    fn a_size_beyond_all_addresses_is_an_error() {
        let mut memory = KdfMemory::new();
        memory.with_blocks(1, scribble).unwrap();
        for count in [usize::MAX, usize::MAX >> 10] {
            assert_eq!(memory.with_blocks(count, |_| ()), Err(Error::OutOfMemory));
        }
        memory.with_blocks(1, scribble).unwrap();
    }

    #[test]
    #[cfg_attr(miri, ignore = "Miri stops where a system refuses")]
    fn what_the_system_refuses_is_an_error_and_no_abort() {
        let refused = KdfMemory::new().with_blocks(usize::MAX >> 11, |_| ());
        assert_eq!(refused, Err(Error::OutOfMemory));
    }

    #[test]
    fn its_printed_form_shows_its_size_only() {
        let mut memory = KdfMemory::new();
        memory.with_blocks(7, scribble).unwrap();
        assert_eq!(format!("{memory:?}"), "KdfMemory { kib: 7, .. }");
    }
}
