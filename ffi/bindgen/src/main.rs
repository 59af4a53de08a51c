//! The generator of the bindings, of exactly the version that `inkseal-ffi` is built with.

fn main() {
    uniffi::uniffi_bindgen_main();
}
