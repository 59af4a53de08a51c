import type { Page } from "@playwright/test";
import { openVault } from "./demo.ts";
import { ConsolePage, expect, test } from "./page.ts";

async function secondTab(first: Page, watch: (page: Page) => Promise<void>): Promise<ConsolePage> {
  const page = await first.context().newPage();
  await watch(page);
  await page.goto("/");
  return new ConsolePage(page);
}

async function add(tab: ConsolePage, name: string): Promise<void> {
  await tab.button("New").click();
  await tab.page.getByRole("radio", { name: "Other" }).check();
  await tab.page.getByLabel("Name", { exact: true }).fill(name);
  await tab.page.getByRole("textbox", { name: "Text", exact: true }).fill("text");
  await tab.button("Save").click();
}

test("what one tab saves the other shows, unlocked as it was", async ({ console, demo, page, watch }) => {
  await console.openUnlocked(demo.text);
  const other = await secondTab(page, watch);
  await other.unlock();
  await add(console, "From the first");
  await expect(other.row("From the first")).toBeVisible();
  await other.expectStatus("changed in another tab");
  await add(other, "From the second");
  await expect(console.row("From the second")).toBeVisible();
  const names = (await openVault((await console.stored()).text)).list().map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["From the first", "From the second"]));
});

test("a locked tab stays locked and unlocks the newer state", async ({ console, demo, page, watch }) => {
  await console.openUnlocked(demo.text);
  const other = await secondTab(page, watch);
  await add(console, "Added");
  await expect(other.button("Unlock")).toBeVisible();
  await other.unlock();
  await expect(other.row("Added")).toBeVisible();
});

test("a form that was opened before another tab's save does not overwrite it", async ({ console, demo, page, watch }) => {
  await console.openUnlocked(demo.text);
  const other = await secondTab(page, watch);
  await other.unlock();
  await console.choose("Mail");
  await console.button("Edit").click();
  await console.button("Replace Password").click();
  await page.getByRole("textbox", { name: "Password", exact: true }).fill("from the first");
  await add(other, "Meanwhile");
  await expect(console.row("Meanwhile")).toBeVisible();
  await console.button("Save").click();
  await expect(page.getByRole("alert").filter({ hasText: "changed in another tab" })).toBeVisible();
  expect((await console.stored()).revision).toBe(2);
  // The user has been told; the input is still there, and saving again is meant.
  await console.button("Save").click();
  await console.expectStatus("Mail is saved.");
  await expect(console.row("Meanwhile")).toBeVisible();
});

test("a save upon a revision that is gone is refused, also when the message of the other tab was lost", async ({
  console,
  demo,
  page,
}) => {
  await console.openUnlocked(demo.text);
  // Another program of this origin stores a newer file and tells nobody.
  const newer = await openVault(demo.text);
  newer.create("Stored silently", { type: "other", data: "x" });
  await page.evaluate(async (text) => {
    const { indexedDB } = await navigator.storageBuckets!.open("inkseal-console");
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open("inkseal-console");
      opening.onsuccess = () => {
        const writing = opening.result.transaction("vaults", "readwrite");
        const vaults = writing.objectStore("vaults");
        const reading = vaults.get("vault");
        reading.onsuccess = () => vaults.put({ ...reading.result, text, revision: 2 }, "vault");
        writing.oncomplete = () => resolve();
        writing.onabort = () => reject(writing.error);
      };
    });
  }, newer.toText());
  await add(console, "Mine");
  await expect(page.getByRole("alert").filter({ hasText: "changed in another tab" })).toBeVisible();
  await expect(console.row("Stored silently")).toBeVisible();
  await expect(console.row("Mine")).toBeHidden();
  await console.button("Save").click();
  await expect(console.row("Mine")).toBeVisible();
  await expect(console.row("Stored silently")).toBeVisible();
});

test("two tabs that save at once both succeed or are told, and nothing is lost", async ({ console, demo, page, watch }) => {
  await console.openUnlocked(demo.text);
  const other = await secondTab(page, watch);
  await other.unlock();
  await Promise.all([add(console, "One"), add(other, "Two")]);
  for (const tab of [console, other]) {
    const told = tab.page.getByRole("alert").filter({ hasText: "changed in another tab" });
    await expect(told.or(tab.page.locator(".status-line", { hasText: "is saved" })).or(tab.page.locator("article")).first()).toBeVisible();
    if (await told.isVisible()) await tab.button("Save").click();
  }
  for (const tab of [console, other])
    for (const name of ["One", "Two"]) await expect(tab.row(name)).toBeVisible();
});

test("a vault that one tab forgets goes from the other", async ({ console, demo, page, watch }) => {
  await console.openUnlocked(demo.text);
  const other = await secondTab(page, watch);
  await other.unlock();
  await console.tab("Vault");
  await console.button("Close and forget this vault").click();
  await console.button("Forget the vault").click();
  for (const tab of [console, other]) await expect(tab.button("Make the vault")).toBeVisible();
});
