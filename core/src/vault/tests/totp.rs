//! The TOTP configuration of a login, set without its other members.

use super::{
    secrets::{add, edit, new, opened, password},
    store::Store,
};
use crate::{
    payload::{OtherPayload, SecretPayload},
    totp::TotpConfig,
    vault::{Draft, Edit, SecretId, Vault},
};

const TIME: u64 = 1_234_567_890;

fn with(totp: Option<TotpConfig>) -> Edit {
    Edit { totp: Some(totp), ..Edit::default() }
}

fn code(store: &mut Store, vault: &Vault, id: SecretId) -> Result<String, &'static str> {
    let code = store.run(|objects| vault.totp_code(id, TIME, objects));
    code.map(|code| code.code.expose().to_owned()).map_err(|error| error.code())
}

#[test]
fn totp_is_set_and_removed_and_the_password_stays() {
    let (mut store, vault) = Store::with_vault();
    let (id, vault) = add(&mut store, &vault, "Git");
    assert_eq!(code(&mut store, &vault, id), Err("not_found"));
    let before = opened(&mut store, &vault, id).payload;
    let vault = edit(&mut store, &vault, id, with(Some(TotpConfig::new("jbsw y3dp ehpk 3pxp"))));
    assert_eq!(code(&mut store, &vault, id), Ok("742275".into()));
    let SecretPayload::Login(login) = opened(&mut store, &vault, id).payload else { panic!("a login") };
    assert_eq!(login.totp.unwrap().secret.expose(), "JBSWY3DPEHPK3PXP", "as format 1 writes it");
    let vault = edit(&mut store, &vault, id, with(None));
    assert_eq!(opened(&mut store, &vault, id).payload, before);
}

/// What format 1 refuses, because other programs that read it make no codes of it.
#[test]
fn all_that_codes_can_be_made_of_is_kept() {
    let (mut store, vault) = Store::with_vault();
    let (id, mut vault) = add(&mut store, &vault, "Git");
    for (uri, made, kept) in [
        ("otpauth://totp/?secret=JBSWY3DPEHPK3PXP&digits=7&period=45", "2226153", ("sha1", 7, 45)),
        ("otpauth://totp/?secret=JBSWY3DPEHPK3PXP&digits=10", "0794742275", ("sha1", 10, 30)),
        ("otpauth://totp/Steam:a?secret=JBSWY3DPEHPK3PXP", "K8G5W", ("steam", 5, 30)),
        ("steam://JBSWY3DPEHPK3PXP", "K8G5W", ("steam", 5, 30)),
    ] {
        let totp = TotpConfig::parse_uri(uri).unwrap();
        vault = edit(&mut store, &vault, id, with(Some(totp.clone())));
        assert_eq!(code(&mut store, &vault, id).as_deref(), Ok(made));
        let SecretPayload::Login(login) = opened(&mut store, &vault, id).payload else { panic!("a login") };
        let read = login.totp.unwrap();
        assert_eq!((read.algorithm.as_str(), read.digits, read.period), kept);
        assert_eq!(read, totp);
    }
}

#[test]
fn a_later_payload_has_its_own() {
    let (mut store, vault) = Store::with_vault();
    let mut draft = Draft::new();
    let id = draft.add(new("Git", crate::payload::LoginPayload::new("first"))).unwrap();
    draft.edit(id, with(Some(TotpConfig::new("JBSWY3DPEHPK3PXP")))).unwrap();
    let vault = store.apply(&vault, &draft);
    assert!(code(&mut store, &vault, id).is_ok());

    let mut draft = Draft::new();
    draft.edit(id, with(Some(TotpConfig::new("MFRGGZDF")))).unwrap();
    draft.edit(id, password("second")).unwrap();
    let vault = store.apply(&vault, &draft);
    assert_eq!(code(&mut store, &vault, id), Err("not_found"));
}

#[test]
fn what_is_no_totp_of_a_login_is_refused() {
    let (mut store, vault) = Store::with_vault();
    let mut draft = Draft::new();
    let note = draft.add(new("Note", OtherPayload::new("text"))).unwrap();
    let totp = with(Some(TotpConfig::new("JBSWY3DPEHPK3PXP")));
    assert_eq!(draft.edit(note, totp.clone()).unwrap_err().code(), "type_mismatch");
    let both = Edit { payload: Some(OtherPayload::new("other").into()), ..totp.clone() };
    assert_eq!(draft.edit(note, both).unwrap_err().code(), "type_mismatch");
    let vault = store.apply(&vault, &draft);
    assert_eq!(
        opened(&mut store, &vault, note).payload,
        OtherPayload::new("text").into(),
        "nothing of it was taken"
    );
    let mut draft = Draft::new();
    assert_eq!(draft.edit(note, with(Some(TotpConfig::new("1")))).unwrap_err().code(), "invalid_input");
    draft.edit(note, totp).unwrap();
    assert_eq!(store.seal(&vault, &draft).unwrap_err().code(), "type_mismatch");
}
