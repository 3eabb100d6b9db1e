/* eslint-disable @typescript-eslint/consistent-type-imports -- an ambient module cannot import by a relative path */
type Book = Readonly<Partial<Record<import("./parts").Part, () => Promise<{ default: import("./index").Catalogue }>>>>;

declare module "virtual:sentences" {
  /** The shell's, in English. */
  export const first: import("./index").Catalogue;
  export const books: Readonly<Record<"en" | "de", Book>>;
}
