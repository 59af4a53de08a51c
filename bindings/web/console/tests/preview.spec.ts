import { spawnSync } from "node:child_process";
import { expect, test } from "@playwright/test";

test("a port that is taken is said in a sentence", ({ baseURL }) => {
  const { port } = new URL(baseURL ?? "");
  // Node warns of these two together.
  const { FORCE_COLOR: _force, NO_COLOR: _no, ...environment } = process.env;
  const env = { ...environment, INKSEAL_CONSOLE_PORT: port };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["preview.mjs"], { env, encoding: "utf8" });
  expect([status, stdout, stderr]).toEqual([
    1,
    "",
    `Port ${port} is taken, perhaps by another console. End that, or choose a port with INKSEAL_CONSOLE_PORT.\n`,
  ]);
});
