import { expect, test } from "./page.ts";

test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

test("a copied secret is cleared from the clipboard after 45 s", async ({ console, demo, page }) => {
  await page.clock.install();
  await console.openUnlocked(demo.text);
  await console.choose("Forge");
  await page.getByLabel("Copy Password").click();
  await console.expectStatus("Password copied. The clipboard is cleared in 45 seconds, if this page stays open.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("hunter2-hunter2");
  await page.clock.fastForward(43_000);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("hunter2-hunter2");
  await page.clock.fastForward(3_000);
  await console.expectStatus("The clipboard has been cleared.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("");
});

test("where the browser refuses, it says so and clears on focus", async ({ console, demo, page }) => {
  await page.clock.install();
  await console.openUnlocked(demo.text);
  await console.choose("Forge");
  await page.getByLabel("Copy Password").click();
  await console.expectStatus("Password copied.");
  // As browsers do while another window has the focus, which a page under test never loses.
  await page.evaluate(() => {
    navigator.clipboard.writeText = () =>
      Promise.reject(new DOMException("Document is not focused.", "NotAllowedError"));
  });
  await page.clock.fastForward(46_000);
  await console.expectStatus("The browser did not let this page clear the clipboard.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("hunter2-hunter2");
  await page.evaluate(() => {
    Reflect.deleteProperty(navigator.clipboard, "writeText"); // the browser's own is below it
    dispatchEvent(new FocusEvent("focus"));
  });
  await console.expectStatus("The clipboard has been cleared.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("");
});

test("what the user copied since stays in the clipboard", async ({ console, demo, page }) => {
  await page.clock.install();
  await console.openUnlocked(demo.text);
  await console.choose("Forge");
  await page.getByLabel("Copy Password").click();
  await console.expectStatus("Password copied.");
  // As from another program.
  await page.evaluate(() => navigator.clipboard.writeText("mine"));
  await page.clock.fastForward(46_000);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("mine");
  await page.getByLabel("Copy User name").click();
  await console.expectStatus("User name copied.");
  // In the page itself, where it need not look.
  await page.context().clearPermissions();
  await page.context().grantPermissions(["clipboard-write"]);
  await page.getByRole("heading", { level: 1, name: "Forge" }).selectText();
  await page.keyboard.press("ControlOrMeta+c");
  await console.button("Lock").click();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Forge");
});

test("the lock clears the clipboard at once", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.choose("Forge");
  await page.getByLabel("Copy One-time code").click();
  await console.expectStatus("One-time code copied.");
  await console.button("Lock").click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("");
});

test("what cannot be copied is said", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.choose("Forge");
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await page.getByLabel("Copy Password").click();
  await console.expectStatus("did not let this page copy");
});
