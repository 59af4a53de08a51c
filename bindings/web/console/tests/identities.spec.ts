import { openVault } from "./demo.ts";
import { expect, test } from "./page.ts";

test("an identity is made, granted, renamed, paused, resumed and deleted", async ({ console, demo, page }) => {
  const stored = async () => openVault((await console.stored()).text);
  await console.openUnlocked(demo.text);
  await console.tab("Identities");
  await console.button("New identity").click();
  await page.getByRole("dialog").getByLabel("Handle").fill("mail-bot");
  await console.button("Make the identity").click();
  await expect(page.getByRole("alert").filter({ hasText: "Choose another name" })).toBeVisible();
  await page.getByRole("dialog").getByLabel("Handle").fill("review-bot");
  await console.button("Make the identity").click();
  await expect(page.getByRole("heading", { level: 1, name: "review-bot" })).toBeVisible();

  await page.getByLabel("Forge").check();
  await page.getByLabel("Mail").check();
  await console.button("Save the grants").click();
  await console.expectStatus("review-bot may read 2 of 6 secrets.");
  await page.getByLabel("Mail").uncheck();
  await console.button("Save the grants").click();
  await console.expectStatus("review-bot may read 1 of 6 secrets.");
  expect((await stored()).grantedTo("review-bot").map(({ name }) => name)).toEqual(["Forge"]);

  await page.getByLabel("Handle").fill("merge-bot");
  await page.getByLabel("Name for people (optional)").fill("Merges");
  await console.button("Save the names").click();
  await console.expectStatus("The names are saved.");
  await console.button("Pause").click();
  await expect(console.row("merge-bot")).toContainText("paused");
  expect((await stored()).identity("merge-bot")).toMatchObject({ displayName: "Merges", status: "paused" });
  await console.button("Resume").click();
  await console.expectStatus("merge-bot may read again.");

  await console.tab("Secrets");
  await console.choose("Forge");
  await expect(page.getByText("merge-bot", { exact: true })).toBeVisible();
  await console.tab("Identities");
  await console.choose("merge-bot");
  await page.getByLabel("Delete merge-bot").click();
  await console.button("Delete").click();
  await console.expectStatus("merge-bot is deleted.");
  expect((await stored()).identities().map(({ agentHandle }) => agentHandle)).toEqual(["deploy-bot", "mail-bot"]);
});
