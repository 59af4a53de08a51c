//! [`FailureView`]: how an error is reported, to people and to programs.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use inkseal::Error;
use serde::Serialize;

use crate::escape::escape;

/// `{code, message, ids?}`, as `--json` reports it.
#[derive(Debug, Serialize)]
pub(crate) struct FailureView {
    code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    ids: Option<Vec<String>>,
}

impl FailureView {
    /// What there is to report of an error. No error text holds a secret.
    pub(crate) fn new(error: &Error) -> Self {
        let ids = match error {
            Error::Ambiguous(namesakes) => Some(namesakes.ids.clone()),
            _ => None,
        };
        Self { code: error.code(), message: error.to_string(), ids }
    }

    /// The same, with what to do about it.
    pub(crate) fn with_advice(mut self, advice: &str) -> Self {
        self.message.push_str(": ");
        self.message.push_str(advice);
        self
    }

    /// The same, with where it happened before it.
    pub(crate) fn at(mut self, place: &str) -> Self {
        self.message = format!("{place}: {}", self.message);
        self
    }

    /// A command line that does not parse.
    pub(crate) fn usage(message: &str) -> Self {
        Self { code: "invalid_input", message: message.to_owned(), ids: None }
    }

    /// `{"error": …}` on one line.
    pub(crate) fn to_json(&self) -> String {
        serde_json::json!({ "error": self }).to_string()
    }

    /// The message, escaped, with what helps.
    pub(crate) fn to_people(&self) -> String {
        let red = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
        let mut text = format!("{red}error{red:#}: {}", escape(&self.message));
        for id in self.ids.iter().flatten() {
            let _ = write!(text, "\n  {}", escape(id));
        }
        text
    }
}
