//! Records: each is one revision of one secret, and names the one before it.

use crate::vault::{
    id::{Digest, KeyId, SecretId, VaultId},
    keys::key::{DataKey, MAX_META, MAX_PAYLOAD, RecordKey},
    keys::seal::sealed_length,
    objects::meta::Meta,
    objects::object::Object,
    objects::payload,
    objects::reader::Reader,
    rule::Rule,
};
use crate::{
    Result,
    payload::{SecretPayload, SecretType},
    random::Source,
};

const MAGIC: &[u8; 8] = b"INKSEALR";
const HEADER: usize = 144;
/// Where the header has the length of the sealed meta.
const META_LENGTH: usize = 108;
const MAX_SEALED_META: usize = sealed_length(MAX_META);
const MAX_SEALED_PAYLOAD: usize = sealed_length(MAX_PAYLOAD);
/// The most bytes of a head.
pub(in crate::vault) const MAX_HEAD: usize = HEADER + MAX_SEALED_META;
/// The most bytes of a record.
pub(in crate::vault) const MAX_RECORD: usize = HEADER + MAX_SEALED_META + MAX_SEALED_PAYLOAD;

/// Which revision a record is, and what came before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::vault) struct Lineage {
    pub(in crate::vault) key_id: KeyId,
    /// The revision that this key id began with.
    pub(in crate::vault) since: u64,
    pub(in crate::vault) revision: u64,
    /// The digest of the record before.
    pub(in crate::vault) previous: Digest,
    /// How many records before it must exist.
    pub(in crate::vault) history: u32,
}

impl Lineage {
    /// Whether it can be that of a record at all: REC-3, REC-4.
    fn check(&self) -> Result<()> {
        if self.since > self.revision {
            return Err(Rule::Rec3.error());
        }
        if u64::from(self.history) >= self.revision || (self.history == 0) != self.previous.is_none() {
            return Err(Rule::Rec4.error());
        }
        Ok(())
    }

    /// Whether kept history has a revision that is older than this one.
    pub(in crate::vault) fn keeps(&self, revision: u64) -> bool {
        let oldest = self.revision.saturating_sub(self.history.into());
        (oldest..self.revision).contains(&revision)
    }

    /// Fails with REC-8 unless `older` can be the record before this one.
    pub(in crate::vault) fn check_follows(&self, older: &Self) -> Result<()> {
        let same_key = older.key_id == self.key_id && older.since == self.since;
        let key_fits = if self.since == self.revision { older.key_id != self.key_id } else { same_key };
        let follows = older.revision.checked_add(1) == Some(self.revision)
            && older.history >= self.history.saturating_sub(1)
            && key_fits;
        if follows { Ok(()) } else { Err(Rule::Rec8.error()) }
    }
}

/// A new record. Its key says which vault and secret it is of.
pub(in crate::vault) fn seal(
    lineage: &Lineage,
    key: &DataKey,
    meta: &Meta,
    payload: &SecretPayload,
    source: &mut Source,
) -> Result<Object> {
    lineage.check()?;
    let meta = meta.to_json()?;
    let payload = payload::to_json(payload)?;
    let ready = key.ready()?;
    let meta = ready.seal_meta(lineage.revision, meta.expose().as_bytes(), source)?;
    let payload = ready.seal_payload(lineage.revision, payload.expose().as_bytes(), source)?;
    let meta_length = u32::try_from(meta.len()).map_err(|_| Rule::Rec1.error())?;
    let size = HEADER.saturating_add(meta.len()).saturating_add(payload.len());
    let mut bytes = Vec::with_capacity(size);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(key.vault().as_bytes());
    bytes.extend_from_slice(key.secret().as_bytes());
    bytes.extend_from_slice(lineage.key_id.as_bytes());
    bytes.extend_from_slice(&lineage.since.to_be_bytes());
    bytes.extend_from_slice(&lineage.revision.to_be_bytes());
    bytes.extend_from_slice(lineage.previous.as_bytes());
    bytes.extend_from_slice(&lineage.history.to_be_bytes());
    bytes.extend_from_slice(&meta_length.to_be_bytes());
    bytes.extend_from_slice(Digest::of(&payload).as_bytes());
    bytes.extend_from_slice(&meta);
    let digest = Digest::of(&bytes);
    bytes.extend_from_slice(&payload);
    Ok(Object { digest, bytes })
}

/// A record, or its head alone, taken into head and sealed payload. `None` if the head is not whole.
pub(in crate::vault) fn split(record: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = record.get(META_LENGTH..)?.first_chunk().copied().map(u32::from_be_bytes)?;
    record.split_at_checked(usize::try_from(length).ok()?.checked_add(HEADER)?)
}

/// The head of a record that has the digest it is named by: all that a listing needs.
#[derive(Debug, Clone, Copy)]
pub(in crate::vault) struct Head<'o> {
    pub(in crate::vault) lineage: Lineage,
    payload: Digest,
    sealed_meta: &'o [u8],
}

impl<'o> Head<'o> {
    /// What storage gave for the digest of a record of a secret: the record, or its head.
    pub(in crate::vault) fn decode(
        given: Option<&'o [u8]>,
        name: &Digest,
        vault: &VaultId,
        secret: &SecretId,
    ) -> Result<Self> {
        let given = given.ok_or_else(|| Rule::Obj2.error())?;
        // Without a whole head there is no digest that could be right.
        let (head, _) = split(given).ok_or_else(|| Rule::Obj1.error())?;
        if Digest::of(head) != *name {
            return Err(Rule::Obj1.error());
        }
        let mut reader = Reader::new(head, Rule::Rec1);
        reader.magic(MAGIC)?;
        let of = (VaultId::from_bytes(reader.array()?), SecretId::from_bytes(reader.array()?));
        let key_id = KeyId::from_bytes(reader.array()?);
        let (since, revision) = (reader.counter()?, reader.counter()?);
        let previous = Digest::from_bytes(reader.array()?);
        let history = reader.u32()?;
        reader.u32()?;
        let payload = Digest::from_bytes(reader.array()?);
        let sealed_meta = reader.rest();
        if sealed_meta.len() > MAX_SEALED_META {
            return Err(Rule::Rec1.error());
        }
        if of != (*vault, *secret) {
            return Err(Rule::Rec2.error());
        }
        let lineage = Lineage { key_id, since, revision, previous, history };
        lineage.check()?;
        Ok(Self { lineage, payload, sealed_meta })
    }

    /// Opens the meta.
    pub(in crate::vault) fn open_meta(&self, key: &DataKey) -> Result<Meta> {
        self.meta(&key.ready()?)
    }

    /// Opens the meta, and the payload from what storage gave for it.
    pub(in crate::vault) fn open(&self, key: &DataKey, sealed: &[u8]) -> Result<(Meta, SecretPayload)> {
        let key = key.ready()?;
        let meta = self.meta(&key)?;
        let payload = self.payload(&key, &meta.secret_type, sealed)?;
        Ok((meta, payload))
    }

    fn meta(&self, key: &RecordKey<'_>) -> Result<Meta> {
        Meta::parse(key.open_meta(self.lineage.revision, self.sealed_meta)?.content())
    }

    /// Opens the payload of a type that the meta told.
    fn payload(&self, key: &RecordKey<'_>, secret_type: &SecretType, sealed: &[u8]) -> Result<SecretPayload> {
        if sealed.len() > MAX_SEALED_PAYLOAD {
            return Err(Rule::Rec1.error());
        }
        if Digest::of(sealed) != self.payload {
            return Err(Rule::Rec5.error());
        }
        payload::parse(secret_type, key.open_payload(self.lineage.revision, sealed)?.content())
    }

    /// Opens the payload alone.
    #[cfg(any(test, fuzzing))]
    pub(in crate::vault) fn open_payload(
        &self,
        key: &DataKey,
        secret_type: &SecretType,
        sealed: &[u8],
    ) -> Result<SecretPayload> {
        self.payload(&key.ready()?, secret_type, sealed)
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use crate::{payload::OtherPayload, vault::keys::key::RootKey};

    /// REC-1, and the list of limits.
    #[test]
    fn limits() {
        assert_eq!((MAX_SEALED_META, MAX_SEALED_PAYLOAD), (65_672, 1_049_672));
        assert_eq!((MAX_HEAD, MAX_RECORD), (65_816, 1_115_488));
    }

    #[test]
    fn the_largest_is_read() {
        let source = &mut Source::system();
        let root = RootKey::generate(VaultId::generate(source).unwrap(), 1, source).unwrap();
        let (key_id, secret) = (KeyId::generate(source).unwrap(), SecretId::generate(source).unwrap());
        let key = root.data_key(secret, &key_id).unwrap();
        let lineage = Lineage { key_id, since: 1, revision: 1, previous: Digest::NONE, history: 0 };
        // Content is padded with its length, to a power of two.
        let meta = |more: &str| {
            let json = format!(
                r#"{{"name":"n","type":"other","description":"{more}","created_at":0,"updated_at":0}}"#
            );
            Meta::parse(json.as_bytes()).unwrap()
        };
        let meta = meta(&"d".repeat(65_532 - meta("").to_json().unwrap().expose().len()));
        let payload = |more: String| SecretPayload::from(OtherPayload::new(more));
        let length = 1_048_572 - payload::to_json(&payload(String::new())).unwrap().expose().len();
        let payload = payload("p".repeat(length));
        let Object { digest, bytes } = seal(&lineage, &key, &meta, &payload, source).unwrap();
        assert_eq!(bytes.len(), MAX_RECORD);
        let head = Head::decode(Some(&bytes), &digest, root.vault(), &secret).unwrap();
        assert_eq!(head.open(&key, split(&bytes).unwrap().1).unwrap(), (meta, payload));
    }

    #[test]
    fn kept_history_ends() {
        let lineage = Lineage {
            key_id: KeyId::from_bytes([1; 16]),
            since: 1,
            revision: 5,
            previous: Digest::of(b"the record before"),
            history: 2,
        };
        assert_eq!((0..8).filter(|revision| lineage.keeps(*revision)).collect::<Vec<_>>(), [3, 4]);
    }
}
