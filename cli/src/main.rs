//! The `inkseal` program.
#![allow(dead_code)]

mod child;
mod clipboard;
mod completions;
mod env_file;
mod escape;
mod hardening;
mod manual;
mod masking;
mod private_file;
#[cfg(all(test, unix))]
mod pseudoterminal;
mod reference;
mod secret_input;
#[cfg(unix)]
mod signals;
mod spinner;
mod standard_input;
mod template;
mod terminal;

fn main() {}
