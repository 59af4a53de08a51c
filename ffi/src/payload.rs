//! Payloads: what a secret holds.

use inkseal::{
    Members, SecretText,
    payload::{
        self, ApiKeyPayload, KeyPairPayload, LoginPayload, OtherPayload, SecretPayload, SecretType,
        SshKeyPayload, UnknownPayload,
    },
    totp::TotpConfig,
};

use crate::Result;

uniffi::custom_type!(SecretType, String, {
    remote,
    lower: |secret_type| secret_type.as_str().to_owned(),
    try_lift: |name| Ok(SecretType::from(name.as_str())),
});

/// The content of a secret.
#[uniffi::remote(Enum)]
pub enum SecretPayload {
    /// A user name and password, perhaps with TOTP.
    Login(LoginPayload),
    /// One API token.
    ApiKey(ApiKeyPayload),
    /// An access key and its secret key.
    KeyPair(KeyPairPayload),
    /// An SSH private key.
    SshKey(SshKeyPayload),
    /// Text of any form.
    Other(OtherPayload),
    /// The JSON text of a type that this version does not know.
    Unknown(UnknownPayload),
}

/// A user name and password, perhaps with TOTP.
#[uniffi::remote(Record)]
pub struct LoginPayload {
    /// The password.
    pub password: SecretText,
    /// The user name.
    #[uniffi(default = None)]
    pub username: Option<SecretText>,
    /// The e-mail address.
    #[uniffi(default = None)]
    pub email: Option<SecretText>,
    /// Where to sign in.
    #[uniffi(default = None)]
    pub url: Option<SecretText>,
    /// Anything else.
    #[uniffi(default = None)]
    pub notes: Option<SecretText>,
    /// How to make one-time codes.
    #[uniffi(default = None)]
    pub totp: Option<TotpConfig>,
    /// Members that this version does not know.
    #[uniffi(default)]
    pub unknown: Members,
}

/// One API token.
#[uniffi::remote(Record)]
pub struct ApiKeyPayload {
    /// The token.
    pub api_key: SecretText,
    /// Where it is used.
    #[uniffi(default = None)]
    pub endpoint: Option<SecretText>,
    /// Anything else.
    #[uniffi(default = None)]
    pub notes: Option<SecretText>,
    /// Members that this version does not know.
    #[uniffi(default)]
    pub unknown: Members,
}

/// An access key and its secret key.
#[uniffi::remote(Record)]
pub struct KeyPairPayload {
    /// The access key, which names the pair.
    pub access_key: SecretText,
    /// The secret key.
    pub secret_key: SecretText,
    /// Where it is used.
    #[uniffi(default = None)]
    pub endpoint: Option<SecretText>,
    /// Anything else.
    #[uniffi(default = None)]
    pub notes: Option<SecretText>,
    /// Members that this version does not know.
    #[uniffi(default)]
    pub unknown: Members,
}

/// An SSH private key.
#[uniffi::remote(Record)]
pub struct SshKeyPayload {
    /// The private key.
    pub private_key: SecretText,
    /// The public key.
    #[uniffi(default = None)]
    pub public_key: Option<SecretText>,
    /// The fingerprint of the public key.
    #[uniffi(default = None)]
    pub fingerprint: Option<SecretText>,
    /// The passphrase of the private key.
    #[uniffi(default = None)]
    pub passphrase: Option<SecretText>,
    /// Anything else.
    #[uniffi(default = None)]
    pub notes: Option<SecretText>,
    /// Members that this version does not know.
    #[uniffi(default)]
    pub unknown: Members,
}

/// Text of any form, or bytes as text: `encode_binary` and `decode_binary`.
#[uniffi::remote(Record)]
pub struct OtherPayload {
    /// The text.
    pub data: SecretText,
    /// Anything else.
    #[uniffi(default = None)]
    pub notes: Option<SecretText>,
    /// Members that this version does not know.
    #[uniffi(default)]
    pub unknown: Members,
}

/// The content of a secret whose type this version does not know.
#[uniffi::remote(Record)]
pub struct UnknownPayload {
    /// The type, as it was spelled.
    pub secret_type: String,
    /// The whole payload as JSON text.
    pub text: SecretText,
}

/// Parses the JSON text of a payload of a type. Fails with `malformed` if it does not fit; the error names
/// the member, never its value.
#[uniffi::export]
pub fn parse_payload(secret_type: SecretType, text: SecretText) -> Result<SecretPayload> {
    Ok(SecretPayload::parse(&secret_type, text.expose())?)
}

/// A payload as one compact JSON object, as it is sealed. Fails with `unsupported` if a member is lossy
/// and `invalid_input` past 1 MiB.
#[uniffi::export]
pub fn payload_to_json(payload: SecretPayload) -> Result<SecretText> {
    Ok(payload.to_json()?)
}

/// Any bytes as the `data` of an `other`: as they are if they are UTF-8, otherwise as a data URI in base64, of which
/// `decode_binary` gives them back. Base64 makes a third more of them: about 786,000 bytes fit into a payload. Fails with
/// `invalid_input` if the text is past 1 MiB, which is more than a payload may have.
#[uniffi::export]
pub fn encode_binary(bytes: Vec<u8>) -> Result<SecretText> {
    Ok(payload::encode_binary(&bytes)?)
}

/// The bytes that the `data` of an `other` stands for if it is binary; nothing if it is text, which is everything but
/// `data:application/octet-stream;base64,` and canonical base64 with its padding. The bytes are secret.
#[uniffi::export]
pub fn decode_binary(data: SecretText) -> Option<Vec<u8>> {
    payload::decode_binary(data.expose()).map(|bytes| bytes.expose().to_vec())
}

// These two fail only when a payload's unknown members are not JSON, which is found when it crosses: a function
// that cannot fail would panic then.

/// The type of a payload, as the wire spells it. Fails with `invalid_input` if an unknown member is no JSON.
#[uniffi::export]
pub fn payload_type(payload: SecretPayload) -> Result<SecretType> {
    Ok(payload.secret_type())
}

/// The names of the members whose text could not be read whole; `totp` counts as one member. Fails with
/// `invalid_input` if an unknown member is no JSON.
#[uniffi::export]
pub fn lossy_members(payload: SecretPayload) -> Result<Vec<String>> {
    Ok(payload.lossy_members().into_iter().map(str::to_owned).collect())
}
