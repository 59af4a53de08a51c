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

export default defineConfig({
  base: "./", // any folder of any static host
  plugins: [policyInPage],
  build: { target: "es2023", modulePreload: false, assetsInlineLimit: 0, reportCompressedSize: true },
  worker: { format: "es" },
  preview: { host: "localhost", strictPort: true, headers },
});
