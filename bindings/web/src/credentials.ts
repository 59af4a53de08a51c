/** What one agent may read: its calls. */
import type * as api from "../types/inkseal.js";
import { method } from "./method.js";
import * as takes from "./parameter.js";
import { at, text } from "./parameter.js";
import * as gives from "./result.js";

const metadata = gives.json<api.SecretMetadata>();
const manyMetadata = gives.json<api.SecretMetadata[]>();
const id = text("id");

export const credentialsMethods = {
  identity: method([], gives.json<api.Identity>()),
  list: method([], manyMetadata),
  listType: method([text<api.SecretType>("secretType")], manyMetadata),
  find: method([text("nameOrId")], gives.aText),
  get: method([id], gives.opened),
  listLogins: method([], manyMetadata),
  getLogin: method([id], gives.aLogin),
  listApiKeys: method([], manyMetadata),
  getApiKey: method([id], gives.anApiKey),
  listKeyPairs: method([], manyMetadata),
  getKeyPair: method([id], gives.aKeyPair),
  listSshKeys: method([], manyMetadata),
  getSshKey: method([id], gives.anSshKey),
  listOthers: method([], manyMetadata),
  getOther: method([id], gives.anOther),
  totpCode: method([id, at], gives.aCode),
  create: method([text("name"), takes.payload("payload"), takes.described], metadata),
  setTotp: method([id, takes.totp("totp"), at], metadata),
  setTotpUri: method([id, takes.secret("uri"), at], metadata),
  removeTotp: method([id, at], metadata),
};
