/**
 * Every file of `test-vectors/` that the public API can run, and the count of its cases, as in every language. Inputs
 * and expectations are described in `test-vectors/generate/README.md`.
 */
import {
  checkVaultKey,
  createSecretRequest,
  decodeBinary,
  encodeBinary,
  InksealError,
  init,
  keyMaterialFromJson,
  keyMaterialToJson,
  MasterKey,
  type Member,
  OrgKey,
  lossyMembers,
  parseKeys,
  parseTotpMigration,
  parseTotpUri,
  payloadToJson,
  payloadType,
  SecretText,
  type SecretPayload,
  totpCode,
  totpUri,
  UnlockAnswer,
  Vault,
  verifyWebhook,
} from "inkseal";
import { beforeAll, expect, test } from "vitest";
import { ENGINE, utf8 } from "./fresh.ts";

type Case = Record<string, any>;
interface File {
  readonly area: string;
  readonly source: string;
  readonly cases: readonly Case[];
}

const files = import.meta.glob<File>(
  [
    "../../../test-vectors/*/*.json",
    "!../../../test-vectors/{format-2,generate,reference,template}/*.json",
    // Argon2id with parameters of other kinds is no call of the package's.
    "!../../../test-vectors/primitive/rfc9106.json",
  ],
  { eager: true, import: "default" },
);

beforeAll(() => init());

const runners: Record<string, (given: Case) => unknown> = {
  "inkbox/key_material": keyMaterial,
  "inkbox/master_key": masterKey,
  "inkbox/payload": payload,
  "inkbox/reading": reading,
  "inkbox/reading_totp": reading,
  "inkbox/reading_vault": unlock,
  "inkbox/unlock": unlock,
  "inkbox/vault_key_rules": vaultKeyRules,
  "primitive/binary_data": binaryData,
  "totp/config": totp,
  "totp/digits": totp,
  "totp/inkbox": totp,
  "totp/inkbox_uri": uri,
  "totp/migration": migration,
  "totp/period": totp,
  "totp/rfc4226": totp,
  "totp/rfc6238": totp,
  "totp/steam": totp,
  "totp/uri": uri,
  "totp/uri_kinds": uri,
  "totp/written": written,
  "webhook/verify": webhook,
};

test("every vector gives what it should", () => {
  const counts: Record<string, number> = {};
  for (const [path, file] of Object.entries(files)) {
    const name = path.replace(/^.*\/([^/]+\/[^/]+)\.json$/, "$1");
    const run = runners[name];
    if (!run) throw new Error(`no runner for ${name}: add one in every language`);
    expect(file.area).toBe(name.split("/")[0]);
    expect(file.source).not.toBe("");
    for (const given of file.cases) expect(outcome(run, given), `${name}: ${given["name"]}`).toEqual(given["expect"]);
    counts[name] = file.cases.length;
    expect(counts[name], name).toBeGreaterThan(0);
  }
  expect(Object.keys(counts).sort()).toEqual(Object.keys(runners).sort());
  const sum = Object.values(counts).reduce((all, one) => all + one, 0);
  console.log(`${ENGINE}: ${sum} cases`);
});

function outcome(run: (given: Case) => unknown, given: Case): unknown {
  try {
    return run(given);
  } catch (error) {
    if (error instanceof InksealError) return { error: error.code };
    throw error;
  }
}

function masterKey(given: Case): unknown {
  const master = derive(given);
  const orgKey = master.unwrap(given["key_id"], given["wrapped_org_encryption_key"]);
  return { auth_hash: master.authHash(), org_key_hex: hex(orgKey.exposeBytes()) };
}

function keyMaterial(given: Case): unknown {
  const master = derive(given);
  const material = keyMaterialFromJson(JSON.stringify(given["material"]));
  expect(material.authHash).toBe(master.authHash());
  expect(JSON.parse(keyMaterialToJson(material))).toEqual(given["material"]);
  return { org_key_hex: hex(master.unwrap(material.id, material.wrappedOrgEncryptionKey).exposeBytes()) };
}

function vaultKeyRules(given: Case): unknown {
  try {
    checkVaultKey(utf8(given["vault_key"]));
  } catch (error) {
    expect((error as InksealError).rule, given["name"]).toBe(given["rule"]);
    throw error;
  }
  return "ok";
}

function payload(given: Case): unknown {
  const opened = open(given);
  // What is written again must be read again as the same.
  const orgKey = OrgKey.generate();
  const id = "0b9e6c4e-5a0f-4d0e-9d53-0c1f6a2b7c11";
  const again = orgKey.open(id, payloadType(opened), orgKey.seal(id, opened));
  expect(exposed(again)).toEqual(exposed(opened));
  return JSON.parse(payloadToJson(opened).expose());
}

function reading(given: Case): unknown {
  const opened = open(given);
  if (opened.type === "unknown") return { raw: opened.text.expose() };
  const actual: Case = { payload: known(opened) };
  const expected = given["expect"];
  const config = opened.type === "login" ? opened.totp : undefined;
  for (const [name, kept] of [
    ["unknown", opened.unknown],
    ["totp_unknown", config?.unknown],
  ] as const) {
    if (kept !== undefined && kept.length > 0) {
      sameMembers(kept, expected[name], given);
      actual[name] = expected[name];
    }
  }
  const lossy = lossyMembers(opened);
  if (lossy.length > 0) {
    expect(outcome(() => payloadToJson(opened), given)).toEqual({ error: "unsupported" });
    actual["lossy"] = lossy;
  } else {
    payloadToJson(opened);
  }
  if ("at" in given) {
    if (!config) throw new Error("a case with a time has TOTP");
    actual["code"] = outcome(() => totpCode(config, { now: given["at"] }).code.expose(), given);
  }
  if (Array.isArray(expected.lossy) && expected.lossy.length === 0) actual["lossy"] = [];
  return actual;
}

/** Kept members have the same names and the same JSON, with numbers as they were spelled. */
function sameMembers(kept: readonly Member[], expected: Record<string, string>, given: Case): void {
  const actual = Object.fromEntries(kept.map(({ name, value }) => [name.expose(), value.expose()]));
  expect(Object.keys(actual).sort(), given["name"]).toEqual(Object.keys(expected).sort());
  for (const [name, text] of Object.entries(expected)) {
    if (actual[name] !== text) expect(JSON.parse(actual[name] ?? ""), given["name"]).toEqual(JSON.parse(text));
  }
}

function unlock(given: Case): unknown {
  const keys = parseKeys(JSON.stringify(given["keys"]));
  const answer = UnlockAnswer.fromJson(JSON.stringify(given["answer"]));
  const vault = Vault.fromUnlockAnswer(given["organization_id"], keys, answer, utf8(given["vault_key"]));
  const expected: Case[] = given["expect"].secrets ?? [];
  const secrets = vault.openAll().map(({ metadata, payload: opened, failure }, place) => {
    const wanted = expected[place] ?? {};
    // Ids are compared without regard to case, and `raw` only where it is expected.
    const same = metadata.id.toLowerCase() === String(wanted["id"]).toLowerCase();
    const secret: Case = {
      id: same ? wanted["id"] : metadata.id,
      name: metadata.name ?? null,
      secret_type: metadata.secretType,
    };
    if (failure) {
      secret["error"] = failure.code;
      if ("raw" in wanted) secret["raw"] = vault.openText(metadata.id).expose();
    } else if (opened?.type === "unknown") {
      secret["raw"] = opened.text.expose();
    } else if (opened) {
      secret["payload"] = known(opened);
    }
    return secret;
  });
  return { secrets };
}

function totp({ secret, algorithm, digits, period, at }: Case): unknown {
  const made = totpCode({ secret, algorithm, digits, period }, { now: at });
  return {
    code: made.code.expose(),
    period_start: made.periodStart,
    period_end: made.periodEnd,
    seconds_remaining: made.secondsRemaining,
  };
}

function uri(given: Case): unknown {
  const config = parseTotpUri(given["uri"]);
  const canonical = totpUri(config);
  expect(exposed(parseTotpUri(canonical)), given["name"]).toEqual(exposed(config));
  const actual: Case = {
    algorithm: config.algorithm,
    digits: config.digits,
    period: config.period,
    issuer: config.issuer?.expose() ?? null,
    account_name: config.accountName?.expose() ?? null,
    code: totpCode(config, { now: given["at"] }).code.expose(),
  };
  // Only our own file says how the secret and the whole URI are spelled.
  for (const [name, value] of [
    ["secret", config.secret],
    ["canonical_uri", canonical],
  ] as const) {
    if (name in given["expect"]) actual[name] = value.expose();
  }
  return actual;
}

function migration({ name, parts }: Case): unknown {
  const entries = parseTotpMigration(parts).map(({ issuer, accountName, config }) => {
    if (config) expect(exposed([config.issuer, config.accountName]), name).toEqual(exposed([issuer, accountName]));
    const { secret, algorithm, digits, period } = config ?? {};
    return {
      issuer: issuer?.expose() ?? null,
      account_name: accountName?.expose() ?? null,
      config: config ? { secret: secret?.expose(), algorithm, digits, period } : null,
    };
  });
  return { entries };
}

function written({ uri }: Case): unknown {
  const totp = parseTotpUri(uri);
  createSecretRequest(OrgKey.generate(), "name", { type: "login", password: "pw", totp });
  return "written";
}

function webhook({ key = "", headers, body = "", body_hex, now, tolerance_seconds }: Case): unknown {
  const freshness = now === undefined ? undefined : { toleranceSeconds: tolerance_seconds, now };
  return verifyWebhook(key, headers, body_hex === undefined ? utf8(body) : bytes(body_hex), freshness);
}

function binaryData({ name, data, bytes_hex }: Case): unknown {
  if (data !== undefined) {
    const read = decodeBinary(data);
    return read ? { bytes_hex: hex(read) } : null;
  }
  const given = bytes(bytes_hex);
  const text = encodeBinary(given);
  const read = decodeBinary(text);
  expect(hex(read ?? utf8(text.expose())), name).toBe(bytes_hex);
  return { data: text.expose(), binary: read !== undefined };
}

function derive(given: Case): MasterKey {
  return MasterKey.derive(utf8(given["vault_key"]), given["organization_id"]);
}

function open(given: Case): SecretPayload {
  const orgKey = OrgKey.fromBytes(bytes(given["org_key_hex"]));
  if (given["legacy"] === true) return orgKey.openWithoutAad(given["secret_type"], given["encrypted_payload"]);
  return orgKey.open(given["secret_id"], given["secret_type"], given["encrypted_payload"]);
}

/** The members of a payload that are known, by the names of the format. */
function known(value: object): Case {
  const members = Object.entries(value).filter(([name]) => name !== "type" && name !== "unknown");
  return Object.fromEntries(
    members.map(([name, member]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      member instanceof SecretText ? member.expose() : typeof member === "object" ? known(member) : member,
    ]),
  );
}

/** With the texts in the place of what hides them. */
function exposed(value: unknown): unknown {
  if (value instanceof SecretText) return { text: value.expose(), lossy: value.isLossy };
  if (Array.isArray(value)) return value.map(exposed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, exposed(member)]));
}

function hex(given: Uint8Array): string {
  return [...given].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bytes(given: string): Uint8Array {
  return Uint8Array.from(given.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
