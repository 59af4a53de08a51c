//! `otpauth` URIs, as authenticator apps exchange them (FORMAT-1.md, "otpauth URIs").

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use zeroize::Zeroizing;

use super::{TotpAlgorithm, TotpConfig, normalise};
use crate::{Error, Result, SecretText};

/// The most bytes of a URI that is read.
const MAX_URI: usize = 8 * 1024;

/// What a URI needs no escape for (RFC 3986 section 2.3).
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl TotpConfig {
    /// Reads an `otpauth://totp/…` URI, which is secret as a whole.
    ///
    /// # Errors
    /// `unsupported` for HOTP and other types than TOTP, and for an algorithm, digits or period that
    /// make no codes here; `invalid_input` for anything that is no such URI or has no usable secret. No
    /// error shows any part of the URI.
    pub fn parse_uri(uri: &str) -> Result<Self> {
        if uri.len() > MAX_URI {
            return Err(Error::InvalidInput("the otpauth URI is longer than 8 KiB".into()));
        }
        let rest = strip_scheme(uri.trim()).ok_or_else(|| invalid("this is not an otpauth URI"))?;
        let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (kind, label) = place.split_once('/').unwrap_or((place, ""));
        if !kind.eq_ignore_ascii_case("totp") {
            return Err(Error::Unsupported("only otpauth URIs of type totp are supported".into()));
        }

        let secret = parameter(query, "secret")
            .and_then(decode)
            .ok_or_else(|| invalid("the otpauth URI has no secret that can be read"))?;
        let (label_issuer, account_name) = parse_label(label);
        let mut config = Self::new(normalise(&secret).as_str());
        config.issuer = parameter(query, "issuer").map(decode_or_keep).map(secret_text).or(label_issuer);
        config.account_name = account_name;
        if let Some(algorithm) = parameter(query, "algorithm").map(decode_or_keep) {
            config.algorithm = TotpAlgorithm::from(algorithm.as_str());
        }
        config.digits = parameter(query, "digits").map_or(Ok(config.digits), number)?;
        config.period = parameter(query, "period").map_or(Ok(config.period), number)?;
        config.validate()?;
        Ok(config)
    }

    /// The configuration as one canonical URI, which is secret. Members that are not known are not in
    /// it: a URI has no place for them.
    ///
    /// # Errors
    /// Those of [`validate`](Self::validate).
    pub fn to_uri(&self) -> Result<SecretText> {
        self.validate()?;
        let escape =
            |text: &SecretText| Zeroizing::new(utf8_percent_encode(text.expose(), ESCAPED).to_string());
        let present = |text: &Option<SecretText>| text.clone().filter(|text| !text.expose().is_empty());
        let (issuer, account) = (present(&self.issuer), present(&self.account_name).unwrap_or_default());
        // A reader splits the label at its first colon. What stands before it must hold none.
        let prefix = match issuer.as_ref().filter(|issuer| !issuer.expose().contains(':')) {
            Some(issuer) => format!("{}:", *escape(issuer)),
            None if account.expose().contains(':') => ":".to_owned(),
            None => String::new(),
        };
        let prefix = Zeroizing::new(prefix);
        let secret = normalise(self.secret.expose());
        let issuer =
            Zeroizing::new(issuer.map_or_else(String::new, |issuer| format!("&issuer={}", *escape(&issuer))));
        let algorithm = match self.algorithm {
            TotpAlgorithm::Sha256 => "SHA256",
            TotpAlgorithm::Sha512 => "SHA512",
            _ => "SHA1",
        };
        Ok(format!(
            "otpauth://totp/{}{}?secret={}{}&algorithm={algorithm}&digits={}&period={}",
            *prefix,
            *escape(&account),
            *secret,
            *issuer,
            self.digits,
            self.period
        )
        .into())
    }
}

fn strip_scheme(uri: &str) -> Option<&str> {
    const SCHEME: &str = "otpauth://";
    let (scheme, rest) = uri.split_at_checked(SCHEME.len())?;
    scheme.eq_ignore_ascii_case(SCHEME).then_some(rest)
}

/// The first value of a parameter that is not empty, still escaped: empty means absent.
fn parameter<'u>(query: &'u str, name: &str) -> Option<&'u str> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(key, value)| *key == name && !value.is_empty()).map(|(_, value)| value).next()
}

/// `[Issuer:]Account`, unescaped as a whole before it is split, as the SDKs do.
fn parse_label(label: &str) -> (Option<SecretText>, Option<SecretText>) {
    // A slash in front of the label is dropped; `+` is a plus in a label.
    let label = label.trim_start_matches('/');
    let decoded = percent_decode_str(label).decode_utf8().unwrap_or(Cow::Borrowed(label));
    let text = |part: &str| Some(part.trim()).filter(|part| !part.is_empty()).map(SecretText::from);
    let parts = match decoded.split_once(':') {
        Some((issuer, account)) => (text(issuer), text(account)),
        None => (None, text(&decoded)),
    };
    if let Cow::Owned(text) = decoded {
        drop(Zeroizing::new(text));
    }
    parts
}

/// A value of the query, unescaped; `None` if that is no UTF-8. In a query `+` is a space.
fn decode(value: &str) -> Option<Zeroizing<String>> {
    let spaced = Zeroizing::new(value.replace('+', " "));
    let decoded = percent_decode_str(&spaced).decode_utf8().ok()?;
    Some(Zeroizing::new(decoded.into_owned()))
}

fn decode_or_keep(value: &str) -> Zeroizing<String> {
    decode(value).unwrap_or_else(|| Zeroizing::new(value.to_owned()))
}

fn secret_text(text: Zeroizing<String>) -> SecretText {
    text.as_str().into()
}

/// A number in plain ASCII digits and nothing else.
fn number(value: &str) -> Result<u32> {
    let plain = value.bytes().all(|byte| byte.is_ascii_digit());
    let parsed = plain.then(|| value.parse().ok()).flatten();
    parsed.ok_or_else(|| invalid("digits and period of an otpauth URI are plain numbers"))
}

fn invalid(reason: &'static str) -> Error {
    Error::InvalidInput(reason.into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn config(issuer: Option<&str>, account: Option<&str>) -> TotpConfig {
        TotpConfig {
            issuer: issuer.map(SecretText::from),
            account_name: account.map(SecretText::from),
            ..TotpConfig::new("JBSWY3DPEHPK3PXP")
        }
    }

    #[test]
    fn the_canonical_form() {
        let totp = TotpConfig {
            algorithm: TotpAlgorithm::Sha256,
            digits: 8,
            period: 60,
            ..config(Some("A & B"), Some("ada@example.com"))
        };
        let uri = "otpauth://totp/A%20%26%20B:ada%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=A%20%26%20B&algorithm=SHA256&digits=8&period=60";
        assert_eq!(totp.to_uri().unwrap().expose(), uri);
        assert_eq!(TotpConfig::parse_uri(uri).unwrap(), totp);
    }

    #[test]
    fn colons_do_not_move_between_issuer_and_account() {
        for (issuer, account) in
            [(Some("a:b"), Some("c:d")), (None, Some("c:d")), (Some("a"), Some(":")), (Some("a:"), None)]
        {
            let totp = config(issuer, account);
            assert_eq!(TotpConfig::parse_uri(totp.to_uri().unwrap().expose()).unwrap(), totp);
        }
    }

    #[test]
    fn errors_show_nothing_of_the_uri() {
        for uri in [
            "otpauth://totp/hunter2?secret=hunter2!",
            "otpauth://hunter2/a?secret=JBSWY3DP",
            "https://hunter2",
            "otpauth://totp/a?secret=JBSWY3DP&digits=hunter2",
            "otpauth://totp/a?secret=JBSWY3DP&algorithm=hunter2",
        ] {
            let error = TotpConfig::parse_uri(uri).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("hunter2"));
        }
        let long = format!("otpauth://totp/a?secret={}", "A".repeat(MAX_URI));
        assert_eq!(TotpConfig::parse_uri(&long).unwrap_err().code(), "invalid_input");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            secret in "[A-Z2-7]{2,64}",
            issuer in proptest::option::of("\\PC{1,20}"),
            account in proptest::option::of("\\PC{1,20}"),
            algorithm in 0..3_usize,
            digits in prop::sample::select(vec![6, 8]),
            period in prop::sample::select(vec![30, 60]),
        ) {
            let trimmed = |text: Option<String>| {
                text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
            };
            let totp = TotpConfig {
                algorithm: [TotpAlgorithm::Sha1, TotpAlgorithm::Sha256, TotpAlgorithm::Sha512][algorithm].clone(),
                digits,
                period,
                secret: secret.as_str().into(),
                ..config(trimmed(issuer).as_deref(), trimmed(account).as_deref())
            };
            let uri = totp.to_uri().unwrap();
            prop_assert_eq!(TotpConfig::parse_uri(uri.expose()).unwrap(), totp);
        }

        #[test]
        fn no_text_panics(text in "(otpauth://totp/)?\\PC{0,80}(\\?secret=\\PC{0,20})?") {
            let _ = TotpConfig::parse_uri(&text);
        }
    }
}
