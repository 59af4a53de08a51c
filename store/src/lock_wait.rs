//! [`LockWait`]: how a store waits for a lock that another program has.

use std::{fmt, sync::Arc, time::Duration};

/// Tells people what is being waited for.
type Notice = Arc<dyn Fn(&str) + Send + Sync>;

/// How long a store waits for the lock of its file, and who is told.
#[derive(Clone)]
pub struct LockWait {
    timeout: Duration,
    notice: Option<Notice>,
}

impl Default for LockWait {
    /// 30 seconds, and nobody is told.
    fn default() -> Self {
        Self::new(Duration::from_secs(30))
    }
}

impl LockWait {
    /// Waits this long, then gives up with `conflict`.
    #[must_use]
    pub fn new(timeout: Duration) -> Self {
        Self { timeout, notice: None }
    }

    /// The same, and after half a second of waiting `notice` gets a sentence that says, where the system tells,
    /// which process has the lock.
    #[must_use]
    pub fn telling(self, notice: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self { notice: Some(Arc::new(notice)), ..self }
    }

    pub(crate) fn timeout(&self) -> Duration {
        self.timeout
    }

    pub(crate) fn tell(&self, text: &str) {
        if let Some(notice) = &self.notice {
            notice(text);
        }
    }
}

impl fmt::Debug for LockWait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LockWait").field("timeout", &self.timeout).finish_non_exhaustive()
    }
}
