/** The package as it is published: in a project of Node's, compiled, and in a page that Vite has built. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
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
    "types/node.d.ts",
  ]) {
    expect(packed).toContain(name);
  }
  expect(packed.filter((name) => !/^(dist|types)\//.test(name)).sort()).toEqual([
    "LICENSE",
    "README.md",
    "THIRD-PARTY-NOTICES",
    "package.json",
  ]);
  const notices = readFileSync(join(project.folder, "node_modules/inkseal/THIRD-PARTY-NOTICES"), "utf8");
  for (const linked of ["argon2", "wasm-bindgen", "the standard library of Rust"]) expect(notices).toContain(`\n${linked} `);
  expect(notices).not.toContain("uniffi");
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
  for (const end of ["", "\n", "\r\n"]) {
    expect(node(project.write("read.js", read), `${KEY}${end}`)).toMatch(/^ada \d{6}$/);
  }
  expect(node(project.write("make.js", make))).toMatch(/^4 hunter2 \d{4}$/);
});

const READ = `import { readVaultKey } from "inkseal/node";
  import { InksealError } from "inkseal";
  const read = () => { try { return new TextDecoder().decode(readVaultKey()); } catch (error) { return error instanceof InksealError && error.code; } };
  console.log(JSON.stringify([read(), read()]));`;

test("a vault key is one line of the input, whatever its end, and no byte after it", () => {
  const script = project.write("read_key.js", READ);
  const read = (input: string) => JSON.parse(node(script, input)) as unknown;
  expect(read("KEY")).toEqual(["KEY", "invalid_input"]);
  expect(read("KEY\n")).toEqual(["KEY", "invalid_input"]);
  expect(read("KEY\r\n")).toEqual(["KEY", "invalid_input"]);
  expect(read("KEY\nsecond")).toEqual(["KEY", "second"]);
  expect(read(" kéy \t\r\r\nsecond\n")).toEqual([" kéy \t\r", "second"]);
  expect(read("")).toEqual(["invalid_input", "invalid_input"]);
  expect(read("\nsecond")).toEqual(["invalid_input", "second"]);
  expect(read("k".repeat(4096))).toEqual(["k".repeat(4096), "invalid_input"]);
  expect(read(`${"k".repeat(4097)}\n`)).toEqual(["invalid_input", "invalid_input"]);
});

test("a vault key comes from a file too, and what cannot be read is io", () => {
  const file = project.write("key.txt", "KEY\r\nmore");
  const script = project.write(
    "read_file.js",
    `import { readVaultKey } from "inkseal/node";
    console.log(new TextDecoder().decode(readVaultKey({ file: ${JSON.stringify(file)} })));
    try { readVaultKey({ file: "no-such-file" }); } catch (error) { console.log(error.code); }`,
  );
  expect(node(script)).toBe("KEY\nio");
});

/** Runs a script at a terminal of its own, types what is to be typed once it has asked, and gives all that the terminal showed. */
async function atTerminal(script: string, ...typed: string[]): Promise<string> {
  const command = [process.execPath, script].map((part) => `'${part}'`).join(" ");
  const terminal = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    cwd: project.folder,
    timeout: 60_000,
  });
  let shown = "";
  terminal.stdout.on("data", (data: Buffer) => {
    shown += data.toString();
    if (shown.split("Vault key: ").length > 1 && typed.length > 0) {
      shown = shown.replace("Vault key: ", "Asked. ");
      terminal.stdin.write(typed.shift() as string);
    }
  });
  const [status] = (await once(terminal, "close")) as [number];
  return `${shown.replaceAll("\r\n", "\n").trim()} (${status})`;
}

test("at a terminal it asks, shows nothing of what is typed, and takes no half of it", async () => {
  const script = project.write("read_key.js", READ);
  expect(await atTerminal(script, "KEX\x7fY\r", "wrong\x15é\x7fr\u00e9\r")).toBe('Asked. \nAsked. \n["KEY","ré"] (0)');
  // Longer than the line mode of terminals takes; end of input; several lines at once.
  expect(await atTerminal(script, `${"k".repeat(4096)}\r`, "half\x04")).toBe(
    `Asked. \nAsked. \n["${"k".repeat(4096)}","invalid_input"] (0)`,
  );
  expect(await atTerminal(script, "first\rsecond\r", "\r")).toBe('Asked. \nAsked. \n["invalid_input","invalid_input"] (0)');
  expect(await atTerminal(script, "half\x03")).toBe("Asked. (130)");
});

test("an error that nobody catches prints lines that can be read", () => {
  const script = project.write("uncaught.js", 'import { init, Vault } from "inkseal"; await init(); Vault.parse("{");');
  const { stderr } = spawnSync(process.execPath, [script], { encoding: "utf8" });
  expect(stderr).toContain("malformed");
  expect(Math.max(...stderr.split("\n").map((line) => line.length))).toBeLessThan(300);
  expect(stderr).toMatch(/at .*\bparse\b|at .*invoke/);
});

test("what the build imports is named in package.json", () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  for (const name of readdirSync(root).filter((file) => file.endsWith(".mjs"))) {
    const imports = [...readFileSync(join(root, name), "utf8").matchAll(/from "(?!node:|\.)([^"]+)"/g)];
    for (const [, imported] of imports) expect(Object.keys(devDependencies), name).toContain(imported);
  }
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

test("Vite's development server with a copy that was installed from the folder, as the README names both", async () => {
  const folder = writePage("dev", IN_WORKER());
  project.write("dev/package.json", JSON.stringify({ name: "dev", private: true, type: "module" }));
  project.write("dev/public/vault.json", readFileSync(join(project.folder, "vault.json"), "utf8"));
  const install = ["install", "--install-links", "--offline", "--no-audit", "--no-fund", root];
  expect(readFileSync(join(root, "README.md"), "utf8")).toContain(`npm ${install.slice(0, 2).join(" ")} `);
  execFileSync("npm", install, { cwd: folder, stdio: "ignore" });
  expect(lstatSync(join(folder, "node_modules/inkseal")).isSymbolicLink()).toBe(false);
  const server = await createViteServer({
    root: folder,
    logLevel: "silent",
    optimizeDeps: { exclude: ["inkseal"] },
    server: { port: 0, host: "127.0.0.1", hmr: false, ws: false },
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
