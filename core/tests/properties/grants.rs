//! Grants do what a model of them does.

use std::collections::BTreeSet;

use inkseal::{Error, inkbox::Vault, payload::OtherPayload};
use proptest::{collection::vec, prelude::*};

use crate::{NOW, reopened, vault};

/// One step in the life of a vault. Numbers name secrets and identities in the order in which they
/// were made; what was deleted can be named too.
#[derive(Debug, Clone)]
enum Step {
    CreateSecret(BTreeSet<usize>),
    DeleteSecret(usize),
    CreateIdentity(BTreeSet<usize>),
    DeleteIdentity(usize),
    Grant(usize, usize),
    Revoke(usize, usize),
    SetGrants(usize, BTreeSet<usize>),
    Pause(usize),
    Resume(usize),
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let one = 0..6_usize;
    let some = || prop::collection::btree_set(0..6_usize, 0..4);
    prop_oneof![
        2 => some().prop_map(Step::CreateSecret),
        1 => one.clone().prop_map(Step::DeleteSecret),
        2 => some().prop_map(Step::CreateIdentity),
        1 => one.clone().prop_map(Step::DeleteIdentity),
        4 => (one.clone(), one.clone()).prop_map(|(secret, identity)| Step::Grant(secret, identity)),
        3 => (one.clone(), one.clone()).prop_map(|(secret, identity)| Step::Revoke(secret, identity)),
        2 => (one.clone(), some()).prop_map(|(identity, secrets)| Step::SetGrants(identity, secrets)),
        1 => one.clone().prop_map(Step::Pause),
        1 => one.prop_map(Step::Resume),
        1 => Just(Step::Reopen),
    ]
}

/// What grants should be: every secret and identity ever made, and who may read what.
#[derive(Debug, Default)]
struct Model {
    secrets: Vec<String>,
    identities: Vec<String>,
    living_secrets: BTreeSet<usize>,
    living_identities: BTreeSet<usize>,
    paused: BTreeSet<usize>,
    grants: BTreeSet<(usize, usize)>,
}

impl Model {
    fn secret(&self, number: usize) -> &str {
        self.secrets.get(number).map_or("none", String::as_str)
    }

    /// An identity's id or, for every other one, its handle.
    fn identity(&self, number: usize) -> String {
        let id = self.identities.get(number).map_or("none", String::as_str);
        if number.is_multiple_of(2) { id.to_owned() } else { format!("bot-{number}") }
    }

    fn secret_ids(&self, numbers: &BTreeSet<usize>) -> Vec<&str> {
        numbers.iter().map(|number| self.secret(*number)).collect()
    }

    /// Takes a step in both and returns what each says of it: `ok` or the code of an error.
    fn take(&mut self, step: &Step, vault: &mut Vault) -> (&'static str, &'static str) {
        fn said<T>(result: Result<T, Error>) -> &'static str {
            result.map_or_else(|error| error.code(), |_| "ok")
        }
        let expect = |found: bool| if found { "ok" } else { "not_found" };
        match step {
            Step::CreateSecret(readers) => {
                let names: Vec<String> = readers.iter().map(|number| self.identity(*number)).collect();
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let made = vault.create_granted("name", &OtherPayload::new("data").into(), None, &names, NOW);
                let expected = expect(readers.is_subset(&self.living_identities));
                if let Ok(secret) = &made {
                    let number = self.secrets.len();
                    self.secrets.push(secret.id.clone());
                    self.living_secrets.insert(number);
                    self.grants.extend(readers.iter().map(|identity| (number, *identity)));
                }
                (said(made), expected)
            }
            Step::CreateIdentity(secrets) => {
                let number = self.identities.len();
                let made =
                    vault.create_identity(&format!("bot-{number}"), None, &self.secret_ids(secrets), NOW);
                let expected = expect(secrets.is_subset(&self.living_secrets));
                if let Ok(identity) = &made {
                    self.identities.push(identity.id.clone());
                    self.living_identities.insert(number);
                    self.grants.extend(secrets.iter().map(|secret| (*secret, number)));
                }
                (said(made), expected)
            }
            Step::DeleteSecret(number) => {
                let expected = expect(self.living_secrets.remove(number));
                self.grants.retain(|(secret, _)| secret != number);
                (said(vault.delete(self.secret(*number), NOW)), expected)
            }
            Step::DeleteIdentity(number) => {
                let expected = expect(self.living_identities.remove(number));
                self.grants.retain(|(_, identity)| identity != number);
                self.paused.remove(number);
                (said(vault.delete_identity(&self.identity(*number), NOW)), expected)
            }
            Step::Grant(secret, identity) => {
                let living =
                    self.living_secrets.contains(secret) && self.living_identities.contains(identity);
                let new = living && self.grants.insert((*secret, *identity));
                let expected = if living && !new { "already_exists" } else { expect(living) };
                (said(vault.grant(self.secret(*secret), &self.identity(*identity), NOW)), expected)
            }
            Step::Revoke(secret, identity) => {
                let expected = expect(self.grants.remove(&(*secret, *identity)));
                (said(vault.revoke(self.secret(*secret), &self.identity(*identity), NOW)), expected)
            }
            Step::SetGrants(identity, secrets) => {
                let living =
                    self.living_identities.contains(identity) && secrets.is_subset(&self.living_secrets);
                if living {
                    self.grants.retain(|(_, granted)| granted != identity);
                    self.grants.extend(secrets.iter().map(|secret| (*secret, *identity)));
                }
                let set = vault.set_grants(&self.identity(*identity), &self.secret_ids(secrets), NOW);
                (said(set), expect(living))
            }
            Step::Pause(number) => {
                let living = self.living_identities.contains(number);
                if living {
                    self.paused.insert(*number);
                }
                (said(vault.pause_identity(&self.identity(*number), NOW)), expect(living))
            }
            Step::Resume(number) => {
                self.paused.remove(number);
                let expected = expect(self.living_identities.contains(number));
                (said(vault.resume_identity(&self.identity(*number), NOW)), expected)
            }
            Step::Reopen => {
                *vault = reopened(vault);
                ("ok", "ok")
            }
        }
    }

    /// Compares all that a vault tells of its grants.
    fn compare(&self, vault: &mut Vault) -> Result<(), TestCaseError> {
        let living: BTreeSet<&str> = self.living_secrets.iter().map(|number| self.secret(*number)).collect();
        let listed = vault.list();
        prop_assert_eq!(listed.iter().map(|secret| secret.id.as_str()).collect::<BTreeSet<_>>(), living);
        prop_assert_eq!(vault.identities().len(), self.living_identities.len());
        for secret in &self.living_secrets {
            let readers: BTreeSet<String> = vault
                .access_of_secret(self.secret(*secret))
                .unwrap()
                .into_iter()
                .map(|rule| rule.identity_id)
                .collect();
            let expected: BTreeSet<String> = self
                .grants
                .iter()
                .filter(|(granted, _)| granted == secret)
                .map(|(_, identity)| self.identities[*identity].clone())
                .collect();
            prop_assert_eq!(readers, expected);
        }
        for identity in &self.living_identities {
            let expected: BTreeSet<&str> = self
                .grants
                .iter()
                .filter(|(_, reader)| reader == identity)
                .map(|(secret, _)| self.secret(*secret))
                .collect();
            let name = self.identity(*identity);
            let granted = vault.granted_to(&name).unwrap();
            prop_assert_eq!(
                granted.iter().map(|secret| secret.id.as_str()).collect::<BTreeSet<_>>(),
                expected.clone()
            );
            let opened = vault.open_granted(&name);
            let view = vault.credentials(&name).unwrap();
            if self.paused.contains(identity) {
                prop_assert_eq!(opened.unwrap_err().code(), "access_denied");
                prop_assert_eq!(view.list().unwrap_err().code(), "access_denied");
                continue;
            }
            prop_assert_eq!(opened.unwrap().len(), expected.len());
            prop_assert_eq!(view.list().unwrap().len(), expected.len());
            for id in &self.secrets {
                let code = view.get(id).map_or_else(|error| error.code(), |_| "ok");
                prop_assert_eq!(code, if expected.contains(id.as_str()) { "ok" } else { "not_found" });
            }
        }
        Ok(())
    }
}

proptest! {
    #[test]
    fn grants_do_what_the_model_does(steps in vec(step(), 0..40)) {
        let (mut model, mut vault) = (Model::default(), vault());
        for step in &steps {
            let (said, expected) = model.take(step, &mut vault);
            prop_assert_eq!(said, expected, "{:?}", step);
            model.compare(&mut vault)?;
        }
    }
}
