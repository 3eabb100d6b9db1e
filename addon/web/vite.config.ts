import { defineConfig } from "vitest/config";

export default defineConfig({
  // The panel lies below whatever path a proxy gives it.
  base: "./",
  build: {
    target: "es2022",
    outDir: "../wallflower/static",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    proxy: { "/api": { target: process.env["WALLFLOWER_SERVER"] ?? "http://localhost:8099", ws: true } },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
