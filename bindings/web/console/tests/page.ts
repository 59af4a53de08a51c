/** The console's page under test. Whatever a page complains of fails its test: errors, and violations of the policy. */
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { makeDemo, vaultKey, type Demo } from "./demo.ts";

export { expect };

interface PerTest {
  /** Watches a page: the test's own is watched already. */
  watch: (page: Page) => Promise<void>;
  console: ConsolePage;
}

export const test = base.extend<PerTest, { demo: Demo }>({
  demo: [async ({}, use) => use(await makeDemo()), { scope: "worker" }],
  watch: async ({}, use) => {
    const complaints: string[] = [];
    await use(async (page) => {
      page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      await page.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (event) =>
          console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`),
        );
      });
    });
    expect(complaints).toEqual([]);
  },
  console: async ({ page, watch }, use) => {
    await watch(page);
    await use(new ConsolePage(page));
  },
});

/** What a user does with the page. */
export class ConsolePage {
  constructor(readonly page: Page) {}

  async open(text: string, fileName = "demo.json"): Promise<void> {
    await this.page.goto("/");
    await this.page
      .getByLabel("Choose a file")
      .setInputFiles({ name: fileName, mimeType: "application/json", buffer: Buffer.from(text) });
    await expect(this.page.getByRole("heading", { name: `Unlock ${fileName}` })).toBeVisible();
  }

  async unlock(key = vaultKey): Promise<void> {
    await this.page.getByLabel("Vault key", { exact: true }).fill(key);
    await this.page.getByRole("button", { name: "Unlock", exact: true }).click();
    await expect(this.button("Lock")).toBeVisible();
  }

  async openUnlocked(text: string): Promise<void> {
    await this.open(text);
    await this.unlock();
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** The row of a secret or identity in the list. */
  row(name: string): Locator {
    return this.page.locator(".list li button").filter({ has: this.page.getByText(name, { exact: true }) });
  }

  async choose(name: string): Promise<void> {
    await this.row(name).click();
    await expect(this.page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
  }

  async tab(name: "Secrets" | "Identities" | "Vault"): Promise<void> {
    await this.page.getByRole("navigation").getByRole("button", { name, exact: true }).click();
  }

  /** What a field of the shown secret says. */
  field(label: string): Locator {
    return this.page.locator(".field").filter({ has: this.page.getByText(label, { exact: true }) }).locator("dd").first();
  }

  async expectStatus(text: string | RegExp): Promise<void> {
    await expect(this.page.locator(".status-line")).toContainText(text);
  }

  /** What this browser keeps, as it is stored. */
  stored(): Promise<{ text: string; revision: number; downloadedRevision: number; downloadedAt?: number }> {
    return this.page.evaluate(
      async () => {
        const bucket = await navigator.storageBuckets!.open("inkseal-console");
        return new Promise((resolve, reject) => {
          const opening = bucket.indexedDB.open("inkseal-console");
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const reading = opening.result.transaction("vaults").objectStore("vaults").get("vault");
            reading.onsuccess = () => {
              opening.result.close();
              resolve(reading.result);
            };
          };
        });
      },
    );
  }
}
