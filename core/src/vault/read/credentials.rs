//! The secrets of an agent by their types, with the names of format 1's
//! [`Credentials`](crate::inkbox::Credentials).

use crate::vault::{Agent, Listing, Objects, SecretId, Step};
use crate::{
    Error, Result, TypeMismatch,
    payload::{
        ApiKeyPayload, KeyPairPayload, LoginPayload, OtherPayload, SecretPayload, SecretType, SshKeyPayload,
    },
};

/// Adds a list and a getter for one type.
macro_rules! typed {
    ($($list:ident, $get:ident, $variant:ident, $payload:ident, $what:literal;)+) => {
        impl Agent {
            $(
                #[doc = concat!("[`list`](Self::list), of ", $what, "s.")]
                ///
                /// # Errors
                /// Those of [`list`](Self::list).
                pub fn $list(&self, objects: &Objects) -> Result<Step<Listing>> {
                    self.list_type(&SecretType::$variant, objects)
                }

                #[doc = concat!("Opens one ", $what, ".")]
                ///
                /// # Errors
                /// Those of [`get`](Self::get), and `type_mismatch`.
                pub fn $get(&self, id: SecretId, objects: &Objects) -> Result<Step<$payload>> {
                    self.get(id, objects)?.try_map(|opened| match opened.payload {
                        SecretPayload::$variant(payload) => Ok(payload),
                        other => Err(mismatch(&SecretType::$variant, &other)),
                    })
                }
            )+
        }
    };
}

typed! {
    list_logins, get_login, Login, LoginPayload, "login";
    list_api_keys, get_api_key, ApiKey, ApiKeyPayload, "API key";
    list_key_pairs, get_key_pair, KeyPair, KeyPairPayload, "key pair";
    list_ssh_keys, get_ssh_key, SshKey, SshKeyPayload, "SSH key";
    list_others, get_other, Other, OtherPayload, "secret of type other";
}

impl Agent {
    /// [`list`](Self::list), of one type.
    ///
    /// # Errors
    /// Those of [`list`](Self::list).
    pub fn list_type(&self, secret_type: &SecretType, objects: &Objects) -> Result<Step<Listing>> {
        Ok(self.list(objects)?.map(|listing| listing.of_type(secret_type)))
    }

    /// The id of the granted secret that has this id or exactly this name.
    ///
    /// # Errors
    /// Those of [`list`](Self::list) and [`Listing::find`].
    pub fn find(&self, name_or_id: &str, objects: &Objects) -> Result<Step<SecretId>> {
        self.list(objects)?.try_map(|listing| listing.find(name_or_id))
    }
}

/// Why a payload is not of a type.
pub(in crate::vault) fn mismatch(expected: &SecretType, payload: &SecretPayload) -> Error {
    Error::TypeMismatch(Box::new(TypeMismatch {
        expected: expected.as_str().to_owned(),
        actual: payload.secret_type().as_str().to_owned(),
    }))
}
