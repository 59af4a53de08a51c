/** What Chromium's password manager makes of the vault key, by its own log. It watches no private windows: a profile is made. */
import { chromium as browser } from "@playwright/test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, chromiumFlags } from "../../tests/node/chromium.ts";
import { vaultKey } from "./demo.ts";
import { ConsolePage, expect, test } from "./page.ts";

/** Makes a vault, with the keys typed as a user types them. */
async function make({ page }: ConsolePage, autocomplete?: string): Promise<void> {
  for (const label of ["New vault key", "New vault key again"]) {
    const input = page.getByLabel(label, { exact: true });
    if (autocomplete) await input.evaluate((element, value) => element.setAttribute("autocomplete", value), autocomplete);
    await input.pressSequentially(vaultKey);
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Recovery codes" })).toBeVisible();
}

test("the browser does not offer to keep the vault key", async ({ baseURL }) => {
  const profile = await mkdtemp(join(tmpdir(), "inkseal-profile-"));
  const context = await browser.launchPersistentContext(profile, {
    executablePath: chromium(),
    args: chromiumFlags,
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  try {
    const log = await context.newPage();
    await log.goto("chrome://password-manager-internals");
    const asks = log.getByText("Decision: ASK the user");
    const page = await context.newPage();
    const console = new ConsolePage(page);
    await page.goto("/");
    await make(console);
    await page.reload();
    await console.button("Close and forget this vault").click();
    await console.button("Forget the vault and the changes").click();
    await expect(asks).toHaveCount(0);

    // It asks where the inputs are as those of a login: once, so that it did not ask before.
    await make(console, "off");
    await expect(asks).toHaveCount(1);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
});
