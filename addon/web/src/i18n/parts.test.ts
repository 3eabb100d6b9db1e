import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROUTES } from "../routes";
import { de } from "./generated/de";
import { en } from "./generated/en";
import { CARD_SENTENCES, PARTS, type Beginnings } from "./parts";

const KEYS = Object.keys(en);

/** Return the modules that one is made of; with `lazy` also those that it fetches later. */
function modules(path: string, lazy: boolean, seen = new Set<string>()): Set<string> {
  if (seen.has(path) || path.includes("generated")) return seen;
  seen.add(path);
  const text = readFileSync(path, "utf-8").replace(/import type [^;]*;/g, "");
  for (const [, near, later] of text.matchAll(/(?:from|import) "(\.[^"]+)"|import\("(\.[^"]+)"\)/g)) {
    if (near === undefined && !lazy) continue;
    const target = join(dirname(path), near ?? later ?? "");
    const file = [`${target}.ts`, join(target, "index.ts")].find((each) => existsSync(each));
    if (file !== undefined) modules(file, lazy, seen);
  }
  return seen;
}

/** Return every sentence that a module names, or may name where a part of the name is filled in. */
function named(path: string): string[] {
  const text = readFileSync(path, "utf-8");
  const whole = [...text.matchAll(/"([\w.]+)"/g)].map(([, key]) => key ?? "").filter((key) => KEYS.includes(key));
  const open = [...text.matchAll(/`([a-z_]+\.[\w.]*)\$\{/g)].map(([, start]) => start ?? "");
  return [...whole, ...KEYS.filter((key) => open.some((start) => key.startsWith(start)))];
}

function missing(paths: Iterable<string>, has: Beginnings): string[] {
  const keys = new Set([...paths].flatMap(named));
  return [...keys].filter((key) => !has.some((start) => key.startsWith(start)));
}

describe("the sentences", () => {
  it("of the frame are there before any page's", () => {
    const frame = modules("src/main.ts", false);
    expect(frame.size).toBeGreaterThan(20);
    expect([...frame].some((path) => path.includes("pages/"))).toBe(false);
    expect(missing(frame, PARTS.shell)).toEqual([]);
  });

  it.each(ROUTES.map(({ sentences }) => sentences))("of %s come with the page", (part) => {
    const page = modules(`src/pages/${part}/${part}-page.ts`, true);
    expect([...page].flatMap(named).length).toBeGreaterThan(10);
    expect(missing(page, [...PARTS.shell, ...PARTS[part]])).toEqual([]);
  });

  it("of the card are all kept by its build", () => {
    const card = modules("src/card/wallflower-card.ts", true);
    expect([...card].flatMap(named)).toContain("timeline.unplayable");
    // The names of the keys are the panel's alone.
    const keys = KEYS.filter((key) => key.startsWith("keys."));
    expect(missing(card, [...CARD_SENTENCES, ...keys])).toEqual([]);
  });

  it("are each in a part, and no part names what is none", () => {
    const parts = [...Object.values<Beginnings>(PARTS), CARD_SENTENCES];
    expect(KEYS.filter((key) => !parts.flat().some((start) => key.startsWith(start)))).toEqual([]);
    expect(parts.flat().filter((start) => !KEYS.some((key) => key.startsWith(start)))).toEqual([]);
  });

  it("are served in parts, in every language", async () => {
    const { books, first } = await import("virtual:sentences");
    const few = (all: object, has: Beginnings): object =>
      Object.fromEntries(Object.entries(all).filter(([key]) => has.some((start) => key.startsWith(start))));
    expect(first).toEqual(few(en, PARTS.shell));
    expect((await books.de.shell?.())?.default).toEqual(few(de, PARTS.shell));
    expect((await books.en.rules?.())?.default).toEqual(few(en, PARTS.rules));
    expect((await books.de.rules?.())?.default).toEqual(few(de, PARTS.rules));
  });
});
