//! `verify`: opens every secret.

use std::process::ExitCode;

use inkseal::{Result, inkbox::VerifyReport};
use serde::Serialize;

use crate::{context::Context, exit_code, failure::FailureView, output::counted, table::table};

#[derive(Serialize)]
struct VerifyView<'a> {
    secrets: Vec<SecretReport<'a>>,
}

#[derive(Serialize)]
struct SecretReport<'a> {
    id: Option<&'a str>,
    name: Option<&'a str>,
    secret_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<FailureView>,
}

impl<'a> From<&'a VerifyReport> for SecretReport<'a> {
    fn from(report: &'a VerifyReport) -> Self {
        Self {
            id: report.id.as_deref(),
            name: report.name.as_deref(),
            secret_type: report.secret_type.as_str(),
            error: report.error.as_ref().map(FailureView::new),
        }
    }
}

pub(super) fn run(context: &Context) -> Result<ExitCode> {
    let store = context.open_unlocked()?;
    let reports = store.vault().verify()?;
    let failed: Vec<&VerifyReport> = reports.iter().filter(|report| report.error.is_some()).collect();
    let view = VerifyView { secrets: reports.iter().map(SecretReport::from).collect() };
    context.out.print(&view, || for_people(&failed))?;
    context.out.note(&format!(
        "{}, {} not open",
        counted(reports.len(), "secret", "secrets"),
        counted(failed.len(), "does", "do")
    ));
    Ok(if failed.is_empty() { ExitCode::SUCCESS } else { exit_code::DAMAGED.into() })
}

fn for_people(failed: &[&VerifyReport]) -> String {
    if failed.is_empty() {
        return String::new();
    }
    table(
        ["NAME", "TYPE", "ID", "ERROR"],
        failed.iter().map(|report| {
            [
                report.name.clone().unwrap_or_else(|| "-".to_owned()),
                report.secret_type.as_str().to_owned(),
                report.id.clone().unwrap_or_else(|| "-".to_owned()),
                report.error.as_ref().map(ToString::to_string).unwrap_or_default(),
            ]
        }),
    )
}
