/** What is left in the module's memory: it is searched as a whole, its stack and what was freed included. */
import { init, MasterKey, OrgKey, Vault } from "inkseal";
import { beforeAll, expect, test } from "vitest";
import instance from "dist/glue.js";
import { asLogin, login, newVault, NOW, ORGANIZATION, recoveryKeys, utf8, vaultKey } from "./fresh.ts";

const PASSWORD = "a-password-to-look-for-0451";

let memory: WebAssembly.Memory;

beforeAll(async () => {
  await init();
  // What is instantiated already is given, whatever the module.
  ({ memory } = await instance({ module: undefined as never }));
});

/** How often bytes are in the memory. */
function found(bytes: Uint8Array): number {
  const all = new Uint8Array(memory.buffer);
  const [first = 0] = bytes;
  let count = 0;
  for (let at = all.indexOf(first); at !== -1; at = all.indexOf(first, at + 1)) {
    if (bytes.every((byte, place) => all[at + place] === byte)) count += 1;
  }
  return count;
}

/** What is written nowhere in this file, so that it comes into the memory in one way only. */
const random = () => crypto.getRandomValues(new Uint8Array(32));

test("the search finds what is there, and not what was freed", () => {
  const name = "a-name-to-look-for-9127";
  const vault = newVault();
  vault.create(name, login(), { now: NOW });
  expect(found(utf8(name))).toBeGreaterThan(0);
  vault[Symbol.dispose]();
  expect(found(utf8(name))).toBe(0);
});

test("an org key is there while its vault is unlocked, and gone when it is locked", () => {
  const bytes = random();
  const orgKey = OrgKey.fromBytes(bytes);
  expect(found(bytes)).toBeGreaterThan(0);
  const masterBytes = random();
  const master = MasterKey.fromBytes(masterBytes);
  expect(found(masterBytes)).toBeGreaterThan(0);
  const wrapped = master.wrap(orgKey, "the id");
  orgKey.lock();
  expect(found(bytes)).toBe(0);

  const unwrapped = master.unwrap("the id", wrapped);
  expect(found(bytes)).toBeGreaterThan(0);
  const blob = unwrapped.seal("a secret", { type: "login", password: PASSWORD });
  const opened = asLogin(unwrapped.open("a secret", "login", blob));
  expect(opened.password.expose()).toBe(PASSWORD);
  expect(found(utf8(PASSWORD))).toBe(0);
  unwrapped[Symbol.dispose]();
  master[Symbol.dispose]();
  expect([found(bytes), found(masterBytes)]).toEqual([0, 0]);
});

test("of an unlocked vault neither vault key nor payloads stay, and of a locked one no key", () => {
  const primary = MasterKey.derive(vaultKey(), ORGANIZATION);
  const masterBytes = primary.exposeBytes();
  const vault = Vault.initializeWith(ORGANIZATION, primary, recoveryKeys(), { now: NOW });
  primary.lock();
  vault.lock();
  const orgBytes = orgKeyOf(vault.toText(), masterBytes);
  expect([found(orgBytes), found(masterBytes)]).toEqual([0, 0]);

  vault.unlock(vaultKey());
  expect(found(orgBytes)).toBeGreaterThan(0);
  expect([found(vaultKey()), found(masterBytes)]).toEqual([0, 0]);
  const { id } = vault.create("x", { ...login(PASSWORD), notes: "notes-to-look-for-3360" }, { now: NOW });
  expect(asLogin(vault.open(id).payload).password.expose()).toBe(PASSWORD);
  expect(vault.openAll().length).toBe(1);
  expect(vault.exportDecrypted().expose()).toContain(PASSWORD);
  vault.totpCode(id);
  expect([found(utf8(PASSWORD)), found(utf8("notes-to-look-for-3360"))]).toEqual([0, 0]);
  vault.lock();
  expect([found(orgBytes), found(masterBytes), found(vaultKey()), found(utf8(PASSWORD))]).toEqual([0, 0, 0, 0]);
  vault[Symbol.dispose]();
});

/** The org key of a vault file, with the bytes of its primary master key. */
function orgKeyOf(text: string, masterBytes: Uint8Array): Uint8Array {
  const file = JSON.parse(text) as { keys: { id: string; wrapped_org_encryption_key: string }[] };
  const [primary] = file.keys;
  if (!primary) throw new Error("the file has no key");
  using master = MasterKey.fromBytes(masterBytes);
  using orgKey = master.unwrap(primary.id, primary.wrapped_org_encryption_key);
  return orgKey.exposeBytes();
}
