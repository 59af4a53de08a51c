/** Argon2id at format 1's parameters (64 MiB, 3 passes, 1 lane), against hash-wasm and libsodium. */
import { argon2id } from "hash-wasm";
import { MasterKey } from "inkseal";
import sodium from "libsodium-wrappers-sumo";

import { compare } from "./comparison.js";

const password = new TextEncoder().encode("test-password");
const ORGANIZATION = "org_test_1234567"; // 16 bytes, which libsodium insists on
const salt = new TextEncoder().encode(ORGANIZATION);
const hex = (/** @type {Uint8Array} */ bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function ours() {
  const key = MasterKey.derive(password, ORGANIZATION);
  const text = hex(key.exposeBytes());
  key.lock();
  return text;
}

const hashWasm = () =>
  argon2id({ password, salt, iterations: 3, memorySize: 65536, parallelism: 1, hashLength: 32, outputType: "hex" });

const libsodium = () =>
  hex(sodium.crypto_pwhash(32, password, salt, 3, 64 * 1024 * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13));

export async function compareArgon2id(/** @type {number} */ rounds) {
  await sodium.ready;
  const key = ours();
  if ((await hashWasm()) !== key || libsodium() !== key) throw new Error("a peer derives another key");
  return [
    await compare({ what: "Argon2id 64 MiB, 3 passes: hash-wasm", reach: 0.55, rounds, ours, peers: [hashWasm] }),
    await compare({ what: "the same: libsodium-wrappers-sumo", reach: 1, rounds, ours, peers: [libsodium] }),
  ];
}
