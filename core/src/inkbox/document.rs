//! The vault file as JSON (FORMAT-1.md, "The vault file").

use super::record::{IdentityRecord, InfoRecord, KeyRecord, Record, Records, SecretRecord};
use crate::{
    Error, Members, Result,
    members::{Object, WriteMembers, Writer, to_lines},
};

/// The most bytes that a vault file may have: 256 MiB.
pub const MAX_FILE: usize = 256 << 20;

/// What the member `format` of a vault file says.
const FORMAT: &str = "inkbox-vault/1";

/// All that a vault file holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Document {
    pub(super) info: InfoRecord,
    pub(super) keys: Records<KeyRecord>,
    pub(super) secrets: Records<SecretRecord>,
    pub(super) identities: Records<IdentityRecord>,
    pub(super) other: Members,
}

impl Document {
    /// Parses the text of a file, its size and depth first.
    ///
    /// `malformed` if it is no vault file, `unsupported` if it is one of another format.
    pub(super) fn parse(text: &str) -> Result<Self> {
        if text.len() > MAX_FILE {
            return Err(Error::Malformed("the vault file is larger than 256 MiB".into()));
        }
        let mut object = Object::parse(text)?;
        match object.take_if_text("format").as_deref() {
            Some(FORMAT) => {}
            Some(_) => {
                return Err(Error::Unsupported("this is a vault of a format that is not known here".into()));
            }
            None => return Err(Error::Malformed("this is not a vault file".into())),
        }
        let info = object.take("info").and_then(|json| Object::parse_shallow(json).ok());
        let document = Self {
            info: info
                .and_then(InfoRecord::read)
                .ok_or_else(|| Error::Malformed("the vault file does not name its organization".into()))?,
            keys: Records::take(&mut object, "keys")?,
            secrets: Records::take(&mut object, "secrets")?,
            identities: Records::take(&mut object, "identities")?,
            other: object.into_members(),
        };
        if document.other.has_lossy_name() {
            return Err(Error::Malformed("a member of the vault file has a name that is not text".into()));
        }
        Ok(document)
    }

    /// The text of the file, with a line for each member, so that versions of it can be compared.
    pub(super) fn to_text(&self) -> Result<String> {
        let mut text = to_lines(self)?;
        text.push('\n');
        if text.len() > MAX_FILE {
            return Err(Error::InvalidInput("the vault file would be larger than 256 MiB".into()));
        }
        Ok(text)
    }
}

impl WriteMembers for Document {
    fn write_members(&self, json: &mut Writer) {
        json.put("format", &FORMAT);
        json.put("info", &self.info);
        json.put("keys", &self.keys);
        json.put("secrets", &self.secrets);
        json.put("identities", &self.identities);
        self.other.write_members(json);
    }
}
