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

/** Printed forms show the names of classes. */
const keepNames = { class: true, function: false };

/** @param {Record<string, string>} input @param {import("rolldown").OutputOptions} output */
async function bundle(input, output) {
  // What package.json chooses by the engine is found there when it runs.
  const bundle = await rolldown({ input, external: (name) => /^(#|node:)/.test(name) || name === BASE64 });
  const { output: files } = await bundle.write({
    dir: to,
    format: "es",
    chunkFileNames: "[name].js",
    minify: { compress: { target: "es2022", keepNames }, mangle: { toplevel: true, keepNames }, codegen: true },
    ...output,
  });
  await bundle.close();
  for (const { fileName, code } of files) {
    // Bundlers look for the addresses of files as they are usually written.
    writeFileSync(join(to, fileName), code.replace(/new URL\(`([^`$]*)`/g, 'new URL("$1"'));
  }
}

const entries = (folder, ...names) =>
  Object.fromEntries(names.map((name) => [folder + name, join(from, `${name}.js`)]));
await bundle(
  {
    ...entries("", "inkseal", "inline", "worker", "load", "load_node", "thread", "thread_node"),
    // For tests that look inside: the same, by their names. It is not published.
    ...entries("inner/", "glue", "surface", "error", "engine"),
  },
  {
    codeSplitting: {
      groups: [
        {
          name: "api",
          priority: 2,
          test: /\/(?!(inkseal|inline|inlined|worker|host|remote|session|load\w*|thread\w*|calling_thread|direct|glue|module)\.js)\w+\.js$/,
        },
        { name: "calls", priority: 1, test: /\/(calling_thread|direct|glue|module)\.js$/ },
      ],
    },
  },
);
for (const worker of ["worker_script", "worker_thread"]) await bundle(entries("", worker), {});
