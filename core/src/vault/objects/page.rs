//! Pages: which record is the present one of each secret.

use crate::vault::{
    id::{Digest, SecretId, VaultId},
    objects::json::refused_new,
    objects::object::{self, Object},
    objects::reader::{Reader, ascends},
    rule::Rule,
};
use crate::{Result, random::Source};

const MAGIC: &[u8; 8] = b"INKSEALP";
const HEADER: usize = 40;
const ENTRY: usize = 48;
pub(in crate::vault) const MAX_PAGE: usize = 1 << 20;
/// The most bits of an id that say in which page it is.
pub(in crate::vault) const MAX_BITS: u32 = 10;
/// Writers raise the bits while a page would have more entries than this.
pub(in crate::vault) const FULL: usize = 512;

/// The entries of one page, ascending by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::vault) struct Page {
    pub(in crate::vault) entries: Vec<(SecretId, Digest)>,
}

/// The page that an id belongs to: its first `bits` bits.
pub(in crate::vault) fn place(secret: &SecretId, bits: u32) -> usize {
    let [first, second, ..] = *secret.as_bytes();
    let unused = 16_u32.saturating_sub(bits);
    u16::from_be_bytes([first, second]).checked_shr(unused).unwrap_or_default().into()
}

/// How many bits pages of these ids, which ascend, need so that none is too full (PAGE-6).
pub(in crate::vault) fn bits_for(ids: &[SecretId], least: u32) -> u32 {
    let too_full = |bits: &u32| {
        ids.chunk_by(|one, next| place(one, *bits) == place(next, *bits)).any(|page| page.len() > FULL)
    };
    (least..=MAX_BITS).find(|bits| !too_full(bits)).unwrap_or(MAX_BITS)
}

impl Page {
    /// The page as an object, which no other attempt to write it makes again (PAGE-5). `None` if it is empty.
    pub(in crate::vault) fn encode(&self, vault: &VaultId, source: &mut Source) -> Result<Option<Object>> {
        if self.entries.is_empty() {
            return Ok(None);
        }
        let size = self.entries.len().saturating_mul(ENTRY).saturating_add(HEADER);
        if size > MAX_PAGE {
            return Err(refused_new(Rule::Page1.error()));
        }
        let mut bytes = Vec::with_capacity(size);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(vault.as_bytes());
        bytes.extend_from_slice(&source.array::<16>()?);
        for (secret, record) in &self.entries {
            bytes.extend_from_slice(secret.as_bytes());
            bytes.extend_from_slice(record.as_bytes());
        }
        Ok(Some(Object::new(bytes)))
    }

    /// What storage gave for the digest of a vault's page at a place, with so many bits.
    pub(in crate::vault) fn decode(
        given: Option<&[u8]>,
        name: &Digest,
        vault: &VaultId,
        at: usize,
        bits: u32,
    ) -> Result<Self> {
        if name.is_none() {
            return Ok(Self::default());
        }
        let bytes = object::named(given, name)?;
        if bytes.len() > MAX_PAGE || bytes.len() < HEADER.saturating_add(ENTRY) {
            return Err(Rule::Page1.error());
        }
        let mut reader = Reader::new(bytes, Rule::Page1);
        reader.magic(MAGIC)?;
        let of = VaultId::from_bytes(reader.array()?);
        reader.bytes(16)?;
        let (entries, []) = reader.rest().as_chunks::<ENTRY>() else { return Err(Rule::Page1.error()) };
        if of != *vault {
            return Err(Rule::Page2.error());
        }
        let entries = entries
            .iter()
            .map(|entry| {
                let mut reader = Reader::new(entry, Rule::Page1);
                Ok((SecretId::from_bytes(reader.array()?), Digest::from_bytes(reader.array()?)))
            })
            .collect::<Result<Vec<_>>>()?;
        if !ascends(entries.iter().map(|(secret, _)| secret)) {
            return Err(Rule::Page3.error());
        }
        if entries.iter().any(|(secret, _)| place(secret, bits) != at) {
            return Err(Rule::Page4.error());
        }
        Ok(Self { entries })
    }

    /// The digest of the present record of a secret.
    pub(in crate::vault) fn get(&self, secret: &SecretId) -> Option<&Digest> {
        let index = self.entries.binary_search_by_key(secret, |(id, _)| *id).ok()?;
        self.entries.get(index).map(|(_, record)| record)
    }
}

#[cfg(test)]
#[allow(clippy::as_conversions, clippy::cast_possible_truncation)] // of numbers that fit
mod tests {
    use super::*;
    use crate::Error;

    /// So many ids that begin with zeros, ascending.
    fn ids(count: usize) -> Vec<SecretId> {
        (0..count).map(|number| SecretId::from_bytes((number as u128).to_be_bytes())).collect()
    }

    #[test]
    fn pages_part_when_they_would_pass_512() {
        let mut ids = ids(512);
        assert_eq!(bits_for(&ids, 0), 0);
        ids.push(SecretId::from_bytes([0xff; 16]));
        assert_eq!(bits_for(&ids, 0), 1);
        assert_eq!(bits_for(&ids, 3), 3, "they are never joined again");
        // Nothing parts these.
        ids.insert(512, SecretId::from_bytes(512_u128.to_be_bytes()));
        assert_eq!(bits_for(&ids, 0), MAX_BITS);
    }

    #[test]
    fn a_page_has_21_844_entries_at_most() {
        let vault = VaultId::from_bytes([1; 16]);
        let page =
            |count| Page { entries: ids(count).into_iter().map(|id| (id, Digest::of(b"record"))).collect() };
        let Object { digest, bytes } = page(21_844).encode(&vault, &mut Source::system()).unwrap().unwrap();
        assert_eq!(Page::decode(Some(&bytes), &digest, &vault, 0, 0).unwrap(), page(21_844));
        let refused = page(21_845).encode(&vault, &mut Source::system()).unwrap_err();
        assert!(matches!(&refused, Error::InvalidInput(text) if text.starts_with("PAGE-1")), "{refused}");
    }
}
