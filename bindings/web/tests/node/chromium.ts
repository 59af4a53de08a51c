/** A Chromium that is installed. None is ever downloaded. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Its path: `INKSEAL_CHROMIUM`, or by the usual names. */
export function chromium(): string {
  const given = process.env["INKSEAL_CHROMIUM"];
  if (given) return given;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
  if (found === undefined) throw new Error("there is no Chromium: install one, or set INKSEAL_CHROMIUM to its path");
  return found;
}

/** For a run without a screen, a network or an account, also as root. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
