//! Whatever stands where a record should, or is sealed in one.
#![no_main]

use inkseal::vault::fuzzing;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _taken = fuzzing::record(data);
});
