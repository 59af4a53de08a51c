/** Payloads, TOTP, what is made at random and webhooks, by themselves: their calls. */
import type * as api from "../types/inkseal.js";
import { method } from "./method.js";
import * as takes from "./parameter.js";
import { at, text } from "./parameter.js";
import * as gives from "./result.js";

const payload = takes.payload("payload");
const config = takes.totp("config");

export const payloadFunctions = {
  parsePayload: method([text<api.SecretType>("secretType"), takes.secret("text")], gives.aPayload),
  payloadToJson: method([payload], gives.aSecret),
  payloadType: method([payload], gives.aText as gives.Result<api.SecretType>),
  lossyMembers: method([payload], gives.json<string[]>()),
  encodeBinary: method([takes.bytes("bytes")], gives.aSecret),
  decodeBinary: method([takes.secret("data")], gives.bytesOrNothing),
};

export const totpFunctions = {
  totpCode: method([config, at], gives.aCode),
  previousTotpCode: method([config, at], gives.aCode),
  nextTotpCode: method([config, at], gives.aCode),
  validateTotp: method([config], gives.nothing),
  normalizeTotp: method([config], gives.aTotpConfig),
  parseTotpUri: method([takes.secret("uri")], gives.aTotpConfig),
  parseTotpMigration: method([takes.secretTexts("uris")], gives.migrationEntries),
  totpUri: method([config], gives.aSecret),
};

export const generateFunctions = {
  generatePassword: method([takes.recipe], gives.aSecret),
  generatePassphrase: method([takes.list<string>("words"), takes.count("count"), text("separator")], gives.aSecret),
  generateRecoveryCode: method([], gives.aSecret),
  generateLocalOrganizationId: method([], gives.aText),
};

export const webhookFunctions = {
  verifyWebhook: method([takes.secret("key"), takes.headers, takes.bytes("body"), takes.freshness], gives.yesOrNo),
};
