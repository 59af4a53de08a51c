import { readFile } from "node:fs/promises";
import { newVaultKey, openVault, vaultKey } from "./demo.ts";
import { expect, test, type ConsolePage } from "./page.ts";

async function make(console: ConsolePage): Promise<string[]> {
  const { page } = console;
  await page.goto("/");
  await page.getByLabel("New vault key", { exact: true }).fill(vaultKey);
  await page.getByLabel("New vault key again").fill(vaultKey);
  await console.button("Make the vault").click();
  const codes = page.getByRole("dialog", { name: "Recovery codes" }).locator("code");
  await expect(codes).toHaveCount(4, { timeout: 20_000 });
  return codes.allTextContents();
}

test("a new vault is made, and its recovery codes are shown once", async ({ console, page }) => {
  const codes = await make(console);
  const dialog = page.getByRole("dialog", { name: "Recovery codes" });

  // It stays until the user says that the codes are kept, whatever is pressed.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeVisible();
  await expect(console.button("Done")).toBeDisabled();

  const downloading = page.waitForEvent("download");
  await console.button("Download as text").click();
  const text = await readFile(await (await downloading).path(), "utf8");
  for (const code of codes) expect(text).toContain(code);

  // On paper: the codes and nothing of what is around them.
  await page.emulateMedia({ media: "print" });
  await expect(dialog.locator("code").first()).toBeVisible();
  await expect(page.locator(".vault")).toBeHidden();
  await expect(dialog.getByText("Print")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute("data-printed", "yes");
  });
  await console.button("Print").click();
  await expect(page.locator("body")).toHaveAttribute("data-printed", "yes");

  await page.getByLabel("I have kept the codes").check();
  await console.button("Done").click();
  await expect(dialog).toBeHidden();
  for (const code of codes) expect(await page.content()).not.toContain(code);

  // The core opens what was stored, with the vault key and with a code.
  const { text: file } = await console.stored();
  for (const key of [vaultKey, ...codes]) expect((await openVault(file, key)).isUnlocked()).toBe(true);
  for (const secret of [vaultKey, ...codes]) expect(file).not.toContain(secret);
});

test("a weak vault key and two that differ are refused, and nothing is stored", async ({ console, page }) => {
  await page.goto("/");
  const first = page.getByLabel("New vault key", { exact: true });
  const again = page.getByLabel("New vault key again");
  const alert = page.getByRole("alert").filter({ hasText: "vault key" });
  await first.fill("short");
  await again.fill("short");
  await console.button("Make the vault").click();
  await expect(alert).toContainText("at least 16 characters");
  await first.fill(vaultKey);
  await again.fill(newVaultKey);
  await console.button("Make the vault").click();
  await expect(alert).toContainText("differ");
  expect(await console.stored()).toBeUndefined();
});

test("the codes go from the page when it is locked", async ({ console, page }) => {
  await page.clock.install();
  const codes = await make(console);
  await page.clock.fastForward("05:01");
  await expect(console.button("Unlock")).toBeVisible();
  for (const code of codes) expect(await page.content()).not.toContain(code);
});
