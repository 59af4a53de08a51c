//! Grants: what one agent may read, and who it is.

use crate::vault::{
    id::{Digest, SecretId},
    keys::key::{DataKey, GrantsKey, MAX_GRANTS},
    keys::seal::sealed_length,
    objects::json::{Fields, refused_new},
    objects::meta::{is_short, refuse_lossy},
    objects::object::{self, Object},
    objects::reader::{Reader, ascends},
    rule::Rule,
};
use crate::{
    Members, Result, SecretBytes, SecretText,
    members::{WriteMembers, Writer, to_text},
    random::Source,
};

const MAGIC: &[u8; 8] = b"INKSEALG";
const HEADER: usize = 40;
const ENTRY: usize = 48;
const MIN_LENGTH: usize = HEADER + sealed_length(256);
pub(in crate::vault) const MAX_LENGTH: usize = HEADER + sealed_length(MAX_GRANTS);

/// Whether an identity may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::vault) enum Status {
    /// `active`
    Active,
    /// `paused`
    Paused,
    /// Any other spelling: it counts as paused.
    Unknown(SecretText),
}

impl Status {
    fn as_str(&self) -> &str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Unknown(status) => status.expose(),
        }
    }
}

/// The grants of one identity.
#[derive(Debug, Clone)]
pub(in crate::vault) struct Grants {
    pub(in crate::vault) handle: SecretText,
    pub(in crate::vault) name: Option<SecretText>,
    pub(in crate::vault) status: Status,
    /// What it gets again when it is resumed, ascending.
    pub(in crate::vault) paused: Vec<SecretId>,
    pub(in crate::vault) unknown: Members,
    /// The keys of the secrets that it may read, ascending by id.
    pub(in crate::vault) keys: Vec<DataKey>,
}

impl Grants {
    /// The grants as an object. `invalid_input` if no reader would take them, `unsupported` if a text is lossy.
    pub(in crate::vault) fn seal(&self, key: &GrantsKey, source: &mut Source) -> Result<Object> {
        refuse_lossy(self.name.iter().chain([&self.handle]))?;
        let json = SecretText::from(to_text(self)?);
        let length = u32::try_from(json.expose().len()).map_err(|_| Rule::Pad4.error())?;
        let mut entries = Vec::with_capacity(self.keys.len().saturating_mul(ENTRY));
        for key in &self.keys {
            entries.extend_from_slice(key.secret().as_bytes());
            entries.extend_from_slice(key.expose());
        }
        let entries = SecretBytes::from(entries);
        let parts = [&length.to_be_bytes()[..], json.expose().as_bytes(), entries.expose()];
        let content = SecretBytes::from(parts.concat());
        Self::parse(content.expose(), key).map_err(refused_new)?;
        let sealed = key.seal(&[content.expose()], source)?;
        let mut bytes = Vec::with_capacity(sealed.len().saturating_add(HEADER));
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(key.vault().as_bytes());
        bytes.extend_from_slice(key.identity().as_bytes());
        bytes.extend_from_slice(&sealed);
        Ok(Object::new(bytes))
    }

    /// What storage gave for the digest of the grants of the identity whose key this is.
    pub(in crate::vault) fn open(given: Option<&[u8]>, name: &Digest, key: &GrantsKey) -> Result<Self> {
        let bytes = object::named(given, name)?;
        if !(MIN_LENGTH..=MAX_LENGTH).contains(&bytes.len()) {
            return Err(Rule::Grant1.error());
        }
        let mut reader = Reader::new(bytes, Rule::Grant1);
        reader.magic(MAGIC)?;
        if reader.array()? != *key.vault().as_bytes() || reader.array()? != *key.identity().as_bytes() {
            return Err(Rule::Grant2.error());
        }
        Self::parse(key.open(reader.rest())?.content(), key)
    }

    fn parse(content: &[u8], key: &GrantsKey) -> Result<Self> {
        let mut reader = Reader::new(content, Rule::Grant3);
        let length = usize::try_from(reader.u32()?).map_err(|_| Rule::Grant3.error())?;
        let json = reader.bytes(length)?;
        let (entries, []) = reader.rest().as_chunks::<ENTRY>() else { return Err(Rule::Grant3.error()) };
        let mut fields = Fields::parse(json)?;
        let handle = fields.required_text("handle")?;
        let name = fields.text("name")?;
        let status = fields.required_text("status")?;
        let status = match status.expose() {
            "active" => Status::Active,
            "paused" => Status::Paused,
            _ => Status::Unknown(status),
        };
        let paused = fields.ids("paused")?;
        let keys = entries
            .iter()
            .map(|entry| {
                let mut reader = Reader::new(entry, Rule::Grant3);
                DataKey::from_grants(key, SecretId::from_bytes(reader.array()?), reader.rest())
            })
            .collect::<Result<Vec<_>>>()?;
        if !ascends(keys.iter().map(DataKey::secret)) {
            return Err(Rule::Grant4.error());
        }
        if !is_short(handle.expose()) {
            return Err(Rule::Grant5.error());
        }
        let other_list = if status == Status::Active { paused.is_empty() } else { keys.is_empty() };
        if !other_list {
            return Err(Rule::Grant6.error());
        }
        Ok(Self { handle, name, status, paused, unknown: fields.into_unknown(), keys })
    }

    /// Fails with GRANT-7 unless the agent may read.
    pub(in crate::vault) fn check_active(&self) -> Result<()> {
        if self.status == Status::Active { Ok(()) } else { Err(Rule::Grant7.error()) }
    }

    /// The key of a secret that is granted.
    pub(in crate::vault) fn key(&self, secret: &SecretId) -> Option<&DataKey> {
        let index = self.keys.binary_search_by_key(secret, |key| *key.secret()).ok()?;
        self.keys.get(index)
    }
}

/// The JSON part.
impl WriteMembers for Grants {
    fn write_members(&self, json: &mut Writer) {
        json.put_text("handle", Some(&self.handle));
        json.put_text("name", self.name.as_ref());
        json.put("status", &self.status.as_str());
        if !self.paused.is_empty() {
            json.put("paused", &self.paused.iter().map(ToString::to_string).collect::<Vec<_>>());
        }
        let known = ["handle", "name", "status", "paused"];
        self.unknown.write_beside(json, &|name| known.contains(&name));
    }
}
