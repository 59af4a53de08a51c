/**
 * `inkseal` with its WebAssembly module inside the script, for programs that are one file. The names, the classes and
 * the instance are those of `inkseal`; `init` needs no source.
 *
 * @packageDocumentation
 */
export * from "./inkseal.js";
