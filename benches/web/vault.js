/** A vault of many logins of 300 bytes, made once, and what a program needs that opens them without Inkseal. */
import { initializeVault, MasterKey, payloadToJson, Vault } from "inkseal";

export const vaultKey = () => new TextEncoder().encode("Correct-Horse-7-Battery");
export const PASSWORD = "correct-horse-battery-staple";
const ORGANIZATION = "org_test_1234567";
const NOW = { now: 1_767_225_600 };
/** The bytes of the JSON that is sealed. */
const LENGTH = 300;

/** @returns {import("inkseal").LoginPayload<string, never>} */
function login() {
  const login = /** @type {const} */ ({
    type: "login",
    password: PASSWORD,
    username: "ada.lovelace",
    email: "ada.lovelace@example.com",
    url: "https://login.example.com/accounts/sign-in",
  });
  const without = payloadToJson({ ...login, notes: "-" }).expose().length - 1;
  return { ...login, notes: "n".repeat(LENGTH - without) };
}

/** The text of a vault file with so many secrets. */
export function vaultText(/** @type {number} */ count) {
  const { vault } = initializeVault(ORGANIZATION, vaultKey(), NOW);
  const payload = login();
  for (let made = 0; made < count; made++) vault.create(`Secret ${made}`, payload, NOW);
  const text = vault.toText();
  vault.lock();
  return text;
}

export function unlocked(/** @type {string} */ text) {
  const vault = Vault.parse(text);
  vault.unlock(vaultKey());
  return vault;
}

/** The bytes of the key that seals the payloads. */
export function orgKeyBytes(/** @type {string} */ text) {
  const { id, wrapped_org_encryption_key: wrapped } = JSON.parse(text).keys[0];
  return MasterKey.derive(vaultKey(), ORGANIZATION).unwrap(id, wrapped).exposeBytes();
}
