//! Whatever stands where a root should, also with the MACs of who holds its key.
#![no_main]

use inkseal::vault::fuzzing;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _taken = fuzzing::root(data);
});
