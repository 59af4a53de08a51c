/** A project of somebody else's, in which the packed package is installed. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The package's own folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Project {
  readonly folder: string;
  /** Names of the files in the tarball. */
  readonly packed: readonly string[];
  /** Writes a file and gives its path. */
  write(name: string, text: string): string;
  remove(): void;
}

/** Packs the package as it would be published, and installs it. */
export function newProject(): Project {
  const folder = mkdtempSync(join(tmpdir(), "inkseal-project-"));
  const npm =
    (...given: string[]) =>
    (cwd: string) =>
      execFileSync("npm", given, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const [tarball] = JSON.parse(npm("pack", "--json", "--pack-destination", folder)(root).replace(/^[^[]*/, "")) as [
    { filename: string; files: { path: string }[] },
  ];
  const write = (name: string, text: string) => {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  write("package.json", JSON.stringify({ name: "project", private: true, type: "module" }));
  npm("install", "--offline", "--no-audit", "--no-fund", `./${tarball.filename}`)(folder);
  cpSync(join(root, "tests/cli_vault.json"), join(folder, "vault.json"));
  return {
    folder,
    packed: tarball.files.map(({ path }) => path),
    write,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The lines of a language in the package's README or the project's, block by block. */
export function readmeLines(language: string, folder = root): string[] {
  const readme = readFileSync(join(folder, "README.md"), "utf8");
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm"))].map(([, lines]) => lines ?? "");
}
