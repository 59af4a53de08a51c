//! [`FaultPoint`]: the moments between two system calls of a save at which a test can end the process.
//!
//! Only with the feature `fault-points`, which is for tests and off by default: when
//! `INKSEAL_FAULT_POINT` is the name of a point, the process kills itself on reaching it, with no
//! chance to tidy up, after having passed it `INKSEAL_FAULT_SKIP` times (none by default). Without the
//! feature [`reach`] is nothing.

/// A moment of a save, named for the step just done, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "fault-points"), expect(unreachable_pub, reason = "only tests see it"))]
pub enum FaultPoint {
    /// The lock is held.
    Locked,
    /// The vault file has been read and the change made in memory.
    Changed,
    /// What crashed programs left behind is removed.
    LeftoversRemoved,
    /// The new file is there, empty.
    DraftMade,
    /// Half of the text is in it.
    #[cfg(feature = "fault-points")]
    DraftHalfWritten,
    /// All of the text is in it.
    DraftWritten,
    /// It has the owner, group and permission bits of the vault file.
    PermissionsKept,
    /// It is on the disk.
    DraftSynced,
    /// Its folder is open, to be synced.
    FolderOpened,
    /// It is the vault file. From here on the change is made.
    Renamed,
    /// The folder is on the disk.
    FolderSynced,
    /// The lock is free again.
    Unlocked,
}

#[cfg(not(feature = "fault-points"))]
#[inline]
pub(crate) fn reach(_point: FaultPoint) {}

#[cfg(feature = "fault-points")]
pub(crate) use self::armed::reach;

#[cfg(feature = "fault-points")]
mod armed {
    use std::{
        env, process,
        sync::{
            OnceLock,
            atomic::{AtomicU64, Ordering},
        },
    };

    use super::FaultPoint;

    impl FaultPoint {
        /// Every point, in the order of a save.
        pub const ALL: [Self; 12] = [
            Self::Locked,
            Self::Changed,
            Self::LeftoversRemoved,
            Self::DraftMade,
            Self::DraftHalfWritten,
            Self::DraftWritten,
            Self::PermissionsKept,
            Self::DraftSynced,
            Self::FolderOpened,
            Self::Renamed,
            Self::FolderSynced,
            Self::Unlocked,
        ];

        /// The name that `INKSEAL_FAULT_POINT` knows it by.
        #[must_use]
        pub fn name(self) -> String {
            format!("{self:?}")
        }
    }

    pub(crate) fn reach(point: FaultPoint) {
        static ARMED: OnceLock<Option<(String, u64)>> = OnceLock::new();
        static PASSED: AtomicU64 = AtomicU64::new(0);

        let armed = ARMED.get_or_init(|| {
            let skip = env::var("INKSEAL_FAULT_SKIP").ok().and_then(|skip| skip.parse().ok());
            Some((env::var("INKSEAL_FAULT_POINT").ok()?, skip.unwrap_or(0)))
        });
        if let Some((name, skip)) = armed
            && *name == point.name()
            && PASSED.fetch_add(1, Ordering::Relaxed) >= *skip
        {
            die();
        }
    }

    fn die() -> ! {
        #[cfg(unix)]
        let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
        process::abort()
    }
}
