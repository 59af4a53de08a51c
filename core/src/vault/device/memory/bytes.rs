//! The bytes of a [`DeviceMemory`]. They are this program's own, and no part of the format.
//!
//! ```text
//! "INKSEALM" ‖ version 1 ‖ vault_id ‖ suite u16 ‖ writer: 0, or 1 ‖ writer_id
//! ‖ seen: 0, 1 ‖ epoch ‖ seq of a token, 2 ‖ seq ‖ 16 of a checkpoint, or 3 ‖ u32 length ‖ root
//! ‖ pending: 0, or 1 ‖ u32 n ‖ n × (seq ‖ digest) ‖ granted
//! ‖ to re-key ‖ SHA-256 of all of this                  lists of secrets: u32 n ‖ n × id
//! ```

use std::collections::BTreeSet;

use super::{Attempt, DeviceMemory, Pending};
use crate::{
    Error, Result,
    vault::{
        Checkpoint,
        device::seen::{Memory, Seen},
        id::{Digest, SecretId, VaultId, WriterId},
        objects::reader::Reader,
        objects::root::UncheckedRoot,
        rule::Rule,
    },
};

const MAGIC: &[u8; 8] = b"INKSEALM";
const VERSION: u8 = 1;
/// The most bytes that are read: lists of half a million secrets.
const MAX_BYTES: usize = 16 << 20;

impl DeviceMemory {
    /// The memory as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let Self { memory, pending, to_rekey } = self;
        let mut bytes = Vec::with_capacity(self.root().map_or(512, |root| root.len().saturating_add(512)));
        bytes.extend_from_slice(MAGIC);
        bytes.push(VERSION);
        bytes.extend_from_slice(memory.vault.as_bytes());
        bytes.extend_from_slice(&memory.suite.to_be_bytes());
        bytes.push(memory.writer.is_some().into());
        bytes.extend(memory.writer.iter().flat_map(|writer| *writer.as_bytes()));
        match &memory.seen {
            Seen::Nothing => bytes.push(0),
            Seen::Token { epoch, seq } => {
                bytes.push(1);
                bytes.extend_from_slice(&epoch.to_be_bytes());
                bytes.extend_from_slice(&seq.to_be_bytes());
            }
            Seen::Checkpoint(checkpoint) => {
                bytes.push(2);
                bytes.extend_from_slice(&checkpoint.seq().to_be_bytes());
                bytes.extend_from_slice(checkpoint.digest());
            }
            Seen::Root(root) => {
                bytes.push(3);
                bytes.extend_from_slice(&length(root.bytes().len()));
                bytes.extend_from_slice(root.bytes());
            }
        }
        bytes.push(pending.is_some().into());
        if let Some(pending) = pending {
            bytes.extend_from_slice(&length(pending.attempts.len()));
            for attempt in &pending.attempts {
                bytes.extend_from_slice(&attempt.seq.to_be_bytes());
                bytes.extend_from_slice(attempt.digest.as_bytes());
            }
            write_secrets(&pending.granted, &mut bytes);
        }
        write_secrets(to_rekey, &mut bytes);
        let digest = Digest::of(&bytes);
        bytes.extend_from_slice(digest.as_bytes());
        bytes
    }

    /// Reads what [`to_bytes`](Self::to_bytes) gave.
    ///
    /// # Errors
    /// `malformed` if it is anything else, `unsupported` if a later version wrote it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        if bytes.get(MAGIC.len()).is_some_and(|version| bytes.starts_with(MAGIC) && *version > VERSION) {
            return Err(Error::Unsupported("a later version wrote this memory of a device".into()));
        }
        // The rule is that of nothing: it only ends the reading.
        read(bytes).map_err(|_| Error::Malformed("this is not the memory of a device".into()))
    }
}

fn read(bytes: &[u8]) -> Result<DeviceMemory> {
    let refused = || Rule::Root1.error();
    let (content, digest) = bytes.split_last_chunk::<32>().ok_or_else(refused)?;
    if bytes.len() > MAX_BYTES || Digest::of(content).as_bytes() != digest {
        return Err(refused());
    }
    let mut reader = Reader::new(content, Rule::Root1);
    reader.magic(MAGIC)?;
    if reader.u8()? != VERSION {
        return Err(refused());
    }
    let vault = VaultId::from_bytes(reader.array()?);
    let suite = reader.u16()?;
    let writer = if flag(&mut reader)? { Some(WriterId::from_bytes(reader.array()?)) } else { None };
    let seen = match reader.u8()? {
        0 => Seen::Nothing,
        1 => Seen::Token { epoch: reader.counter()?, seq: reader.counter()? },
        2 => Seen::Checkpoint(Checkpoint::from_parts(vault, reader.counter()?, reader.array()?)),
        3 => {
            let length = usize::try_from(reader.u32()?).map_err(|_| refused())?;
            let root = UncheckedRoot::parse(reader.bytes(length)?.to_vec())?.expect_vault(&vault)?;
            Seen::Root(Box::new(root.trust_own_memory()?))
        }
        _ => return Err(refused()),
    };
    let pending = if flag(&mut reader)? {
        let attempts = (0..reader.u32()?)
            .map(|_| Ok(Attempt { seq: reader.counter()?, digest: Digest::from_bytes(reader.array()?) }))
            .collect::<Result<_>>()?;
        Some(Pending { attempts, granted: read_secrets(&mut reader)? })
    } else {
        None
    };
    let to_rekey = read_secrets(&mut reader)?;
    reader.end()?;
    Ok(DeviceMemory { memory: Memory { vault, suite, writer, seen }, pending, to_rekey })
}

/// Lists are far shorter than 2^32.
fn length(of: usize) -> [u8; 4] {
    u32::try_from(of).unwrap_or(u32::MAX).to_be_bytes()
}

fn flag(reader: &mut Reader<'_>) -> Result<bool> {
    match reader.u8()? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(Rule::Root1.error()),
    }
}

fn write_secrets(secrets: &BTreeSet<SecretId>, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(&length(secrets.len()));
    for secret in secrets {
        bytes.extend_from_slice(secret.as_bytes());
    }
}

fn read_secrets(reader: &mut Reader<'_>) -> Result<BTreeSet<SecretId>> {
    (0..reader.u32()?).map(|_| reader.array().map(SecretId::from_bytes)).collect()
}
