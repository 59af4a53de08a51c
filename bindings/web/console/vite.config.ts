import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";
import { headers, metaPolicy } from "./csp.ts";

/** Puts the policy first into the built page. The development server needs inline styles and does without. */
const policyInPage: Plugin = {
  name: "policy-in-page",
  apply: "build",
  transformIndexHtml: () => [
    { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: metaPolicy }, injectTo: "head-prepend" },
  ],
};

/** Puts the licences of everything that is in the page beside it. */
const licences: Plugin = {
  name: "licences",
  apply: "build",
  generateBundle() {
    const files = ["inkseal/LICENSE", "inkseal/THIRD-PARTY-NOTICES", "preact/LICENSE", "qr/LICENSE"];
    const texts = files.map((file) => `${file}\n\n${readFileSync(new URL(`node_modules/${file}`, import.meta.url), "utf8")}`);
    this.emitFile({ type: "asset", fileName: "licences.txt", source: texts.join("\n\n") });
  },
};

export default defineConfig({
  base: "./", // any folder of any static host
  plugins: [policyInPage, licences],
  build: { target: "es2023", modulePreload: false, assetsInlineLimit: 0, reportCompressedSize: true },
  worker: { format: "es" },
  preview: { host: "localhost", strictPort: true, headers },
});
