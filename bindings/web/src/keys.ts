/** Master keys and org keys: their calls. */
import type * as api from "../types/inkseal.js";
import { method } from "./method.js";
import * as takes from "./parameter.js";
import { text } from "./parameter.js";
import * as gives from "./result.js";

const secretId = text("secretId");
const secretType = text<api.SecretType>("secretType");
const blob = text("blob");
const keyBytes = takes.bytes("bytes");

export const masterKeyStatics = {
  derive: method([takes.bytes("vaultKey"), text("organizationId")], gives.aMasterKey),
  fromBytes: method([keyBytes], gives.aMasterKey),
};

export const masterKeyMethods = {
  exposeBytes: method([], gives.someBytes),
  authHash: method([], gives.aText),
  wrap: method([takes.orgKey("orgKey"), text("keyId")], gives.aText),
  unwrap: method([text("keyId"), text("wrapped")], gives.anOrgKey),
  unwrapAny: method([takes.list<string>("keyIds"), text("wrapped")], gives.unwrapped),
  lock: method([], gives.nothing),
};

export const orgKeyStatics = {
  generate: method([], gives.anOrgKey),
  fromBytes: method([keyBytes], gives.anOrgKey),
};

export const orgKeyMethods = {
  exposeBytes: method([], gives.someBytes),
  seal: method([secretId, takes.payload("payload")], gives.aText),
  open: method([secretId, secretType, blob], gives.aPayload),
  openText: method([secretId, blob], gives.aSecret),
  openWithoutAad: method([secretType, blob], gives.aPayload),
  openTextWithoutAad: method([blob], gives.aSecret),
  lock: method([], gives.nothing),
};
