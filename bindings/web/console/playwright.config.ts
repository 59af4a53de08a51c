import { defineConfig } from "@playwright/test";
import { chromium, chromiumFlags } from "../tests/node/chromium.ts";

const port = Number(process.env["INKSEAL_CONSOLE_PORT"] ?? 4173);

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 }, // a derivation on a machine that does much else takes seconds
  forbidOnly: true,
  reporter: "list",
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "UTC",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: chromium(),
      args: chromiumFlags,
    },
  },
  webServer: { command: "node preview.mjs", port, reuseExistingServer: false },
});
