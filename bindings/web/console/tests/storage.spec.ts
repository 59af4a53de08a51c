import { readFile } from "node:fs/promises";
import { initializeVault } from "inkseal";
import { newVaultKey, openVault, vaultKey } from "./demo.ts";
import { expect, test, type ConsolePage } from "./page.ts";

async function add(console: ConsolePage, name: string, text: string): Promise<void> {
  await console.button("New").click();
  await console.page.getByRole("radio", { name: "Other" }).check();
  await console.page.getByLabel("Name", { exact: true }).fill(name);
  await console.page.getByRole("textbox", { name: "Text", exact: true }).fill(text);
  await console.button("Save").click();
}

test("changes are to be backed up until the file is downloaded", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await expect(page.getByLabel("Backup")).toBeHidden();
  await add(console, "Added", "sealed text");
  await expect(page.getByLabel("Backup")).toContainText("does not promise to keep the vault");
  const downloading = page.waitForEvent("download");
  await page.getByRole("banner").getByRole("button", { name: /^Download/ }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("demo.json");
  const text = await readFile(await download.path(), "utf8");
  expect(text).toBe((await console.stored()).text);
  expect((await openVault(text)).find("Added")).not.toBe("");
  await expect(page.getByLabel("Backup")).toBeHidden();
});

test("where the browser promises to keep the vault, it says so", async ({ console, demo, page }) => {
  const { targetInfo } = await (await page.context().newCDPSession(page)).send("Target.getTargetInfo");
  const browser = await page.context().browser()?.newBrowserCDPSession();
  const { browserContextId } = targetInfo;
  await browser?.send("Browser.grantPermissions", {
    permissions: ["durableStorage"],
    ...(browserContextId === undefined ? {} : { browserContextId }),
  });
  await console.openUnlocked(demo.text);
  await console.tab("Vault");
  await expect(page.getByText("promised", { exact: true })).toBeVisible();
});

test("a save that fails is said and undone, and what is stored stays", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  const before = await console.stored();
  // As where the disk is full: the transaction is aborted by the browser.
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      IDBObjectStore.prototype.put = put;
      const request = put.call(this, value, key);
      this.transaction.abort();
      return request;
    };
  });
  await add(console, "Too much", "x");
  await expect(page.getByRole("alert").filter({ hasText: "could not store the change" })).toBeVisible();
  await expect(console.row("Too much")).toBeHidden();
  expect(await console.stored()).toEqual(before);
  await console.button("Save").click();
  await expect(console.row("Too much")).toBeVisible();
});

test("this browser keeps no key and no opened payload", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.choose("Forge");
  await page.getByLabel("Reveal Password").click();
  await add(console, "Kept", "text that is sealed");
  await expect(console.row("Kept")).toBeVisible();
  const kept = JSON.stringify([await console.stored(), await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }, document.cookie])]);
  for (const secret of [vaultKey, "hunter2", "text that is sealed", "JBSWY3DPEHPK3PXP"]) expect(kept).not.toContain(secret);
  expect(await page.evaluate(async () => [(await indexedDB.databases()).length, (await caches.keys()).length])).toEqual([1, 0]);
});

test("a vault is forgotten after a reminder of the backup", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await add(console, "Not downloaded", "x");
  await console.button("Lock").click();
  await console.button("Close and forget this vault").click();
  await expect(page.getByRole("dialog")).toContainText("changes that you have not downloaded");
  await page.keyboard.press("Escape");
  await expect(console.button("Close and forget this vault")).toBeFocused();
  await console.button("Close and forget this vault").click();
  await console.button("Forget the vault and the changes").click();
  await expect(console.button("Make the vault")).toBeVisible();
  expect(await console.stored()).toBeUndefined();
});

test("the secrets of another vault are imported", async ({ console, demo, page }) => {
  const { vault } = initializeVault("org_another", new TextEncoder().encode(newVaultKey));
  vault.create("From elsewhere", { type: "api_key", apiKey: "imported" });
  await console.openUnlocked(demo.text);
  await console.tab("Vault");
  await console.button("Import another vault").click();
  await page
    .getByLabel("Vault file")
    .setInputFiles({ name: "other.json", mimeType: "application/json", buffer: Buffer.from(vault.toText()) });
  await page.getByLabel("Its vault key").fill(newVaultKey);
  await console.button("Import").click();
  await expect(page.getByRole("dialog")).toContainText("Added1");
  await console.button("Done").click();
  await console.tab("Secrets");
  await console.choose("From elsewhere");
  await page.getByLabel("Reveal API key").click();
  await expect(console.field("API key")).toHaveText("imported");
});
