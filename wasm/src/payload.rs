//! Payloads: what a secret holds. Their form has the `type` beside the members.

use inkseal::payload::{
    ApiKeyPayload, KeyPairPayload, LoginPayload, OtherPayload, SecretPayload, SecretType, SshKeyPayload,
    UnknownPayload, decode_binary, encode_binary,
};

use crate::{
    call::{Functions, answer, calls, json, secret},
    json::{Object, ReadObject, WriteObject, Writer, object},
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
    fn write_members(&self, json: &mut Writer) {
        match self {
            Self::Unknown(_) => json.put("type", &UNKNOWN),
            known => json.put("type", &known.secret_type()),
        }
        match self {
            Self::Login(payload) => payload.write_members(json),
            Self::ApiKey(payload) => payload.write_members(json),
            Self::KeyPair(payload) => payload.write_members(json),
            Self::SshKey(payload) => payload.write_members(json),
            Self::Other(payload) => payload.write_members(json),
            Self::Unknown(payload) => payload.write_members(json),
        }
    }
}

impl ReadObject for SecretPayload {
    fn read_members(object: &mut Object<'_>) -> Self {
        match object.take("type") {
            SecretType::Login => LoginPayload::read_members(object).into(),
            SecretType::ApiKey => ApiKeyPayload::read_members(object).into(),
            SecretType::KeyPair => KeyPairPayload::read_members(object).into(),
            SecretType::SshKey => SshKeyPayload::read_members(object).into(),
            SecretType::Other => OtherPayload::read_members(object).into(),
            SecretType::Unknown(name) if name == UNKNOWN => {
                Self::Unknown(UnknownPayload::read_members(object))
            }
            SecretType::Unknown(_) => {
                object.refuse("the type of a payload is login, api_key, key_pair, ssh_key, other or unknown");
                OtherPayload::default().into()
            }
        }
    }
}

calls! {
    fn(_ in Functions, given) {
        "parsePayload"(secret_type = text(), text = text()) => answer(SecretPayload::parse(&secret_type.into(), text)),
        "payloadToJson"(payload = value("payload")) => secret(SecretPayload::to_json(&payload)),
        "payloadType"(payload = value("payload")) => {
            Ok(Some(SecretPayload::secret_type(&payload).as_str().to_owned()))
        },
        "lossyMembers"(payload = value("payload")) => json(&SecretPayload::lossy_members(&payload)),
        "encodeBinary"(bytes = bytes()) => secret(encode_binary(bytes)),
        // The bytes as the canonical base64 that they stand there in: what is called answers text.
        "decodeBinary"(data = text()) => {
            Ok(decode_binary(data).and_then(|_| data.split_once(',')).map(|(_, base64)| base64.to_owned()))
        },
    }
}
