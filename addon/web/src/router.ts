import type { Key, Part } from "./i18n";
import { Store, type Unsubscribe } from "./state/store";

/** A page and where it is. `icon` puts it into the navigation. */
export interface Entry {
  /** Segments such as `timeline/:camera`; a segment with `?` may be missing. */
  path: string;
  tag: string;
  title: Key;
  icon?: string;
  /** What of the sentences the page needs. */
  sentences: Part;
  load: () => Promise<unknown>;
}

/** What the address says: which page, with which parameters. `entry` null: there is no such page. */
export interface Place {
  entry: Entry | null;
  path: string;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
}

/** What is lost by going away: whether there is anything, and whether it outlives going to a place. */
export interface Unsaved {
  isThere: () => boolean;
  outlives?: (next: Place) => boolean;
}

/** Somebody wants to go away from what is not saved: what to do then, and that they stay. */
export interface Leaving {
  go: () => void;
  stay: () => void;
}

/** Routes in the path of the address, below whatever prefix the document's base has. */
export class Router {
  readonly place: Store<Place>;
  /** What has to be asked before somebody goes away. */
  readonly leaving = new Store<Leaving | null>(null);
  private readonly base = new URL(".", document.baseURI);
  private unsaved: Unsaved | null = null;
  /** Where we are, as the browser's address is already another one when it went back by itself. */
  private here = location.href;

  constructor(private readonly entries: readonly Entry[]) {
    this.place = new Store(this.read());
  }

  start(): void {
    addEventListener("popstate", this.arrived);
    addEventListener("beforeunload", this.unloaded);
    document.addEventListener("click", this.clicked);
  }

  stop(): void {
    removeEventListener("popstate", this.arrived);
    removeEventListener("beforeunload", this.unloaded);
    document.removeEventListener("click", this.clicked);
  }

  /** Go to a path below the base (`timeline/front?at=…`); `replace` leaves no step to go back to. */
  go(path: string, { replace = false } = {}): void {
    const url = new URL(path, this.base);
    if (this.loses(url)) {
      this.ask(() => this.go(path, { replace }));
      return;
    }
    if (replace) history.replaceState(null, "", url);
    else if (url.href !== location.href) history.pushState(null, "", url);
    this.arrive();
  }

  /** Ask before going away would lose something, until what is returned is called; the browser asks, too. */
  guard(unsaved: Unsaved): Unsubscribe {
    this.unsaved = unsaved;
    return () => {
      if (this.unsaved === unsaved) this.unsaved = null;
    };
  }

  private arrive(): void {
    this.here = location.href;
    this.place.set(this.read());
  }

  private readonly arrived = (): void => {
    if (!this.loses(new URL(location.href))) {
      this.arrive();
      return;
    }
    // The step that the browser made is made again once it is agreed to.
    history.pushState(null, "", this.here);
    this.ask(() => history.back());
  };

  private readonly unloaded = (event: BeforeUnloadEvent): void => {
    if (this.unsaved?.isThere() === true) event.preventDefault();
  };

  private loses(url: URL): boolean {
    const { unsaved } = this;
    return unsaved?.isThere() === true && unsaved.outlives?.(this.read(url)) !== true;
  }

  private ask(go: () => void): void {
    const stay = (): void => this.leaving.set(null);
    this.leaving.set({
      go: () => {
        stay();
        this.unsaved = null;
        go();
      },
      stay,
    });
  }

  private readonly clicked = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || wantsAnotherTab(event)) return;
    const link = event.composedPath().find((item) => item instanceof HTMLAnchorElement);
    if (link?.target !== "" || link.hasAttribute("download") || !this.isPage(link.href)) return;
    event.preventDefault();
    this.go(link.href);
  };

  private isPage(href: string): boolean {
    return href.startsWith(this.base.href) && !href.startsWith(new URL("api/", this.base).href);
  }

  private read(url = new URL(location.href)): Place {
    const path = url.pathname.slice(this.base.pathname.length);
    return { ...find(this.entries, path), path, query: url.searchParams };
  }
}

function find(entries: readonly Entry[], path: string): Pick<Place, "entry" | "params"> {
  const [first] = entries;
  if (path === "" && first !== undefined) return { entry: first, params: {} };
  for (const entry of entries) {
    const params = match(entry.path, path);
    if (params !== null) return { entry, params };
  }
  return { entry: null, params: {} };
}

/** Return the parameters of a path that fits a pattern, else null. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/").filter(Boolean);
  const given = path.split("/").filter(Boolean);
  if (given.length > wanted.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index];
    const name = /^:(\w+)(\??)$/.exec(segment);
    if (value === undefined) {
      if (name?.[2] !== "?") return null;
    } else if (name?.[1] !== undefined) {
      const text = decoded(value);
      if (text === null) return null;
      params[name[1]] = text;
    } else if (segment !== value) {
      return null;
    }
  }
  return params;
}

function wantsAnotherTab(event: MouseEvent): boolean {
  return event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
