import { books, first } from "virtual:sentences";
import type { en } from "./generated/en";
import type { Part } from "./parts";

export type { Part };
type Strings = typeof en;
export type Key = keyof Strings;
/** The sentences of the parts that were fetched. */
export type Catalogue = Readonly<Partial<Record<Key, Text>>>;
type Text = string | Plural;
type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

type Holes<Sentence> = Sentence extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never;
type HolesOf<K extends Key> = Strings[K] extends string ? Holes<Strings[K]> : Holes<Strings[K][keyof Strings[K]]>;
type Filling<K extends Key> = [HolesOf<K>] extends [never] ? [] : [values: Record<HolesOf<K>, string | number>];

type Book = keyof typeof books;

interface Reader {
  book: Book;
  language: string;
  plurals: Intl.PluralRules;
  numbers: Intl.NumberFormat;
}

function reader(book: Book, language: string): Reader {
  return { book, language, plurals: new Intl.PluralRules(language), numbers: new Intl.NumberFormat(language) };
}

const catalogues: Record<Book, Catalogue> = { en: { ...first }, de: {} };
const needed = new Set<Part>(["shell"]);
let now = reader("en", "en");
let wished: Book = "en";
let wishes = 0;

/** Speak a language (`de`, `de-AT`), or English where it is not known. The document's `lang` tells what is spoken. */
export async function setLanguage(wanted: string): Promise<void> {
  await speak(wanted);
  document.documentElement.lang = now.language;
}

/** Speak a language in a document that is somebody else's. */
export async function speak(wanted: string): Promise<void> {
  const wish = ++wishes;
  const code = wanted.split("-")[0]?.toLowerCase() ?? "";
  wished = code in books ? (code as Book) : "en";
  const next = reader(wished, wished === "en" ? english(wanted) : wanted);
  await fetchInto(next.book, needed);
  // Of two wishes the later one counts, whichever language comes first.
  if (wish === wishes) now = next;
}

/** Fetch more sentences, in the language that is spoken and in the one that will be; a failure is the network's. */
export async function learn(...parts: Part[]): Promise<void> {
  for (const part of parts) needed.add(part);
  await Promise.all([...new Set([now.book, wished])].map((book) => fetchInto(book, parts)));
}

async function fetchInto(book: Book, parts: Iterable<Part>): Promise<void> {
  const loads = [...parts].map((part) => books[book][part]).filter((load) => load !== undefined);
  for (const { default: some } of await Promise.all(loads.map((load) => load()))) Object.assign(catalogues[book], some);
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
  return choose(catalogues[now.book][key] ?? key, values["count"]).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? "";
    return typeof value === "number" ? now.numbers.format(value) : value;
  });
}

function choose(text: Text, count: string | number | undefined): string {
  return typeof text === "string" ? text : (text[now.plurals.select(Number(count))] ?? text.other);
}
