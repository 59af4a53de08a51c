//! What the vault service sends and is sent, as values: an SDK brings its own HTTP.

mod answer;
mod json;
mod request;

pub use answer::UnlockAnswer;
