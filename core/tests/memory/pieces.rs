//! [`Pieces`]: what is looked for, and the secrets that it is of.

use std::collections::{BTreeMap, BTreeSet};

use inkseal::{
    password::PasswordRecipe,
    payload::{ApiKeyPayload, KeyPairPayload, LoginPayload, OtherPayload, SecretPayload, SshKeyPayload},
    totp::TotpConfig,
};

/// The bytes of a secret that are searched for together.
pub(crate) const PIECE: usize = 16;

/// All that must not be found, each with what it is of.
#[derive(Default)]
pub(crate) struct Pieces(BTreeMap<[u8; PIECE], &'static str>);

impl Pieces {
    pub(crate) fn all(&self) -> &BTreeMap<[u8; PIECE], &'static str> {
        &self.0
    }

    pub(crate) fn plant(&mut self, name: &'static str, secret: &[u8]) {
        for piece in secret.windows(PIECE) {
            self.0.entry(piece.try_into().unwrap()).or_insert(name);
        }
    }

    /// Plants a key as HMAC uses it (RFC 2104, section 2), which is as good as the key.
    pub(crate) fn plant_in_hmac(&mut self, name: &'static str, key: &[u8]) {
        for pad in [0x36, 0x5c] {
            self.plant(name, &key.iter().map(|byte| byte ^ pad).collect::<Vec<u8>>());
        }
    }

    /// Plants the texts of a JSON text, with their escapes. The names of members are too short to be
    /// taken for pieces.
    pub(crate) fn plant_json(&mut self, name: &'static str, json: &str) {
        json.split([':', ',']).for_each(|part| self.plant(name, part.as_bytes()));
    }

    pub(crate) fn names<const N: usize>(&self, names: [&'static str; N]) -> BTreeSet<&'static str> {
        assert!(names.iter().all(|name| self.0.values().any(|planted| planted == name)));
        names.into_iter().collect()
    }
}

/// One payload of each type, full of random secrets that are planted, with the name that they are planted as.
pub(crate) fn payloads(pieces: &mut Pieces) -> [(&'static str, SecretPayload); 5] {
    let totp_bytes = random().into_bytes()[..20].to_vec();
    let totp_secret = base32(&totp_bytes);
    let mut totp = TotpConfig::new(totp_secret.as_str());
    totp.issuer = Some(awkward().into());
    pieces.plant("TOTP secret", totp_secret.as_bytes());
    pieces.plant("decoded TOTP secret", &totp_bytes);
    pieces.plant_in_hmac("decoded TOTP secret", &totp_bytes);
    let webhook_key = random();
    pieces.plant("webhook key", webhook_key.as_bytes());
    pieces.plant_in_hmac("webhook key", webhook_key.as_bytes());

    let mut login = LoginPayload::new(awkward())
        .with_username(awkward())
        .with_email(random())
        .with_url(random())
        .with_notes(awkward())
        .with_totp(totp);
    login.unknown.set("later", &serde_json::to_string(&[random()]).unwrap()).unwrap();
    let ssh_key = format!("{}\n{}\n", random(), random());
    let payloads: [(_, _, SecretPayload); 5] = [
        ("login", "login as JSON", login.into()),
        ("api_key", "api_key as JSON", ApiKeyPayload::new(webhook_key).with_endpoint(random()).into()),
        ("key_pair", "key_pair as JSON", KeyPairPayload::new(random(), awkward()).into()),
        ("ssh_key", "ssh_key as JSON", SshKeyPayload::new(ssh_key).with_passphrase(awkward()).into()),
        ("other", "other as JSON", OtherPayload::new("\u{1F512}".to_owned() + &awkward()).into()),
    ];
    payloads.map(|(name, name_as_json, payload)| {
        for text in payload.text_members().iter().filter_map(|member| payload.get(member)) {
            pieces.plant(name, text.expose().as_bytes());
        }
        pieces.plant_json(name_as_json, payload.to_json().unwrap().expose());
        (name, payload)
    })
}

/// Random letters and digits.
pub(crate) fn random() -> String {
    let recipe = PasswordRecipe { length: 40, symbols: false, ..PasswordRecipe::default() };
    recipe.generate().unwrap().expose().to_owned()
}

/// Random text that JSON has to escape.
fn awkward() -> String {
    format!("{}\"{}\n{}\u{1}é", random(), random(), random())
}

fn base32(bytes: &[u8]) -> String {
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let letter = |bits: &[u8]| {
        let value = usize::from_str_radix(str::from_utf8(bits).unwrap(), 2).unwrap();
        char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[value])
    };
    bits.as_bytes().chunks(5).map(letter).collect()
}
