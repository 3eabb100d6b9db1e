interface PageOf {
  cursor: string | null;
}

/** Read every page of a list, and return the items of all. */
export async function allPages<Page extends PageOf, Item>(
  read: (cursor: string | null) => Promise<Page>,
  items: (page: Page) => readonly Item[],
): Promise<Item[]> {
  const all: Item[] = [];
  for (let cursor: string | null = null; ;) {
    const page: Page = await read(cursor);
    all.push(...items(page));
    if ((cursor = page.cursor) === null) return all;
  }
}
