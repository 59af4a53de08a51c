//! `webhook verify`: checks the signature of a request.

use std::process::ExitCode;

use inkseal::{Error, Result, webhook::Freshness};
use serde_json::{Value, json};

use crate::{
    args::{WebhookCommand, WebhookVerifyArgs},
    context::{Context, now},
    exit_code, file_input,
};

pub(super) fn run(context: &Context, command: &WebhookCommand) -> Result<ExitCode> {
    match command {
        WebhookCommand::Verify(args) => verify(context, args),
    }
}

fn verify(context: &Context, args: &WebhookVerifyArgs) -> Result<ExitCode> {
    let mut store = context.open()?;
    let id = store.vault().find(&args.secret)?;
    let headers = parse_headers(file_input::read_text(&args.headers, "headers")?.expose())?;
    let body = file_input::read_bytes(&args.body, "body")?;
    let freshness = match args.tolerance {
        Some(tolerance_seconds) => Some(Freshness { now: args.at.map_or_else(now, Ok)?, tolerance_seconds }),
        None => None,
    };
    context.unlock(&mut store)?;
    let valid = store.vault().verify_webhook(&id, &headers, &body, freshness)?;
    context.out.print(&json!({ "valid": valid }), || if valid { "valid" } else { "not valid" }.to_owned())?;
    Ok(if valid { ExitCode::SUCCESS } else { exit_code::REFUSED.into() })
}

/// Headers as `Name: value` lines, where other lines such as the request line are skipped, or as a JSON
/// object whose values are texts or lists of texts.
fn parse_headers(text: &str) -> Result<Vec<(String, String)>> {
    if !text.trim_start().starts_with('{') {
        return Ok(text
            .lines()
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
            .collect());
    }
    let malformed = || Error::Malformed("the headers are no JSON object of texts".into());
    let members: serde_json::Map<String, Value> = serde_json::from_str(text).map_err(|_| malformed())?;
    let mut headers = Vec::new();
    for (name, value) in members {
        let values = match value {
            Value::Array(values) => values,
            value => vec![value],
        };
        for value in values {
            headers.push((name.clone(), value.as_str().ok_or_else(malformed)?.to_owned()));
        }
    }
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Vec<(String, String)> {
        parse_headers(text).unwrap()
    }

    #[test]
    fn headers_come_as_lines_or_json() {
        let expected = vec![("A".to_owned(), "1: x".to_owned()), ("B".to_owned(), "2".to_owned())];
        assert_eq!(parsed("POST / HTTP/1.1\r\nA: 1: x\r\nB:2\r\n\r\n"), expected);
        assert_eq!(parsed(r#"{"A": ["1: x"], "B": "2"}"#), expected);
        assert_eq!(parse_headers(r#"{"A": 1}"#).unwrap_err().code(), "malformed");
    }
}
