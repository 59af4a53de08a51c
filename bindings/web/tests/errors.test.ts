/** Every code, as it happens; what an error carries; and that it is the same through a worker. */
import { checkVaultKey, type ErrorCode, init, InksealError, OrgKey, parsePayload, totpCode, Vault } from "inkseal";
import * as worker from "inkseal/worker";
import { beforeAll, expect, test } from "vitest";
import { thrown } from "dist/error.js";
import { code, failure, login, masterKey, newVault, NOW, utf8, vaultKey } from "./fresh.ts";

beforeAll(async () => {
  await init();
  await worker.init();
});

test("each as it happens", async () => {
  const vault = newVault();
  const { id } = vault.create("name", login(), { now: NOW });
  expect(await code(() => vault.unlock(vaultKey()))).toBe("wrong_vault_key");
  expect(await code(() => vault.open("nothing"))).toBe("not_found");
  vault.createIdentity("agent");
  expect(await code(() => vault.createIdentity("agent"))).toBe("already_exists");
  expect(await code(() => vault.rename(id, ""))).toBe("invalid_input");
  expect(await code(() => checkVaultKey(utf8("Too-short-1")))).toBe("weak_vault_key");
  const { id: key } = vault.create("key", { type: "api_key", apiKey: "k" });
  expect(await code(() => vault.totpCode(key))).toBe("type_mismatch");
  const blob = OrgKey.generate().seal("id", login());
  expect(await code(() => OrgKey.generate().open("id", "login", blob))).toBe("corrupt");
  expect(await code(() => Vault.parse("{"))).toBe("malformed");
  expect(await code(() => totpCode({ secret: "JBSWY3DPEHPK3PXP", digits: 11 }))).toBe("unsupported");
  expect(await code(() => vault.removeKey(vault.keysOf("primary")[0]?.id ?? ""))).toBe("conflict");
  vault.pauseIdentity("agent");
  expect(await code(() => vault.openGranted("agent"))).toBe("access_denied");
  vault.lock();
  expect(await code(() => vault.open(id))).toBe("locked");
});

test("those that format 1 and a whole machine do not bring about are read as they come", () => {
  const others: ErrorCode[] = ["weak_parameters", "excessive_work", "out_of_memory", "io"];
  for (const each of others) {
    const error = thrown(JSON.stringify({ code: each, message: "the reason" })) as InksealError;
    expect([error instanceof InksealError, error.code, error.message]).toEqual([true, each, "the reason"]);
  }
  const trap = thrown(new WebAssembly.RuntimeError("unreachable")) as InksealError;
  expect(trap.code).toBe("out_of_memory");
  const other = new TypeError("something else");
  expect(thrown(other)).toBe(other);
});

test("a module that cannot be loaded is io, and the next call of init tries again", async () => {
  const missing = new URL("./there-is-no-such.wasm", import.meta.url);
  const { compile, once } = await import("dist/engine.js");
  const served = "process" in globalThis ? missing : new Response("", { status: 404 });
  expect(await code(() => compile(served))).toBe("io");
  expect(await code(() => compile("http://"))).toBe("invalid_input");
  let tries = 0;
  const start = once(async () => {
    tries += 1;
    if (tries === 1) throw new Error("the first one");
  });
  const first = start();
  expect(start()).toBe(first);
  await expect(first).rejects.toThrow("the first one");
  const second = start();
  await second;
  expect(start()).toBe(second);
  expect(tries).toBe(2);
});

test("what an error carries, on this thread and through a worker", async () => {
  const vault = newVault();
  const ids = [vault.create("twin", login()).id, vault.create("twin", login()).id];
  const inWorker = await worker.Vault.parse(vault.toText());
  await inWorker.unlockWith(await worker.MasterKey.fromBytes(masterKey().exposeBytes()));
  for (const each of [vault, inWorker]) {
    const ambiguous = await failure(() => each.find("twin"));
    expect([ambiguous.code, ambiguous.ids]).toEqual(["invalid_input", ids]);
    const mismatch = await failure(() => each.updatePayload(ids[0] ?? "", { type: "api_key", apiKey: "k" }));
    expect([mismatch.code, mismatch.expected, mismatch.actual]).toEqual(["type_mismatch", "login", "api_key"]);
    expect("ids" in mismatch || "rule" in mismatch).toBe(false);
  }
  for (const check of [checkVaultKey, worker.checkVaultKey]) {
    const weak = await failure(() => check(utf8("Too-short-1")));
    expect([weak.code, weak.rule]).toEqual(["weak_vault_key", "length"]);
  }
  const error = await failure(() => parsePayload("login", "{}"));
  expect([error instanceof Error, error.name, String(error).startsWith("InksealError: ")]).toEqual([
    true,
    "InksealError",
    true,
  ]);
  await inWorker[Symbol.asyncDispose]();
});
