/** What wasm-bindgen writes around the module, and the list of its calls; the build puts it here. */

/** The names of the calls on each class, whose places are their numbers. Under "" are functions and static methods. */
export const calls: Readonly<Record<string, readonly string[]>>;

/** Calls a function, or a method of the object with the number `on`. */
export function call(index: number, on: number, given: Uint8Array, one: Uint8Array, two: Uint8Array): string | undefined;
/** The bytes of a key. */
export function exposeBytes(on: number): Uint8Array<ArrayBuffer>;
/** Gives an object back. */
export function free(on: number): void;

/** Makes the one instance, at once. */
export function initSync(input: { module: WebAssembly.Module }): { readonly memory: WebAssembly.Memory };
/** Makes the one instance. */
export default function init(input: { module: WebAssembly.Module }): Promise<{ readonly memory: WebAssembly.Memory }>;
