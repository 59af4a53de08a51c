/** Engines that lack something: each is a Node of its own, with what V8 has for it. */
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

/** Runs lines as a module in a Node with flags; gives what they print. */
function run(flags: readonly string[], lines: string): string {
  const dist = new URL("../../dist/", import.meta.url);
  const script = lines.replace(/"dist\/([\w/]+)\.js"/g, (_, name: string) =>
    JSON.stringify(new URL(`${name}.js`, dist).href),
  );
  return execFileSync(process.execPath, [...flags, "--input-type=module", "--eval", script], {
    encoding: "utf8",
    timeout: 60_000,
  }).trim();
}

test("without SIMD, unsupported comes before anything else", () => {
  const lines = (entry: string) => `
    import { init, Vault } from "dist/${entry}.js";
    const error = await init("file:///nothing/is/there.wasm").then(() => "none", (error) => error);
    console.log(error.name, error.code, error.message);`;
  for (const entry of ["inkseal", "inline", "worker"]) {
    const said = "InksealError unsupported this engine has no WebAssembly with 128-bit SIMD";
    expect(run(["--no-enable-sse4-1"], lines(entry)), entry).toBe(said);
    expect(run([], lines(entry)), entry).toMatch(/^InksealError io /);
  }
});

test("without memory for a derivation, out_of_memory, and everything else still works", () => {
  const lines = (entry: string) => `
    import { init, MasterKey, OrgKey, generatePassword } from "dist/${entry}.js";
    await init();
    const orgKey = await OrgKey.generate();
    const key = new TextEncoder().encode("Correct-Horse-7-Battery");
    for (let time = 0; time < 3; time += 1) {
      const code = await (async () => MasterKey.derive(key, "org_test_123"))().then(() => "none", (error) => error.code);
      console.log(code);
    }
    const blob = await orgKey.seal("id", { type: "other", data: "text" });
    const opened = await orgKey.open("id", "other", blob);
    console.log(opened.data.expose(), (await generatePassword()).expose().length);
    await orgKey.lock();`;
  for (const entry of ["inkseal", "worker"]) {
    // 64 MiB are 1024 pages, and the module itself needs some of these.
    expect(run(["--wasm-max-mem-pages=1000"], lines(entry)), entry).toBe(
      ["out_of_memory", "out_of_memory", "out_of_memory", "text 24"].join("\n"),
    );
    expect(run([], lines(entry)), entry).toBe(["none", "none", "none", "text 24"].join("\n"));
  }
});

test("when the module's memory is full the call is out_of_memory, and a worker is followed by another", () => {
  const lines = `
    import { init, generatePassword, Vault, parsePayload } from "dist/worker.js";
    await init();
    const failed = await parsePayload("other", JSON.stringify({ data: "x".repeat(90_000_000) })).catch((error) => error.code);
    console.log(failed, (await generatePassword()).expose().length);`;
  expect(run(["--wasm-max-mem-pages=1000"], lines)).toBe("out_of_memory 24");
});

test("text that the engine cannot make so long is out_of_memory, in each entry", () => {
  // In JSON each of these is six characters, which is more than V8's longest text.
  const lines = (entry: string) => `
    import { init, payloadToJson, generatePassword } from "dist/${entry}.js";
    await init();
    const call = async () => payloadToJson({ type: "other", data: "\u0001".repeat(90_000_000) });
    console.log(await call().then(() => "none", (error) => error.name + " " + error.code), (await generatePassword()).expose().length);`;
  for (const entry of ["inkseal", "worker"]) expect(run([], lines(entry)), entry).toBe("InksealError out_of_memory 24");
});

test("without a worker it ends the module, in whose memory nothing is left", () => {
  const lines = `
    import { init, MasterKey, Vault } from "dist/inkseal.js";
    import instance from "dist/inner/glue.js";
    await init();
    const keys = [1, 2, 3, 4, 5].map((byte) => MasterKey.fromBytes(new Uint8Array(32).fill(byte)));
    const vault = Vault.initializeWith("org_test_123", keys[0], keys.slice(1));
    const { keys: wrapped } = JSON.parse(vault.toText());
    const orgKey = keys[0].unwrap(wrapped[0].id, wrapped[0].wrapped_org_encryption_key).exposeBytes();
    const { memory } = await instance({});
    const left = () => [orgKey, "find-me"].map((bytes) => Buffer.from(memory.buffer).includes(Buffer.from(bytes)));
    const code = (call) => { try { return call() ?? "none"; } catch (error) { return error.code; } };
    vault.create("n", { type: "other", data: "find-me" });
    console.log(left()[0]);
    console.log(code(() => vault.create("n", { type: "other", data: "find-me" + "x".repeat(40_000_000) })));
    console.log(code(() => vault.list()), code(() => vault.lock()), code(() => vault[Symbol.dispose]()), ...left());`;
  expect(run(["--wasm-max-mem-pages=1000"], lines)).toBe("true\nout_of_memory\nout_of_memory none none false false");
});

test("another module than this package's is refused, and the right one can follow", () => {
  const lines = `
    import { init, generatePassword } from "dist/inkseal.js";
    const code = (source) => init(source).then(() => "none", (error) => error.code);
    const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    console.log(await code(empty), await code(empty.subarray(1)), await code(5), await code());
    console.log(generatePassword().expose().length);`;
  expect(run([], lines)).toBe("invalid_input io invalid_input none\n24");
});

test("a program ends although its worker has not", () => {
  const lines = `
    import { init, OrgKey } from "dist/worker.js";
    await init();
    globalThis.kept = await OrgKey.generate();
    console.log("made");`;
  expect(run([], lines)).toBe("made");
});

test("a key that nobody refers to is given back, and its worker ended", () => {
  const lines = `
    import { Worker } from "node:worker_threads";
    import { setTimeout } from "node:timers/promises";
    import { init, OrgKey } from "dist/worker.js";
    let ended = 0;
    const { terminate } = Worker.prototype;
    Worker.prototype.terminate = function () { ended += 1; return terminate.call(this); };
    await init();
    await OrgKey.generate();
    for (let time = 0; time < 100 && ended === 0; time += 1) { gc(); await setTimeout(20); }
    console.log(ended);`;
  expect(run(["--expose-gc"], lines)).toBe("1");
});
