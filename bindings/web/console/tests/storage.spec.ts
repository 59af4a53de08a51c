import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium as browser } from "@playwright/test";
import { initializeVault } from "inkseal";
import { chromium, chromiumFlags } from "../../tests/node/chromium.ts";
import { newVaultKey, openVault, vaultKey } from "./demo.ts";
import { ConsolePage, expect, test } from "./page.ts";

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
  const elsewhere = await page.evaluate(async () => [(await indexedDB.databases()).length, (await caches.keys()).length]);
  expect(elsewhere).toEqual([0, 0]);
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

/** The files of a browser's profile in which a text is, in either of the widths in which browsers write text. */
async function filesWith(profile: string, text: string): Promise<string[]> {
  const files = await readdir(profile, { recursive: true, withFileTypes: true });
  const found = await Promise.all(
    files.map(async (file) => {
      if (!file.isFile()) return [];
      const path = join(file.parentPath, file.name);
      const bytes = await readFile(path).catch(() => Buffer.of()); // one that is gone already
      return ["latin1", "utf16le"].some((width) => bytes.includes(Buffer.from(text, width as BufferEncoding))) ? [path] : [];
    }),
  );
  return found.flat();
}

test("of a vault that is forgotten no name stays in the files of the browser", async ({ baseURL, demo }) => {
  const profile = await mkdtemp(join(tmpdir(), "inkseal-profile-"));
  const context = await browser.launchPersistentContext(profile, {
    executablePath: chromium(),
    args: chromiumFlags,
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  try {
    const console = new ConsolePage(await context.newPage());
    const other = new ConsolePage(await context.newPage());
    await console.openUnlocked(demo.text);
    await add(console, "Named once", "x");
    await expect(console.row("Named once")).toBeVisible();
    await other.page.goto("/");
    await other.unlock();
    for (const name of ["Signing note", "Named once"]) expect(await filesWith(profile, name)).not.toEqual([]);
    await console.tab("Vault");
    await console.button("Close and forget this vault").click();
    await console.button("Forget the vault and the changes").click();
    for (const tab of [console, other]) await expect(tab.button("Make the vault")).toBeVisible();
    for (const name of ["Signing note", "Named once"]) expect(await filesWith(profile, name)).toEqual([]);
    // Both tabs store the next one.
    await other.open(demo.text, "next.json");
    await expect(console.page.getByRole("heading", { name: "Unlock next.json" })).toBeVisible();
    await console.unlock();
    await add(console, "Later", "x");
    await expect(console.row("Later")).toBeVisible();
    await context.close();
    expect(await filesWith(profile, "Named once")).toEqual([]);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
});

test("what an earlier version stored is taken over", async ({ console, demo, page }) => {
  await page.route("**/before", (route) => route.fulfill({ contentType: "text/html", body: '<link rel="icon" href="data:," />' }));
  await page.goto("/before");
  await page.evaluate(async (text) => {
    const opening = indexedDB.open("inkseal-console", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("vaults");
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const writing = opening.result.transaction("vaults", "readwrite");
    const stored = { id: "x", text, fileName: "earlier.json", revision: 3, downloadedRevision: 1 };
    writing.objectStore("vaults").put(stored, "vault");
    await new Promise((resolve) => (writing.oncomplete = resolve));
    opening.result.close();
  }, demo.text);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Unlock earlier.json" })).toBeVisible();
  expect((await console.stored()).revision).toBe(3);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
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
