/** Bytes that are kept as text, on the calling thread and in the worker. */
import { decodeBinary, encodeBinary, init } from "inkseal";
import * as worker from "inkseal/worker";
import { beforeAll, expect, test } from "vitest";
import { code, newVault, utf8 } from "./fresh.ts";

beforeAll(async () => {
  await init();
  await worker.init();
});

const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);

test("bytes come back out of a vault", async () => {
  const vault = newVault();
  for (const bytes of [new Uint8Array(0), utf8("text\n"), every, every.subarray(200, 203)]) {
    const data = encodeBinary(bytes);
    expect((await worker.encodeBinary(bytes)).expose()).toBe(data.expose());
    const { payload } = vault.open(vault.create("bytes", { type: "other", data }).id);
    if (payload.type !== "other") throw new Error("this is of another type");
    const read = decodeBinary(payload.data);
    expect(read ?? utf8(payload.data.expose())).toEqual(bytes);
    expect(await worker.decodeBinary(payload.data)).toEqual(read);
  }
  expect([decodeBinary(encodeBinary(every)), decodeBinary("text")]).toEqual([every, undefined]);
});

test("as many as fit into a payload", async () => {
  const vault = newVault();
  const data = encodeBinary(new Uint8Array(786_396).fill(0xff));
  vault.create("most", { type: "other", data });
  expect(decodeBinary(data)?.length).toBe(786_396);
  expect(await code(() => vault.create("notes", { type: "other", data, notes: "n".repeat(30) }))).toBe("invalid_input");
  expect(await code(() => encodeBinary(new Uint8Array(786_430).fill(0xff)))).toBe("invalid_input");
  expect(await code(() => encodeBinary(new Uint8Array(2 ** 20 + 1).fill(0x61)))).toBe("invalid_input");
});
