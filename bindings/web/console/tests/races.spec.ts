/** Things that happen at the same time: locks, saves, downloads, and other tabs with other vaults. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { initializeVault } from "inkseal";
import { newVaultKey, openVault, vaultKey } from "./demo.ts";
import { ConsolePage, expect, test } from "./page.ts";

const add = async (console: ConsolePage, name: string): Promise<void> => {
  await console.button("New").click();
  await console.page.getByRole("radio", { name: "Other" }).check();
  await console.page.getByLabel("Name", { exact: true }).fill(name);
  await console.page.getByRole("textbox", { name: "Text", exact: true }).fill("text");
};

test("another vault that another tab opened is not taken for this one, though no message came", async ({
  console,
  demo,
  page,
}) => {
  await console.openUnlocked(demo.text);
  const { vault } = initializeVault("org_console_other", new TextEncoder().encode(newVaultKey));
  vault.create("Only copy", { type: "api_key", apiKey: "x" });
  await page.evaluate(
    async (text) => {
      const { indexedDB } = await navigator.storageBuckets!.open("inkseal-console");
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("inkseal-console");
        opening.onsuccess = () => {
          const writing = opening.result.transaction("vaults", "readwrite");
          // At the revision that this tab has.
          const stored = { id: crypto.randomUUID(), text, fileName: "other.json", revision: 1, downloadedRevision: 1 };
          writing.objectStore("vaults").put(stored, "vault");
          writing.oncomplete = () => resolve();
          writing.onabort = () => reject(writing.error);
        };
      });
    },
    vault.toText(),
  );
  await add(console, "Mine");
  await console.button("Save").click();
  await expect(page.getByRole("heading", { name: "Unlock other.json" })).toBeVisible();
  await console.expectStatus("Another vault was opened in another tab. The change was not saved.");
  const { text, revision } = await console.stored();
  expect([text, revision]).toEqual([vault.toText(), 1]);
});

test("after recovering in an unlocked vault the lock ends the worker too", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.tab("Vault");
  await console.button("Recover with a code").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Recovery code").fill(demo.recoveryCodes[1] ?? "");
  await dialog.getByLabel("New vault key", { exact: true }).fill(newVaultKey);
  await dialog.getByLabel("New vault key again").fill(newVaultKey);
  await console.button("Set the new vault key").click();
  await console.expectStatus("The vault key is replaced");
  expect(page.workers().length).toBe(1);
  await console.button("Lock").click();
  await expect.poll(() => page.workers().length).toBe(0);
});

test("a lock while new recovery codes are stored is said, as nobody has seen them", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.tab("Vault");
  await console.button("New recovery codes").click();
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given: Parameters<typeof put>) {
      IDBObjectStore.prototype.put = put;
      const request = put.apply(this, given);
      dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
      return request;
    };
  });
  await console.button("Make new codes").click();
  await expect(console.button("Unlock")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("before you confirmed that you have them")).toBeVisible();
  expect((await console.stored()).revision).toBe(2);
  // No code is on the page, and none comes back with the vault.
  await console.unlock();
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("a lock while the page reads what is stored stays one", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await page.evaluate(() => {
    let reads = 0;
    const { get } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.get = function (...given: Parameters<typeof get>) {
      reads += 1;
      if (reads === 2) dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
      return get.apply(this, given);
    };
  });
  await page.getByRole("banner").getByRole("button", { name: /^Download/ }).click();
  await console.expectStatus("downloaded");
  await expect(console.button("Unlock")).toBeVisible();
  await expect(page.locator(".row-name")).toHaveCount(0);
});

test("a download during a save counts for what was downloaded", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await add(console, "Later");
  const downloading = page.waitForEvent("download");
  // In one turn of the page: the save is under way when the file is taken.
  await page.evaluate(() => {
    document.querySelector<HTMLElement>("button[type=submit]")?.click();
    document.querySelector<HTMLElement>(".bar .download")?.click();
  });
  const text = await readFile(await (await downloading).path(), "utf8");
  expect(text).toBe(demo.text);
  await expect.poll(async () => (await console.stored()).revision).toBe(2);
  await expect.poll(async () => (await console.stored()).downloadedAt).toBeDefined();
  expect((await console.stored()).downloadedRevision).toBe(1);
  await expect(page.getByLabel("Backup")).toBeVisible();
});

test("a dialog stays until what was set off in it has ended", async ({ console, demo, page }) => {
  const saves = holdSaves(page);
  await console.openUnlocked(demo.text);
  await console.tab("Identities");
  await console.button("New identity").click();
  const dialog = page.getByRole("dialog");
  await saves.hold();
  await dialog.getByLabel("Handle").fill("mail-bot");
  await console.button("Make the identity").click();
  await expect(console.button("Saving…")).toBeVisible();
  for (let presses = 0; presses < 3; presses += 1) {
    await page.keyboard.press("Escape");
    await expect(dialog).toBeVisible();
  }
  await dialog.getByLabel("Close").evaluate((button: HTMLElement) => button.click());
  await expect(dialog).toBeVisible();
  await saves.go();
  await expect(dialog.getByRole("alert").filter({ hasText: "Choose another name" })).toBeVisible();
  await dialog.getByLabel("Handle").fill("other-bot");
  await console.button("Make the identity").click();
  await console.expectStatus("other-bot is made.");
  await expect(dialog).toBeHidden();
});

test("what came of an action whose view has gone is said in the status line", async ({ console, demo, page }) => {
  const saves = holdSaves(page);
  await console.openUnlocked(demo.text);
  await console.choose("Mail");
  await console.button("Edit").click();
  await console.button("Replace Password").click();
  await page.getByRole("textbox", { name: "Password", exact: true }).fill("typed before leaving");
  await saves.hold();
  await console.button("Save").click();
  await expect(console.button("Saving…")).toBeVisible();
  await console.choose("Forge");
  await saves.go();
  await console.expectStatus("Mail is saved.");
  // What stood in the form is saved, and nothing takes the user away from where they are.
  const vault = await openVault((await console.stored()).text);
  expect(vault.credentials("mail-bot").getLogin(vault.find("Mail")).password.expose()).toBe("typed before leaving");
  await expect(page.getByRole("heading", { level: 1, name: "Forge", exact: true })).toBeVisible();

  await console.tab("Identities");
  await console.choose("deploy-bot");
  await page.getByLabel("Handle").fill("mail-bot");
  await saves.hold();
  await console.button("Save the names").click();
  await expect(console.button("Saving…").first()).toBeVisible();
  await console.tab("Vault");
  await saves.go();
  await console.expectStatus("This is in the vault already. Choose another name.");
});

/** Lets a test hold every save of a page, as another tab does that saves. */
function holdSaves(page: Page): { hold(): Promise<void>; go(): Promise<void> } {
  let go: (() => Promise<void>) | undefined;
  return {
    async hold() {
      const held = await page.evaluateHandle(
        () =>
          new Promise<{ release: () => void }>((taken) => {
            void navigator.locks.request("inkseal-console", () => new Promise<void>((release) => taken({ release })));
          }),
      );
      go = () => held.evaluate(({ release }) => release());
    },
    async go() {
      await go?.();
    },
  };
}

test("an unlock that was overtaken by another tab's save shows what is stored", async ({ console, demo, page, watch }) => {
  await console.openUnlocked(demo.text);
  const second = await page.context().newPage();
  await watch(second);
  const other = new ConsolePage(second);
  await second.goto("/");
  await add(console, "Meanwhile");
  await second.getByLabel("Vault key", { exact: true }).fill(vaultKey);
  await Promise.all([other.button("Unlock").click(), console.button("Save").click()]);
  await expect(other.button("Lock")).toBeVisible({ timeout: 20_000 });
  await expect(other.row("Meanwhile")).toBeVisible();
});

/** Lets the page's worker fail at its next answers to a call of this name. */
async function failing(page: Page, name: string): Promise<void> {
  await page.evaluate((failing) => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, request: { name?: string }, ...others: unknown[]) {
      const asked = request.name === failing ? { ...request, name: "no such call" } : request;
      return Reflect.apply(postMessage, this, [asked, ...others]);
    };
  }, name);
}

test("a new vault that cannot be read after it was stored is forgotten, with its key", async ({ console, page }) => {
  await page.goto("/");
  await failing(page, "identities");
  for (const label of ["New vault key", "New vault key again"]) await page.getByLabel(label, { exact: true }).fill(vaultKey);
  await console.button("Make the vault").click();
  await expect(console.button("Unlock")).toBeVisible();
  await expect.poll(() => page.workers().length).toBe(0);
});

test("a recovered vault that cannot be read after it was stored is forgotten, with its key", async ({ console, demo, page }) => {
  await console.open(demo.text);
  await console.button("Lost the vault key?").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Recovery code").fill(demo.recoveryCodes[0] ?? "");
  for (const label of ["New vault key", "New vault key again"]) await dialog.getByLabel(label, { exact: true }).fill(newVaultKey);
  await failing(page, "identities");
  await console.button("Set the new vault key").click();
  await expect.poll(async () => (await console.stored()).revision).toBe(2);
  await expect.poll(() => page.workers().length).toBe(0);
});

test("where site data is blocked the page says what to do", async ({ page }) => {
  await page.addInitScript(() => {
    const denied = () => {
      throw new DOMException("denied", "SecurityError");
    };
    for (const name of ["localStorage", "indexedDB"]) Object.defineProperty(window, name, { get: denied });
    Object.defineProperty(Navigator.prototype, "storageBuckets", { get: denied });
  });
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("Let this site store data");
});
