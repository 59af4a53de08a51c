/** The WebAssembly module as text; the build writes it. */
export const base64: string;
