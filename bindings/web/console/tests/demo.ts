/** A vault to try the console with, made by the core in Node. Everything in it is made up. */
import { init, initializeVault, Vault, type SecretPayloadInput } from "inkseal";

export const vaultKey = "Correct-Horse-7-Battery";
export const newVaultKey = "Fresh-Donkey-8-Staples";
export const totpSecret = "JBSWY3DPEHPK3PXP";
export const totpUri = `otpauth://totp/Forge:ada?secret=${totpSecret}&issuer=Forge`;

/** When the demo was made, in Unix seconds. */
const now = Date.parse("2026-11-20T09:30:00Z") / 1000;

/** A secret of each type, by name. */
export const payloads: Record<string, SecretPayloadInput> = {
  Forge: {
    type: "login",
    username: "ada",
    email: "ada@example.org",
    password: "hunter2-hunter2",
    url: "https://forge.example.org/login",
    notes: "first line\nsecond line",
    totp: { secret: totpSecret, issuer: "Forge" },
  },
  "Weather API": { type: "api_key", apiKey: "wk-0123456789", endpoint: "https://weather.example.org" },
  "Object storage": { type: "key_pair", accessKey: "AK-DEMO", secretKey: "sk-demo-secret", endpoint: "s3.example.org" },
  "Build server": { type: "ssh_key", privateKey: "not a\nreal key", publicKey: "ssh-ed25519 AAAA ada", passphrase: "open sesame" },
  "Signing note": { type: "other", data: "made-up text" },
  Mail: { type: "login", username: "ada@example.org", password: "another password" },
};

export interface Demo {
  readonly text: string;
  readonly recoveryCodes: readonly string[];
}

/** The demo's file. Its keys are derived by the core that the page has too. */
export async function makeDemo(): Promise<Demo> {
  await init();
  const { vault, recoveryCodes } = initializeVault("org_console_demo", new TextEncoder().encode(vaultKey), { now });
  for (const [name, payload] of Object.entries(payloads))
    vault.create(name, payload, { description: describe(name), now });
  vault.createIdentity("deploy-bot", { displayName: "Deployment", secretIds: [vault.find("Build server")], now });
  vault.createIdentity("mail-bot", { secretIds: [vault.find("Mail")], now });
  return { text: vault.toText(), recoveryCodes: recoveryCodes.map((code) => code.expose()) };
}

function describe(name: string): string | null {
  return name === "Forge" ? "Code hosting, main account" : null;
}

/** One entry of a vault file, as it is written. */
interface Entry {
  name?: string;
  secret_type: string;
  encrypted_payload: string;
}

/** The file with an entry changed by hand, as somebody could who stores it. */
export function tampered(text: string, name: string, change: (entry: Entry) => void): string {
  const file = JSON.parse(text) as { secrets: Entry[] };
  const entry = file.secrets.find((one) => one.name === name);
  if (!entry) throw new Error(`no secret ${name}`);
  change(entry);
  return JSON.stringify(file);
}

/** Changes a byte of the sealed payload. */
export function damage(entry: Entry): void {
  const bytes = Buffer.from(entry.encrypted_payload, "base64");
  bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
  entry.encrypted_payload = bytes.toString("base64");
}

/** A vault file, opened by the core. */
export async function openVault(text: string, key = vaultKey): Promise<Vault> {
  await init();
  const vault = Vault.parse(text);
  vault.unlock(new TextEncoder().encode(key));
  return vault;
}
