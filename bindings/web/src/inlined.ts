/** The WebAssembly module out of the text that the build makes of it. */
import { base64 } from "./inkseal_bg.js";

/** The module's bytes. */
export function inlined(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
