//! Whatever stands where a page should, under its right digest.
#![no_main]

use inkseal::vault::fuzzing;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _taken = fuzzing::page(data);
});
