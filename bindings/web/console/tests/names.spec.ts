/** Names and inputs that are not what they seem. */
import { initializeVault } from "inkseal";
import { openVault, tampered, vaultKey } from "./demo.ts";
import { expect, test, type ConsolePage } from "./page.ts";

async function paste(console: ConsolePage, label: string, text: string): Promise<void> {
  const { page } = console;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.getByRole("textbox", { name: label, exact: true }).focus();
  await page.keyboard.press("ControlOrMeta+v");
}

test("what turns or hides text is shown as what it is, wherever a name is", async ({ console, demo, page }) => {
  const file = tampered(demo.text, "Mail", (entry) => (entry.name = "lia\u202eM \u009b1m"));
  const vault = await openVault(file);
  vault.describe(vault.find("Forge"), "one\u2028two\ufeff");
  vault.createIdentity("bot\u2066", { displayName: "B\u202et" });
  await console.openUnlocked(vault.toText());
  const name = "lia\\u{202e}M \\u{9b}1m";
  await console.choose(name);
  await expect(console.row("one\\u{2028}two\\u{feff}")).toBeVisible();
  await console.button(`Delete ${name}`).click();
  await expect(page.getByRole("dialog", { name: `Delete ${name}?` })).toBeVisible();
  await console.button("Keep it").click();
  await console.tab("Identities");
  await console.choose("bot\\u{2066}");
  await expect(console.row("B\\u{202e}t")).toBeVisible();
  expect(await page.locator("body").innerText()).not.toMatch(/[\u202e\u2066\u009b\u2028\ufeff]/);
  // Words of other scripts, and of several signs, are as they are.
  await console.tab("Secrets");
  await console.choose("Forge");
  await console.button("Edit").click();
  const words = "می‌خواهم שלום‎ 👩‍🚀";
  await page.getByLabel("Name", { exact: true }).fill(words);
  await console.button("Save").click();
  await expect(page.getByRole("heading", { level: 1, name: words, exact: true })).toBeVisible();
});

test("a second secret of one name is asked for", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.button("New").click();
  await page.getByLabel("Name", { exact: true }).fill("Mail");
  await page.getByRole("textbox", { name: "Password", exact: true }).fill("second");
  await console.button("Save").click();
  const question = page.getByRole("dialog", { name: "There is a secret Mail already" });
  await expect(question).toBeVisible();
  await console.button("Choose another name").click();
  expect((await console.stored()).revision).toBe(1);
  await console.button("Save").click();
  await console.button("Save it all the same").click();
  await console.expectStatus("Mail is saved.");
  expect((await openVault((await console.stored()).text)).list().filter(({ name }) => name === "Mail")).toHaveLength(2);

  // A new name likewise; the name that it has already is none.
  await console.choose("Forge");
  await console.button("Edit").click();
  await console.button("Save").click();
  await expect(page.getByRole("heading", { level: 1, name: "Forge", exact: true })).toBeVisible();
  await console.button("Edit").click();
  await page.getByLabel("Name", { exact: true }).fill("Mail");
  await console.button("Save").click();
  await expect(question).toBeVisible();
});

test("a long name is refused and not cut", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.button("New").click();
  await page.getByRole("textbox", { name: "Password", exact: true }).fill("p");
  await paste(console, "Name", "n".repeat(256));
  await console.button("Save").click();
  await expect(page.getByRole("alert").filter({ hasText: "1 to 255 characters" })).toBeVisible();
  expect((await console.stored()).revision).toBe(1);
});

test("several lines that are pasted where one belongs are refused, and a line end at the end is not", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.button("New").click();
  const password = page.getByRole("textbox", { name: "Password", exact: true });
  await paste(console, "Password", "first\r\nsecond");
  await expect(page.getByRole("alert").filter({ hasText: "has several lines" })).toBeVisible();
  await expect(password).toHaveValue("");
  await paste(console, "Password", "one line\r\n");
  await expect(password).toHaveValue("one line");
  await expect(page.getByRole("alert").filter({ hasText: "has several lines" })).toBeHidden();
});

test("an empty password is not stored", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.button("New").click();
  await page.getByLabel("Name", { exact: true }).fill("Empty");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Password", exact: true })).toBeFocused();
  await console.button("Cancel").click();
  await console.choose("Mail");
  await console.button("Edit").click();
  await console.button("Reveal Password").click();
  await page.getByRole("textbox", { name: "Password", exact: true }).fill("");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Edit Mail" })).toBeVisible();
  expect((await console.stored()).revision).toBe(1);
});

test("a private key gets the last line end that it lacks, and LF, which is told", async ({ console, demo, page }) => {
  const lines = ["-----BEGIN OPENSSH PRIVATE KEY-----", "AAAA", "-----END OPENSSH PRIVATE KEY-----"];
  await console.openUnlocked(demo.text);
  await console.button("New").click();
  await page.getByRole("radio", { name: "SSH key" }).check();
  await page.getByLabel("Name", { exact: true }).fill("Deploy key");
  await paste(console, "Private key", lines.join("\r\n"));
  await console.button("Save").click();
  await console.expectStatus("Deploy key is saved. The end of the last line, which OpenSSH needs, was added to the private key.");
  const vault = await openVault((await console.stored()).text);
  const { payload } = vault.open(vault.find("Deploy key"));
  expect(payload.type === "ssh_key" && payload.privateKey.expose()).toBe(`${lines.join("\n")}\n`);
});

test("a wrong key that has something odd about it is told what, and not what is in it", async ({ console, demo, page }) => {
  await console.open(demo.text);
  const alert = page.getByRole("alert").filter({ hasText: "This is not the vault key" });
  for (const [key, told] of [
    [`${vaultKey} `, "begins or ends with a space"],
    [`\u00a0${vaultKey}`, "begins or ends with a space"],
    [`\ufeff${vaultKey}`, "a character that cannot be seen"],
    [`${vaultKey}\u200b`, "a character that cannot be seen"],
  ] as const) {
    await page.getByLabel("Vault key", { exact: true }).fill(key);
    await console.button("Unlock").click();
    await expect(alert).toContainText(told);
    await expect(alert).not.toContainText(vaultKey);
  }
  await page.getByLabel("Vault key", { exact: true }).fill("Wrong-Horse-7-Battery");
  await console.button("Unlock").click();
  await expect(alert).not.toContainText("What you entered");
});

test("a key opens in the Unicode form in which it was made, whatever form is typed, which is told", async ({ console }) => {
  const key = "Crème-Brûlée-7-Battery";
  const other = { NFC: "NFD", NFD: "NFC" } as const;
  for (const form of ["NFC", "NFD"] as const) {
    const { vault } = initializeVault("org_forms", new TextEncoder().encode(key.normalize(form)));
    await console.open(vault.toText(), `${form}.json`);
    await console.unlock(key.normalize(other[form]));
    await console.expectStatus(`in another Unicode form than it was typed in: ${form}.`);
    await console.tab("Vault");
    await console.button("Close and forget this vault").click();
    await console.page.getByRole("dialog").getByRole("button", { name: /^Forget the vault/ }).click();
  }
});
