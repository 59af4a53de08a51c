//! The terminal itself, whatever standard input and output are: for questions whose answer must
//! not be seen.
//!
//! While a [`Terminal`] lives its echo is off; dropping it, and any signal that ends or stops the
//! program, brings the echo back.

#[cfg(unix)]
mod line;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(crate) use unix::Terminal;
#[cfg(windows)]
pub(crate) use windows::Terminal;
