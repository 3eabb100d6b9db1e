import { RemoteStore } from "./remote";

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

type Pages<Items extends string, Item> = Readonly<PageOf> & Readonly<Record<Items, readonly Item[]>>;

/** A list that is read on as far as somebody wants, page by page; `read` gives a page of it. */
export class PagedStore<Items extends string, Item> extends RemoteStore<Pages<Items, Item>> {
  constructor(
    private readonly items: Items,
    private readonly page: (cursor: string | null, signal?: AbortSignal) => Promise<Pages<Items, Item>>,
  ) {
    super((signal) => page(null, signal));
  }

  /** Read what follows, unless that was done, or the list was begun anew, meanwhile. */
  async more(): Promise<void> {
    const before = this.get().value;
    if (before?.cursor == null) return;
    const after = await this.page(before.cursor);
    this.change((now) =>
      now === before ? { ...after, [this.items]: [...now[this.items], ...after[this.items]] } : now,
    );
  }
}
