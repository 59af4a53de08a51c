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

test("every payload is opened when the vault is, and not again at each save; the marks stay right", async ({ console, demo, page }) => {
  await page.addInitScript(() => {
    Worker.prototype.postMessage = new Proxy(Worker.prototype.postMessage, {
      apply(post, worker, sent: [{ name?: string }]) {
        if (sent[0].name === "verify") document.documentElement.dataset["verified"] += "x";
        Reflect.apply(post, worker, sent);
      },
    });
    document.addEventListener("DOMContentLoaded", () => (document.documentElement.dataset["verified"] = ""));
  });
  const verified = page.locator("html");
  const forged = tampered(tampered(demo.text, "Weather API", damage), "Mail", damage);
  await console.openUnlocked(forged);
  await expect(page.locator(".mark")).toHaveCount(2);
  await expect(verified).toHaveAttribute("data-verified", "x");

  // A save of one's own: what is damaged stays marked, also when it is renamed; what goes, goes.
  await console.choose("Weather API");
  await console.button("Edit").click();
  await page.getByLabel("Name", { exact: true }).fill("Rain API");
  await console.button("Save").click();
  await expect(console.row("Rain API")).toContainText("damaged");
  await console.choose("Mail");
  await console.button("Delete Mail").click();
  await console.button("Delete").click();
  await console.expectStatus("Mail is deleted.");
  await expect(page.locator(".mark")).toHaveCount(1);
  await expect(verified).toHaveAttribute("data-verified", "x");

  // What another tab stored is read and verified anew.
  await page.evaluate(
    async (text) => {
      const { indexedDB } = await navigator.storageBuckets!.open("inkseal-console");
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("inkseal-console");
        opening.onsuccess = () => {
          const writing = opening.result.transaction("vaults", "readwrite");
          const vaults = writing.objectStore("vaults");
          const reading = vaults.get("vault");
          reading.onsuccess = () => vaults.put({ ...reading.result, text, revision: 9 }, "vault");
          writing.oncomplete = () => resolve();
          writing.onabort = () => reject(writing.error);
        };
      });
    },
    forged,
  );
  await page.evaluate(() => new BroadcastChannel("inkseal-console").postMessage("changed"));
  await console.expectStatus("changed in another tab");
  await expect(page.locator(".mark")).toHaveCount(2);
  await expect(verified).toHaveAttribute("data-verified", "xx");

  // The user's own verification, and the saves after it.
  await console.tab("Vault");
  await console.button("Verify all").click();
  await expect(page.locator(".reports li")).toHaveCount(2);
  await expect(verified).toHaveAttribute("data-verified", "xxx");
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
