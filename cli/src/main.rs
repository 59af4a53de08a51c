//! The `inkseal` program.
fn main() {}
