/** The list with ten thousand secrets: it costs no more than with twenty. */
import { init, initializeVault } from "inkseal";
import { vaultKey } from "./demo.ts";
import { expect, test } from "./page.ts";

const COUNT = 10_000;
/** Far more than fit into 800 pixels, and far less than there are. */
const MOST_ROWS = 60;

const name = (number: number): string => `Secret ${String(number).padStart(5, "0")}`;

/** The file of a vault with many secrets, numbered from 1. */
async function many(): Promise<string> {
  await init();
  const { vault } = initializeVault("org_console_many", new TextEncoder().encode(vaultKey));
  for (let number = 1; number <= COUNT; number += 1)
    vault.create(name(number), { type: "api_key", apiKey: `key ${number}` }, { description: `number ${number % 10}` });
  return vault.toText();
}

test("of ten thousand secrets the page holds those that are to be seen, and the keys reach all", async ({ console, page }) => {
  await console.openUnlocked(await many());
  const rows = page.locator(".list li");
  const expectFew = async (): Promise<void> => {
    const made = await rows.count();
    expect(made).toBeGreaterThan(5);
    expect(made).toBeLessThan(MOST_ROWS);
  };
  await expect(console.row(name(1))).toBeInViewport();
  await expect(page.getByRole("status").filter({ hasText: "10000 secrets" })).toBeVisible();
  await expectFew();
  await expect(rows.first()).toHaveAttribute("aria-posinset", "1");
  await expect(rows.first()).toHaveAttribute("aria-setsize", String(COUNT));

  // The arrow keys go beyond what was made at first, each press to the next row.
  await page.getByLabel("Search").focus();
  for (let presses = 0; presses < MOST_ROWS + 20; presses += 1) await page.keyboard.press("ArrowDown");
  await expect(console.row(name(MOST_ROWS + 20))).toBeFocused();
  await expect(console.row(name(MOST_ROWS + 20))).toBeInViewport({ ratio: 0.9 });
  await expectFew();
  await page.keyboard.press("End");
  await expect(console.row(name(COUNT))).toBeFocused();
  await expect(console.row(name(COUNT))).toBeInViewport({ ratio: 0.9 });
  await expect(rows.last()).toHaveAttribute("aria-posinset", String(COUNT));
  await expectFew();
  await page.keyboard.press("ArrowUp");
  await expect(console.row(name(COUNT - 1))).toBeFocused();

  // The wheel does not take the row away that has the focus.
  await page.locator(".rows").evaluate((scroller) => scroller.scrollTo(0, 0));
  await expect(console.row(name(1))).toBeInViewport();
  await expect(console.row(name(COUNT - 1))).toBeFocused();
  await page.keyboard.press("Home");
  await expect(console.row(name(1))).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByLabel("Search")).toBeFocused();

  // What is searched is shown from its beginning, wherever the list was.
  await page.locator(".rows").evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
  await expect(console.row(name(COUNT))).toBeInViewport();
  await page.getByLabel("Search").fill("number 7");
  await expect(page.getByText(`${COUNT / 10} of ${COUNT} secrets`)).toBeVisible();
  await expect(console.row(name(7))).toBeInViewport({ ratio: 0.9 });
  await expectFew();
  await page.keyboard.press("ArrowDown");
  await expect(console.row(name(7))).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: name(COUNT - 3) })).toBeVisible();
});

test("the rows fill the list when the window grows, and grow with the user's letters", async ({ console, page }) => {
  await page.setViewportSize({ width: 1280, height: 400 });
  await console.openUnlocked(await many());
  await expect(console.row(name(1))).toBeInViewport();
  await expect(console.row(name(24))).toHaveCount(0);
  await page.setViewportSize({ width: 1280, height: 1900 });
  await expect(console.row(name(24))).toBeInViewport({ ratio: 0.9 });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "24px";
  });
  await page.locator(".rows").evaluate((scroller) => scroller.scrollTo(0, 84 * 5000));
  await expect(console.row(name(5001))).toBeInViewport({ ratio: 0.9 });
  const [upper, lower] = await Promise.all([5001, 5002].map((number) => console.row(name(number)).boundingBox()));
  expect((lower?.y ?? 0) - (upper?.y ?? 0)).toBe(84);
});
