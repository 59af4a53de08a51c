/** How long a page stands still while a vault is unlocked in the worker. Chromium tells of tasks past 50 ms. */
import { init, Vault } from "inkseal/worker";

import { vaultKey, vaultText } from "./vault.js";

const LONG = 50;

/** How often and how long the page stood still while `work` ran. */
async function watch(/** @type {() => Promise<unknown>} */ work) {
  let tasks = 0;
  const observer = new PerformanceObserver((list) => (tasks += list.getEntries().length));
  observer.observe({ entryTypes: ["longtask"] });
  let last = performance.now();
  let gap = 0;
  const beat = setInterval(() => {
    const now = performance.now();
    gap = Math.max(gap, now - last);
    last = now;
  }, 4);
  await work();
  // Long tasks are told of afterwards.
  await new Promise((done) => setTimeout(done, 200));
  clearInterval(beat);
  observer.disconnect();
  return { tasks, gap };
}

export async function measureBlocking(/** @type {number} */ rounds) {
  const text = vaultText(100);
  const blocked = await watch(async () => {
    for (const begin = performance.now(); performance.now() - begin < 2 * LONG; );
  });
  if (blocked.tasks === 0) throw new Error("this engine does not tell of long tasks");
  await new Promise((done) => setTimeout(done, 200));

  let tasks = 0;
  let gap = 0;
  for (let round = 0; round < rounds; round++) {
    const seen = await watch(async () => {
      await init();
      const vault = await Vault.parse(text);
      await vault.unlock(vaultKey());
      await vault.openAll();
      await vault.lock();
    });
    tasks += seen.tasks;
    gap = Math.max(gap, seen.gap);
  }
  return {
    what: `long tasks while unlocking in the worker, ${rounds} times`,
    ours: `${tasks}`,
    "of rounds": `longest pause ${gap.toFixed(0)} ms`,
    reach: "0",
    "": tasks === 0 ? "reached" : "MISSED",
  };
}
