//! [`Credentials`]: the vault as one agent sees it.

use inkseal::{inkbox, payload::SecretPayload};
use wasm_bindgen::prelude::*;

use crate::{
    Result, Vault,
    call::{Answer, Arguments, answer, calls, json},
};

/// What is granted to one identity, always as of the present.
#[wasm_bindgen]
pub struct Credentials {
    vault: Vault,
    identity_id: String,
}

impl Credentials {
    pub(crate) fn new(vault: Vault, identity: &str) -> Result<Self> {
        let identity_id = vault.read()?.identity(identity)?.id;
        Ok(Self { vault, identity_id })
    }
}

#[wasm_bindgen]
impl Credentials {
    /// Calls a method by its name.
    #[wasm_bindgen(js_name = __call)]
    pub fn call(&self, name: &str, arguments: &str) -> Answer {
        let mut vault = self.vault.write()?;
        let mut granted = vault.credentials_mut(&self.identity_id)?;
        call(&mut granted, name, &mut Arguments::parse(arguments)?)
    }
}

/// The core's view, for one call.
type Granted<'a> = inkbox::Credentials<&'a mut inkbox::Vault>;

calls! {
    fn(granted: &mut Granted<'_>, given) {
        "identity" => answer(granted.identity()),
        "list" => answer(granted.list()),
        "listType" => answer(granted.list_type(&given.text()?.as_str().into())),
        "find" => Ok(Some(granted.find(&given.text()?)?)),
        "get" => answer(granted.get(&given.text()?)),
        "listLogins" => answer(granted.list_logins()),
        "getLogin" => payload(granted.get_login(&given.text()?)?),
        "listApiKeys" => answer(granted.list_api_keys()),
        "getApiKey" => payload(granted.get_api_key(&given.text()?)?),
        "listKeyPairs" => answer(granted.list_key_pairs()),
        "getKeyPair" => payload(granted.get_key_pair(&given.text()?)?),
        "listSshKeys" => answer(granted.list_ssh_keys()),
        "getSshKey" => payload(granted.get_ssh_key(&given.text()?)?),
        "listOthers" => answer(granted.list_others()),
        "getOther" => payload(granted.get_other(&given.text()?)?),
        "totpCode" => answer(granted.totp_code(&given.text()?, given.number()?)),
        "create" => {
            let (name, payload): (_, SecretPayload) = (given.text()?, given.value("payload")?);
            answer(granted.create(&name, &payload, given.optional_text()?.as_deref(), given.number()?))
        },
        "setTotp" => answer(granted.set_totp(&given.text()?, &given.value("totp")?, given.number()?)),
        "setTotpUri" => answer(granted.set_totp_uri(&given.text()?, &given.text()?, given.number()?)),
        "removeTotp" => answer(granted.remove_totp(&given.text()?, given.number()?)),
    }
}

/// A payload of one type, with its `type` beside the members.
fn payload(payload: impl Into<SecretPayload>) -> Answer {
    json(&payload.into())
}
