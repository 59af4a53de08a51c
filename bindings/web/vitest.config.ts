/** The same tests in Node and in a Chromium that is installed; those of tests/node need Node's own modules. */
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { chromium, chromiumFlags } from "./tests/node/chromium.ts";

/** What is published, and not the sources; `dist/` is for tests that look inside: the same scripts by other names. */
const dist = `${import.meta.dirname}/dist`;
const resolve = {
  alias: [
    { find: /^inkseal$/, replacement: `${dist}/inkseal.js` },
    { find: /^inkseal\/(worker|inline)$/, replacement: `${dist}/$1.js` },
    { find: /^dist\//, replacement: `${dist}/inner/` },
  ],
};
const shared = { include: ["tests/*.test.ts"], testTimeout: 600_000, hookTimeout: 600_000 };

export default defineConfig({
  // The test vectors are further up.
  server: { fs: { allow: ["../.."] } },
  test: {
    projects: [
      { resolve, test: { ...shared, name: "Node", include: [...shared.include, "tests/node/*.test.ts"] } },
      {
        resolve,
        server: { fs: { allow: ["../.."] } },
        test: {
          ...shared,
          name: "Chromium",
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: chromium(), args: chromiumFlags } }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
