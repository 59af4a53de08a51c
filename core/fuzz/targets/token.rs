//! Whatever text is read as a token or checkpoint: each has one spelling.
#![no_main]

use inkseal::vault::{AgentToken, Checkpoint, DeviceMemory};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else { return };
    if let Ok(token) = AgentToken::parse(text) {
        assert_eq!(token.to_text().expose(), text);
        assert_eq!(DeviceMemory::of_token(&token).vault_id(), token.vault_id());
    }
    if let Ok(checkpoint) = Checkpoint::parse(text) {
        assert_eq!(checkpoint.to_string(), text.trim_ascii());
        assert_eq!(DeviceMemory::of_checkpoint(checkpoint).vault_id(), checkpoint.vault_id());
    }
});
