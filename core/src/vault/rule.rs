//! [`Rule`]: every rule of FORMAT-2.md whose breach is refused, with its error.

use crate::{Error, VaultKeyRule};

/// The error of a rule's code. Those without a text have one rule each.
macro_rules! refusal {
    (corrupt $text:expr) => {
        Error::Corrupt
    };
    (locked $text:expr) => {
        Error::Locked
    };
    (weak_parameters $text:expr) => {
        Error::WeakParameters
    };
    (weak_vault_key $text:expr) => {
        Error::WeakVaultKey(VaultKeyRule::Length)
    };
    (wrong_vault_key $text:expr) => {
        Error::WrongVaultKey
    };
    (access_denied $text:expr) => {
        Error::AccessDenied($text)
    };
    (conflict $text:expr) => {
        Error::Conflict($text)
    };
    (excessive_work $text:expr) => {
        Error::ExcessiveWork($text)
    };
    (forked $text:expr) => {
        Error::Forked($text)
    };
    (invalid_input $text:expr) => {
        Error::InvalidInput($text)
    };
    (malformed $text:expr) => {
        Error::Malformed($text)
    };
    (rolled_back $text:expr) => {
        Error::RolledBack($text)
    };
    (tampered $text:expr) => {
        Error::Tampered($text)
    };
    (unsupported $text:expr) => {
        Error::Unsupported($text)
    };
    (wrong_vault $text:expr) => {
        Error::WrongVault($text)
    };
}

macro_rules! rules {
    ($($rule:ident $id:literal $code:ident $text:literal;)+) => {
        /// A rule whose breach is refused. The text of its error begins with its id, where the code has a text: those
        /// without one say it all.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Rule {
            $(#[doc = $text] $rule,)+
        }

        impl Rule {
            /// All of them, in the order of FORMAT-2.md.
            #[cfg(test)]
            pub(super) const ALL: &'static [Self] = &[$(Self::$rule),+];

            /// The id, as FORMAT-2.md has it.
            #[cfg(test)]
            pub(super) fn id(self) -> &'static str {
                match self {
                    $(Self::$rule => $id,)+
                }
            }

            /// The refusal of what breaks the rule.
            pub(super) fn error(self) -> Error {
                match self {
                    $(Self::$rule => refusal!($code concat!($id, ": ", $text).into()),)+
                }
            }

            /// The refusal, with what it is about: a name of the format, never a value.
            pub(super) fn about(self, what: &str) -> Error {
                match self {
                    $(Self::$rule => refusal!($code format!(concat!($id, ": ", $text, ": {}"), what).into()),)+
                }
            }
        }
    };
}

rules! {
    Byte2 "BYTE-2" malformed "a counter is out of range";
    Seal2 "SEAL-2" corrupt "a seal does not open";
    Pad1 "PAD-1" malformed "padded plaintext has an impossible size or length";
    Pad2 "PAD-2" malformed "padded plaintext is larger than it has to be";
    Pad3 "PAD-3" malformed "padding is not zeros";
    Pad4 "PAD-4" invalid_input "this is too long to be sealed";
    Json1 "JSON-1" malformed "this is not one JSON object in UTF-8";
    Json2 "JSON-2" malformed "JSON text has half of a surrogate pair";
    Json3 "JSON-3" malformed "a JSON object has a member twice";
    Json4 "JSON-4" malformed "JSON is nested too deep";
    Json5 "JSON-5" malformed "a member is missing, or not of its type or range";
    Json6 "JSON-6" malformed "a number is not a plainly spelled integer";
    Json7 "JSON-7" malformed "a list does not ascend";
    Json8 "JSON-8" malformed "an id is not a lower-case UUID";
    Key3 "KEY-3" invalid_input "a vault key must be UTF-8 text";
    Key5 "KEY-5" weak_vault_key "a new vault key is too short";
    Key6 "KEY-6" invalid_input "a new vault key must not have characters that Unicode has not assigned";
    Kdf1 "KDF-1" unsupported "a slot is of an unknown kind";
    Kdf2 "KDF-2" malformed "reserved bytes of a slot are not zero";
    Kdf3 "KDF-3" weak_parameters "the parameters of a slot are too weak";
    Kdf4 "KDF-4" excessive_work "the slots ask for too much work";
    Code1 "CODE-1" invalid_input "a recovery code has 9 groups of 4 digits and letters without U";
    Code2 "CODE-2" invalid_input "the recovery code is mistyped: its last group does not fit the others";
    Root1 "ROOT-1" malformed "this is not a root, or it has a wrong length";
    Root2 "ROOT-2" unsupported "the vault has a suite that this version does not know";
    Root3 "ROOT-3" malformed "a count of the root is out of range";
    Root4 "ROOT-4" malformed "a root has 1 to 4 slots for vault keys";
    Root5 "ROOT-5" malformed "the slots of the root do not ascend";
    Root6 "ROOT-6" malformed "epoch or floor does not fit seq";
    Root7 "ROOT-7" malformed "the first root and no other has a previous digest of zeros";
    Root8 "ROOT-8" malformed "the writers of the root do not ascend";
    Root9 "ROOT-9" malformed "the commits of the writers do not fit seq and floor";
    Root10 "ROOT-10" malformed "the identities of the root do not ascend";
    Page1 "PAGE-1" malformed "this is not a page, or it has a wrong length";
    Page2 "PAGE-2" tampered "the page is of another vault";
    Page3 "PAGE-3" malformed "the entries of a page do not ascend";
    Page4 "PAGE-4" tampered "a secret is in the wrong page";
    Obj1 "OBJ-1" tampered "storage gave another object than the one that is named";
    Obj2 "OBJ-2" tampered "storage lacks an object that is named";
    Rec1 "REC-1" malformed "this is not a record, or a part of it is too long";
    Rec2 "REC-2" tampered "the record is of another vault or secret";
    Rec3 "REC-3" malformed "the key of a record is younger than the record";
    Rec4 "REC-4" malformed "the history of a record does not fit it";
    Rec5 "REC-5" tampered "storage gave another payload than the record's";
    Rec8 "REC-8" malformed "a record does not follow the one before it";
    Meta1 "META-1" malformed "a name, type or tag has 1 to 255 characters";
    Grant1 "GRANT-1" malformed "these are not grants, or they have a wrong length";
    Grant2 "GRANT-2" tampered "the grants are of another vault or identity";
    Grant3 "GRANT-3" malformed "the parts of the grants do not fit";
    Grant4 "GRANT-4" malformed "the entries of the grants do not ascend";
    Grant5 "GRANT-5" malformed "a handle has 1 to 255 characters";
    Grant6 "GRANT-6" malformed "grants have entries although paused, or a list of paused ones although active";
    Grant7 "GRANT-7" access_denied "the identity is paused";
    Token1 "TOKEN-1" invalid_input "this is not an agent token";
    Token2 "TOKEN-2" invalid_input "the agent token is damaged";
    Open1 "OPEN-1" rolled_back "this vault was opened as format 2 before";
    Open2 "OPEN-2" wrong_vault "this is another vault than the one that is meant";
    Open3 "OPEN-3" rolled_back "the suite is older than the one that was seen before";
    Open4 "OPEN-4" wrong_vault_key "no slot opens";
    Open5 "OPEN-5" tampered "the root was not made by an owner of this vault";
    Open6 "OPEN-6" access_denied "the identity is not in this vault";
    Open7 "OPEN-7" access_denied "the owner has rotated the keys: ask for the new token";
    Open8 "OPEN-8" locked "the keys were rotated";
    Dev1 "DEV-1" rolled_back "this state is older than the one that was seen before";
    Dev2 "DEV-2" forked "there are two states of the same number";
    Dev3 "DEV-3" forked "this state does not follow the one that was seen before";
    Dev4 "DEV-4" forked "this state lacks a commit that was seen before";
    Dev5 "DEV-5" rolled_back "this state is older than the agent token";
    Dev6 "DEV-6" rolled_back "this state is older than the checkpoint";
    Dev7 "DEV-7" forked "this state is not that of the checkpoint";
    Check1 "CHECK-1" invalid_input "this is not a checkpoint";
    Rotate3 "ROTATE-3" invalid_input "the new vault key must be another one than before";
    Migrate2 "MIGRATE-2" invalid_input "the new vault key must be another one than that of format 1";
    Migrate4 "MIGRATE-4" invalid_input "what cannot be kept has to be named as skipped";
    Migrate5 "MIGRATE-5" conflict "the new vault does not hold what the old one does";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The rules of FORMAT-2.md, with the code where they have one.
    fn written() -> BTreeMap<&'static str, Option<&'static str>> {
        let mut rules = BTreeMap::new();
        for line in include_str!("../../FORMAT-2.md").lines() {
            let Some((id, rest)) = line.strip_prefix("| ").and_then(|line| line.split_once(" | ")) else {
                continue;
            };
            let numbered = id.split_once('-').is_some_and(|(area, number)| {
                area.bytes().all(|letter| letter.is_ascii_uppercase()) && number.parse::<u8>().is_ok()
            });
            if numbered {
                let code =
                    rest.strip_suffix("` |").and_then(|rest| rest.rsplit_once(" | `")).map(|(_, code)| code);
                assert!(code.is_some() || rest.ends_with(" | |"), "{id} has no last column");
                assert_eq!(rules.insert(id, code), None, "{id} is there twice");
            }
        }
        rules
    }

    #[test]
    fn the_table_is_that_of_the_specification() {
        let written = written();
        assert!(written.len() > 120, "only {}", written.len());
        let refused: BTreeMap<_, _> =
            written.into_iter().filter_map(|(id, code)| Some((id, code?))).collect();
        let table: BTreeMap<_, _> = Rule::ALL.iter().map(|rule| (rule.id(), rule.error().code())).collect();
        assert_eq!(table, refused);
        assert_eq!(table.len(), Rule::ALL.len(), "an id is there twice");
    }

    /// What a refusal says begins with its rule; a code whose errors have no text is that of one rule.
    #[test]
    fn every_refusal_tells_its_rule() {
        let mut mute = Vec::new();
        for rule in Rule::ALL {
            let (text, about) = (rule.error().to_string(), rule.about("this").to_string());
            if text == about {
                assert!(!mute.contains(&rule.error().code()), "{} is not the only one", rule.id());
                mute.push(rule.error().code());
            } else {
                assert_eq!(text.split_once(": ").unwrap().0, rule.id());
                assert_eq!(about, format!("{text}: this"));
            }
        }
        mute.sort_unstable();
        assert_eq!(mute, ["corrupt", "locked", "weak_parameters", "weak_vault_key", "wrong_vault_key"]);
    }
}
