import { nextTotpCode, parseTotpUri, totpCode } from "inkseal";
import encodeQR from "qr";
import { openVault, totpSecret, totpUri } from "./demo.ts";
import { expect, test } from "./page.ts";

/** 2026-11-21, ten seconds into a period. */
const time = new Date("2026-11-21T11:03:10Z");
const now = time.getTime() / 1000;

test("the code is the core's for that time, with a countdown, and the next one follows", async ({ console, demo, page }) => {
  await page.clock.install({ time: new Date("2026-11-21T11:00:00Z") });
  await console.openUnlocked(demo.text);
  await console.choose("Forge");
  await expect(page.locator(".code")).toHaveText(/^\d{6}$/);
  // Half a second off, so that it does not matter when in a second the page looks at the clock.
  await page.clock.pauseAt(time.getTime() - 500);
  await page.clock.runFor(1000);
  await expect(page.locator(".code")).toHaveText(totpCode({ secret: totpSecret }, { now }).code.expose());
  await expect(page.getByLabel("20 seconds left")).toBeVisible();
  await page.clock.runFor(15_000);
  await expect(page.getByLabel("5 seconds left")).toHaveAttribute("data-soon", "true");
  await page.clock.runFor(6_000);
  await expect(page.locator(".code")).toHaveText(nextTotpCode({ secret: totpSecret }, { now }).code.expose());
  await expect(page.getByLabel("29 seconds left")).toBeVisible();
});

test("one-time codes are set up from an otpauth address, and removed", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.choose("Mail");
  await console.button("Set up one-time codes").click();
  const input = page.getByLabel("One-time codes: otpauth address or secret");
  await input.fill("otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP");
  await console.button("Set").click();
  await expect(page.getByRole("dialog").getByRole("alert").filter({ hasText: "TOTP" })).toBeVisible();
  // A vault of this format keeps none of Steam's: other programs that read it would make other codes.
  await input.fill("steam://JBSWY3DPEHPK3PXP");
  await console.button("Set").click();
  await expect(page.getByRole("dialog").getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  await expect(page.locator(".code")).toHaveCount(0);
  await input.fill(totpUri);
  await console.button("Set").click();
  await expect(page.locator(".code")).toHaveText(/^\d{6}$/);
  await console.button("Remove").click();
  await expect(console.button("Set up one-time codes")).toBeVisible();
});

test("a QR image becomes one-time codes", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.choose("Mail");
  await console.button("Set up one-time codes").click();
  const uri = `otpauth://totp/Post:grace?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Post&digits=8`;
  const image = { name: "code.gif", mimeType: "image/gif", buffer: Buffer.from(encodeQR(uri, "gif", { scale: 6 })) };
  await page.getByLabel("QR image").setInputFiles(image);
  await expect(page.getByRole("dialog").getByRole("status")).toHaveText("QR code read: Post, grace.");
  await console.button("Set").click();
  await expect(page.locator(".code")).toHaveText(/^\d{8}$/);
  const vault = await openVault((await console.stored()).text);
  const stored = vault.totpCode(vault.find("Mail"), { now }).code;
  expect(stored.expose()).toBe(totpCode(parseTotpUri(uri), { now }).code.expose());
});

test("an image without a QR code is refused in words", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.button("New").click();
  const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 200, height: 100 } });
  await page.getByLabel("QR image").setInputFiles({ name: "none.png", mimeType: "image/png", buffer: picture });
  await expect(page.getByRole("alert").filter({ hasText: "No QR code was found" })).toBeVisible();
  await page
    .getByLabel("QR image")
    .setInputFiles({ name: "text.png", mimeType: "image/png", buffer: Buffer.from("no image") });
  await expect(page.getByRole("alert").filter({ hasText: "no image that the browser can read" })).toBeVisible();
});

test("a QR image that is pasted into a new login", async ({ console, demo, page }) => {
  await console.openUnlocked(demo.text);
  await console.button("New").click();
  await page.getByLabel("Name", { exact: true }).fill("Pasted");
  await page.getByRole("textbox", { name: "Password", exact: true }).fill("p");
  const image = [...encodeQR(totpUri, "gif", { scale: 4 })];
  const input = page.getByLabel("One-time codes: otpauth address or secret");
  await input.evaluate((element, bytes) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([new Uint8Array(bytes)], "qr.gif", { type: "image/gif" }));
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, image);
  await expect(input).toHaveValue(totpUri);
  await console.button("Save").click();
  await console.choose("Pasted");
  await expect(page.locator(".code")).toHaveText(/^\d{6}$/);
});
