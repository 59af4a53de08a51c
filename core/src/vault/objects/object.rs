//! Objects: immutable, and named by their digest.

use crate::Result;
use crate::vault::{id::Digest, rule::Rule};

/// A new object, for storage to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::vault) struct Object {
    pub(in crate::vault) digest: Digest,
    pub(in crate::vault) bytes: Vec<u8>,
}

impl Object {
    /// An object whose name is the digest of all of it.
    pub(in crate::vault) fn new(bytes: Vec<u8>) -> Self {
        Self { digest: Digest::of(&bytes), bytes }
    }
}

/// What storage gave for a name, if it is that: OBJ-2 if there is nothing, OBJ-1 if it is something else.
pub(in crate::vault) fn named<'a>(given: Option<&'a [u8]>, name: &Digest) -> Result<&'a [u8]> {
    let bytes = given.ok_or_else(|| Rule::Obj2.error())?;
    if Digest::of(bytes) == *name { Ok(bytes) } else { Err(Rule::Obj1.error()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_what_its_name_says() {
        let object = Object::new(b"bytes".to_vec());
        assert_eq!(named(Some(b"bytes"), &object.digest), Ok(&b"bytes"[..]));
        assert_eq!(named(Some(b"bites"), &object.digest), Err(Rule::Obj1.error()));
        assert_eq!(named(None, &object.digest), Err(Rule::Obj2.error()));
    }
}
