/** Opening 10,000 secrets, result objects in hand, against WebCrypto and JSON.parse. */
import { compare } from "./comparison.js";
import { orgKeyBytes, PASSWORD, unlocked, vaultText } from "./vault.js";

const COUNT = 10_000;
const NONCE = 12;
const TAG = 16;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The fastest that the engine has. */
const fromBase64 =
  "fromBase64" in Uint8Array
    ? (/** @type {string} */ text) => /** @type {any} */ (Uint8Array).fromBase64(text)
    : "Buffer" in globalThis
      ? (/** @type {string} */ text) => new Uint8Array(/** @type {any} */ (globalThis).Buffer.from(text, "base64"))
      : (/** @type {string} */ text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** One secret of the file. Its blob is ciphertext, nonce and tag; WebCrypto wants the tag after the ciphertext. */
async function openOne(/** @type {CryptoKey} */ key, /** @type {any} */ secret) {
  const blob = fromBase64(secret.encrypted_payload);
  const length = blob.length - NONCE - TAG;
  const iv = blob.slice(length, length + NONCE);
  blob.copyWithin(length, length + NONCE);
  const algorithm = { name: "AES-GCM", iv, additionalData: encoder.encode(secret.id) };
  const plain = await crypto.subtle.decrypt(algorithm, key, blob.subarray(0, length + TAG));
  return { metadata: secret, payload: JSON.parse(decoder.decode(plain)) };
}

export async function compareOpening(/** @type {number} */ rounds) {
  const text = vaultText(COUNT);
  const vault = unlocked(text);
  const { secrets } = JSON.parse(text);
  const key = await crypto.subtle.importKey("raw", orgKeyBytes(text), "AES-GCM", false, ["decrypt"]);
  const oneByOne = async () => {
    const opened = [];
    for (const secret of secrets) opened.push(await openOne(key, secret));
    return opened;
  };
  const atOnce = () => Promise.all(secrets.map((/** @type {any} */ secret) => openOne(key, secret)));

  const ours = vault.openAll().map(({ payload }) => payload?.type === "login" && payload.password.expose());
  const theirs = (await atOnce()).map(({ payload }) => payload.password);
  for (const passwords of [ours, theirs])
    if (passwords.length !== COUNT || passwords.some((password) => password !== PASSWORD))
      throw new Error("a side does not open all");

  return compare({
    what: "open 10,000 secrets of 300 bytes: WebCrypto",
    reach: 0.5,
    rounds,
    ours: () => vault.openAll(),
    peers: [oneByOne, atOnce],
  });
}
