//! What the vault service sends and is sent, as values: an SDK brings its own HTTP.

pub(crate) mod answer;
pub(crate) mod json;
pub(crate) mod request;
pub(crate) mod unlock_answer;
