import { expect, test } from "./page.ts";
import { payloads, vaultKey } from "./demo.ts";

test("a vault file opens with its key", async ({ console, demo, page }) => {
  await console.open(demo.text);
  await page.getByLabel("Vault key", { exact: true }).fill(vaultKey);
  // The sign goes as soon as the vault is open, perhaps between two looks of a test: the page itself watches for it.
  const sign = page.evaluate(
    () =>
      new Promise<void>((seen) => {
        new MutationObserver((_, observer) => {
          if (!document.body.textContent.includes("Deriving the key…")) return;
          observer.disconnect();
          seen();
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
  );
  await console.button("Unlock").click();
  await sign;
  await expect(console.button("Lock")).toBeVisible();
  for (const name of Object.keys(payloads)) await expect(console.row(name)).toBeVisible();
});

test("a wrong vault key is refused, in words, and the input is emptied", async ({ console, demo, page }) => {
  await console.open(demo.text);
  const input = page.getByLabel("Vault key", { exact: true });
  await input.fill("Wrong-Horse-7-Battery");
  await console.button("Unlock").click();
  await expect(page.getByRole("alert")).toContainText("This is not the vault key");
  await expect(input).toHaveValue("");
  await expect(input).toBeFocused();
  await console.unlock();
});

test("what is no vault file is refused", async ({ console, page }) => {
  await page.goto("/");
  await page
    .getByLabel("Choose a file")
    .setInputFiles({ name: "notes.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await expect(page.getByRole("alert").filter({ hasText: "choose its file or a backup" })).toBeVisible();
  await expect(console.button("Make the vault")).toBeVisible();
});

test("a vault file can be dropped on the page", async ({ console, demo, page }) => {
  await page.goto("/");
  await expect(console.button("Make the vault")).toBeVisible();
  const files = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "dropped.json", { type: "application/json" }));
    return transfer;
  }, demo.text);
  await page.dispatchEvent("main", "drop", { dataTransfer: files });
  await expect(page.getByRole("heading", { name: "Unlock dropped.json" })).toBeVisible();
});

test("a reload keeps the vault, sealed and locked", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Unlock demo.json" })).toBeVisible();
  expect((await console.stored()).text).toBe(demo.text);
  await console.unlock();
  await expect(console.row("Forge")).toBeVisible();
});
