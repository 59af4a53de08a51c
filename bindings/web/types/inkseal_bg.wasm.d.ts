/** The WebAssembly module itself, where an import of it gives a compiled one: hand it to `init`. */
declare const module: WebAssembly.Module;
export default module;
