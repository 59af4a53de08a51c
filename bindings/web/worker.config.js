/** Makes one small file of the worker's script and all that it imports: bundlers copy it as it is. */
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: "es2022",
    lib: { entry: "dist/worker_script.js", formats: ["es"], fileName: () => "worker_script.js" },
    // Vite itself leaves the spaces in libraries.
    rolldownOptions: { output: { minify: { compress: true, mangle: true, codegen: true } } },
  },
});
