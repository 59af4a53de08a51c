//! [`Given`]: the arguments of a call.

use std::slice;

use crate::{
    Result,
    json::{Failure, FromJson, Tree, parse},
};

/// The largest number up to which every whole one has an `f64` of its own, as JavaScript has them: 2^53 - 1.
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// An argument that was left out.
static LEFT_OUT: Tree = Tree::Null;

/// The arguments of a call, read one after the other. One that is wrong is a failure, and some value: `check` tells.
pub(crate) struct Given<'a> {
    /// The number of the object that is called.
    pub(crate) on: u32,
    list: slice::Iter<'a, Tree>,
    bytes: [&'a [u8]; 2],
    failure: Failure,
}

impl<'a> Given<'a> {
    pub(crate) fn new(on: u32, list: &'a [Tree], one: &'a [u8], two: &'a [u8]) -> Self {
        Self { on, list: list.iter(), bytes: [one, two], failure: Failure::default() }
    }

    /// Fails if an argument is wrong: with what is wrong with the first of them.
    #[inline(never)]
    pub(crate) fn check(&mut self) -> Result<()> {
        Ok(self.failure.take()?)
    }

    /// The next one. One that is missing is `null`.
    fn next(&mut self) -> &'a Tree {
        self.list.next().unwrap_or(&LEFT_OUT)
    }

    #[inline(never)]
    pub(crate) fn text(&mut self) -> &'a str {
        let Tree::Text(text) = self.next() else {
            self.failure.wrong("this argument", "text");
            return "";
        };
        text.expose()
    }

    /// Text, or none where it is `null`.
    #[inline(never)]
    pub(crate) fn optional_text(&mut self) -> Option<&'a str> {
        if matches!(self.list.as_slice(), [] | [Tree::Null, ..]) {
            self.next();
            return None;
        }
        Some(self.text())
    }

    /// A time in Unix seconds, or a count: a whole number from 0 to 2^53 - 1.
    #[inline(never)]
    pub(crate) fn number(&mut self) -> u64 {
        const NAME: &str = "a time or count";
        match self.next() {
            Tree::Whole(number) if *number <= MAX_SAFE_INTEGER => return *number,
            Tree::Whole(_) => self.failure.wrong(NAME, "at most 2^53 - 1"),
            _ => self.failure.wrong(NAME, "a whole number that is not negative"),
        }
        0
    }

    /// Yes or no.
    pub(crate) fn flag(&mut self) -> bool {
        let Tree::Bool(flag) = self.next() else {
            self.failure.wrong("this argument", "true or false");
            return false;
        };
        *flag
    }

    /// The number of an object.
    pub(crate) fn object(&mut self) -> u32 {
        u32::try_from(self.number()).unwrap_or_default()
    }

    /// The numbers of the keys of as many recovery codes as a vault has.
    #[inline(never)]
    pub(crate) fn four_objects(&mut self) -> [u32; 4] {
        [(); 4].map(|()| self.object())
    }

    /// Bytes, which are secret where they are a key.
    pub(crate) fn bytes(&mut self) -> &'a [u8] {
        let [one, two] = self.bytes;
        self.bytes = [two, &[]];
        one
    }

    /// Text that can be long and so is no JSON in JSON: its bytes in UTF-8.
    #[inline(never)]
    pub(crate) fn long_text(&mut self) -> &'a str {
        std::str::from_utf8(self.bytes()).unwrap_or_else(|_| {
            self.failure.wrong("this argument", "text");
            ""
        })
    }

    /// A structured value, as JSON text. `name` is what errors call it.
    #[inline(never)]
    pub(crate) fn value<T: FromJson>(&mut self, name: &'static str) -> T {
        let value = self.parsed(name);
        T::read(name, value, &mut self.failure)
    }

    /// A structured value that may be `null`.
    pub(crate) fn optional_value<T: FromJson>(&mut self, name: &'static str) -> Option<T> {
        if matches!(self.list.as_slice(), [] | [Tree::Null, ..]) {
            self.next();
            return None;
        }
        Some(self.value(name))
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, name: &'static str) -> Vec<String> {
        self.value(name)
    }

    #[inline(never)]
    fn parsed(&mut self, name: &'static str) -> Tree {
        parse(name, self.text()).unwrap_or_else(|error| {
            self.failure.keep(error);
            Tree::Null
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(json: &str) -> Result<u64> {
        let Ok(Tree::List(list)) = parse("arguments", json) else { panic!("this is no list") };
        let mut given = Given::new(0, &list, &[], &[]);
        let number = given.number();
        given.check().map(|()| number)
    }

    #[test]
    fn whole_numbers_that_javascript_holds_exactly_are_taken() {
        for expected in [0, 1_767_225_600, (1 << 53) - 1] {
            assert_eq!(number(&format!("[{expected}]")).unwrap(), expected);
        }
    }

    #[test]
    fn all_other_numbers_are_refused() {
        for given in ["-1", "0.5", "1e-300", "1e21", "9007199254740992", "null", "\"5\"", "[]", ""] {
            let error = number(&format!("[{given}]")).unwrap_err();
            assert_eq!(error.0.code(), "invalid_input", "{given}");
        }
    }

    #[test]
    fn the_first_that_is_wrong_is_what_is_told() {
        let list = [Tree::Whole(1), Tree::Text("a".into()), Tree::Null];
        let mut given = Given::new(0, &list, b"one", b"\xff");
        assert_eq!(
            (given.text(), given.number(), given.optional_text(), given.bytes()),
            ("", 0, None, &b"one"[..])
        );
        assert_eq!(given.long_text(), "");
        assert_eq!(given.check().unwrap_err().0.to_string(), "this argument must be text");
        assert!(given.check().is_ok());
    }
}
