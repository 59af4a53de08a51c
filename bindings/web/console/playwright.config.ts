import { execFileSync } from "node:child_process";
import { defineConfig } from "@playwright/test";

/** Chromium as the system has it: never one that is downloaded. */
function chromium(): string {
  const named = process.env["INKSEAL_CHROMIUM"];
  if (named) return named;
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {
      continue;
    }
  }
  throw new Error("no Chromium: install it, or name it in INKSEAL_CHROMIUM");
}

const port = Number(process.env["INKSEAL_CONSOLE_PORT"] ?? 4173);

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  workers: 1,
  timeout: 60_000,
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
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: { command: `npx vite preview --strictPort --port ${port}`, port, reuseExistingServer: false },
});
