//! Access rules: which identity may read which secret. They work locked: format 1 keeps them as policy.

use inkseal::inkbox::Vault;

use super::borrowed;
use crate::call::{answer, calls, nothing};

calls! {
    fn(vault in Vault, given) {
        "grant"(id = text(), identity = text(), now = number()) => answer(vault.grant(id, identity, now)),
        "revoke"(id = text(), identity = text(), now = number()) => nothing(vault.revoke(id, identity, now)),
        "setGrants"(identity = text(), ids = texts("secretIds"), now = number()) => {
            nothing(vault.set_grants(identity, &borrowed(&ids), now))
        },
        "accessOfSecret"(id = text()) => answer(vault.access_of_secret(id)),
        "grantedTo"(identity = text()) => answer(vault.granted_to(identity)),
    }
}
