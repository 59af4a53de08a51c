//! Payloads: what a secret holds. Their form has the `type` beside the members.

use inkseal::payload::{
    ApiKeyPayload, KeyPairPayload, LoginPayload, OtherPayload, SecretPayload, SecretType, SshKeyPayload,
    UnknownPayload,
};
use serde::ser::SerializeMap;
use wasm_bindgen::prelude::*;

use crate::{
    Result,
    json::{Object, ReadObject, WriteObject, from_json, object, put, to_json},
};

object! {
    LoginPayload {
        password: "password",
        username: "username",
        email: "email",
        url: "url",
        notes: "notes",
        totp: "totp",
        unknown: "unknown",
    }
    ApiKeyPayload { api_key: "apiKey", endpoint: "endpoint", notes: "notes", unknown: "unknown" }
    KeyPairPayload {
        access_key: "accessKey",
        secret_key: "secretKey",
        endpoint: "endpoint",
        notes: "notes",
        unknown: "unknown",
    }
    SshKeyPayload {
        private_key: "privateKey",
        public_key: "publicKey",
        fingerprint: "fingerprint",
        passphrase: "passphrase",
        notes: "notes",
        unknown: "unknown",
    }
    OtherPayload { data: "data", notes: "notes", unknown: "unknown" }
    UnknownPayload { secret_type: "secretType", text: "text" }
}

/// The `type` of a payload whose own type is not known.
const UNKNOWN: &str = "unknown";

impl WriteObject for SecretPayload {
    fn write_members<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        match self {
            Self::Unknown(_) => put(map, "type", UNKNOWN)?,
            known => put(map, "type", &known.secret_type())?,
        }
        match self {
            Self::Login(payload) => payload.write_members(map),
            Self::ApiKey(payload) => payload.write_members(map),
            Self::KeyPair(payload) => payload.write_members(map),
            Self::SshKey(payload) => payload.write_members(map),
            Self::Other(payload) => payload.write_members(map),
            Self::Unknown(payload) => payload.write_members(map),
        }
    }
}

impl ReadObject for SecretPayload {
    fn read_members(object: &mut Object) -> Result<Self> {
        Ok(match object.take("type")? {
            SecretType::Login => LoginPayload::read_members(object)?.into(),
            SecretType::ApiKey => ApiKeyPayload::read_members(object)?.into(),
            SecretType::KeyPair => KeyPairPayload::read_members(object)?.into(),
            SecretType::SshKey => SshKeyPayload::read_members(object)?.into(),
            SecretType::Other => OtherPayload::read_members(object)?.into(),
            SecretType::Unknown(name) if name == UNKNOWN => {
                Self::Unknown(UnknownPayload::read_members(object)?)
            }
            SecretType::Unknown(_) => {
                return Err(inkseal::Error::InvalidInput(
                    "the type of a payload is login, api_key, key_pair, ssh_key, other or unknown".into(),
                )
                .into());
            }
        })
    }
}

/// Parses the JSON text of a payload of a type.
#[wasm_bindgen(js_name = parsePayload)]
pub fn parse_payload(secret_type: &str, text: &str) -> Result<String> {
    to_json(&SecretPayload::parse(&secret_type.into(), text)?)
}

/// A payload as one compact JSON object, as it is sealed.
#[wasm_bindgen(js_name = payloadToJson)]
pub fn payload_to_json(payload: &str) -> Result<String> {
    Ok(from_json::<SecretPayload>("payload", payload)?.to_json()?.expose().to_owned())
}

/// The type of a payload, as the format spells it.
#[wasm_bindgen(js_name = payloadType)]
pub fn payload_type(payload: &str) -> Result<String> {
    Ok(from_json::<SecretPayload>("payload", payload)?.secret_type().as_str().to_owned())
}

/// The names of the members whose text could not be read whole.
#[wasm_bindgen(js_name = lossyMembers)]
pub fn lossy_members(payload: &str) -> Result<String> {
    to_json(&from_json::<SecretPayload>("payload", payload)?.lossy_members())
}
