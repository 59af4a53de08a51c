/** A vault's life on the calling thread, and files that the program wrote. */
import {
  generateKeyMaterial,
  generateLocalOrganizationId,
  generatePassword,
  init,
  initializeRequest,
  initializeVault,
  keyMaterialToJson,
  MasterKey,
  OrgKey,
  parsePayload,
  parseSecrets,
  payloadToJson,
  secretsToJson,
  updateSecretDescription,
  updateSecretRequestFromJson,
  updateSecretRequestToJson,
  Vault,
} from "inkseal";
import * as inline from "inkseal/inline";
import { beforeAll, expect, test } from "vitest";
import cliVault from "./cli_vault.json?raw";
import { asLogin, code, login, masterKey, newVault, NOW, ORGANIZATION, recoveryKeys, vaultKey } from "./fresh.ts";

beforeAll(() => init());

test("a file that the program wrote", () => {
  using vault = Vault.parse(cliVault);
  expect([vault.info().organizationId, vault.info().secretCount, vault.isUnlocked()]).toEqual([
    "org_of_the_cli",
    2,
    false,
  ]);
  vault.unlock(vaultKey());
  const { payload, metadata } = vault.open(vault.find("github"));
  const opened = asLogin(payload);
  expect([opened.username?.expose(), opened.password.expose()]).toEqual(["ada", "hunter2"]);
  expect(opened.totp?.issuer?.expose()).toBe("Example");
  expect(vault.totpCode(metadata.id, { now: 59 }).secondsRemaining).toBe(1);
  expect(vault.grantedTo("deploy-bot").map(({ name }) => name)).toEqual(["github"]);
  expect(vault.openText(vault.find("service")).expose()).toContain("k-123 ünï");
  vault.rename(metadata.id, "renamed", { now: NOW });
  expect(
    Vault.parse(vault.toText())
      .list()
      .map(({ name }) => name),
  ).toEqual(["renamed", "service"]);
});

test("from a new vault to a recovered one", async () => {
  using made = initializeVault(generateLocalOrganizationId(), vaultKey(), { now: NOW }).vault;
  const { vault, recoveryCodes } = initializeVault(ORGANIZATION, vaultKey(), { now: NOW });
  expect([made.isUnlocked(), recoveryCodes.length, vault.info().recoveryKeyCount]).toEqual([true, 4, 4]);
  const { id } = vault.create("site", login(), { description: "a site", now: NOW });
  expect(vault.metadata(id)).toEqual({
    id,
    name: "site",
    secretType: "login",
    description: "a site",
    createdAt: "2026-01-01T00:00:00Z",
    updatedAt: "2026-01-01T00:00:00Z",
    access: [],
  });
  const again = Vault.parse(vault.toText());
  const replacement = new TextEncoder().encode("Another-Vault-Key-1");
  again.recover(new TextEncoder().encode(recoveryCodes[0]?.expose()), replacement);
  expect(await code(() => Vault.parse(again.toText()).unlock(vaultKey()))).toBe("wrong_vault_key");
  again.changeVaultKey(replacement, vaultKey());
  again.replaceRecoveryCodesWith(recoveryKeys());
  again.lock();
  again.unlock(vaultKey());
  expect(asLogin(again.open(id).payload).password.expose()).toBe("hunter2");
});

test("changes, grants and what an agent sees", async () => {
  using vault = newVault();
  const one = vault.create("one", login("1"), { now: NOW }).id;
  vault.createIdentity("agent", { displayName: "An agent", secretIds: [one], now: NOW });
  const two = vault.createGranted("two", { type: "api_key", apiKey: "2" }, ["agent"], { now: NOW }).id;
  const three = vault.create("three", { type: "ssh_key", privateKey: "3" }).id;
  using agent = vault.credentials("agent");
  expect(agent.list().map(({ id }) => id)).toEqual([one, two]);
  expect(agent.getLogin(one).password.expose()).toBe("1");
  expect(agent.getApiKey(two).apiKey.expose()).toBe("2");
  expect(await code(() => agent.get(three))).toBe("not_found");
  const rule = vault.grant(three, "agent", { now: NOW });
  expect([rule.vaultSecretId, agent.getSshKey(three).privateKey.expose()]).toEqual([three, "3"]);
  vault.revoke(three, "agent");
  vault.setDisplayName("agent", null);
  expect("displayName" in vault.identity("agent")).toBe(false);
  expect(vault.describe(one, null).description).toBe(undefined);
  vault.removeTotp(one);
  expect(await code(() => vault.totpCode(one))).toBe("not_found");
  vault.pauseIdentity("agent");
  expect(await code(() => agent.list())).toBe("access_denied");
  expect(vault.deleteIdentity("agent").status).toBe("paused");
  expect(await code(() => agent.identity())).toBe("not_found");
  expect(vault.delete(two).name).toBe("two");
  expect(vault.verify().map(({ failure }) => failure)).toEqual([undefined, undefined]);
});

test("handles end by lock and by their blocks, and a vault's end is its agents' end", async () => {
  const vault = newVault();
  vault.createIdentity("agent");
  const agent = vault.credentials("agent");
  vault[Symbol.dispose]();
  vault[Symbol.dispose]();
  expect(await code(() => vault.list())).toBe("locked");
  expect(await code(() => agent.list())).toBe("locked");
  const key = OrgKey.generate();
  {
    using blocked = key;
    expect(blocked.exposeBytes().length).toBe(32);
  }
  expect(await code(() => key.exposeBytes())).toBe("locked");
  const locked = masterKey();
  locked.lock();
  locked.lock();
  expect(await code(() => locked.authHash())).toBe("locked");
  expect(await code(() => newVault().unlockWith(locked))).toBe("locked");
});

test("one vault into another, and exports", () => {
  using source = newVault();
  const { id } = source.create("one", login(), { now: NOW });
  using target = newVault();
  expect(target.importFrom(source).added.map((added) => added.id)).toEqual([id]);
  using exported = Vault.fromDecryptedExport(source.exportDecrypted());
  expect(target.importFrom(exported)).toEqual({ added: [], unchanged: [id], differing: [], failed: [] });
});

test("what the service sends and is sent", () => {
  const orgKey = OrgKey.generate();
  const request = initializeRequest(orgKey, masterKey(), recoveryKeys());
  expect([request.vaultKey.keyType, request.recoveryKeys.length]).toEqual(["primary", 4]);
  const material = generateKeyMaterial(masterKey(), orgKey, "recovery");
  expect(JSON.parse(keyMaterialToJson(material)).auth_hash).toBe(masterKey().authHash());
  const unwrapped = masterKey().unwrapAny(["other", material.id], material.wrappedOrgEncryptionKey);
  expect([unwrapped.keyId, unwrapped.orgKey.exposeBytes()]).toEqual([material.id, orgKey.exposeBytes()]);
  expect(updateSecretDescription(null)).toEqual({ description: null });
  expect(updateSecretRequestToJson({ description: null })).toBe('{"description":null}');
  expect(updateSecretRequestFromJson("{}")).toEqual({});
  const list = newVault();
  list.create("one", login(), { now: NOW });
  expect(parseSecrets(secretsToJson(list.list()))).toEqual(list.list());
});

test("a payload that is lossy is marked, and refused where it goes in", async () => {
  const opened = asLogin(parsePayload("login", '{"password": "half: \\ud800"}'));
  expect([opened.password.isLossy, opened.password.expose()]).toEqual([true, "half: \ufffd"]);
  expect(await code(() => payloadToJson(opened))).toBe("unsupported");
});

test("passwords are of the recipe, each another", () => {
  const made = new Set(Array.from({ length: 20 }, () => generatePassword({ length: 12, symbols: false }).expose()));
  expect(made.size).toBe(20);
  for (const password of made) expect(password).toMatch(/^[A-Za-z0-9]{12}$/);
  expect(generatePassword().expose().length).toBe(24);
});

test("the inline entry has the same instance", async () => {
  await inline.init();
  const key: MasterKey = inline.MasterKey.fromBytes(new Uint8Array(32));
  expect(key).toBeInstanceOf(MasterKey);
});
