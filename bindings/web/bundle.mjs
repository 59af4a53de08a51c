#!/usr/bin/env node
// Makes the published scripts in dist/ of those that the compiler wrote to generated/js: each entry, what several of them
// share, and one file for each worker, as bundlers copy a worker as it is where they do not know it for one.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";

const from = "generated/js";
const to = "dist";

/** The module as text, which `./inline` holds, is a file of its own. */
const BASE64 = "./inkseal_bg.js";
const base64 = readFileSync(join(to, "inkseal_bg.wasm")).toString("base64");
writeFileSync(join(to, BASE64), `export const base64 = "${base64}";\n`);

/** @param {Record<string, string>} input @param {import("rolldown").OutputOptions} output @param {string[]} apart */
async function bundle(input, output, apart = []) {
  // What package.json chooses by the engine is found there when it runs.
  const bundle = await rolldown({ input, external: (name) => /^(#|node:)/.test(name) || [BASE64, ...apart].includes(name) });
  // Readable, with a line for each statement: an error that nobody catches prints the line where it was thrown. Whoever
  // bundles a page makes that small. What the sources say of it is in the declarations.
  await bundle.write({ dir: to, format: "es", chunkFileNames: "[name].js", comments: false, ...output });
  await bundle.close();
}

const entries = (folder, ...names) =>
  Object.fromEntries(names.map((name) => [folder + name, join(from, `${name}.js`)]));
await bundle(
  {
    ...entries("", "calling_thread", "start", "worker", "node", "load", "load_node", "thread", "thread_node"),
    // For tests that look inside: the same, by their names. It is not published.
    ...entries("inner/", "glue", "surface", "error", "engine"),
  },
  {
    // What several entries share is one file, which compresses better than several.
    codeSplitting: {
      groups: [
        { name: "api", test: /\/(?!(calling_thread|worker|host|remote|session|node|load\w*|thread\w*)\.js)\w+\.js$/ },
      ],
    },
  },
);
// These say `export *`, which is shorter than all the names, as long as the file they mean is not taken in.
await bundle(entries("", "inkseal", "inline"), {}, ["./calling_thread.js", "./start.js"]);
for (const worker of ["worker_script", "worker_thread"]) await bundle(entries("", worker), {});
