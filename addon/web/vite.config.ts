import { defineConfig } from "vitest/config";
import { CARD_SENTENCES, PARTS } from "./src/i18n/parts.ts";
import { sentences } from "./vite.sentences.ts";

const isTest = process.env["VITEST"] !== undefined;

export default defineConfig({
  // The panel lies below whatever path a proxy gives it.
  base: "./",
  plugins: [sentences(isTest ? { ...PARTS, card: CARD_SENTENCES } : PARTS)],
  build: {
    target: "es2022",
    outDir: "../wallflower/static",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: "pages.json",
    rolldownOptions: {
      output: {
        // Far away each file costs a round trip: one for the frame, one for what most pages share.
        codeSplitting: {
          groups: [
            { name: "shell", tags: ["$initial"], priority: 1 },
            { name: "common", test: /\/src\/(ui|state|i18n|media)\//, minShareCount: 4 },
          ],
        },
      },
    },
  },
  server: {
    proxy: { "/api": { target: process.env["WALLFLOWER_SERVER"] ?? "http://localhost:8099", ws: true } },
  },
  test: {
    environment: "happy-dom",
    setupFiles: "vitest.setup.ts",
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
