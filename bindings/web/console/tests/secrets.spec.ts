import { SecretText, type SecretPayload } from "inkseal";
import { openVault, payloads, tampered } from "./demo.ts";
import { expect, test } from "./page.ts";

/** What the form asks for, by type, and the payload that it has to make. */
const entered = {
  Login: [
    { "User name (optional)": "grace", Password: "pass word", "Website (optional)": "https://x.example.org" },
    { type: "login", username: "grace", password: "pass word", url: "https://x.example.org" },
  ],
  "API key": [
    { "API key": "key-1", "Endpoint (optional)": "https://api.example.org" },
    { type: "api_key", apiKey: "key-1", endpoint: "https://api.example.org" },
  ],
  "Key pair": [
    { "Access key": "AK", "Secret key": "SK", "Notes (optional)": "one\ntwo" },
    { type: "key_pair", accessKey: "AK", secretKey: "SK", notes: "one\ntwo" },
  ],
  "SSH key": [
    { "Private key": "line\nline", "Fingerprint (optional)": "SHA256:x", "Passphrase (optional)": "p" },
    { type: "ssh_key", privateKey: "line\nline", fingerprint: "SHA256:x", passphrase: "p" },
  ],
  Other: [{ Text: "anything" }, { type: "other", data: "anything" }],
} as const;

for (const [type, [fields, expected]] of Object.entries(entered)) {
  test(`a secret of type ${type} is added`, async ({ console, demo, page }) => {
    await console.openUnlocked(demo.text);
    await console.button("New").click();
    await page.getByRole("radio", { name: type, exact: true }).check();
    await page.getByLabel("Name", { exact: true }).fill(`My ${type}`);
    for (const [label, text] of Object.entries(fields)) await page.getByRole("textbox", { name: label, exact: true }).fill(text);
    await console.button("Save").click();
    await console.expectStatus(`My ${type} is saved.`);
    await expect(console.row(`My ${type}`)).toBeVisible();
    await expect(page.getByRole("heading", { level: 1, name: `My ${type}` })).toBeVisible();

    const { text, revision } = await console.stored();
    expect(revision).toBe(2);
    const vault = await openVault(text);
    expect(plain(vault.open(vault.find(`My ${type}`)).payload)).toEqual(expected);
  });
}

test("fields are hidden until they are revealed, and hide again", async ({ console, demo, page }) => {
  await page.clock.install();
  await console.openUnlocked(demo.text);
  await console.choose("Forge");
  await expect(console.field("User name")).toHaveText("ada");
  await expect(console.field("Password")).toContainText("hidden");
  expect(await page.content()).not.toContain("hunter2");
  await page.getByLabel("Reveal Password").click();
  await expect(console.field("Password")).toHaveText("hunter2-hunter2");
  await page.clock.fastForward("01:01");
  await expect(console.field("Password")).toContainText("hidden");
  await page.getByLabel("Reveal Password").click();
  await console.choose("Mail");
  await console.choose("Forge");
  await expect(console.field("Password")).toContainText("hidden");
  expect(await page.content()).not.toContain("hunter2");
});

test("a secret is edited; what is not touched and what is not known stays to the letter", async ({ console, demo, page }) => {
  const before = await openVault(demo.text);
  before.create("Carriage returns", {
    type: "other",
    data: "one\r\ntwo",
    notes: "old",
    unknown: [{ name: "future", value: '{"x":1.0}' }],
  });
  await console.openUnlocked(before.toText());
  await console.choose("Carriage returns");
  await expect(page.locator(".field").filter({ hasText: "future (unknown)" })).toBeVisible();
  await console.button("Edit").click();
  await page.getByLabel("Name", { exact: true }).fill("Line ends");
  await console.button("Replace Notes").click();
  await page.getByLabel("Notes (optional)").fill("new");
  await console.button("Save").click();
  await console.choose("Line ends");
  const vault = await openVault((await console.stored()).text);
  const text = vault.openText(vault.find("Line ends")).expose();
  expect(JSON.parse(text)).toEqual({ data: "one\r\ntwo", notes: "new", future: { x: 1 } });
  expect(text).toContain('{"x":1.0}');
});

test("the form that edits holds nothing hidden until it is asked to", async ({ console, demo, page }) => {
  const typed = (): Promise<string> =>
    page.evaluate(() => {
      const inputs = [...document.querySelectorAll("input, textarea")] as HTMLInputElement[];
      return inputs.flatMap(({ value, defaultValue }) => [value, defaultValue]).join("\n");
    });
  const stored = async (): Promise<unknown> => {
    const vault = await openVault((await console.stored()).text);
    return plain(vault.open(vault.find("Forge")).payload);
  };
  const password = page.getByRole("textbox", { name: "Password", exact: true });
  const notes = page.getByRole("textbox", { name: "Notes (optional)" });
  const before = await openVault(demo.text);
  const old = plain(before.open(before.find("Forge")).payload) as Record<string, unknown>;

  await console.openUnlocked(demo.text);
  await console.choose("Forge");
  await console.button("Edit").click();
  expect(await typed()).toContain("ada@example.org"); // what is not hidden is there
  expect(await typed()).not.toMatch(/hunter2|first line/);
  expect(await page.content()).not.toMatch(/hunter2|first line/);
  await expect(password).toHaveAttribute("placeholder", "unchanged");
  await expect(password).not.toBeEditable();

  // What is looked at and not changed is saved as it was, and masked when it is hidden again.
  await console.button("Reveal Password").click();
  await expect(password).toHaveValue("hunter2-hunter2");
  await expect(password).not.toHaveClass(/masked/);
  expect(await typed()).not.toContain("first line");
  await console.button("Reveal Password").click();
  await expect(password).toHaveClass(/masked/);
  await expect(password).toHaveValue("hunter2-hunter2");

  // What is to be replaced and then kept is saved as it was.
  await console.button("Replace Notes").click();
  await expect(notes).toBeFocused();
  await notes.fill("never saved");
  await console.button("Keep Notes").click();
  await expect(notes).toHaveValue("");
  await expect(notes).not.toBeEditable();
  await page.getByRole("textbox", { name: "User name (optional)" }).fill("grace");
  await console.button("Save").click();
  await console.expectStatus("Forge is saved.");
  expect(await stored()).toEqual({ ...old, username: "grace" });

  // A required field is asked for, an optional one that is left empty goes.
  await console.button("Edit").click();
  await console.button("Replace Notes").click();
  await console.button("Replace Password").click();
  await expect(password).toBeFocused();
  await console.button("Save").click();
  expect(await password.evaluate((input: HTMLInputElement) => input.validity.valueMissing)).toBe(true);
  await page.keyboard.type("replaced");
  await expect(password).toHaveClass(/masked/);
  await console.button("Save").click();
  await expect(page.getByRole("heading", { level: 1, name: "Forge", exact: true })).toBeFocused();
  const { notes: _, ...rest } = old;
  expect(await stored()).toEqual({ ...rest, username: "grace", password: "replaced" });

  // So does one that is generated, and one that was revealed and changed.
  await console.button("Edit").click();
  await page.getByText("Generate a password").click();
  await console.button("Generate").click();
  await expect(password).toHaveValue(/^.{24}$/);
  const made = await password.inputValue();
  await console.button("Save").click();
  await expect(page.getByRole("heading", { level: 1, name: "Forge", exact: true })).toBeFocused();
  expect(await stored()).toMatchObject({ password: made });
  await console.button("Edit").click();
  await console.button("Reveal Password").click();
  await password.fill("by hand");
  await console.button("Save").click();
  await expect(page.getByRole("heading", { level: 1, name: "Forge", exact: true })).toBeFocused();
  expect(await stored()).toMatchObject({ password: "by hand" });
});

test("a generated password fits what was asked", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.button("New").click();
  await page.getByText("Generate a password").click();
  await page.getByLabel("!#$…").uncheck();
  await page.getByLabel(/^Length/).fill("40");
  await console.button("Generate").click();
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(/^[A-Za-z0-9]{40}$/);
});

test("a secret is deleted when the user says so twice", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.choose("Mail");
  await page.getByLabel("Delete Mail").click();
  await console.button("Keep it").click();
  await expect(page.getByLabel("Delete Mail")).toBeFocused();
  await page.getByLabel("Delete Mail").click();
  await console.button("Delete").click();
  await console.expectStatus("Mail is deleted.");
  await expect(console.row("Mail")).toBeHidden();
  const left = (await openVault((await console.stored()).text)).list().map(({ name }) => name);
  expect(left).toEqual(Object.keys(payloads).filter((name) => name !== "Mail"));
});

test("a type that is not known is shown as text that cannot be edited", async ({ console, demo, page }) => {
  await console.openUnlocked(tampered(demo.text, "Signing note", (entry) => (entry.secret_type = "passkey")));
  await expect(console.row("Signing note")).toContainText("passkey");
  await console.choose("Signing note");
  await page.getByLabel("Reveal Content").click();
  await expect(console.field("Content")).toContainText("made-up text");
  await console.button("Edit").click();
  await expect(page.getByLabel("Name", { exact: true })).toBeVisible();
  await expect(page.locator(".sealed")).toHaveCount(0);
});

test("the list is searched, filtered and used by keyboard", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  const rows = page.locator(".list li");
  await page.keyboard.press("/");
  await expect(page.getByLabel("Search")).toBeFocused();
  await page.keyboard.type("main account");
  await expect(rows).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(rows).toHaveCount(6);
  await page.getByLabel("Type", { exact: true }).selectOption("Login");
  await expect(rows).toHaveCount(2);
  await page.getByLabel("Search").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(console.row("Mail")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Mail" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { level: 1, name: "Mail" })).toBeHidden();
});

/** A payload with its texts in clear. */
function plain(payload: SecretPayload): unknown {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, clear(value)]));
}

function clear(value: unknown): unknown {
  return value instanceof SecretText ? value.expose() : value;
}
