//! Wrapped keys.

use inkseal::{
    Error,
    inkbox::{MasterKey, OrgKey},
};
use proptest::prelude::*;

use crate::json::text;

proptest! {
    #[test]
    fn any_key_wraps_and_only_it_unwraps(
        bytes in any::<[u8; 32]>(),
        other in any::<[u8; 32]>(),
        org_bytes in any::<[u8; 32]>(),
        id in text(),
        other_id in text(),
    ) {
        let master = MasterKey::from_bytes(&bytes).unwrap();
        let org_key = OrgKey::from_bytes(&org_bytes).unwrap();
        let wrapped = master.wrap(&org_key, &id).unwrap();
        let unwrapped = master.unwrap(&id, &wrapped).unwrap();
        prop_assert_eq!(unwrapped.expose_bytes(), &org_bytes);
        let lower = master.wrap(&org_key, &id.to_ascii_lowercase()).unwrap();
        prop_assert!(master.unwrap(&id, &lower).is_ok(), "an id is one id in any case");
        let (found, _) = master.unwrap_any([other_id.as_str(), &id], &wrapped).unwrap();
        prop_assert!(found == id || found.eq_ignore_ascii_case(&other_id));
        if !id.eq_ignore_ascii_case(&other_id) {
            prop_assert_eq!(master.unwrap(&other_id, &wrapped).unwrap_err(), Error::Corrupt);
        }
        if bytes != other {
            let other = MasterKey::from_bytes(&other).unwrap();
            prop_assert_eq!(other.unwrap(&id, &wrapped).unwrap_err(), Error::Corrupt);
            prop_assert_ne!(other.auth_hash(), master.auth_hash());
        }
    }
}
