//! Vaults at rest.
