import { spawnSync } from "node:child_process";
import { expect, test } from "@playwright/test";

test("a port that is taken is said in a sentence", ({ baseURL }) => {
  const { port } = new URL(baseURL ?? "");
  const env = { ...process.env, INKSEAL_CONSOLE_PORT: port };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["preview.mjs"], { env, encoding: "utf8" });
  expect([status, stdout, stderr]).toEqual([
    1,
    "",
    `Port ${port} is taken, perhaps by another console. End that, or choose a port with INKSEAL_CONSOLE_PORT.\n`,
  ]);
});
