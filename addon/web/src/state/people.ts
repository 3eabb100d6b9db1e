import type { Api } from "../api/client";
import type { Person } from "../api/generated";
import type { Events } from "./events";
import { put, without } from "./lists";
import { allPages } from "./pages";
import { RemoteStore } from "./remote";

const PAGE = 500;

/** Everybody who is known, by name, read when a page first needs it and kept fresh by events from then on. */
export class PeopleList extends RemoteStore<readonly Person[]> {
  private isWanted = false;

  constructor(
    api: Api,
    private readonly events: Events,
  ) {
    super((signal) => readAll(api, signal));
  }

  start(): void {
    const changed = (person: Person): void => this.change((people) => byName(put(people, person)));
    this.events.on("resync", () => {
      if (this.isWanted) void this.load();
    });
    this.events.on("person_added", changed);
    this.events.on("person_updated", changed);
    this.events.on("person_removed", ({ id }) => this.change((people) => without(people, id)));
  }

  /** Read the list unless that was done. */
  want(): void {
    if (this.isWanted) return;
    this.isWanted = true;
    void this.load();
  }

  find(id: string): Person | null {
    return this.get().value?.find((person) => person.id === id) ?? null;
  }
}

/** Return who is called so, in whatever case; the list is read first if it was not. */
export async function personNamed(people: PeopleList, name: string): Promise<Person | undefined> {
  if (people.get().value === null) await people.load();
  return people.get().value?.find((person) => person.name.toLowerCase() === name.toLowerCase());
}

async function readAll(api: Api, signal: AbortSignal): Promise<Person[]> {
  const people = await allPages(
    (cursor) => api.call("GET /api/people", { query: { limit: PAGE, cursor }, signal }),
    (page) => page.people,
  );
  return byName(people);
}

/** Return people in the order that their names have in the reader's language. */
export function byName(people: readonly Person[]): Person[] {
  return people.toSorted((one, other) => one.name.localeCompare(other.name));
}
