//! Whatever stands where the memory of a device should, with its right digest.
#![no_main]

use inkseal::vault::fuzzing;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _taken = fuzzing::device_memory(data);
});
