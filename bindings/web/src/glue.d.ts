/** What wasm-bindgen writes around the module; the build puts it here. Its calls are made by name. */

/** A class, a function, or an object of one of the classes. */
export type Raw = Readonly<Record<string, (...given: unknown[]) => unknown>>;

export const Vault: Raw;
export const Credentials: Raw;
export const MasterKey: Raw;
export const OrgKey: Raw;
export const UnlockAnswer: Raw;

/** Makes the one instance, at once. */
export function initSync(input: { module: WebAssembly.Module }): { readonly memory: WebAssembly.Memory };
/** Makes the one instance. */
export default function init(input: {
  module_or_path: WebAssembly.Module;
}): Promise<{ readonly memory: WebAssembly.Memory }>;
