/** What the page in Chromium does: `browser.js` calls it with the number of rounds. */
import { init } from "inkseal";

import { compareArgon2id } from "./argon2id.js";
import { measureBlocking } from "./blocked.js";
import { compareOpening } from "./open.js";

export async function measure(/** @type {number} */ rounds) {
  await init();
  // First, while the page has nothing else to do.
  const blocking = await measureBlocking(Math.min(rounds, 7));
  return [...(await compareArgon2id(rounds)), await compareOpening(rounds), blocking];
}
