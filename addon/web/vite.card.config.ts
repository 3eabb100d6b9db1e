import { defineConfig } from "vite";
import { CARD_SENTENCES } from "./src/i18n/parts.ts";
import { sentences } from "./vite.sentences.ts";

export default defineConfig({
  base: "./",
  plugins: [sentences({ shell: CARD_SENTENCES })],
  build: {
    target: "es2022",
    outDir: "../../custom_components/thewallflower/frontend",
    emptyOutDir: true,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: "src/card/wallflower-card.ts",
      output: { entryFileNames: "wallflower-card.js", chunkFileNames: "[name]-[hash].js" },
    },
  },
});
