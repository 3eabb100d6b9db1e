import { en } from "./generated/en";

type Strings = typeof en;
export type Key = keyof Strings;
export type Catalogue = Readonly<Record<Key, Text>>;
type Text = string | Plural;
type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

type Holes<Sentence> = Sentence extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never;
type HolesOf<K extends Key> = Strings[K] extends string ? Holes<Strings[K]> : Holes<Strings[K][keyof Strings[K]]>;
type Filling<K extends Key> = [HolesOf<K>] extends [never] ? [] : [values: Record<HolesOf<K>, string | number>];

/** Languages beside English, each fetched only by who reads it. */
const OTHERS: Readonly<Record<string, () => Promise<Catalogue>>> = {
  de: async () => (await import("./generated/de")).de,
};

interface Reader {
  language: string;
  catalogue: Catalogue;
  plurals: Intl.PluralRules;
  numbers: Intl.NumberFormat;
}

function reader(language: string, catalogue: Catalogue): Reader {
  return { language, catalogue, plurals: new Intl.PluralRules(language), numbers: new Intl.NumberFormat(language) };
}

let now = reader("en", en);
let wishes = 0;

/** Speak a language (`de`, `de-AT`), or English where it is not known. The document's `lang` tells what is spoken. */
export async function setLanguage(wanted: string): Promise<void> {
  await speak(wanted);
  document.documentElement.lang = now.language;
}

/** Speak a language in a document that is somebody else's. */
export async function speak(wanted: string): Promise<void> {
  const wish = ++wishes;
  const load = OTHERS[wanted.split("-")[0]?.toLowerCase() ?? ""];
  const next = load === undefined ? reader(english(wanted), en) : reader(wanted, await load());
  // Of two wishes the later one counts, whichever language comes first.
  if (wish === wishes) now = next;
}

/** Dates of somebody who reads English are written as they are where they live. */
function english(wanted: string): string {
  return wanted.toLowerCase().startsWith("en-") ? wanted : "en";
}

/** The language that dates and numbers are written in. */
export function language(): string {
  return now.language;
}

/** Return a sentence, its holes filled; `count` chooses between singular and plural. */
export function t<K extends Key>(key: K, ...filling: Filling<K>): string {
  const values = (filling[0] ?? {}) as Readonly<Record<string, string | number>>;
  return choose(now.catalogue[key], values["count"]).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? "";
    return typeof value === "number" ? now.numbers.format(value) : value;
  });
}

function choose(text: Text, count: string | number | undefined): string {
  return typeof text === "string" ? text : (text[now.plurals.select(Number(count))] ?? text.other);
}
