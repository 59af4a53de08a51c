/** Arguments of wrong types are named, never shown, and nothing of them is handed over. */
import {
  createSecretRequest,
  decodeBinary,
  encodeBinary,
  generatePassphrase,
  generatePassword,
  init,
  initializeRequest,
  MasterKey,
  OrgKey,
  parsePayload,
  payloadToJson,
  SecretText,
  type SecretPayloadInput,
  totpCode,
  Vault,
  verifyWebhook,
} from "inkseal";
import * as worker from "inkseal/worker";
import { beforeAll, expect, test } from "vitest";
import {
  asLogin,
  code,
  failure,
  login,
  masterKey,
  newVault,
  NOW,
  recoveryKeys,
  TOTP_SECRET,
  utf8,
  vaultKey,
} from "./fresh.ts";

beforeAll(async () => {
  await init();
  await worker.init();
});

/** A call that no compiler would let through. */
const wrong = (call: (given: never) => unknown, given: unknown) => () => call(given as never);

test("types that are wrong are invalid_input, which names the argument", async () => {
  const vault = newVault();
  const { id } = vault.create("x", login());
  const detached = utf8("Correct-Horse-7-Battery");
  structuredClone(detached, { transfer: [detached.buffer] });
  const cases: [string, () => unknown][] = [
    ["id", wrong((given) => vault.open(given), 7)],
    ["id", wrong((given) => vault.open(given), undefined)],
    ["text", wrong((given) => Vault.parse(given), utf8("{}"))],
    ["vaultKey", wrong((given) => vault.unlock(given), "Correct-Horse-7-Battery")],
    ["vaultKey", wrong((given) => vault.unlock(given), [1, 2, 3])],
    ["vaultKey", wrong((given) => vault.unlock(given), new DataView(new ArrayBuffer(8)))],
    ["vaultKey", wrong((given) => vault.unlock(given), detached)],
    ["bytes", wrong((given) => MasterKey.fromBytes(given), new Uint16Array(16))],
    ["bytes", wrong((given) => encodeBinary(given), "text")],
    ["data", wrong((given) => decodeBinary(given), utf8("bytes"))],
    ["accept", wrong((given) => vault.acceptPayloadsWithoutAad(given), 1)],
    ["payload", wrong((given) => vault.create("x", given), null)],
    ["payload", wrong((given) => vault.create("x", given), [])],
    ["payload", wrong((given) => vault.create("x", given), new Map())],
    ["payload", wrong((given) => vault.create("x", given), { ...login(), password: new Date() })],
    ["payload", wrong((given) => vault.create("x", given), { ...login(), password: () => "x" })],
    ["payload", wrong((given) => vault.create("x", given), { ...login(), password: 1n })],
    ["options", wrong((given) => vault.rename(id, "y", given), null)],
    ["options", wrong((given) => vault.rename(id, "y", given), { when: 1 })],
    ["now", wrong((given) => vault.rename(id, "y", { now: given }), "1")],
    ["now", wrong((given) => vault.rename(id, "y", { now: given }), 1.5)],
    ["now", wrong((given) => vault.rename(id, "y", { now: given }), -1)],
    ["now", wrong((given) => vault.rename(id, "y", { now: given }), Number.NaN)],
    ["now", wrong((given) => vault.rename(id, "y", { now: given }), 2 ** 53)],
    ["description", wrong((given) => vault.describe(id, given), undefined)],
    ["description", wrong((given) => vault.create("x", login(), { description: given }), 7)],
    ["masterKey", wrong((given) => vault.unlockWith(given), {})],
    ["masterKey", wrong((given) => vault.unlockWith(given), OrgKey.generate())],
    ["recovery", wrong((given) => Vault.initializeWith("org_test_123", masterKey(), given), recoveryKeys().slice(1))],
    ["recovery", wrong((given) => initializeRequest(OrgKey.generate(), masterKey(), given), [1, 2, 3, 4])],
    ["source", wrong((given) => vault.importFrom(given), masterKey())],
    ["secretIds", wrong((given) => vault.setGrants("x", given), "ids")],
    ["count", wrong((given) => generatePassphrase(["a", "b"], given, "-"), 2.5)],
    ["count", wrong((given) => generatePassphrase(["a", "b"], given, "-"), -1)],
    ["recipe", wrong((given) => generatePassword(given), 24)],
    ["headers", wrong((given) => verifyWebhook("k", given, utf8("")), undefined)],
    ["headers", wrong((given) => verifyWebhook("k", given, utf8("")), { a: [1] })],
    ["body", wrong((given) => verifyWebhook("k", [], given), "body")],
    ["toleranceSeconds", wrong((given) => verifyWebhook("k", [], utf8(""), given), { now: 1 })],
    ["text", wrong((given) => new SecretText(given), 7)],
    ["description", wrong((given) => createSecretRequest(OrgKey.generate(), "x", login(), given), 7)],
  ];
  for (const [place, [name, call]] of cases.entries()) {
    const error = await failure(call);
    expect([error.code, error.message.startsWith(`${name} must be `)], `case ${place}: ${error.message}`).toEqual([
      "invalid_input",
      true,
    ]);
  }
});

test("memory that is shared is refused", async () => {
  // A page gets it in this way also where it has no SharedArrayBuffer.
  const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const shared = new Uint8Array(buffer, 0, 32);
  expect(await code(() => MasterKey.fromBytes(shared))).toBe("invalid_input");
  expect(await code(() => worker.MasterKey.fromBytes(shared))).toBe("invalid_input");
});

test("text that is no Unicode is found before anything is handed over", async () => {
  const half = "\ud800";
  const vault = newVault();
  const before = vault.toText();
  const calls: (() => unknown)[] = [
    () => vault.open(half),
    () => vault.find(half),
    () => vault.create(half, login()),
    () => vault.create("x", login(), { description: half }),
    () => vault.create("x", login(half)),
    () => vault.create("x", login(new SecretText(half) as unknown as string)),
    () => vault.create("x", { type: "login", password: "x", totp: { secret: "GE", algorithm: half } }),
    () => vault.create("x", { type: "login", password: "x", unknown: [{ name: half, value: "1" }] }),
    () => vault.create("x", { ...login(), [half]: "x" } as never),
    () => vault.createGranted("x", login(), [half]),
    () => vault.setTotpUri("x", half),
    () => masterKey().wrap(OrgKey.generate(), half),
    () => MasterKey.derive(vaultKey(), half),
    () => worker.Vault.parse(half),
  ];
  for (const call of calls) expect(await code(call)).toBe("invalid_input");
  expect(vault.toText()).toBe(before);
});

test("members that are not known are refused, and none is inherited", async () => {
  const vault = newVault();
  const make = (payload: unknown) => code(() => vault.create("x", payload as SecretPayloadInput));
  expect(await make({ ...login(), pasword: "typing error" })).toBe("invalid_input");
  expect(await make({ type: "login" })).toBe("invalid_input");
  expect(await make({ password: "x" })).toBe("invalid_input");
  expect(await make({ type: "login", password: null })).toBe("invalid_input");
  expect(await make({ type: "login", password: 7 })).toBe("invalid_input");
  expect(await make({ type: "login", password: "x", totp: { secret: "GE", digits: 1.5 } })).toBe("invalid_input");
  expect(await make(JSON.parse('{"type": "login", "__proto__": {"password": "smuggled"}}'))).toBe("invalid_input");
  expect(await make(JSON.parse('{"type": "login", "password": "x", "__proto__": {"notes": "y"}}'))).toBe(
    "invalid_input",
  );
  expect(await make(Object.create({ type: "login", password: "inherited" }))).toBe("invalid_input");
  expect(await make(Object.assign(Object.create({ password: "inherited" }), { type: "login" }))).toBe("invalid_input");
  const endless: Record<string, unknown> = { type: "login", password: "x" };
  endless["totp"] = endless;
  expect(await make(endless)).toBe("invalid_input");
  expect(vault.list()).toEqual([]);
});

test("a prototype that was tampered with adds no member", () => {
  const polluted = Object.prototype as unknown as Record<string, unknown>;
  let text: string, members: string[];
  try {
    polluted["notes"] = "not mine";
    text = payloadToJson({ type: "other", data: "mine" }).expose();
    members = Object.keys(parsePayload("other", text));
  } finally {
    delete polluted["notes"];
  }
  expect(text).toBe('{"data":"mine"}');
  expect(members.sort()).toEqual(["data", "type"]);
});

test("hidden text goes in as plain text does, and only where text is secret", async () => {
  const vault = newVault();
  const { id } = vault.create("x", {
    type: "login",
    password: new SecretText("hunter2"),
    totp: { secret: new SecretText(TOTP_SECRET) },
  });
  expect(asLogin(vault.open(id).payload).password.expose()).toBe("hunter2");
  vault.updatePayload(id, vault.open(id).payload, { now: NOW });
  expect(vault.totpCode(id, { now: 59 }).code.expose()).toBe(
    totpCode({ secret: new SecretText(TOTP_SECRET) }, { now: 59 }).code.expose(),
  );
  expect(await code(() => vault.rename(id, new SecretText("secret") as never))).toBe("invalid_input");
  expect(await code(() => vault.setGrants("x", [new SecretText(id)] as never))).toBe("invalid_input");
});

test("what a request holds is never an error", () => {
  const headers = [
    ["x-signature", "\ud800"],
    ["", ""],
    ["x-signature", "twice"],
  ] as const;
  expect(verifyWebhook("key", headers, utf8("body"))).toBe(false);
  expect(verifyWebhook("key", new Headers({ a: "b" }), utf8("body"), { toleranceSeconds: 300 })).toBe(false);
  expect(verifyWebhook("key", { "set-cookie": ["a", "b"], host: undefined }, utf8("body"))).toBe(false);
  expect(verifyWebhook("key", { a: "b" }, new Uint8Array(0), { toleranceSeconds: 300, now: 1 })).toBe(false);
});
