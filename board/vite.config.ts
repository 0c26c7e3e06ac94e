import { defineConfig } from "vitest/config";

// The node serves what is built here under a strict Content-Security-Policy: nothing may be inlined
// into the page, and no chunk may be fetched from anywhere but the node itself.
export default defineConfig({
  build: {
    outDir: "target/dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    chunkSizeWarningLimit: 1200,
    target: "es2022",
  },
  json: { stringify: true },
  server: { proxy: { "/api": "http://127.0.0.1:8471", "/health": "http://127.0.0.1:8471" } },
  test: {
    // Not a measure of anything: a machine that is busy with other things may be slow.
    testTimeout: 120_000,
    include: ["test/**/*.test.ts"],
    environment: "node",
    // Where `./wideberth test` counts what passed, failed and was skipped.
    reporters: ["default", ["junit", { outputFile: "target/surefire-reports/TEST-board.xml" }]],
  },
});
