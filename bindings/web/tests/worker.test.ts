/** The entry `./worker`: when its worker lives, what outlives it, and what happens when it does not live on. */
import * as inkseal from "inkseal";
import { Credentials, init, initializeVault, MasterKey, OrgKey, totpCode, UnlockAnswer, Vault } from "inkseal/worker";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import vectors from "../../../test-vectors/inkbox/payload.json" with { type: "json" };
import cliVault from "./cli_vault.json?raw";
import { asLogin, code, login, newVault, NOW, ORGANIZATION, TOTP_SECRET, utf8, vaultKey } from "./fresh.ts";

/** A worker that was started, as the engine has it. */
interface Started {
  ended: boolean;
  /** Ends it from outside, as an engine does that has no memory left. */
  crash(): unknown;
}

/** The workers that were started in a test. */
let started: Started[] = [];
const running = () => started.filter(({ ended }) => !ended).length;

beforeAll(async () => {
  await expect(Vault.parse("{}")).rejects.toThrow("call init()");
  if (typeof process === "object") await watchThreads();
  else watchWorkers();
  await inkseal.init();
  await init();
});

beforeEach(async () => {
  // Ends a worker that holds no key, which a test may leave; none may leave a key.
  await (await OrgKey.generate()).lock();
  expect(running()).toBe(0);
  started = [];
});

afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function watchThreads(): Promise<void> {
  const { Worker: Thread } = await import("node:worker_threads");
  const { postMessage, terminate } = Thread.prototype;
  const known = new Map<unknown, Started>();
  // The first message to each is what it starts with.
  vi.spyOn(Thread.prototype, "postMessage").mockImplementation(function (this: typeof Thread.prototype, ...given) {
    if (!known.has(this)) {
      const thread = { ended: false, crash: () => terminate.call(this) };
      known.set(this, thread);
      started.push(thread);
    }
    return postMessage.apply(this, given);
  });
  vi.spyOn(Thread.prototype, "terminate").mockImplementation(function (this: typeof Thread.prototype) {
    const thread = known.get(this);
    if (thread) thread.ended = true;
    return terminate.call(this);
  });
}

function watchWorkers(): void {
  class Watched extends Worker implements Started {
    ended = false;
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      started.push(this);
    }
    override terminate(): void {
      this.ended = true;
      super.terminate();
    }
    crash(): void {
      this.dispatchEvent(new ErrorEvent("error"));
    }
  }
  vi.stubGlobal("Worker", Watched);
}

const masterKey = () => MasterKey.fromBytes(new Uint8Array(32).fill(1));

/** Unlocks one of `newVault`. */
async function unlock(vault: Vault): Promise<void> {
  await using key = await masterKey();
  await vault.unlockWith(key);
}

/** A vault that `masterKey` opens, in the worker. */
async function unlocked(text = newVault().toText()): Promise<Vault> {
  const vault = await Vault.parse(text);
  await unlock(vault);
  return vault;
}

test("the worker ends with the last key, and the vault goes on from where it was", async () => {
  const vault = await Vault.parse(newVault().toText());
  expect(running()).toBe(1);
  const key = await masterKey();
  await vault.unlockWith(key);
  await key.lock();
  expect(running()).toBe(1);
  const { id } = await vault.create("made before", login(), { now: NOW });
  await vault.acceptPayloadsWithoutAad(true);
  await vault.lock();
  expect(running()).toBe(0);
  expect(await code(() => key.authHash())).toBe("locked");

  // Between two workers, these start none.
  expect(await vault.isUnlocked()).toBe(false);
  await vault.lock();
  expect(inkseal.Vault.parse(await vault.toText()).find("made before")).toBe(id);
  expect(running()).toBe(0);

  expect((await vault.list()).map(({ name }) => name)).toEqual(["made before"]);
  expect(running()).toBe(1);
  expect(await code(() => vault.open(id))).toBe("locked");
  await unlock(vault);
  expect(asLogin((await vault.open(id)).payload).password.expose()).toBe("hunter2");
  await vault[Symbol.asyncDispose]();
  expect(await code(() => vault.list())).toBe("locked");
});

test("whether payloads without AAD are accepted outlives a worker", async () => {
  // A legacy payload of the vectors, in a vault of its org key.
  const legacy = vectors.cases.find((given) => given.legacy === true && given.secret_type === "login");
  if (!legacy) throw new Error("there is no legacy vector");
  const orgKey = inkseal.OrgKey.fromBytes(
    Uint8Array.from(legacy.org_key_hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
  );
  const key = inkseal.MasterKey.fromBytes(new Uint8Array(32).fill(1));
  const wrapped = key.wrap(orgKey, "the key");
  const answer = await UnlockAnswer.fromJson(
    JSON.stringify({
      wrapped_org_encryption_key: wrapped,
      encrypted_secrets: [{ id: "the id", secret_type: "login", encrypted_payload: legacy.encrypted_payload }],
    }),
  );
  const keys: inkseal.KeyMetadata[] = [{ id: "the key", keyType: "primary" }];
  await using inWorker = await masterKey();
  const vault = await Vault.fromUnlockAnswerWith(ORGANIZATION, keys, answer, inWorker);
  expect(await code(() => vault.open("the id"))).toBe("corrupt");
  await vault.acceptPayloadsWithoutAad(true);
  expect(asLogin((await vault.open("the id")).payload).type).toBe("login");
  await vault.lock();
  await inWorker.lock();
  expect(running()).toBe(0);
  await unlock(vault);
  expect(asLogin((await vault.open("the id")).payload).type).toBe("login");
  await vault[Symbol.asyncDispose]();
});

test("as long as anything holds a key the worker stays", async () => {
  const orgKey = await OrgKey.generate();
  const one = await unlocked();
  const two = await unlocked();
  await one.lock();
  expect(running()).toBe(1);
  await two[Symbol.asyncDispose]();
  expect(running()).toBe(1);
  await orgKey.lock();
  expect(running()).toBe(0);
  expect(await code(() => orgKey.exposeBytes())).toBe("locked");
});

test("what agents see outlives a worker, also with another handle", async () => {
  const vault = await unlocked();
  const { id } = await vault.create("site", login(), { now: NOW });
  await vault.createIdentity("agent", { secretIds: [id], now: NOW });
  const agent = await vault.credentials("agent");
  expect(agent).toBeInstanceOf(Credentials);
  await vault.renameIdentity("agent", "renamed", { now: NOW });
  await vault.lock();
  expect(await code(() => agent.list())).toBe("locked");
  await unlock(vault);
  expect((await agent.identity()).agentHandle).toBe("renamed");
  expect((await agent.getLogin(id)).password.expose()).toBe("hunter2");
  await vault.deleteIdentity("renamed");
  await vault.lock();
  expect(running()).toBe(0);
  expect(await code(() => agent.list())).toBe("not_found");
  await vault[Symbol.asyncDispose]();
  expect(await code(() => agent.list())).toBe("locked");
});

test("an answer of the service outlives a worker", async () => {
  const answer = await UnlockAnswer.fromJson('{"wrapped_org_encryption_key": null, "encrypted_secrets": []}');
  const before = await answer.toJson();
  await (await OrgKey.generate()).lock();
  expect(running()).toBe(0);
  expect(await answer.toJson()).toBe(before);
  expect(await answer.wrappedOrgEncryptionKey()).toBe(undefined);
});

test("calls take effect in their order, also across the end of a worker", async () => {
  const vault = await unlocked();
  const { id } = await vault.create("0", login(), { now: NOW });
  const all = [
    vault.rename(id, "1", { now: NOW }),
    vault.lock(),
    vault.rename(id, "2", { now: NOW }),
    vault.open(id).then(
      () => "opened",
      (error: inkseal.InksealError) => error.code,
    ),
    vault.rename(id, "3", { now: NOW }),
  ];
  expect(await all[3]).toBe("locked");
  await Promise.all(all);
  expect((await vault.metadata(id)).name).toBe("3");

  const again = await unlocked();
  const locking = again.lock();
  const names = [again.list(), again.info(), again.isUnlocked()] as const;
  await locking;
  expect((await names[0]).length).toBe(0);
  expect((await names[1]).organizationId).toBe(ORGANIZATION);
  expect(await names[2]).toBe(false);
});

test("what was begun before a lock does not unlock after it", async () => {
  const vault = await Vault.parse(cliVault);
  const key = await masterKey();
  for (const [typed, code] of [
    [vaultKey(), "locked"],
    [utf8("Wrong-Horse-7-Battery"), "wrong_vault_key"],
  ] as const) {
    const [unlocking, , unlocked] = await Promise.allSettled([vault.unlock(typed), vault.lock(), vault.isUnlocked()]);
    expect(unlocking).toMatchObject({ reason: { code } });
    expect(unlocked).toEqual({ status: "fulfilled", value: false });
  }
  await vault.unlock(vaultKey());
  expect(await vault.isUnlocked()).toBe(true);
  await vault.lock();
  const other = await Vault.parse(newVault().toText());
  const [unlocking] = await Promise.allSettled([other.unlockWith(key), other.lock()]);
  expect(unlocking).toMatchObject({ reason: { code: "locked" } });
  // One that is given back is locked too.
  const third = await Vault.parse(cliVault);
  const [begun] = await Promise.allSettled([third.unlock(vaultKey()), third[Symbol.asyncDispose]()]);
  expect(begun).toMatchObject({ reason: { code: "locked" } });
  await key.lock();
});

test("what was called before a vault is given back is done, also while a worker ends", async () => {
  const key = await masterKey();
  const vault = await Vault.parse(newVault().toText());
  const locking = key.lock();
  // The worker is being ended: both of these wait.
  const made = vault.createIdentity("agent", { now: NOW });
  const gone = vault[Symbol.asyncDispose]();
  expect((await made).agentHandle).toBe("agent");
  await Promise.all([locking, gone]);
  expect(await code(() => vault.list())).toBe("locked");
});

test("a key is locked as often as one likes", async () => {
  const key = await masterKey();
  await Promise.all([key.lock(), key.lock()]);
  await key.lock();
  expect(await code(() => key.authHash())).toBe("locked");
});

test("a method of another class is refused, and hurts nothing that is in the worker", async () => {
  const vault = await unlocked();
  const key = await masterKey();
  expect(await code(() => Vault.prototype.list.call(key as never))).toBe("invalid_input");
  expect(await code(() => Vault.prototype.list.call({} as never))).toBe("invalid_input");
  expect(await vault.isUnlocked()).toBe(true);
  await Promise.all([vault.lock(), key.lock()]);
});

test("a vault key can be wiped as soon as the call has begun", async () => {
  const vault = await Vault.parse(cliVault);
  const key = vaultKey();
  const unlocking = vault.unlock(key);
  key.fill(0);
  await unlocking;
  expect(await vault.isUnlocked()).toBe(true);
  expect((await vault.totpCode(await vault.find("github"), { now: 59 })).code.expose()).toBe(
    (await totpCode({ secret: TOTP_SECRET }, { now: 59 })).code.expose(),
  );
  await vault.lock();
  expect(running()).toBe(0);
});

test("bytes come back as they are, and a new vault is unlocked", async () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, place) => place);
  await using key = await MasterKey.fromBytes(bytes);
  expect(await key.exposeBytes()).toEqual(bytes);
  expect(bytes[31]).toBe(31);
  const { vault, recoveryCodes } = await initializeVault(ORGANIZATION, vaultKey(), { now: NOW });
  expect([await vault.isUnlocked(), recoveryCodes.length]).toEqual([true, 4]);
  await using made = await OrgKey.generate();
  const wrapped = await key.wrap(made, "the id");
  const { keyId, orgKey } = await key.unwrapAny(["other", "the id"], wrapped);
  await using unwrapped = orgKey;
  expect([keyId, (await unwrapped.exposeBytes()).length]).toEqual(["the id", 32]);
  expect(await code(() => vault.unlock(utf8("Wrong-Horse-7-Battery")))).toBe("wrong_vault_key");
  expect(await vault.isUnlocked()).toBe(true);
  await vault[Symbol.asyncDispose]();
});

test("handles of one entry are none of the other", async () => {
  const vault = await Vault.parse(newVault().toText());
  expect(await code(() => vault.unlockWith(inkseal.MasterKey.fromBytes(new Uint8Array(32)) as never))).toBe(
    "invalid_input",
  );
  await vault[Symbol.asyncDispose]();
});

test("a worker that ends by itself: calls fail, keys are locked, the next call starts another", async () => {
  const vault = await unlocked();
  const key = await masterKey();
  const pending = code(() => MasterKey.derive(vaultKey(), ORGANIZATION));
  await started[0]?.crash();
  expect(await pending).toBe("io");
  expect(await code(() => key.authHash())).toBe("locked");
  expect(await code(() => vault.list())).toBe("io");
  expect(started.length).toBe(1);
  expect(await (await Vault.parse(newVault().toText())).list()).toEqual([]);
  expect(started.length).toBe(2);
});
