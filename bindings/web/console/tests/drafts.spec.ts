/** What was entered and not saved is not lost without a question. */
import { openVault } from "./demo.ts";
import { expect, test, type ConsolePage } from "./page.ts";

const question = ({ page }: ConsolePage, name = "Discard the changes?") => page.getByRole("dialog", { name });

/** Goes on editing, and sees that nothing was lost. */
async function keep(console: ConsolePage, label: string, text: string): Promise<void> {
  await expect(question(console)).toBeVisible();
  await console.button("Go on editing").click();
  await expect(question(console)).toBeHidden();
  await expect(console.page.getByRole("textbox", { name: label, exact: true })).toHaveValue(text);
}

test("an edit stays until the user lets it go: for another secret, a tab, New and the lock", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.choose("Mail");
  await console.button("Edit").click();
  await console.button("Replace Password").click();
  await page.getByRole("textbox", { name: "Password", exact: true }).fill("typed and not saved");
  for (const leave of [
    () => console.row("Forge").click(),
    () => console.tab("Identities"),
    () => console.button("New").click(),
    () => console.button("Lock").click(),
  ]) {
    await leave();
    await keep(console, "Password", "typed and not saved");
  }
  // Enter means what loses nothing.
  await console.row("Forge").click();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Edit Mail" })).toBeVisible();
  await console.row("Forge").click();
  await console.button("Discard").click();
  await expect(page.getByRole("heading", { level: 1, name: "Forge", exact: true })).toBeFocused();
  const vault = await openVault((await console.stored()).text);
  expect(vault.credentials("mail-bot").getLogin(vault.find("Mail")).password.expose()).toBe("another password");
});

test("a form in which nothing was changed is left without a question", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.choose("Forge");
  await console.button("Edit").click();
  await console.button("Reveal Password").click();
  await page.getByRole("textbox", { name: "User name (optional)" }).fill("grace");
  await page.getByRole("textbox", { name: "User name (optional)" }).fill("ada");
  await console.choose("Mail");
  await console.button("New").click();
  await console.tab("Vault");
  await expect(page.getByRole("heading", { level: 1, name: "Vault" })).toBeVisible();
});

test("a reload during New is asked for by the browser", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.button("New").click();
  await page.getByLabel("Name", { exact: true }).fill("Half of it");
  const asked: string[] = [];
  page.once("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  // The reload is given up with the dialog.
  await page.evaluate(() => setTimeout(() => location.reload()));
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Half of it");
  await console.button("Cancel").click();
  await page.reload();
  await expect(console.button("Unlock")).toBeVisible();
});

test("another type in New keeps what both have, and asks before the rest goes", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.button("New").click();
  const type = (name: string) => page.getByRole("radio", { name, exact: true });
  await type("SSH key").check();
  await page.getByLabel("Name", { exact: true }).fill("Deploy key");
  await page.getByRole("textbox", { name: "Private key" }).fill("typed by hand");
  await page.getByRole("textbox", { name: "Notes (optional)" }).fill("kept");
  await type("API key").click();
  await expect(question(console, "Discard what does not fit?")).toContainText("Private key");
  await console.button("Stay with SSH key").click();
  await expect(type("SSH key")).toBeChecked();
  await expect(page.getByRole("textbox", { name: "Private key" })).toHaveValue("typed by hand");
  // By keyboard too.
  await type("SSH key").focus();
  await page.keyboard.press("ArrowLeft");
  await console.button("Discard it").click();
  await expect(type("Key pair")).toBeChecked();
  await page.getByRole("textbox", { name: "Endpoint (optional)" }).fill("shared.example.org");
  await type("API key").click();
  await expect(type("API key")).toBeChecked();
  await expect(page.getByRole("textbox", { name: "Notes (optional)" })).toHaveValue("kept");
  await expect(page.getByRole("textbox", { name: "Endpoint (optional)" })).toHaveValue("shared.example.org");
  await page.getByRole("textbox", { name: "API key", exact: true }).fill("k");
  await console.button("Save").click();
  await console.expectStatus("Deploy key is saved.");
  const vault = await openVault((await console.stored()).text);
  expect(JSON.parse(vault.openText(vault.find("Deploy key")).expose())).toEqual({
    api_key: "k",
    endpoint: "shared.example.org",
    notes: "kept",
  });
});

test("an identity's names and grants are not lost to another identity, or to each other's save", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.tab("Identities");
  await console.choose("deploy-bot");
  await page.getByLabel("Forge").check();
  await console.row("mail-bot").click();
  await console.button("Go on editing").click();
  await expect(page.getByLabel("Forge")).toBeChecked();
  await page.getByLabel("Name for people (optional)").fill("Deploys");
  await console.button("Save the names").click();
  await console.expectStatus("The names are saved.");
  await expect(page.getByLabel("Forge")).toBeChecked();
  await console.button("Save the grants").click();
  await console.expectStatus("deploy-bot may read 2 of 6 secrets.");
  await console.choose("mail-bot");
});
