import { vaultKey } from "./demo.ts";
import { expect, test, type ConsolePage } from "./page.ts";

const PASSWORD = "hunter2-hunter2";

/** Opens much of the demo: a revealed password, a code, and a dialog with what was typed. */
async function openMuch(console: ConsolePage): Promise<void> {
  await console.choose("Forge");
  await console.page.getByLabel("Reveal Password").click();
  await expect(console.field("Password")).toHaveText(PASSWORD);
  await expect(console.page.locator(".code")).toHaveText(/^\d{6}$/);
}

async function expectNothingLeft({ page }: ConsolePage): Promise<void> {
  await expect(page.getByRole("heading", { name: "Unlock demo.json" })).toBeVisible();
  const left = await page.evaluate(() => {
    const typed = [...document.querySelectorAll("input, textarea")].map((input) => (input as HTMLInputElement).value);
    return document.documentElement.outerHTML + typed.join("\n");
  });
  for (const secret of [PASSWORD, "ada@example.org", "forge.example.org", vaultKey]) expect(left).not.toContain(secret);
  expect(left).not.toMatch(/class="code"|<dialog/);
}

test("the lock button wipes what the page shows and ends the worker", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await openMuch(console);
  expect(page.workers()).toHaveLength(1);
  await console.button("Lock").click();
  await expectNothingLeft(console);
  await expect.poll(() => page.workers().length).toBe(0);
});

test("a form and what was typed in it go with the lock", async ({ console, demo, page }) => {
  await page.clock.install();
  await console.openUnlocked(demo.text);
  await console.choose("Forge");
  await console.button("Edit").click();
  await console.button("Reveal Password").click();
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(PASSWORD);
  await page.clock.fastForward("05:01");
  await expectNothingLeft(console);
});

test("it locks after the idle time, by the clock, and use puts it off", async ({ console, demo, page }) => {
  await page.clock.install();
  await console.openUnlocked(demo.text);
  await openMuch(console);
  await page.clock.fastForward("04:00");
  await page.mouse.move(5, 5);
  await page.clock.fastForward("04:00");
  await expect(console.button("Lock")).toBeVisible();
  await page.clock.fastForward("01:01");
  await expectNothingLeft(console);
});

test("the time that a machine sleeps counts: the page looks before it counts use", async ({ console, demo, page }) => {
  const start = new Date("2026-11-21T12:00:00Z");
  await page.clock.install({ time: start });
  await console.openUnlocked(demo.text);
  await openMuch(console);
  // No timer fires while it sleeps; then the user comes back and moves.
  await page.clock.setFixedTime(new Date("2026-11-21T14:00:00Z"));
  await page.mouse.move(50, 50);
  await expectNothingLeft(console);
});

test("the idle time is chosen, and kept", async ({ console, demo, page }) => {
  await page.clock.install();
  await console.openUnlocked(demo.text);
  await console.tab("Vault");
  await page.getByLabel("Lock after this time without use").selectOption("1 minute");
  await page.reload();
  await console.unlock();
  await console.tab("Vault");
  await expect(page.getByLabel("Lock after this time without use")).toHaveValue("1");
  await page.clock.fastForward("01:01");
  await expect(console.button("Unlock")).toBeVisible();
});

test("leaving the page locks it", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await openMuch(console);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
  await expectNothingLeft(console);
});

test("a page that is left while it unlocks stays locked", async ({ console, demo, page }) => {
  await console.open(demo.text);
  await page.getByLabel("Vault key", { exact: true }).fill(vaultKey);
  await page.getByRole("button", { name: "Unlock", exact: true }).evaluate((button: HTMLElement) => {
    button.click();
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
  });
  await expect(page.getByRole("alert")).toHaveText("The vault is locked. Unlock it and try again.");
  await expectNothingLeft(console);
  await expect.poll(() => page.workers().length).toBe(0);
});
