//! What Google Authenticator exports: `otpauth-migration://offline?data=…`, the text behind one QR code or several
//! (FORMAT-1.md, "Migration URIs").

use base32::Alphabet;
use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD};
use micropb::{PbDecoder, WIRE_TYPE_LEN, WIRE_TYPE_VARINT};
use zeroize::Zeroizing;

use super::{
    TotpAlgorithm, TotpConfig,
    uri::{
        SCHEME_OF_MIGRATIONS, after_scheme, decode, invalid, names, raw_parameter, split, to_text,
        without_line_ends,
    },
};
use crate::{Result, SecretText};

/// The most parts that an export is read from. The app puts ten accounts into each.
const MAX_PARTS: usize = 100;

/// The most accounts that are read. The app shows hundreds at most.
const MAX_ENTRIES: usize = 1000;

/// One account of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationEntry {
    /// Who the account is with.
    pub issuer: Option<SecretText>,
    /// Whose account it is.
    pub account_name: Option<SecretText>,
    /// How its codes are made, [normalized](TotpConfig::normalize) and with the same names. `None` if they are made in
    /// a way that is not supported: by counter (HOTP), or with MD5.
    pub config: Option<TotpConfig>,
}

/// Reads an export of Google Authenticator: the URIs of all its parts, in any order. They are secret. The accounts
/// come in the order of the export; an account whose codes cannot be made is listed without a config.
///
/// # Errors
///
/// `invalid_input` for what is no such URI or longer than 8 KiB, for data that cannot be decoded, for more than 100
/// parts or 1000 accounts, and unless each part of one export is there once. No error text has a part of a URI.
pub fn parse_migration<T: AsRef<str>>(uris: &[T]) -> Result<Vec<MigrationEntry>> {
    if uris.is_empty() || uris.len() > MAX_PARTS {
        return Err(invalid("an export has 1 to 100 parts"));
    }
    let mut parts = Vec::with_capacity(uris.len());
    for uri in uris {
        parts.push(Part::parse(uri.as_ref())?);
    }
    parts.sort_by_key(|part| part.index);
    let (size, id) = parts.first().map_or((0, 0), |part| (part.size, part.id));
    if parts.iter().any(|part| (part.size, part.id) != (size, id)) {
        return Err(invalid("these are parts of different exports"));
    }
    if !(0..size).eq(parts.iter().map(|part| part.index)) {
        return Err(invalid("each part of the export must be given, and once"));
    }
    let entries: Vec<_> = parts.into_iter().flat_map(|part| part.entries).collect();
    if entries.len() > MAX_ENTRIES {
        return Err(invalid("the export has more than 1000 accounts"));
    }
    Ok(entries)
}

/// What one URI holds: some of the entries, and which part it is of how many.
#[derive(Default)]
struct Part {
    entries: Vec<MigrationEntry>,
    size: u32,
    index: u32,
    id: u32,
}

impl Part {
    fn parse(uri: &str) -> Result<Self> {
        let text = without_line_ends(uri)?;
        let rest = after_scheme(&text, SCHEME_OF_MIGRATIONS);
        let (_, query) = split(rest.ok_or_else(|| invalid("this is not an otpauth-migration:// URI"))?);
        let data = raw_parameter(query, "data").ok_or_else(|| invalid("the migration URI has no data"))?;
        // `+` is a letter here, escaped or not. Some programs write the URL alphabet, or no padding.
        let data = decode(data, false);
        let mut letters = Zeroizing::new(String::with_capacity(data.len()));
        letters.extend(data.trim_end_matches('=').chars().map(|letter| match letter {
            '-' => '+',
            '_' => '/',
            other => other,
        }));
        let damaged = || invalid("the data of the migration URI cannot be decoded");
        let bytes = BASE64_STANDARD_NO_PAD.decode(&*letters).map_err(|_| damaged())?;
        let bytes = Zeroizing::new(bytes);
        let mut part = Self { size: 1, ..Self::default() };
        let mut fields = Fields::new(&bytes);
        while let Some(field) = fields.next().ok_or_else(damaged)? {
            match field {
                (1, Value::Bytes(entry)) => part.entries.push(read_entry(entry).ok_or_else(damaged)?),
                // An export of before there were parts says 0.
                (3, Value::Number(size)) => part.size = size.max(1),
                (4, Value::Number(index)) => part.index = index,
                (5, Value::Number(id)) => part.id = id,
                _ => {}
            }
        }
        Ok(part)
    }
}

/// One account; `None` if its message is damaged.
fn read_entry(bytes: &[u8]) -> Option<MigrationEntry> {
    let (mut secret, mut name, mut issuer): (&[u8], &[u8], &[u8]) = Default::default();
    let (mut algorithm, mut digits, mut kind) = (0, 0, 0);
    let mut fields = Fields::new(bytes);
    while let Some(field) = fields.next()? {
        match field {
            (1, Value::Bytes(bytes)) => secret = bytes,
            (2, Value::Bytes(bytes)) => name = bytes,
            (3, Value::Bytes(bytes)) => issuer = bytes,
            (4, Value::Number(number)) => algorithm = number,
            (5, Value::Number(number)) => digits = number,
            (6, Value::Number(number)) => kind = number,
            _ => {}
        }
    }
    let (issuer, account_name) = names(&to_text(issuer), &to_text(name));
    let config = || {
        let secret = base32::encode(Alphabet::Rfc4648 { padding: false }, secret);
        let mut config = TotpConfig::new(secret);
        config.issuer.clone_from(&issuer);
        config.account_name.clone_from(&account_name);
        // 0 is what nobody said, and 1 what it means. Of the types 1 is HOTP, and 4 among the algorithms MD5.
        config.algorithm = match algorithm {
            0 | 1 => TotpAlgorithm::Sha1,
            2 => TotpAlgorithm::Sha256,
            3 => TotpAlgorithm::Sha512,
            _ => return None,
        };
        config.digits = match digits {
            0 | 1 => 6,
            2 => 8,
            _ => return None,
        };
        matches!(kind, 0 | 2).then(|| config.normalize().ok()).flatten()
    };
    let config = config();
    Some(MigrationEntry { issuer, account_name, config })
}

/// The fields of a protobuf message, with what is needed of their values: bytes where they are, because secrets
/// are not copied, and numbers of 32 bits, as protobuf cuts longer ones.
struct Fields<'a>(PbDecoder<&'a [u8]>);

enum Value<'a> {
    Number(u32),
    Bytes(&'a [u8]),
    Other,
}

impl<'a> Fields<'a> {
    fn new(message: &'a [u8]) -> Self {
        Self(PbDecoder::new(message))
    }

    /// The next field, or that there are no more; `None` if the message is damaged.
    fn next(&mut self) -> Option<Option<(u32, Value<'a>)>> {
        if self.0.as_reader().is_empty() {
            return Some(None);
        }
        let tag = self.0.decode_tag().ok()?;
        let value = match tag.wire_type() {
            WIRE_TYPE_VARINT => Value::Number(self.0.decode_varint32().ok()?),
            WIRE_TYPE_LEN => {
                let length = usize::try_from(self.0.decode_varint32().ok()?).ok()?;
                let bytes = self.0.as_reader().get(..length)?;
                self.0.skip_bytes(length).ok()?;
                Value::Bytes(bytes)
            }
            other => {
                self.0.skip_wire_value(other).ok()?;
                Value::Other
            }
        };
        Some(Some((tag.field_num(), value)))
    }
}
