/** The tables, the module and both entries have the same names. Their types are compared in types/agreement.ts. */
import * as inkseal from "inkseal";
import * as inline from "inkseal/inline";
import * as worker from "inkseal/worker";
import { expect, test } from "vitest";
import { calls } from "dist/glue.js";
import { classes, functions } from "dist/surface.js";

const own = (value: object, without: readonly string[]) =>
  Object.getOwnPropertyNames(value)
    .filter((name) => !without.includes(name) && !name.startsWith("__"))
    .sort();
/** What every class has. */
const OF_CLASSES = ["length", "name", "prototype", "constructor"];

test("the module has what the tables say, and nothing else", () => {
  const statics: string[] = [];
  for (const [name, { statics: made, methods }] of Object.entries(classes)) {
    statics.push(...Object.keys(made).map((method) => `${name}.${method}`));
    // By a way of its own, as it gives bytes.
    const called = Object.keys(methods).filter((method) => method !== "exposeBytes");
    expect([...(calls[name] ?? [])].sort(), name).toEqual(called.sort());
  }
  expect([...(calls[""] ?? [])].sort()).toEqual([...Object.keys(functions), ...statics].sort());
  expect(Object.keys(calls).sort()).toEqual(["", ...Object.keys(classes)].sort());
});

test("every entry has every name", () => {
  const names = [...Object.keys(classes), ...Object.keys(functions), "init", "InksealError", "SecretText"].sort();
  for (const entry of [inkseal, inline, worker]) expect(Object.keys(entry).sort()).toEqual(names);
  for (const name of Object.keys(classes) as (keyof typeof classes)[]) {
    for (const entry of [inkseal, worker]) {
      expect(own(entry[name].prototype, ["constructor"])).toEqual(Object.keys(classes[name].methods).sort());
      expect(own(entry[name], OF_CLASSES)).toEqual(Object.keys(classes[name].statics).sort());
    }
    expect(Symbol.dispose in inkseal[name].prototype, name).toBe(true);
    expect(Symbol.asyncDispose in worker[name].prototype, name).toBe(true);
    expect(inline[name]).toBe(inkseal[name]);
  }
  expect([worker.SecretText, worker.InksealError]).toEqual([inkseal.SecretText, inkseal.InksealError]);
  expect([inkseal.Vault.name, inkseal.Vault.prototype.open.name, inkseal.totpCode.name]).toEqual([
    "Vault",
    "open",
    "totpCode",
  ]);
});
