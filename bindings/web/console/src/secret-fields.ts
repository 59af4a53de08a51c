import type { SecretPayload, SecretText } from "inkseal/worker";
import { shown } from "./shown.ts";

/** The types that can be edited. */
export const knownTypes = ["login", "api_key", "key_pair", "ssh_key", "other"] as const;
export type KnownType = (typeof knownTypes)[number];

/** A payload that can be edited: of a known type. */
export type KnownPayload = Exclude<SecretPayload, { type: "unknown" }>;

/** One text of a payload, as the page shows and asks for it. */
export interface Field {
  /** The member of the payload. */
  readonly name: string;
  readonly label: string;
  /** Hidden until it is revealed. */
  readonly hidden?: true;
  readonly required?: true;
  readonly multiline?: true;
  /** A password may be made up for it. */
  readonly generated?: true;
}

const notes: Field = { name: "notes", label: "Notes", hidden: true, multiline: true };
const endpoint: Field = { name: "endpoint", label: "Endpoint" };

/** The fields of each type, in the order in which people read them. TOTP is apart. */
export const fieldsOf: Record<KnownType, readonly Field[]> = {
  login: [
    { name: "username", label: "User name" },
    { name: "email", label: "Email" },
    { name: "password", label: "Password", hidden: true, required: true, generated: true },
    { name: "url", label: "Website" },
    notes,
  ],
  api_key: [{ name: "apiKey", label: "API key", hidden: true, required: true }, endpoint, notes],
  key_pair: [
    { name: "accessKey", label: "Access key", required: true },
    { name: "secretKey", label: "Secret key", hidden: true, required: true },
    endpoint,
    notes,
  ],
  ssh_key: [
    { name: "privateKey", label: "Private key", hidden: true, required: true, multiline: true },
    { name: "publicKey", label: "Public key", multiline: true },
    { name: "fingerprint", label: "Fingerprint" },
    { name: "passphrase", label: "Passphrase", hidden: true, generated: true },
    notes,
  ],
  other: [{ name: "data", label: "Text", hidden: true, required: true, multiline: true }, notes],
};

const typeNames: Record<KnownType, string> = {
  login: "Login",
  api_key: "API key",
  key_pair: "Key pair",
  ssh_key: "SSH key",
  other: "Other",
};

/** Whether the type can be edited here. */
export function isKnown(type: string): type is KnownType {
  return Object.hasOwn(typeNames, type);
}

/** A type in words; one that is not known is shown as it is spelled. */
export function typeName(type: string): string {
  return isKnown(type) ? typeNames[type] : shown(type || "(no type)");
}

/** One text of a payload. */
export function textOf(payload: SecretPayload, name: string): SecretText | undefined {
  return (payload as unknown as Partial<Record<string, SecretText>>)[name];
}
