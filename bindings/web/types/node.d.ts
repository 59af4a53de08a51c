/**
 * What is Node's alone: reading a vault key.
 *
 * @packageDocumentation
 */

/** Where a vault key is read from. */
export interface ReadVaultKey {
  /** A file's path or descriptor; standard input if left out. */
  readonly file?: string | number;
  /** What is asked at a terminal, on standard error. */
  readonly prompt?: string;
}

/**
 * Reads a vault key: one line without its end (LF or CRLF), as the bytes that came, and no byte after it. Where standard
 * input is a terminal it asks there, and shows nothing of what is typed; Ctrl-C ends the program as usual. It waits, and
 * the whole program with it. No copy of the key stays: wipe the bytes with `fill(0)` after use.
 *
 * @throws InksealError `invalid_input` for an empty line, for input that ends before anything came, past 4 KiB, and for
 *   several lines that are pasted at a terminal; `io` if the input cannot be read.
 */
export function readVaultKey(options?: ReadVaultKey): Uint8Array<ArrayBuffer>;
