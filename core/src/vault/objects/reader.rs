//! [`Reader`]: takes the fields of an object one after the other.

use crate::Result;
use crate::vault::rule::Rule;

/// Counters stay below this, so that every language can hold them as a number.
pub(in crate::vault) const COUNTER_END: u64 = 1 << 53;

/// A counter that is in range (BYTE-2).
pub(in crate::vault) fn counter(value: u64) -> Result<u64> {
    if (1..COUNTER_END).contains(&value) { Ok(value) } else { Err(Rule::Byte2.error()) }
}

/// The rest of an object. What ends too early, or not, breaks the rule about the object's length.
#[derive(Debug)]
pub(in crate::vault) struct Reader<'a> {
    rest: &'a [u8],
    length: Rule,
}

impl<'a> Reader<'a> {
    pub(in crate::vault) fn new(bytes: &'a [u8], length: Rule) -> Self {
        Self { rest: bytes, length }
    }

    pub(in crate::vault) fn bytes(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or_else(|| self.length.error())?;
        self.rest = rest;
        Ok(taken)
    }

    pub(in crate::vault) fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or_else(|| self.length.error())?;
        self.rest = rest;
        Ok(*taken)
    }

    /// The bytes that every object of its sort begins with.
    pub(in crate::vault) fn magic(&mut self, magic: &[u8; 8]) -> Result<()> {
        if self.array()? == *magic { Ok(()) } else { Err(self.length.error()) }
    }

    pub(in crate::vault) fn u8(&mut self) -> Result<u8> {
        self.array().map(u8::from_be_bytes)
    }

    pub(in crate::vault) fn u16(&mut self) -> Result<u16> {
        self.array().map(u16::from_be_bytes)
    }

    pub(in crate::vault) fn u32(&mut self) -> Result<u32> {
        self.array().map(u32::from_be_bytes)
    }

    pub(in crate::vault) fn u64(&mut self) -> Result<u64> {
        self.array().map(u64::from_be_bytes)
    }

    /// A counter, which is in range (BYTE-2).
    pub(in crate::vault) fn counter(&mut self) -> Result<u64> {
        counter(self.u64()?)
    }

    /// Whatever is left.
    pub(in crate::vault) fn rest(self) -> &'a [u8] {
        self.rest
    }

    /// Fails if anything is left.
    pub(in crate::vault) fn end(self) -> Result<()> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.length.error()) }
    }
}

/// Whether a list ascends, so that nothing is there twice (BYTE-5).
pub(in crate::vault) fn ascends<T: Ord>(list: impl IntoIterator<Item = T>) -> bool {
    list.into_iter().is_sorted_by(|one, next| one < next)
}
