/**
 * The comparisons in an installed Chromium: INKSEAL_CHROMIUM, or the first of the usual names. The argument is the
 * number of rounds.
 */
import { accessSync, constants } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { delimiter, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { table } from "./table.js";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const TYPES = new Map([
  [".js", "text/javascript"],
  [".mjs", "text/javascript"],
  [".wasm", "application/wasm"],
]);
/** What Node finds by package.json. */
const MODULES = {
  "hash-wasm": "/node_modules/hash-wasm/dist/index.esm.js",
  inkseal: "/node_modules/inkseal/dist/inkseal.js",
  "inkseal/worker": "/node_modules/inkseal/dist/worker.js",
  "#load": "/node_modules/inkseal/dist/load.js",
  "#thread": "/node_modules/inkseal/dist/thread.js",
  "libsodium-sumo": "/node_modules/libsodium-sumo/dist/modules-sumo-esm/libsodium-sumo.mjs",
  "libsodium-wrappers-sumo": "/node_modules/libsodium-wrappers-sumo/dist/modules-sumo-esm/libsodium-wrappers.mjs",
};
const PAGE = `<!doctype html><title>Inkseal</title><script type="importmap">${JSON.stringify({ imports: MODULES })}</script>`;
const FLAGS =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking " +
  "--disable-component-update --disable-sync";

function executable() {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const found = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  for (const path of [process.env.INKSEAL_CHROMIUM ?? "", ...found]) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // The next one.
    }
  }
  throw new Error("there is no Chromium: set INKSEAL_CHROMIUM");
}

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
  try {
    const body = path === "/" ? PAGE : await readFile(join(FOLDER, path));
    response.setHeader("Content-Type", TYPES.get(extname(path)) ?? "text/html").end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());

const browser = await chromium.launch({ executablePath: executable(), args: FLAGS.split(" ") });
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);
  // As a script of the page: the browser resolves the name.
  const rows = await page.evaluate(`import("/page.js").then(({ measure }) => measure(${Number(process.argv[2])}))`);
  console.log(table(`Chromium ${browser.version()}`, /** @type {Record<string, string>[]} */ (rows)));
} finally {
  await browser.close();
  server.close();
}
