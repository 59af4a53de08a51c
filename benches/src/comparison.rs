//! [`Comparison`]: two ways to do the same work, measured in turns, so that a machine that is busy for
//! a while slows both.

use std::{
    fmt,
    time::{Duration, Instant},
};

use crate::Result;

/// The medians of both sides.
pub(crate) struct Comparison {
    what: &'static str,
    ours: Duration,
    theirs: Duration,
    reach: Option<f64>,
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
        Ok(Self { what, ours: median(our_times)?, theirs: median(their_times)?, reach: None })
    }

    /// Sets the ratio that is to be reached.
    pub(crate) fn reach(self, ratio: f64) -> Self {
        Self { reach: Some(ratio), ..self }
    }

    pub(crate) fn header() -> String {
        format!("{:<44}{:>12}{:>12}{:>8}  reach", "", "Inkseal", "peer", "ratio")
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ratio = self.ours.div_duration_f64(self.theirs);
        let (ours, theirs) = (format!("{:.2?}", self.ours), format!("{:.2?}", self.theirs));
        write!(f, "{:<44}{ours:>12}{theirs:>12}{ratio:>8.3}", self.what)?;
        match self.reach {
            Some(reach) if ratio <= reach => write!(f, "  {reach}: reached"),
            Some(reach) => write!(f, "  {reach}: MISSED"),
            None => Ok(()),
        }
    }
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
