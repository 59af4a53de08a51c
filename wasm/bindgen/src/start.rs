//! How the instance is made: of a compiled module, which is all that the package has it made of.

/// The beginning of what wasm-bindgen writes for that, which is the end of its text: it also fetches and compiles.
const BEGIN: &str = "\nlet wasmModule, wasmInstance, wasm;\n";

const START: &str = "
let wasm, starting;

function started(instance) {
    wasm = instance.exports;
    wasm.__wbindgen_start();
    return wasm;
}

export function initSync({ module }) {
    return wasm ?? started(new WebAssembly.Instance(module, __wbg_get_imports()));
}

export default async function init({ module }) {
    if (wasm) return wasm;
    starting ??= WebAssembly.instantiate(module, __wbg_get_imports()).then(started);
    try {
        return await starting;
    } finally {
        starting = undefined;
    }
}
";

/// The JavaScript with our way of making the instance.
pub(crate) fn replace(glue: &str) -> Result<String, String> {
    let (calls, _) = glue.split_once(BEGIN).ok_or("wasm-bindgen makes the instance in another way now")?;
    Ok([calls, START].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_replaced() {
        let text = replace("calls\nlet wasmModule, wasmInstance, wasm;\nfetch").unwrap();
        assert!(text.starts_with("calls\nlet wasm, starting;") && !text.contains("fetch"));
        assert!(replace("calls").is_err());
    }
}
