/** Makes one file of the worker's script and all that it imports. */
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: "es2022",
    minify: true,
    lib: { entry: "dist/worker_script.js", formats: ["es"], fileName: () => "worker_script.js" },
  },
});
