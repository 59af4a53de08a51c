//! Access rules: which identity may read which secret. They work locked: format 1 keeps them as policy.

use inkseal::inkbox::Vault;

use super::{borrowed, transfer};
use crate::call::{answer, calls, nothing};

calls! {
    fn(vault: &mut Vault, given) else transfer::call {
        "grant" => answer(vault.grant(&given.text()?, &given.text()?, given.number()?)),
        "revoke" => nothing(vault.revoke(&given.text()?, &given.text()?, given.number()?)?),
        "setGrants" => {
            let (identity, secret_ids) = (given.text()?, given.value::<Vec<_>>("secretIds")?);
            nothing(vault.set_grants(&identity, &borrowed(&secret_ids), given.number()?)?)
        },
        "accessOfSecret" => answer(vault.access_of_secret(&given.text()?)),
        "grantedTo" => answer(vault.granted_to(&given.text()?)),
    }
}
