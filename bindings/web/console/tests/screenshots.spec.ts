/**
 * Pictures of the main views, in screenshots/. Every credential in them is made up, and the recovery codes are those of
 * a vault that is thrown away with the test.
 */
import { damage, tampered, vaultKey } from "./demo.ts";
import { expect, test, type ConsolePage } from "./page.ts";

const noon = Date.parse("2026-11-21T12:00:00Z");

async function shoot(console: ConsolePage, name: string): Promise<void> {
  await console.page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  await console.page.screenshot({ path: `screenshots/${name}.png`, animations: "disabled" });
}

test("the main views, light and dark", async ({ console, demo, page }) => {
  await page.clock.install({ time: noon });
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  await shoot(console, "welcome");
  await console.open(tampered(demo.text, "Weather API", damage));
  await shoot(console, "unlock");
  await console.unlock();
  await console.choose("Forge");
  await expect(page.locator(".code")).toHaveText(/^\d{6}$/);
  await page.clock.pauseAt(noon + 69_500); // always the same code, with 20 seconds left
  await page.clock.runFor(1000);
  await expect(page.getByLabel("20 seconds left")).toBeVisible();
  await page.getByLabel("Reveal Password").click();
  await shoot(console, "secret-light");
  await page.emulateMedia({ colorScheme: "dark" });
  await shoot(console, "secret-dark");
  await page.clock.resume();
  await console.choose("Weather API");
  await shoot(console, "damaged-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await console.button("New").click();
  await page.getByText("Generate a password").click();
  await shoot(console, "new-secret");
  await console.tab("Identities");
  await console.choose("deploy-bot");
  await shoot(console, "identity");
  await console.tab("Vault");
  await shoot(console, "vault");
});

test("a narrow screen shows the list or one secret", async ({ console, demo, page }) => {
  await page.clock.install({ time: noon });
  await page.setViewportSize({ width: 360, height: 740 });
  await console.openUnlocked(demo.text);
  await shoot(console, "narrow-list");
  await console.choose("Forge");
  await expect(console.row("Forge")).toBeHidden();
  await expect(page.locator(".code")).toHaveText(/^\d{6}$/);
  await shoot(console, "narrow-secret");
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBe(0);
  await page.getByLabel("Back to the list").click();
  await console.button("New").click();
  await shoot(console, "narrow-form");
  await console.button("Cancel").click();
  await expect(console.row("Forge")).toBeVisible();
});

test("the recovery codes of a new vault", async ({ console, page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  await page.getByLabel("New vault key", { exact: true }).fill(vaultKey);
  await page.getByLabel("New vault key again").fill(vaultKey);
  await console.button("Make the vault").click();
  await expect(page.getByRole("dialog", { name: "Recovery codes" })).toBeVisible({ timeout: 20_000 });
  await shoot(console, "recovery-codes");
});
