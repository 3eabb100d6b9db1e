import { defineConfig, type Plugin } from "vite";

/** What of the panel's sentences the card has, too, by the beginnings of their names. */
export const CARD_SENTENCES = ["card.", "gap.", "loading", "timeline."] as const;

/** Leaves the other sentences out of the card. */
function fewSentences(): Plugin {
  return {
    name: "few-sentences",
    transform(code, id) {
      const found = /\/src\/i18n\/generated\/(\w+)\.ts$/.exec(id);
      if (found === null) return null;
      const whole = JSON.parse(code.slice(code.indexOf("{"), code.lastIndexOf("}") + 1)) as Record<string, unknown>;
      const few = Object.entries(whole).filter(([key]) => CARD_SENTENCES.some((start) => key.startsWith(start)));
      return { code: `export const ${found[1] ?? ""} = ${JSON.stringify(Object.fromEntries(few))};`, map: null };
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [{ ...fewSentences(), enforce: "pre" }],
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
