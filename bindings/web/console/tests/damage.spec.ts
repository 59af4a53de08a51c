import { damage, payloads, tampered } from "./demo.ts";
import { expect, test } from "./page.ts";

test("in a tampered file the damaged secret is marked and explained, and the others open", async ({ console, demo, page }) => {
  await console.openUnlocked(tampered(demo.text, "Weather API", damage));
  await expect(page.locator(".mark")).toHaveCount(1);
  await expect(console.row("Weather API")).toContainText("damaged");
  await console.choose("Weather API");
  await expect(page.getByRole("alert").filter({ hasText: "This secret does not open" })).toContainText("backup");
  for (const name of Object.keys(payloads).filter((one) => one !== "Weather API")) {
    await console.choose(name);
    await expect(page.locator(".field").first()).toBeVisible();
  }
  await console.tab("Vault");
  await console.button("Verify all").click();
  await expect(page.locator(".reports li")).toHaveCount(1);
  await expect(page.locator(".reports")).toContainText("Weather API");
});

test("a secret under another's id does not open", async ({ console, demo, page }) => {
  const payload = (JSON.parse(demo.text) as { secrets: { name: string; encrypted_payload: string }[] }).secrets.find(
    ({ name }) => name === "Mail",
  )?.encrypted_payload;
  await console.openUnlocked(tampered(demo.text, "Forge", (entry) => (entry.encrypted_payload = payload ?? "")));
  await console.choose("Forge");
  await expect(page.getByRole("alert").filter({ hasText: "This secret does not open" })).toBeVisible();
});

test("what the format does not authenticate is marked, and explained in place", async ({ console, demo, page }) => {
  await console.openUnlocked(tampered(demo.text, "Mail", (entry) => (entry.name = "Bank")));
  await console.choose("Bank");
  await page.getByText("Not authenticated").click();
  await expect(page.getByText("can read and change the name, description, type, times and access")).toBeVisible();
  await console.tab("Identities");
  await page.getByText("Not authenticated").click();
  await expect(page.getByText("Grants are policy and not cryptography")).toBeVisible();
});
