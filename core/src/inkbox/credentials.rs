//! [`Credentials`]: the vault as one agent sees it.

use std::ops::{Deref, DerefMut};

use super::{
    OpenedSecret, Vault,
    vault::{NAME_FOR_ID, find_in, mismatch},
    wire::{AccessRule, Identity, SecretMetadata},
};
use crate::{
    Error, Result,
    payload::{
        ApiKeyPayload, KeyPairPayload, LoginPayload, OtherPayload, SecretPayload, SecretType, SshKeyPayload,
    },
    totp::{TotpCode, TotpConfig},
};

/// What is granted to one identity (FORMAT-1.md, "Agents").
///
/// The view is always that of the present: a grant or revoke shows at once. What is not granted is
/// `not_found`, as if it did not exist. A paused identity gets `access_denied`, a locked vault is
/// `locked`. This is policy: whoever holds the vault itself can read everything.
///
/// `V` is the vault as it is at hand: `&Vault` to read, `&mut Vault` to change too, or the guard of a
/// lock.
#[derive(Debug)]
pub struct Credentials<V> {
    vault: V,
    identity_id: String,
}

/// Adds a list and a getter for one type.
macro_rules! typed {
    ($($list:ident, $get:ident, $variant:ident, $payload:ident, $what:literal;)+) => {
        $(
            #[doc = concat!("[`list`](Self::list), of ", $what, "s.")]
            ///
            /// # Errors
            /// Those of [`list`](Self::list).
            pub fn $list(&self) -> Result<Vec<SecretMetadata>> {
                self.list_type(&SecretType::$variant)
            }

            #[doc = concat!("Opens one ", $what, ".")]
            ///
            /// # Errors
            /// Those of [`get`](Self::get), and `type_mismatch`.
            pub fn $get(&self, id: &str) -> Result<$payload> {
                match self.get_of(id, &SecretType::$variant)? {
                    SecretPayload::$variant(payload) => Ok(payload),
                    other => Err(mismatch(&SecretType::$variant, &other.secret_type())),
                }
            }
        )+
    };
}

impl<V: Deref<Target = Vault>> Credentials<V> {
    /// The view of one identity, named by its id or handle.
    ///
    /// # Errors
    /// `not_found`
    pub fn new(vault: V, identity: &str) -> Result<Self> {
        let identity_id = vault.identity_id(identity)?;
        Ok(Self { vault, identity_id })
    }

    typed! {
        list_logins, get_login, Login, LoginPayload, "login";
        list_api_keys, get_api_key, ApiKey, ApiKeyPayload, "API key";
        list_key_pairs, get_key_pair, KeyPair, KeyPairPayload, "key pair";
        list_ssh_keys, get_ssh_key, SshKey, SshKeyPayload, "SSH key";
        list_others, get_other, Other, OtherPayload, "secret of type other";
    }

    /// The identity whose view this is.
    ///
    /// # Errors
    /// `not_found` if it has been deleted.
    pub fn identity(&self) -> Result<Identity> {
        self.vault.identity(&self.identity_id)
    }

    /// Every granted secret, without its payload.
    ///
    /// # Errors
    /// `locked`, `access_denied`
    pub fn list(&self) -> Result<Vec<SecretMetadata>> {
        self.check()?;
        self.vault.granted_to(&self.identity_id)
    }

    /// [`list`](Self::list), of one type.
    ///
    /// # Errors
    /// Those of [`list`](Self::list).
    pub fn list_type(&self, secret_type: &SecretType) -> Result<Vec<SecretMetadata>> {
        let mut secrets = self.list()?;
        secrets.retain(|secret| secret.secret_type == *secret_type);
        Ok(secrets)
    }

    /// The id of the granted secret that has this id or exactly this name.
    ///
    /// # Errors
    /// Those of [`list`](Self::list), `not_found`, or `invalid_input` if several have the name.
    pub fn find(&self, name_or_id: &str) -> Result<String> {
        let granted = self.list()?;
        find_in(granted.iter().map(|secret| (secret.id.as_str(), secret.name.as_deref())), name_or_id)
    }

    /// Opens one granted secret of any type.
    ///
    /// # Errors
    /// Those of [`list`](Self::list), `not_found` if it is not granted, `corrupt`, `malformed`.
    pub fn get(&self, id: &str) -> Result<OpenedSecret> {
        self.granted(id)?;
        self.vault.open(id)
    }

    /// The current TOTP code of a granted login, at a Unix time in seconds.
    ///
    /// # Errors
    /// Those of [`get_login`](Self::get_login), `not_found` without TOTP, and those of
    /// [`TotpConfig::code`].
    pub fn totp_code(&self, id: &str, now: u64) -> Result<TotpCode> {
        self.granted(id)?;
        self.vault.totp_code(id, now)
    }

    /// Opens a secret of a type; another type is refused before anything is opened.
    fn get_of(&self, id: &str, secret_type: &SecretType) -> Result<SecretPayload> {
        let found = self.granted(id)?.secret_type;
        if found != *secret_type {
            return Err(mismatch(secret_type, &found));
        }
        self.vault.open(id).map(|secret| secret.payload)
    }

    /// The vault must be unlocked and the identity active.
    fn check(&self) -> Result<()> {
        if !self.vault.is_unlocked() {
            return Err(Error::Locked);
        }
        self.vault.active_identity(&self.identity_id).map(|_| ())
    }

    fn granted(&self, id: &str) -> Result<SecretMetadata> {
        self.check()?;
        let granted = |rule: &AccessRule| rule.identity_id.eq_ignore_ascii_case(&self.identity_id);
        let metadata = self.vault.metadata(id).ok().filter(|metadata| metadata.access.iter().any(granted));
        metadata.ok_or_else(|| self.not_granted(id))
    }

    /// No granted secret has this id. Whether another has it, or its name, is not told.
    fn not_granted(&self, id: &str) -> Error {
        let granted = self.vault.granted_to(&self.identity_id).unwrap_or_default();
        let is_name = granted.iter().any(|secret| secret.name.as_deref() == Some(id));
        Error::NotFound(
            if is_name { NAME_FOR_ID } else { "no such secret is granted to this identity" }.into(),
        )
    }
}

impl<V: DerefMut<Target = Vault>> Credentials<V> {
    /// Seals a new secret and grants it to this identity, in one step.
    ///
    /// # Errors
    /// Those of [`list`](Self::list) and of [`Vault::create`].
    pub fn create(
        &mut self,
        name: &str,
        payload: &SecretPayload,
        description: Option<&str>,
        now: u64,
    ) -> Result<SecretMetadata> {
        self.check()?;
        self.vault.create_granted(name, payload, description, &[&self.identity_id], now)
    }

    /// Sets or replaces the TOTP configuration of a granted login.
    ///
    /// # Errors
    /// Those of [`get`](Self::get) and of [`Vault::set_totp`].
    pub fn set_totp(&mut self, id: &str, totp: &TotpConfig, now: u64) -> Result<SecretMetadata> {
        self.granted(id)?;
        self.vault.set_totp(id, totp, now)
    }

    /// [`set_totp`](Self::set_totp) from an `otpauth` URI, which is secret.
    ///
    /// # Errors
    /// Those of [`set_totp`](Self::set_totp) and of [`TotpConfig::parse_uri`].
    pub fn set_totp_uri(&mut self, id: &str, uri: &str, now: u64) -> Result<SecretMetadata> {
        self.granted(id)?;
        self.vault.set_totp_uri(id, uri, now)
    }

    /// Removes the TOTP configuration of a granted login.
    ///
    /// # Errors
    /// Those of [`get`](Self::get) and of [`Vault::remove_totp`].
    pub fn remove_totp(&mut self, id: &str, now: u64) -> Result<SecretMetadata> {
        self.granted(id)?;
        self.vault.remove_totp(id, now)
    }
}
