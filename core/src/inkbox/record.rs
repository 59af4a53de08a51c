//! The records of a vault file, read so that nothing is dropped.
//!
//! A member that is missing or of the wrong type is unknown to the reader and stays in the file as it
//! is; a list entry that is no record at all stays too. One odd record hurts no other.

use std::cmp::Ordering;

use crate::{
    Members, Result,
    distinct::Names,
    members::{Object, Plain, WriteMembers, Writer, Written, elements, malformed, to_text},
};

/// A JSON object with known members.
pub(crate) trait Record: WriteMembers + Sized {
    /// Reads a record; `None` if what identifies it is missing.
    fn read(object: Object<'_>) -> Option<Self>;
}

/// An entry of a list: a record, or the JSON text of something else.
#[derive(Debug, Clone)]
pub(crate) enum Entry<T> {
    /// Boxed, because an odd entry may be two bytes long and there may be millions of them.
    Record(Box<T>),
    Odd(Box<str>),
}

/// A list of records.
#[derive(Debug, Clone)]
pub(crate) struct Records<T>(pub(crate) Vec<Entry<T>>);

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Record> Records<T> {
    /// Reads a JSON array; `None` if it is none.
    pub(crate) fn read(json: &str) -> Option<Self> {
        let entries = elements(json)?.into_iter().map(|element| {
            let record = Object::parse_shallow(element).ok().and_then(T::read);
            record.map_or_else(|| Entry::Odd(element.into()), |record| Entry::Record(Box::new(record)))
        });
        Some(Self(entries.collect()))
    }

    /// Turns records, told by their place, into odd entries, which stay as they are.
    pub(crate) fn set_aside(&mut self, unwanted: impl Fn(usize) -> bool) {
        for (place, entry) in self.0.iter_mut().enumerate() {
            if matches!(entry, Entry::Record(_))
                && unwanted(place)
                && let Ok(json) = to_text(&*entry)
            {
                *entry = Entry::Odd(json.into());
            }
        }
    }

    /// Takes a list out of an object; it may be absent or `null`.
    pub(crate) fn take(object: &mut Object<'_>, name: &'static str) -> Result<Self> {
        match object.take(name) {
            None | Some("null") => Ok(Self::default()),
            Some(json) => Self::read(json).ok_or_else(|| malformed(name, " is not a list")),
        }
    }
}

impl<T> Records<T> {
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.0.iter().filter_map(|entry| match entry {
            Entry::Record(record) => Some(&**record),
            Entry::Odd(_) => None,
        })
    }

    /// What is shown of the `wanted` records.
    pub(crate) fn shown<'a, V: From<&'a T>>(&'a self, wanted: &dyn Fn(&T) -> bool) -> Vec<V> {
        let mut values = Vec::new();
        for record in self.iter() {
            if wanted(record) {
                values.push(V::from(record));
            }
        }
        values
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().filter_map(|entry| match entry {
            Entry::Record(record) => Some(&mut **record),
            Entry::Odd(_) => None,
        })
    }

    /// Where each record stands, in the order of their names. Of two with one name the first counts, and the other
    /// becomes an odd entry.
    pub(crate) fn index(&mut self, name_of: fn(&T) -> &str, compare: fn(&str, &str) -> Ordering) -> Vec<usize>
    where
        T: Record,
    {
        let names = self.names(name_of);
        let count = names.len();
        let names = Names::new(names, compare);
        let index = names.by_name();
        if index.len() < count {
            let first = names.places();
            self.set_aside(|place| first.binary_search(&place).is_err());
        }
        index
    }

    /// What records are called, and where they stand.
    pub(crate) fn names(&self, name_of: fn(&T) -> &str) -> Vec<(&str, usize)> {
        let mut names = Vec::new();
        for (place, entry) in self.0.iter().enumerate() {
            if let Entry::Record(record) = entry {
                names.push((name_of(record), place));
            }
        }
        names
    }

    pub(crate) fn push(&mut self, record: T) {
        self.0.push(Entry::Record(Box::new(record)));
    }

    /// Removes every entry with an id, in any case: also one that was set aside because another had it,
    /// which would otherwise come back in its place.
    pub(crate) fn remove_id(&mut self, id: &str, id_of: impl Fn(&T) -> &str) {
        self.0.retain(|entry| {
            let own = match entry {
                Entry::Record(record) => Some(id_of(record).to_owned()),
                Entry::Odd(json) => {
                    Object::parse_shallow(json).ok().and_then(|mut odd| odd.take_if_text("id"))
                }
            };
            own.is_none_or(|own| !own.eq_ignore_ascii_case(id))
        });
    }

    /// Removes the records that do not `keep`; odd entries stay.
    pub(crate) fn retain(&mut self, keep: &dyn Fn(&T) -> bool) {
        self.0.retain(|entry| match entry {
            Entry::Record(record) => keep(record),
            Entry::Odd(_) => true,
        });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Record> Written for Records<T> {
    fn write(&self, json: &mut Writer) {
        json.list(&self.0);
    }
}

impl<T: Record> Written for Entry<T> {
    fn write(&self, json: &mut Writer) {
        match self {
            Self::Record(record) => record.write(json),
            Self::Odd(text) => Plain(text).write(json),
        }
    }
}

/// Writes the members of a record that are there, and the others that stand for none of them.
fn write(json: &mut Writer, members: &[(&str, Option<&dyn Written>)], other: &Members) {
    for (name, value) in members {
        if let Some(value) = value {
            json.put(name, *value);
        }
    }
    other.write_unless(json, |name| members.iter().any(|(known, value)| *known == name && value.is_some()));
}

/// Defines a record: members that must be text, members that are `None` unless they are text, and
/// lists of further records.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident, required: [$($required:ident),*], optional: [$($optional:ident),*],
     lists: [$($list:ident: $of:ident),*]) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default)]
        pub(crate) struct $name {
            $(pub(crate) $required: String,)*
            $(pub(crate) $optional: Option<String>,)*
            $(pub(crate) $list: Records<$of>,)*
            /// Everything else, and known members that are not what they should be.
            pub(crate) other: Members,
        }

        impl Record for $name {
            fn read(mut object: Object<'_>) -> Option<Self> {
                let mut record = Self {
                    $($required: object.take_if_text(stringify!($required))?,)*
                    $($optional: object.take_if_text(stringify!($optional)),)*
                    $($list: Records::default(),)*
                    other: Members::default(),
                };
                $(if let Some(list) = object.peek(stringify!($list)).and_then(Records::read) {
                    record.$list = list;
                    object.take(stringify!($list));
                })*
                record.other = object.into_members();
                (!record.other.has_lossy_name()).then_some(record)
            }
        }

        impl WriteMembers for $name {
            fn write_members(&self, json: &mut Writer) {
                let members: &[(&str, Option<&dyn Written>)] = &[
                    $((stringify!($required), Some(&self.$required)),)*
                    $((stringify!($optional), self.$optional.as_ref().map(|text| -> &dyn Written { text })),)*
                    $((
                        stringify!($list),
                        // One that is no list stands among the others, until there is a list.
                        Some(&self.$list)
                            .filter(|list| !list.is_empty() || self.other.get(stringify!($list)).is_none())
                            .map(|list| -> &dyn Written { list }),
                    ),)*
                ];
                write(json, members, &self.other);
            }
        }
    };
}

record!(
    /// What a file says of its vault.
    InfoRecord,
    required: [organization_id],
    optional: [id, created_at, updated_at],
    lists: []
);
record!(
    /// A vault key or recovery key.
    KeyRecord,
    required: [id],
    optional: [wrapped_org_encryption_key, auth_hash, key_type, created_by, created_at, updated_at],
    lists: []
);
record!(
    /// A secret.
    SecretRecord,
    required: [id],
    optional: [name, secret_type, description, encrypted_payload, created_at, updated_at],
    lists: [access: RuleRecord]
);
record!(
    /// A rule that grants an identity access to the secret it stands in.
    RuleRecord,
    required: [identity_id],
    optional: [id, vault_secret_id, created_at],
    lists: []
);
record!(
    /// An identity.
    IdentityRecord,
    required: [id, agent_handle],
    optional: [display_name, status],
    lists: []
);
