/** A private key as OpenSSH reads it: it refuses one whose last line has no end. Inputs make every line end an LF. */
export function withLastLineEnd(key: string): string {
  return key.startsWith("-----BEGIN ") && !key.endsWith("\n") ? `${key}\n` : key;
}
