//! [`Comparison`]: two ways to do the same work, measured in turns, so that a machine that is busy for
//! a while slows both.

use std::{
    fmt,
    time::{Duration, Instant},
};

use crate::Result;

/// The medians of both sides, and what is to be reached.
pub(crate) struct Comparison {
    what: &'static str,
    ours: Duration,
    theirs: Duration,
    ratio: Option<f64>,
    within: Option<Duration>,
    beyond: Option<Duration>,
}

impl Comparison {
    /// Measures each side once unrecorded, to warm up, and then in turns.
    ///
    /// Each side returns the time that it took: see [`timed`] and
    /// [`Peer::measure`](crate::peer::Peer::measure).
    pub(crate) fn run(
        what: &'static str,
        rounds: usize,
        mut ours: impl FnMut() -> Result<Duration>,
        mut theirs: impl FnMut() -> Result<Duration>,
    ) -> Result<Self> {
        ours()?;
        theirs()?;
        let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            our_times.push(ours()?);
            their_times.push(theirs()?);
        }
        let (ours, theirs) = (median(our_times)?, median(their_times)?);
        Ok(Self { what, ours, theirs, ratio: None, within: None, beyond: None })
    }

    /// Ours is to take at most this part of the peer's time.
    pub(crate) fn reach(self, ratio: f64) -> Self {
        Self { ratio: Some(ratio), ..self }
    }

    /// Ours is to take at most this long, on an idle core.
    pub(crate) fn within(self, time: Duration) -> Self {
        Self { within: Some(time), ..self }
    }

    /// Ours is to take at most this much longer than the peer's, on an idle core.
    pub(crate) fn beyond(self, time: Duration) -> Self {
        Self { beyond: Some(time), ..self }
    }

    pub(crate) fn header() -> String {
        format!("{:<56}{:>12}{:>12}{:>8}  reach", "", "Inkseal", "peer", "ratio")
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ratio = self.ours.div_duration_f64(self.theirs);
        let (ours, theirs) = (format!("{:.2?}", self.ours), format!("{:.2?}", self.theirs));
        write!(f, "{:<56}{ours:>12}{theirs:>12}{ratio:>8.3}", self.what)?;
        if let Some(reach) = self.ratio {
            write!(f, "  {reach}: {}", verdict(ratio <= reach))?;
        }
        if let Some(within) = self.within {
            write!(f, "  {within:?}: {}", verdict(self.ours <= within))?;
        }
        if let Some(beyond) = self.beyond {
            let more = self.ours.saturating_sub(self.theirs);
            write!(f, "  {more:.2?} more, {beyond:?}: {}", verdict(more <= beyond))?;
        }
        Ok(())
    }
}

/// The median of ours alone, where no peer does the same, and the least: where other machines share the core,
/// that says what an idle one would take.
pub(crate) struct Measurement {
    what: &'static str,
    time: Duration,
    least: Duration,
    within: Option<Duration>,
    counts: String,
}

impl Measurement {
    /// Measures once unrecorded, to warm up, and then in rounds.
    pub(crate) fn run(
        what: &'static str,
        rounds: usize,
        mut ours: impl FnMut() -> Result<Duration>,
    ) -> Result<Self> {
        ours()?;
        let times = (0..rounds).map(|_| ours()).collect::<Result<Vec<_>>>()?;
        let least = times.iter().min().copied().unwrap_or_default();
        Ok(Self { what, time: median(times)?, least, within: None, counts: String::new() })
    }

    /// It is to take at most this long, on an idle core.
    pub(crate) fn within(self, time: Duration) -> Self {
        Self { within: Some(time), ..self }
    }

    /// What was counted in one round.
    pub(crate) fn with(self, counts: String) -> Self {
        Self { counts, ..self }
    }

    /// The median.
    pub(crate) fn time(&self) -> Duration {
        self.time
    }
}

impl fmt::Display for Measurement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (time, least) = (format!("{:.2?}", self.time), format!("(least {:.2?})", self.least));
        write!(f, "{:<56}{time:>12}{least:>20}", self.what)?;
        if let Some(within) = self.within {
            write!(f, "  {within:?}: {}", verdict(self.time <= within))?;
        }
        if !self.counts.is_empty() {
            write!(f, "  ({})", self.counts)?;
        }
        Ok(())
    }
}

fn verdict(reached: bool) -> &'static str {
    if reached { "reached" } else { "MISSED" }
}

/// The time that `work` takes, with the dropping of what it returns.
pub(crate) fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<Duration> {
    let begin = Instant::now();
    drop(work()?);
    Ok(begin.elapsed())
}

fn median(mut times: Vec<Duration>) -> Result<Duration> {
    times.sort_unstable();
    Ok(*times.get(times.len() / 2).ok_or("nothing was measured")?)
}
