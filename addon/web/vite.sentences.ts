import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import type { Beginnings } from "./src/i18n/parts";

const GENERATED = join(import.meta.dirname, "src/i18n/generated");
const LANGUAGES = ["en", "de"] as const;
const BOOKS = "virtual:sentences";

/**
 * Serves the sentences in parts, each as a module of its own: the `shell`'s English at once, everything else when it
 * is asked for.
 */
export function sentences(parts: Readonly<Record<string, Beginnings>>): Plugin {
  const books = Object.keys(parts);
  return {
    name: "sentences",
    enforce: "pre",
    resolveId: (id) => (id.startsWith(BOOKS) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${BOOKS}`)) return null;
      const [, language = "", part = ""] = id.split("/");
      if (language === "") return contents(books);
      const path = join(GENERATED, `${language}.ts`);
      this.addWatchFile(path);
      return `export default ${JSON.stringify(few(path, parts[part] ?? []))};`;
    },
  };
}

/** Return the module that knows where all the others are. */
function contents(books: readonly string[]): string {
  const loads = LANGUAGES.map((language) => {
    const each = books.map((part) => `${part}: () => import("${BOOKS}/${language}/${part}")`);
    // What is there at once needs no loading.
    return `${language}: { ${(language === "en" ? each.filter((load) => !load.startsWith("shell:")) : each).join(", ")} }`;
  });
  return `export { default as first } from "${BOOKS}/en/shell";\nexport const books = { ${loads.join(", ")} };\n`;
}

/** Return those sentences of a language whose names begin so. */
function few(path: string, beginnings: Beginnings): Record<string, unknown> {
  const code = readFileSync(path, "utf-8");
  const whole = JSON.parse(code.slice(code.indexOf("{"), code.lastIndexOf("}") + 1)) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(whole).filter(([key]) => beginnings.some((start) => key.startsWith(start))));
}
