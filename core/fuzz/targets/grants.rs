//! Whatever stands where grants should, or is sealed in them.
#![no_main]

use inkseal::vault::fuzzing;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _taken = fuzzing::grants(data);
});
