//! The values of format 1 as format 2 has them.

use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use uuid::Uuid;

use crate::{
    Members, Result, SecretText,
    inkbox::wire::SecretMetadata,
    payload::SecretPayload,
    vault::{
        keys::key::{MAX_META, MAX_PAYLOAD},
        objects::json::refused_new,
        objects::meta::Meta,
        objects::padding::pad,
        objects::payload,
        rule::Rule,
        write::stage::Values,
    },
};

/// A secret of format 1 as format 2 has it. Refused if it does not fit, `unsupported` if it is lossy.
pub(super) fn convert(metadata: &SecretMetadata, payload: SecretPayload, now: i64) -> Result<Values> {
    let name = metadata.name.as_deref().ok_or_else(|| refused_new(Rule::Meta1.error()))?;
    let created_at = metadata.created_at.as_deref().and_then(milliseconds);
    let updated_at = metadata.updated_at.as_deref().and_then(milliseconds).or(created_at).unwrap_or(now);
    let meta = Meta {
        name: name.into(),
        secret_type: metadata.secret_type.clone(),
        description: metadata.description.as_deref().map(SecretText::from),
        tags: Vec::new(),
        created_at: created_at.unwrap_or(now),
        updated_at,
        deleted_at: None,
        conflicts: Vec::new(),
        unknown: Members::default(),
    };
    pad(&[meta.to_json()?.expose().as_bytes()], MAX_META)?;
    pad(&[payload::to_json(&payload)?.expose().as_bytes()], MAX_PAYLOAD)?;
    Ok(Values { meta, payload })
}

/// The bytes of an id that is a UUID with dashes (MIGRATE-3).
pub(super) fn uuid(id: &str) -> Option<[u8; 16]> {
    let uuid = Uuid::try_parse(id).ok()?;
    uuid.hyphenated().to_string().eq_ignore_ascii_case(id).then(|| uuid.into_bytes())
}

/// A time of format 1 in milliseconds since 1970.
pub(super) fn milliseconds(text: &str) -> Option<i64> {
    let time = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    i64::try_from(time.unix_timestamp_nanos().div_euclid(1_000_000)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::SecretId;

    #[test]
    fn uuids_have_dashes_in_any_case() {
        let text = "0b9e6c4e-5a0f-4d0e-9d53-0c1f6a2b7c11";
        let bytes = uuid(text).unwrap();
        assert_eq!(SecretId::from_bytes(bytes).to_string(), text);
        assert_eq!(uuid(&text.to_uppercase()), Some(bytes));
        for other in ["", "0b9e6c4e5a0f4d0e9d530c1f6a2b7c11", "{0b9e6c4e-5a0f-4d0e-9d53-0c1f6a2b7c11}"] {
            assert_eq!(uuid(other), None, "{other}");
        }
    }

    #[test]
    fn times_are_in_milliseconds() {
        assert_eq!(milliseconds("2026-01-02T03:04:05.678+00:00"), Some(1_767_323_045_678));
        assert_eq!(milliseconds("1969-12-31T23:59:59.9999Z"), Some(-1));
        assert_eq!(milliseconds("yesterday"), None);
    }
}
