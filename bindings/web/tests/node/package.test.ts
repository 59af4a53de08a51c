/** The package as it is published: in a project of Node's, compiled, and in a page that Vite has built. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { type Browser, chromium as engine } from "playwright";
import { build, createServer as createViteServer } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromium, chromiumFlags } from "./chromium.ts";
import { newProject, type Project, readmeLines, root } from "./project.ts";

const KEY = "Correct-Horse-7-Battery";
const CSP =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types inkseal";

let project: Project;
let browser: Browser;

beforeAll(async () => {
  project = newProject();
  browser = await engine.launch({ executablePath: chromium(), args: chromiumFlags });
});

afterAll(async () => {
  await browser?.close();
  project?.remove();
});

const node = (script: string, input = "") =>
  execFileSync(process.execPath, [script], { cwd: project.folder, encoding: "utf8", input }).trim();

test("what is in it", () => {
  const { packed } = project;
  for (const name of [
    "LICENSE",
    "README.md",
    "package.json",
    "types/inkseal.d.ts",
    "types/worker.d.ts",
    "types/inline.d.ts",
  ]) {
    expect(packed).toContain(name);
  }
  expect(packed.filter((name) => !/^(dist|types)\//.test(name)).sort()).toEqual([
    "LICENSE",
    "README.md",
    "package.json",
  ]);
  for (const name of packed.filter((packedName) => packedName.startsWith("dist/"))) {
    expect(readFileSync(join(project.folder, "node_modules/inkseal", name), "latin1"), name).not.toContain(root);
  }
});

test("every entry in a project of Node's", () => {
  const script = project.write(
    "every.js",
    `import { readFile } from "node:fs/promises";
    import * as inkseal from "inkseal";
    import * as inline from "inkseal/inline";
    import * as worker from "inkseal/worker";
    const text = await readFile("vault.json", "utf8");
    const key = new TextEncoder().encode("${KEY}");
    const wasm = await readFile(new URL(import.meta.resolve("inkseal/inkseal_bg.wasm")));
    await worker.init(wasm);
    await inline.init();
    await inkseal.init();
    for (const entry of [inkseal, inline, worker]) {
      const vault = await entry.Vault.parse(text);
      await vault.unlock(key);
      const { payload } = await vault.open(await vault.find("github"));
      console.log(payload.username.expose(), payload instanceof Object, String(payload.password));
      await vault.lock();
    }`,
  );
  expect(node(script)).toBe(Array(3).fill("ada true SecretText(hidden)").join("\n"));
});

test("the README's lines for Node run as they stand there", () => {
  const [read = "", make = ""] = readmeLines("js");
  expect(node(project.write("read.js", read), `${KEY}\n`)).toMatch(/^ada \d{6}$/);
  expect(node(project.write("make.js", make))).toMatch(/^4 hunter2 \d{4}$/);
});

test("all of the READMEs' lines compile, with either way of finding modules", () => {
  const projects = readmeLines("ts", join(root, "../.."));
  expect(projects.length).toBe(1);
  for (const [place, lines] of [...readmeLines("ts"), ...readmeLines("js"), ...projects].entries())
    project.write(`readme/${place}.ts`, lines);
  const options = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022", "--ignoreConfig"];
  const files = readdirSync(join(project.folder, "readme")).map((name) => join(project.folder, "readme", name));
  const types = ["--types", "node", "--typeRoots", join(root, "node_modules/@types")];
  for (const found of [
    ["--module", "nodenext"],
    ["--module", "preserve", "--moduleResolution", "bundler"],
  ]) {
    expect(
      execFileSync(join(root, "node_modules/.bin/tsc"), [...options, ...types, ...found, ...files], {
        encoding: "utf8",
      }),
    ).toBe("");
  }
  // Without Node's types and with the declarations checked too.
  const page = ["--types", "", "--lib", "es2022,dom", "--module", "nodenext", files[0] ?? ""];
  expect(execFileSync(join(root, "node_modules/.bin/tsc"), [...options, ...page], { encoding: "utf8" })).toBe("");
});

/** A page that shows what its script makes, or why it failed. */
function writePage(name: string, script: string): string {
  project.write(`${name}/index.html`, '<!doctype html><title>-</title><script type="module" src="./main.ts"></script>');
  project.write(
    `${name}/main.ts`,
    `${script}
    const vaultFile = await (await fetch("/vault.json")).blob();
    show(vaultFile, new TextEncoder().encode("${KEY}")).then(
      (shown) => (document.title = shown),
      (error) => (document.title = "failed: " + error),
    );`,
  );
  return join(project.folder, name);
}

/** Builds a page and gives the names of the files that Vite made. */
async function built(folder: string): Promise<string[]> {
  await build({ root: folder, logLevel: "silent", build: { target: "es2022" } });
  return readdirSync(join(folder, "dist"), { recursive: true }).map(String);
}

/** Serves a folder under the policy; the vault file beside it. */
async function serve(folder: string): Promise<Server> {
  const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
  const server = createServer((request, response) => {
    const path = request.url === "/" ? "/index.html" : (request.url ?? "");
    const file = path === "/vault.json" ? join(project.folder, path) : join(folder, path);
    try {
      const body = readFileSync(file);
      response.writeHead(200, { "content-type": types[extname(file)] ?? "text/plain", "content-security-policy": CSP });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** Opens a page; gives its title when it has one, and everything that it complained about. */
async function open(url: string): Promise<{ title: string; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    // The browser asks for an icon by itself.
    if (["error", "warning"].includes(message.type()) && !message.location().url.endsWith("favicon.ico"))
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.error(`violation: ${event.violatedDirective}`));
  });
  await page.goto(url);
  await page.waitForFunction(() => document.title !== "-", undefined, { timeout: 30_000 });
  const title = await page.title();
  await page.close();
  return { title, complaints };
}

async function openBuilt(folder: string): Promise<{ title: string; complaints: string[] }> {
  const server = await serve(join(folder, "dist"));
  try {
    return await open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
  }
}

const IN_WORKER = () => `${readmeLines("ts")[0]}\nconst show = signIn;`;
const ON_THREAD = (entry: string) => `
  import { init, Vault } from "${entry}";
  async function show(file: Blob, vaultKey: Uint8Array): Promise<string> {
    await init();
    const vault = Vault.parse(await file.text());
    vault.unlock(vaultKey);
    return "unlocked " + vault.openAll().length;
  }`;

test("the worker in a page that Vite built, under the strict policy: the README's lines", async () => {
  const folder = writePage("worker", IN_WORKER());
  const files = await built(folder);
  expect(files.filter((name) => name.endsWith(".wasm")).length).toBe(1);
  const { title, complaints } = await openBuilt(folder);
  expect(title).toMatch(/^ada \d{6}$/);
  expect(complaints).toEqual([]);
});

test("the calling thread in a page that Vite built, under the strict policy", async () => {
  const folder = writePage("thread", ON_THREAD("inkseal"));
  expect((await built(folder)).filter((name) => name.endsWith(".wasm")).length).toBe(1);
  expect(await openBuilt(folder)).toEqual({ title: "unlocked 2", complaints: [] });
});

test("inline in a page that Vite built, under the strict policy: one script and no module beside it", async () => {
  const folder = writePage("inline", ON_THREAD("inkseal/inline"));
  const files = await built(folder);
  expect(files.filter((name) => name.endsWith(".wasm"))).toEqual([]);
  expect(files.filter((name) => name.endsWith(".js")).length).toBe(1);
  expect(await openBuilt(folder)).toEqual({ title: "unlocked 2", complaints: [] });
});

test("the module where one places it oneself", async () => {
  const script = ON_THREAD("inkseal").replace("init()", "init(wasm)");
  const folder = writePage("placed", `import wasm from "inkseal/inkseal_bg.wasm?url";\n${script}`);
  await built(folder);
  expect(await openBuilt(folder)).toEqual({ title: "unlocked 2", complaints: [] });
});

test("Vite's development server, with the option that the README names", async () => {
  const folder = writePage("dev", IN_WORKER());
  project.write("dev/public/vault.json", readFileSync(join(project.folder, "vault.json"), "utf8"));
  const server = await createViteServer({
    root: folder,
    logLevel: "silent",
    optimizeDeps: { exclude: ["inkseal"] },
    server: { port: 0, host: "127.0.0.1", hmr: false, ws: false, fs: { allow: [project.folder, root] } },
  });
  await server.listen();
  try {
    const { title } = await open(server.resolvedUrls?.local[0] ?? "");
    expect(title).toMatch(/^ada \d{6}$/);
  } finally {
    await server.close();
  }
});

test("without the policy's name the page's list keeps the worker from starting, which is io", async () => {
  const server = await serve(join(project.folder, "worker/dist"));
  server.prependListener("request", (_request, response) => {
    const set = response.writeHead.bind(response);
    response.writeHead = ((status: number, headers: Record<string, string> = {}) =>
      set(status, {
        ...headers,
        "content-security-policy": CSP.replace("trusted-types inkseal", "trusted-types other"),
      })) as never;
  });
  try {
    const { title, complaints } = await open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(title).toMatch(/^failed: InksealError: the worker could not be started: .*policy/i);
    expect(complaints.length).toBeGreaterThan(0);
  } finally {
    server.close();
  }
});
