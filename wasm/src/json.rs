//! How values cross: JSON text in the shapes that the package's declarations describe.
//!
//! Out, each value writes itself ([`ToJson`]); what is absent or empty is left out. In, the text is read once
//! into a small tree, and each value takes from it what it knows ([`FromJson`]). What is left over is
//! `invalid_input`: a member that is misspelt must not be lost. Errors name a member, and never its value.
//!
//! Serde's derived readers and writers would do both, but in several times the code, and their errors quote
//! values. Most of such code is a way out after each member. So nothing here has one: memory is all that writing
//! needs, and reading goes on after a mistake, which is kept ([`Failure`]) and found at the end.

mod object;
mod value;
mod writer;

pub(crate) use inkseal::Tree;
use inkseal::{Error, Result};

pub(crate) use object::{Object, ReadObject, WriteObject, object, object_read, object_written};
pub(crate) use writer::Writer;

/// A value that goes out.
pub(crate) trait ToJson {
    /// Whether a member with this value is left out.
    fn is_absent(&self) -> bool {
        false
    }

    fn write(&self, json: &mut Writer);
}

/// A value that comes in.
pub(crate) trait FromJson: Sized {
    /// What a member is that has been left out; none if it must be there.
    fn absent() -> Option<Self> {
        None
    }

    /// What `null` is; none if it is nothing else than absent.
    fn null() -> Option<Self> {
        None
    }

    /// Reads the value. `name` is what errors call it. What cannot be read is a failure, and some value.
    fn read(name: &'static str, value: Tree, failure: &mut Failure) -> Self;
}

/// Why a value cannot be read: the first of all reasons, if there is one.
#[derive(Default)]
pub(crate) struct Failure(Option<Error>);

impl Failure {
    /// The reason, as an error.
    pub(crate) fn take(&mut self) -> Result<()> {
        self.0.take().map_or(Ok(()), Err)
    }

    #[inline(never)]
    pub(crate) fn keep(&mut self, error: Error) {
        self.0.get_or_insert(error);
    }

    /// A value is something else than it must be.
    pub(crate) fn wrong(&mut self, name: &'static str, must: &'static str) {
        self.keep(wrong(name, must));
    }
}

/// A value as JSON text.
pub(crate) fn to_json(value: &dyn ToJson) -> Result<String> {
    let mut json = Writer::default();
    value.write(&mut json);
    json.into_text()
}

/// About the bytes of a secret in a list. Text that outgrows what was reserved is copied.
const SECRET: usize = 512;

/// Many values as one JSON list. Each is dropped when it is written, so that no more than one is held.
pub(crate) fn list_to_json<T: ToJson>(list: impl IntoIterator<Item = T>) -> Result<String> {
    let list = list.into_iter();
    let mut json = Writer::default();
    json.reserve(list.size_hint().1.unwrap_or_default().saturating_mul(SECRET));
    json.list(list);
    json.into_text()
}

/// Reads JSON. `name` is what errors call it.
#[inline(never)]
pub(crate) fn parse(name: &'static str, json: &str) -> Result<Tree> {
    // Half of a surrogate pair, escaped, is refused here.
    Tree::parse(json).ok_or_else(|| wrong(name, "JSON, with text that is Unicode"))
}

/// The error of a value that is something else. `must` says what it should be.
#[inline(never)]
pub(crate) fn wrong(name: &'static str, must: &'static str) -> Error {
    Error::InvalidInput([name, " must be ", must].concat().into())
}
