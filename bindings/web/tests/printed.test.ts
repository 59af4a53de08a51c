/** No printed form and no error shows a secret. */
import {
  generateRecoveryCode,
  init,
  InksealError,
  MasterKey,
  OrgKey,
  parsePayload,
  parseTotpUri,
  payloadToJson,
  SecretText,
  totpCode,
  Vault,
} from "inkseal";
import * as worker from "inkseal/worker";
import { beforeAll, expect, test } from "vitest";
import { failure, login, newVault, NOW, TOTP_SECRET, utf8 } from "./fresh.ts";

// No base32, so that it makes no codes.
const SECRET = "do-not-show-me-018";

/** Every way in which JavaScript prints a value; in Node also its own. */
async function printed(value: unknown): Promise<string> {
  const forms = [String(value), `${value as string}`, JSON.stringify({ value }), `${value as string}`.concat("")];
  if (typeof value === "object" && value !== null) {
    forms.push(JSON.stringify(Object.entries(value)), JSON.stringify({ ...value }), Object.keys(value).join());
    forms.push(JSON.stringify(structuredCloneOf(value)));
  }
  if (typeof process === "object") {
    const { format, inspect } = await import("node:util");
    forms.push(
      inspect(value, { depth: 9, showHidden: true, getters: true }),
      format("%s %o %O %j", value, value, value, value),
    );
  }
  return forms.join("\n");
}

function structuredCloneOf(value: object): unknown {
  try {
    return structuredClone(value);
  } catch {
    return undefined;
  }
}

const custom: unique symbol = Symbol.for("nodejs.util.inspect.custom") as never;

beforeAll(() => init());

test("secret text hides in every printed form, and shows when asked", async () => {
  const text = new SecretText(SECRET);
  expect(await printed(text)).not.toContain(SECRET);
  expect([String(text), `${text as unknown as string}`, JSON.stringify([text])]).toEqual([
    "SecretText(hidden)",
    "SecretText(hidden)",
    '["SecretText(hidden)"]',
  ]);
  expect((text as unknown as string) + "").toBe("SecretText(hidden)");
  expect(text.expose()).toBe(SECRET);
  expect([text.equals(new SecretText(SECRET)), text.equals(new SecretText("other"))]).toEqual([true, false]);
  expect(text.isLossy).toBe(false);
});

test("payloads hide their text and show which members there are", async () => {
  const vault = newVault();
  const payloads = [
    { ...login(SECRET), notes: SECRET, url: SECRET, email: SECRET, unknown: [{ name: "pin", value: `"${SECRET}"` }] },
    { type: "api_key", apiKey: SECRET, endpoint: SECRET, notes: SECRET },
    { type: "key_pair", accessKey: SECRET, secretKey: SECRET, endpoint: SECRET, notes: SECRET },
    { type: "ssh_key", privateKey: SECRET, publicKey: SECRET, fingerprint: SECRET, passphrase: SECRET, notes: SECRET },
    { type: "other", data: SECRET, notes: SECRET },
  ] as const;
  for (const payload of payloads) {
    const { id } = vault.create(payload.type, payload, { now: NOW });
    for (const value of [vault.open(id), vault.openAll(), vault.openText(id), payloadToJson(payload)]) {
      const shown = await printed(value);
      expect(shown).not.toContain(SECRET);
      expect(shown).not.toContain(TOTP_SECRET);
    }
    expect(JSON.stringify(vault.open(id).payload)).toContain("SecretText(hidden)");
    expect(Object.keys(vault.open(id).payload).sort()).toEqual(Object.keys(payload).sort());
  }
  expect(await printed(vault.exportDecrypted())).not.toContain(SECRET);
  expect(vault.exportDecrypted().expose()).toContain(SECRET);
});

test("codes, configurations and recovery codes hide", async () => {
  const code = totpCode({ secret: TOTP_SECRET }, { now: 59 });
  expect(await printed(code)).not.toContain(code.code.expose());
  expect(await printed(parseTotpUri(`otpauth://totp/x?secret=${TOTP_SECRET}`))).not.toContain(TOTP_SECRET);
  const recovery = generateRecoveryCode();
  expect(await printed(recovery)).not.toContain(recovery.expose());
});

test("what is private is refused by structured cloning, which would make an empty object of it", async () => {
  const vault = newVault();
  const { id } = vault.create("x", login(SECRET), { now: NOW });
  vault.createIdentity("agent", { secretIds: [id], now: NOW });
  const all = [vault, vault.credentials("agent"), OrgKey.generate(), new SecretText(SECRET), vault.open(id)];
  for (const value of all) {
    expect(() => structuredClone(value)).toThrow("could not be cloned");
    expect(() => structuredClone({ value: [value] })).toThrow("could not be cloned");
  }
  await worker.init();
  await using inWorker = await worker.OrgKey.generate();
  expect(() => structuredClone(inWorker)).toThrow("could not be cloned");
});

test("Node prints a handle's state, in both entries", async () => {
  const { inspect = (value: { [custom]?: () => string }) => value[custom]?.() } =
    typeof process === "object" ? await import("node:util") : {};
  const vault = newVault();
  const orgKey = OrgKey.generate();
  const key = MasterKey.fromBytes(new Uint8Array(32).fill(1));
  vault.createIdentity("agent");
  const credentials = vault.credentials("agent");
  const print = (...values: object[]) => values.map((value) => inspect(value as never));
  expect(print(vault, orgKey, credentials)).toEqual(["Vault(unlocked)", "OrgKey(hidden)", "Credentials(hidden)"]);
  vault.lock();
  orgKey.lock();
  expect(print(vault, orgKey)).toEqual(["Vault(locked)", "OrgKey(locked)"]);
  vault.unlockWith(key);
  expect(print(vault)).toEqual(["Vault(unlocked)"]);
  for (const handle of [vault, key]) handle[Symbol.dispose]();
  expect(print(vault, key)).toEqual(["Vault(given back)", "MasterKey(locked)"]);

  await worker.init();
  const inWorker = await worker.Vault.parse(newVault().toText());
  const itsKey = await worker.MasterKey.fromBytes(new Uint8Array(32).fill(1));
  expect(print(inWorker, itsKey)).toEqual(["Vault(locked)", "MasterKey(hidden)"]);
  await inWorker.unlockWith(itsKey);
  expect(print(inWorker)).toEqual(["Vault(unlocked)"]);
  await inWorker.lock();
  await itsKey.lock();
  expect(print(inWorker, itsKey)).toEqual(["Vault(locked)", "MasterKey(locked)"]);
  await inWorker[Symbol.asyncDispose]();
  expect(print(inWorker)).toEqual(["Vault(given back)"]);
});

test("handles print as no more than their names, in both entries", async () => {
  await worker.init();
  await using inWorker = await worker.OrgKey.fromBytes(new Uint8Array(32).fill(0x6b));
  using key = MasterKey.fromBytes(new Uint8Array(32).fill(0x6b));
  using orgKey = OrgKey.fromBytes(new Uint8Array(32).fill(0x6b));
  using vault = newVault();
  const { id } = vault.create("x", login(SECRET), { now: NOW });
  vault.createIdentity("agent", { secretIds: [id], now: NOW });
  using credentials = vault.credentials("agent");
  for (const handle of [key, orgKey, vault, credentials, inWorker]) {
    const shown = await printed(handle);
    expect(shown).not.toMatch(/kkk|6b6b|107,107|do-not-show/);
    expect(JSON.stringify(handle)).toBe("{}");
    expect(Reflect.ownKeys(handle)).toEqual([]);
    expect(() => new (handle.constructor as new () => unknown)()).toThrow(TypeError);
  }
  expect(String(vault)).toBe("[object Vault]");
});

test("no error holds a secret", async () => {
  const vault = newVault();
  const orgKey = OrgKey.generate();
  const calls: (() => unknown)[] = [
    () => parsePayload("login", SECRET),
    () => parsePayload("login", `{"password": ["${SECRET}"]}`),
    () => parseTotpUri(`otpauth://totp/${SECRET}?secret=${SECRET}!`),
    () => totpCode({ secret: SECRET }),
    () => vault.create("name", login(`${SECRET}\ud800`)),
    () => vault.create("name", { type: "login", password: SECRET, totp: { secret: SECRET } }),
    () => vault.create("name", { type: "login", password: SECRET, [SECRET]: SECRET } as never),
    () => vault.create("name", { type: SECRET, password: SECRET } as never),
    () => vault.create("name", { type: "login", password: [SECRET] } as never),
    () => vault.create("name", SECRET as never),
    () => vault.unlock(SECRET as never),
    () => orgKey.open("id", "login", SECRET),
    () => vault.unlock(utf8(SECRET)),
    () => Vault.fromDecryptedExport(SECRET),
    () => Vault.parse(SECRET),
    () => vault.recover(utf8(SECRET), utf8("Another-Vault-Key-1")),
    () => worker.Vault.parse(SECRET),
    () => worker.parseTotpUri(`otpauth://totp/${SECRET}?secret=${SECRET}!`),
  ];
  await worker.init();
  for (const call of calls) {
    const error = await failure(call);
    expect(error).toBeInstanceOf(InksealError);
    const { stack = "" } = error;
    // The stack names this file, whose lines hold the secret nowhere: they are not in it.
    expect(`${await printed(error)}\n${error.message}\n${stack}\n${String(error.cause)}`).not.toContain(SECRET);
  }
});
