//! The crate `inkseal-wasm`, linked into one module. It is a crate of its own, and has nothing in it, because the
//! optimisation of the whole works at the level of the last crate, for size or for speed: it is for speed, which
//! vectorises Argon2, and each function of the others remembers that it is to be small.
extern crate inkseal_wasm as _;
