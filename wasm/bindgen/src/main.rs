//! Writes the JavaScript around the module that cargo built, for `<script type="module">` and all bundlers:
//!
//! ```text
//! inkseal-wasm-bindgen MODULE.wasm OUT_FOLDER
//! ```
//!
//! The module is called by numbers (`wasm/src/dispatch.rs`). A list of names says which they are.

mod by_name;
mod start;

use std::{env, fs, path::Path, process::ExitCode};

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [module, folder] = arguments.as_slice() else {
        eprintln!("usage: inkseal-wasm-bindgen MODULE.wasm OUT_FOLDER");
        return ExitCode::from(2);
    };
    match write(module, Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(module: &str, folder: &Path) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    let web = bindgen.input_path(module).out_name("inkseal").typescript(false).web(true);
    web.and_then(|bindgen| bindgen.generate(folder)).map_err(|error| format!("{error:#}"))?;
    let glue = folder.join("inkseal.js");
    let failed = |error| format!("{}: {error}", glue.display());
    let text = fs::read_to_string(&glue).map_err(failed)?;
    fs::write(&glue, start::replace(&text)? + &by_name::list()).map_err(failed)
}
