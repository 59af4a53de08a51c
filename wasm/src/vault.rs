//! [`Vault`]: a format-1 vault.

mod access;
mod changes;
mod identities;
mod initialize;
mod keys;
mod secrets;
mod totp;
mod transfer;

use std::{
    cell::{Ref, RefCell, RefMut},
    rc::Rc,
};

use inkseal::inkbox;
use wasm_bindgen::prelude::*;

use crate::{
    MasterKey, Result, UnlockAnswer,
    json::{from_json, to_json},
    key_handle::in_use,
};

/// A vault: parsed from the text of its file, changed in memory, written back as text. It is shared with
/// the views of its identities.
#[wasm_bindgen]
#[derive(Clone)]
pub struct Vault(Rc<RefCell<inkbox::Vault>>);

impl From<inkbox::Vault> for Vault {
    fn from(vault: inkbox::Vault) -> Self {
        Self(Rc::new(RefCell::new(vault)))
    }
}

impl Vault {
    /// The vault, to read it.
    pub(crate) fn read(&self) -> Result<Ref<'_, inkbox::Vault>> {
        self.0.try_borrow().map_err(|_| in_use())
    }

    pub(crate) fn write(&self) -> Result<RefMut<'_, inkbox::Vault>> {
        self.0.try_borrow_mut().map_err(|_| in_use())
    }
}

/// What Rust borrows and JSON owns.
pub(crate) fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

#[wasm_bindgen]
impl Vault {
    /// Parses the text of a vault file. The vault is locked.
    pub fn parse(text: &str) -> Result<Self> {
        Ok(inkbox::Vault::parse(text)?.into())
    }

    /// Makes an unlocked vault of the service's answer to an unlock and its list of keys.
    #[wasm_bindgen(js_name = fromUnlockAnswer)]
    pub fn from_unlock_answer(
        organization_id: &str,
        keys: &str,
        answer: &UnlockAnswer,
        vault_key: &[u8],
    ) -> Result<Self> {
        let (keys, answer) = (from_json::<Vec<_>>("keys", keys)?, answer.0.clone());
        Ok(inkbox::Vault::from_unlock_answer(organization_id, &keys, answer, vault_key)?.into())
    }

    /// `fromUnlockAnswer` with a key that is derived already.
    #[wasm_bindgen(js_name = fromUnlockAnswerWith)]
    pub fn from_unlock_answer_with(
        organization_id: &str,
        keys: &str,
        answer: &UnlockAnswer,
        master_key: &MasterKey,
    ) -> Result<Self> {
        let (keys, answer) = (from_json::<Vec<_>>("keys", keys)?, answer.0.clone());
        let key = master_key.get()?;
        Ok(inkbox::Vault::from_unlock_answer_with(organization_id, &keys, answer, &key)?.into())
    }

    /// The vault as the text of its file.
    #[wasm_bindgen(js_name = toText)]
    pub fn to_text(&self) -> Result<String> {
        Ok(self.read()?.to_text()?)
    }

    /// Reads the contents anew from the text of a newer file of the same vault, and stays unlocked.
    #[wasm_bindgen(js_name = replaceContents)]
    pub fn replace_contents(&self, text: &str) -> Result<()> {
        Ok(self.write()?.replace_contents(text)?)
    }

    /// Unlocks with a vault key or a recovery code, which is secret UTF-8: 64 MiB.
    pub fn unlock(&self, vault_key: &[u8]) -> Result<()> {
        Ok(self.write()?.unlock(vault_key)?)
    }

    /// `unlock` with a key that is derived already.
    #[wasm_bindgen(js_name = unlockWith)]
    pub fn unlock_with(&self, master_key: &MasterKey) -> Result<()> {
        Ok(self.write()?.unlock_with(&master_key.get()?)?)
    }

    /// Forgets the org key, which is wiped.
    pub fn lock(&self) -> Result<()> {
        self.write()?.lock();
        Ok(())
    }

    /// Whether payloads can be opened.
    #[wasm_bindgen(js_name = isUnlocked)]
    pub fn is_unlocked(&self) -> Result<bool> {
        Ok(self.read()?.is_unlocked())
    }

    /// What the vault says of itself. Works locked.
    pub fn info(&self) -> Result<String> {
        to_json(&self.read()?.info())
    }

    /// Lets payloads open that were sealed without their secret's id.
    #[wasm_bindgen(js_name = acceptPayloadsWithoutAad)]
    pub fn accept_payloads_without_aad(&self, accept: bool) -> Result<()> {
        self.write()?.accept_payloads_without_aad(accept);
        Ok(())
    }
}
