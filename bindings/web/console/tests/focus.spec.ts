/** Where the focus is: whatever goes from the page, it never falls to the page itself. */
import type { Page } from "@playwright/test";
import { ConsolePage, expect, test } from "./page.ts";

const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 360, height: 740 } };

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });

/** Opens a secret by keyboard. */
async function openByKeys(console: ConsolePage, name: string): Promise<void> {
  await console.row(name).focus();
  await console.page.keyboard.press("Enter");
  await expect(heading(console.page, name)).toBeFocused();
}

/** Presses a button by keyboard, once it can be. */
async function press(console: ConsolePage, name: string): Promise<void> {
  await expect(console.button(name)).toBeEnabled();
  await console.button(name).press("Enter");
}

for (const [width, size] of Object.entries(sizes)) {
  test(`a secret that is opened has the focus, and its row when it is left, ${width}`, async ({ console, demo, page }) => {
    await page.setViewportSize(size);
    await console.openUnlocked(demo.text);
    await openByKeys(console, "Object storage");
    await page.keyboard.press("Escape");
    await expect(console.row("Object storage")).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(heading(page, "Build server")).toBeFocused();
    if (width === "narrow") {
      await console.button("Back to the list").click();
      await expect(console.row("Build server")).toBeFocused();
    }
  });

  test(`saving and cancelling go on at the secret, ${width}`, async ({ console, demo, page }) => {
    await page.setViewportSize(size);
    await console.openUnlocked(demo.text);
    await openByKeys(console, "Mail");
    await press(console, "Edit");
    await expect(heading(page, "Edit Mail")).toBeFocused();
    await press(console, "Cancel");
    await expect(heading(page, "Mail")).toBeFocused();
    await press(console, "Edit");
    await page.getByLabel("Name", { exact: true }).fill("Post");
    await press(console, "Save");
    await expect(heading(page, "Post")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(console.row("Post")).toBeFocused();
  });

  test(`a new secret: given up, refused and saved, ${width}`, async ({ console, demo, page }) => {
    await page.setViewportSize(size);
    await console.openUnlocked(demo.text);
    await press(console, "New");
    await expect(heading(page, "New secret")).toBeFocused();
    await press(console, "Cancel");
    await expect(console.button("New")).toBeFocused();
    await press(console, "New");
    await page.getByLabel("Name", { exact: true }).fill("Added");
    await page.getByRole("textbox", { name: "Password", exact: true }).fill("p");
    await page.getByLabel("One-time codes: otpauth address or secret").fill("no base32 at all!");
    await press(console, "Save");
    await expect(page.getByRole("alert").filter({ hasText: "nothing that one-time codes" })).toBeVisible();
    await expect(console.button("Save")).toBeFocused();
    await page.getByLabel("One-time codes: otpauth address or secret").fill("");
    await press(console, "Save");
    await expect(heading(page, "Added")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(console.row("Added")).toBeFocused();
  });

  test(`deleting leaves the focus at the next row, and at last at the search, ${width}`, async ({ console, demo, page }) => {
    await page.setViewportSize(size);
    await console.openUnlocked(demo.text);
    await page.getByLabel("Search").fill("ma");
    await expect(page.locator(".list li")).toHaveCount(2);
    await openByKeys(console, "Forge");
    for (const [name, next] of [
      ["Forge", console.row("Mail")],
      ["Mail", page.getByLabel("Search")],
    ] as const) {
      await expect(heading(page, name)).toBeFocused();
      await press(console, `Delete ${name}`);
      await press(console, "Delete");
      await console.expectStatus(`${name} is deleted.`);
      await expect(next).toBeFocused();
      await page.keyboard.press("Enter");
    }
  });

  test(`identities, ${width}`, async ({ console, demo, page }) => {
    await page.setViewportSize(size);
    await console.openUnlocked(demo.text);
    await console.tab("Identities");
    await openByKeys(console, "mail-bot");
    await press(console, "Pause");
    await expect(console.button("Resume")).toBeFocused();
    await press(console, "Delete mail-bot");
    await press(console, "Delete");
    await expect(console.row("deploy-bot")).toBeFocused();
  });
}

test("a secret that another tab deletes takes no focus from elsewhere", async ({ console, demo, page, watch }) => {
  await console.openUnlocked(demo.text);
  const second = await page.context().newPage();
  await watch(second);
  const other = new ConsolePage(second);
  await second.goto("/");
  await other.unlock();
  await console.choose("Mail");
  await page.getByLabel("Search").focus();
  await other.choose("Mail");
  await other.button("Delete Mail").click();
  await other.button("Delete").click();
  await expect(heading(page, "Mail")).toHaveCount(0);
  await expect(page.getByLabel("Search")).toBeFocused();
});

test("one-time codes that are removed leave the focus at setting up new ones", async ({ console, demo }) => {
  await console.openUnlocked(demo.text);
  await console.choose("Forge");
  await press(console, "Remove");
  await expect(console.button("Set up one-time codes")).toBeFocused();
});
