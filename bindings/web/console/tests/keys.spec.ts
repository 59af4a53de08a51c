import { newVaultKey, openVault, vaultKey } from "./demo.ts";
import { expect, test, type ConsolePage } from "./page.ts";

async function typeNewKey({ page }: ConsolePage): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("New vault key", { exact: true }).fill(newVaultKey);
  await dialog.getByLabel("New vault key again").fill(newVaultKey);
}

test("the vault key is changed", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.tab("Vault");
  await console.button("Change the vault key").click();
  await page.getByLabel("Present vault key").fill("Wrong-Horse-7-Battery");
  await typeNewKey(console);
  await console.button("Change the key").click();
  await expect(page.getByRole("alert").filter({ hasText: "This is not the vault key" })).toBeVisible();
  await page.getByLabel("Present vault key").fill(vaultKey);
  await typeNewKey(console);
  await console.button("Change the key").click();
  await console.expectStatus("The vault key is changed.");
  await expect(page.getByLabel("Backup")).toContainText("have not downloaded");
  await console.button("Lock").click();
  await page.getByLabel("Vault key", { exact: true }).fill(vaultKey);
  await console.button("Unlock").click();
  await expect(page.getByRole("alert")).toContainText("This is not the vault key");
  await console.unlock(newVaultKey);
});

test("a lost vault key is replaced with a recovery code, which is used up", async ({ console, demo, page }) => {
  await console.open(demo.text);
  await console.button("Lost the vault key?").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Recovery code").fill(demo.recoveryCodes[1] ?? "");
  await typeNewKey(console);
  await console.button("Set the new vault key").click();
  await expect(console.button("Lock")).toBeVisible();
  await console.choose("Forge");
  const { text } = await console.stored();
  expect((await openVault(text, newVaultKey)).info().recoveryKeyCount).toBe(3);
  await expect(openVault(text, vaultKey)).rejects.toMatchObject({ code: "wrong_vault_key" });

  await console.tab("Vault");
  await expect(page.getByRole("cell", { name: "Recovery code" })).toHaveCount(3);
  await console.button("Recover with a code").click();
  await dialog.getByLabel("Recovery code").fill(demo.recoveryCodes[1] ?? "");
  await typeNewKey(console);
  await console.button("Set the new vault key").click();
  await expect(dialog.getByRole("alert").filter({ hasText: "This is no recovery code" })).toBeVisible();
});

test("new recovery codes replace the old ones", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.tab("Vault");
  await console.button("New recovery codes").click();
  await console.button("Make new codes").click();
  const codes = page.getByRole("dialog", { name: "Recovery codes" }).locator("code");
  await expect(codes).toHaveCount(4, { timeout: 20_000 });
  const shown = await codes.allTextContents();
  const { text } = await console.stored();
  for (const code of shown) expect((await openVault(text, code)).isUnlocked()).toBe(true);
  for (const code of demo.recoveryCodes)
    await expect(openVault(text, code)).rejects.toMatchObject({ code: "wrong_vault_key" });
});
