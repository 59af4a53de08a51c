//! [`Meta`]: what a listing shows of a secret, and nothing that is in its payload.

use crate::vault::{
    objects::json::{Fields, refused_new},
    rule::Rule,
};
use crate::{
    Error, Members, Result, SecretText,
    members::{WriteMembers, Writer, to_text},
    payload::SecretType,
};

/// The most characters of a name, type, tag or handle.
const MAX_CHARACTERS: usize = 255;

/// The members of a meta (FORMAT-2.md, "Meta"). Names may tell much, so they are wiped like secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::vault) struct Meta {
    pub(in crate::vault) name: SecretText,
    pub(in crate::vault) secret_type: SecretType,
    pub(in crate::vault) description: Option<SecretText>,
    /// Ascending.
    pub(in crate::vault) tags: Vec<SecretText>,
    /// Times in milliseconds since 1970.
    pub(in crate::vault) created_at: i64,
    pub(in crate::vault) updated_at: i64,
    pub(in crate::vault) deleted_at: Option<i64>,
    /// Revisions that lost to this one and that somebody should look at, ascending.
    pub(in crate::vault) conflicts: Vec<u64>,
    pub(in crate::vault) unknown: Members,
}

const KNOWN: [&str; 8] =
    ["name", "type", "description", "tags", "created_at", "updated_at", "deleted_at", "conflicts"];

impl Meta {
    pub(in crate::vault) fn parse(json: &[u8]) -> Result<Self> {
        let mut fields = Fields::parse(json)?;
        let meta = Self {
            name: fields.required_text("name")?,
            secret_type: SecretType::from(fields.required_text("type")?.expose()),
            description: fields.text("description")?,
            tags: fields.texts("tags")?,
            created_at: fields.required_time("created_at")?,
            updated_at: fields.required_time("updated_at")?,
            deleted_at: fields.time("deleted_at")?,
            conflicts: fields.revisions("conflicts")?,
            unknown: fields.into_unknown(),
        };
        let texts = meta.tags.iter().chain([&meta.name]).map(SecretText::expose);
        if texts.chain([meta.secret_type.as_str()]).all(is_short) {
            Ok(meta)
        } else {
            Err(Rule::Meta1.error())
        }
    }

    /// The meta as it is sealed. It is read again, so that nothing is written that no reader takes. `unsupported` if
    /// a text of it is lossy.
    pub(in crate::vault) fn to_json(&self) -> Result<SecretText> {
        let texts = self.tags.iter().chain(&self.description).chain([&self.name]);
        refuse_lossy(texts)?;
        let json = SecretText::from(to_text(self)?);
        Self::parse(json.expose().as_bytes()).map_err(refused_new)?;
        Ok(json)
    }
}

/// Fails with `unsupported` if a text could not be read whole: what could not be shown would be lost.
pub(in crate::vault) fn refuse_lossy<'t>(mut texts: impl Iterator<Item = &'t SecretText>) -> Result<()> {
    if texts.any(SecretText::is_lossy) {
        return Err(Error::Unsupported("this text could not be read whole, so it is not written".into()));
    }
    Ok(())
}

/// Whether a text has 1 to 255 characters.
pub(in crate::vault) fn is_short(text: &str) -> bool {
    (1..=MAX_CHARACTERS).contains(&text.chars().take(MAX_CHARACTERS.saturating_add(1)).count())
}

impl WriteMembers for Meta {
    fn write_members(&self, json: &mut Writer) {
        json.put_text("name", Some(&self.name));
        json.put("type", &self.secret_type.as_str());
        json.put_text("description", self.description.as_ref());
        if !self.tags.is_empty() {
            json.put("tags", &self.tags);
        }
        json.put("created_at", &self.created_at);
        json.put("updated_at", &self.updated_at);
        json.put_some("deleted_at", self.deleted_at.as_ref());
        if !self.conflicts.is_empty() {
            json.put("conflicts", &self.conflicts);
        }
        self.unknown.write_beside(json, &|name| KNOWN.contains(&name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metas_are_read_and_written_back() {
        let json = r#"{"name":"Git","type":"login","description":"d","tags":["a","b"],"created_at":-1,"updated_at":2,"deleted_at":3,"conflicts":[4,7],"x":1.50,"y":{"z":null}}"#;
        let meta = Meta::parse(json.as_bytes()).unwrap();
        assert_eq!(meta.to_json().unwrap().expose(), json);
        assert_eq!((meta.unknown.get("x"), meta.secret_type), (Some("1.50"), SecretType::Login));
        let least = r#"{"name":"Git","type":"x.note","created_at":0,"updated_at":0}"#;
        assert_eq!(Meta::parse(least.as_bytes()).unwrap().to_json().unwrap().expose(), least);
    }

    #[test]
    fn another_meta_is_refused() {
        let meta = |name: &str, rest: &str| {
            format!(r#"{{"name":"{name}","type":"other","created_at":0,"updated_at":0{rest}}}"#)
        };
        assert!(Meta::parse(meta(&"é".repeat(255), "").as_bytes()).is_ok());
        for (json, rule) in [
            (meta("", ""), Rule::Meta1.error()),
            (meta(&"é".repeat(256), ""), Rule::Meta1.error()),
            (meta("n", r#","tags":[""]"#), Rule::Meta1.error()),
            (meta("n", "").replace("other", ""), Rule::Meta1.error()),
            (meta("n", r#","description":null"#), Rule::Json5.about("description")),
            (meta("n", r#","deleted_at":1.5"#), Rule::Json6.about("deleted_at")),
            (meta("n", "").replace(r#""created_at":0,"#, ""), Rule::Json5.about("created_at")),
        ] {
            assert_eq!(Meta::parse(json.as_bytes()).unwrap_err(), rule, "{json}");
        }
    }

    #[test]
    fn nothing_is_written_that_no_reader_takes() {
        let mut meta = Meta::parse(br#"{"name":"n","type":"other","created_at":0,"updated_at":0}"#).unwrap();
        meta.tags = vec!["b".into(), "a".into()];
        assert_eq!(meta.to_json().unwrap_err().code(), "invalid_input");
        meta.tags.clear();
        meta.name = "".into();
        assert_eq!(meta.to_json().unwrap_err().code(), "invalid_input");
        meta.name = SecretText::lossy("n\u{fffd}".into());
        assert_eq!(meta.to_json().unwrap_err().code(), "unsupported");
        meta.name = "n".into();
        meta.unknown.set("x", &format!("{}{}", "[".repeat(32), "]".repeat(32))).unwrap();
        assert_eq!(meta.to_json().unwrap_err().code(), "invalid_input");
    }
}
