import axe, { type AxeResults } from "axe-core";
import { damage, tampered, vaultKey } from "./demo.ts";
import { expect, test, type ConsolePage } from "./page.ts";

/** No finding at all in a view, whatever its weight, and nothing that is wider than the screen. */
async function expectAccessible({ page }: ConsolePage): Promise<void> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  expect(violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map(({ html }) => html) }))).toEqual([]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider).toBe(0);
}

for (const [theme, size] of [
  ["light", { width: 1280, height: 800 }],
  ["dark", { width: 1280, height: 800 }],
  ["light", { width: 360, height: 740 }],
] as const) {
  test(`every view, ${theme}, ${size.width} px wide`, async ({ console, demo, page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize(size);
    await page.goto("/");
    await expect(console.button("Make the vault")).toBeVisible();
    await expectAccessible(console);
    await console.open(tampered(demo.text, "Weather API", damage));
    await expectAccessible(console);
    await page.getByLabel("Vault key", { exact: true }).fill("wrong");
    await console.button("Unlock").click();
    await expect(page.getByRole("alert")).toContainText("not the vault key");
    await console.button("Lost the vault key?").click();
    await expectAccessible(console);
    await page.keyboard.press("Escape");
    await console.unlock();
    await expectAccessible(console);
    for (const name of ["Weather API", "Forge"]) {
      await console.choose(name);
      if (name === "Forge") await expect(page.locator(".code")).toHaveText(/^\d{6}$/);
      await page.getByText("Not authenticated").click();
      await expectAccessible(console);
      if (name === "Forge") {
        await console.button("Edit").click();
        await console.button("Replace Notes").click();
        await expectAccessible(console);
        await console.button("Cancel").click();
      }
      if (size.width < 720) await page.getByLabel("Back to the list").click();
    }
    await console.button("New").click();
    await page.getByText("Generate a password").click();
    await expectAccessible(console);
    await console.tab("Identities");
    await expectAccessible(console);
    await console.choose("deploy-bot");
    await expectAccessible(console);
    await console.tab("Vault");
    await console.button("Verify all").click();
    await expect(page.locator(".reports")).toBeVisible();
    await expectAccessible(console);
    await console.button("Change the vault key").click();
    await expectAccessible(console);
  });
}

test("recovery codes", async ({ console, page }) => {
  await page.goto("/");
  await page.getByLabel("New vault key", { exact: true }).fill(vaultKey);
  await page.getByLabel("New vault key again").fill(vaultKey);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Recovery codes" })).toBeVisible({ timeout: 20_000 });
  await expectAccessible(console);
});
