//! One account of what Google Authenticator exports.

use inkseal::{
    Error, Result, SecretText,
    totp::{MigrationEntry, TotpConfig, parse_migration},
};

use crate::escape::escape;

/// Whether a text begins as the URI of an export.
pub(super) fn is_one(text: &str) -> bool {
    let start = text.trim_start().get(.."otpauth-migration:".len());
    start.is_some_and(|start| start.eq_ignore_ascii_case("otpauth-migration:"))
}

/// The configuration of the account with a name, or of the only one. Each line has the URI of a part.
///
/// # Errors
/// Those of [`parse_migration`]; `invalid_input`, with the names of all, if it is not clear which account is meant, and
/// `unsupported` if no codes can be made of it.
pub(super) fn choose(text: &str, account: Option<&str>) -> Result<TotpConfig> {
    let uris: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let entries = parse_migration(&uris)?;
    let mut meant = entries.iter().filter(|entry| account.is_none_or(|name| is_named(entry, name)));
    let (Some(entry), None) = (meant.next(), meant.next()) else {
        let names: Vec<_> = entries.iter().map(|entry| escape(&name(entry)).into_owned()).collect();
        let problem =
            if account.is_some() { "no account, or several, of that name" } else { "not one account" };
        let names = names.join(", ");
        return Err(Error::InvalidInput(
            format!("the export has {problem}; say which with --account: {names}").into(),
        ));
    };
    entry.config.clone().ok_or_else(|| {
        Error::Unsupported(
            "codes by counter (HOTP) and with MD5 are not supported, only by time (TOTP)".into(),
        )
    })
}

fn is_named(entry: &MigrationEntry, wanted: &str) -> bool {
    let is = |part: &Option<SecretText>| part.as_ref().is_some_and(|part| part.expose() == wanted);
    name(entry) == wanted || is(&entry.issuer) || is(&entry.account_name)
}

/// `ISSUER:NAME`, or what there is of it.
fn name(entry: &MigrationEntry) -> String {
    let parts = [&entry.issuer, &entry.account_name];
    parts.into_iter().flatten().map(SecretText::expose).collect::<Vec<_>>().join(":")
}
