//! Writes the JavaScript around the module that cargo built, for `<script type="module">` and all bundlers:
//!
//! ```text
//! inkseal-wasm-bindgen MODULE.wasm OUT_FOLDER
//! ```

use std::{env, process::ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [module, folder] = arguments.as_slice() else {
        eprintln!("usage: inkseal-wasm-bindgen MODULE.wasm OUT_FOLDER");
        return ExitCode::from(2);
    };
    let written = wasm_bindgen_cli_support::Bindgen::new()
        .input_path(module)
        .out_name("inkseal")
        .typescript(true)
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
