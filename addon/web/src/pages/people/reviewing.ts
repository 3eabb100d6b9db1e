import type { Action, Person, Visit } from "../../api/generated";

/** So many people have a key of their own. */
const KEYS = 9;

/** What is said of visits: of whom recognition says they are (or says they are not), of a person, or of nobody known. */
export interface Decision {
  action: Action;
  person_id: string | null;
}

/** One request: what is said of which visits. */
export interface Step extends Decision {
  visits: readonly Visit[];
}

/** Return who can be chosen by one key, 1 first: whom the visit is taken for, then who was seen last. */
export function candidates(people: readonly Person[], taken_for: string | null): Person[] {
  const rank = (person: Person): number =>
    person.id === taken_for ? Number.MAX_SAFE_INTEGER : (person.last_seen_ms ?? 0);
  return people.toSorted((one, other) => rank(other) - rank(one)).slice(0, KEYS);
}

/** Return what a key says of visits; null for keys that say nothing. */
export function decisionOf(key: string, visits: readonly Visit[], chosen: readonly Person[]): Decision | null {
  const letter = key.toLowerCase();
  const isNamed = visits.some((visit) => visit.person_id !== null);
  if (letter === "y" && isNamed) return { action: "confirm", person_id: null };
  if (letter === "x") return { action: isNamed ? "reject" : "unassign", person_id: null };
  if (letter === "n") return { action: "unassign", person_id: null };
  const person = /^[1-9]$/.test(key) ? chosen[Number(key) - 1] : undefined;
  return person === undefined ? null : { action: "assign", person_id: person.id };
}

/** Return whom all of these visits are taken for; null where there are several, or nobody. */
export function takenFor(visits: readonly Visit[]): string | null {
  const [first = null, ...others] = new Set(visits.map(({ person_id }) => person_id));
  return others.length === 0 ? first : null;
}

/**
 * Return the requests that say it, of so many visits at most each. Who is nobody's cannot be confirmed, and is left;
 * they cannot be anybody's not, either, but nobody known.
 */
export function stepsOf({ action, person_id }: Decision, visits: readonly Visit[], most: number): Step[] {
  const named = visits.filter((visit) => visit.person_id !== null);
  const others = visits.filter((visit) => visit.person_id === null);
  const parts = (part: readonly Visit[], what: Action): Step[] =>
    Array.from({ length: Math.ceil(part.length / most) }, (_, index) => ({
      action: what,
      person_id,
      visits: part.slice(index * most, (index + 1) * most),
    }));
  if (action === "confirm") return parts(named, action);
  return action === "reject" ? [...parts(named, action), ...parts(others, "unassign")] : parts(visits, action);
}

/** Return the queue without visits that were decided. */
export function decided(queue: readonly Visit[], ids: ReadonlySet<number>): Visit[] {
  return queue.filter(({ id }) => !ids.has(id));
}

/** Return the queue with visits in front again, because their decision was taken back. */
export function restored(queue: readonly Visit[], visits: readonly Visit[]): Visit[] {
  return [...visits, ...decided(queue, new Set(visits.map(({ id }) => id)))];
}

/** Whether somebody has to say who it was: recognition is unsure, nobody said it, and it will not find out by itself. */
export function isOpen({ verdict, decided: isDecided, end_ms }: Visit): boolean {
  return verdict === "unsure" && !isDecided && end_ms !== null;
}

/** Return the queue after a visit changed: it stays where it is, comes at the end, or goes. */
export function heard(queue: readonly Visit[], visit: Visit): readonly Visit[] {
  const index = queue.findIndex(({ id }) => id === visit.id);
  if (!isOpen(visit)) return index < 0 ? queue : queue.toSpliced(index, 1);
  return index < 0 ? [...queue, visit] : queue.with(index, visit);
}

/**
 * Return the queue as it was read anew, from the newest to `oldestMs`: what is there stays where it is, what is new comes
 * at the end.
 */
export function reread(queue: readonly Visit[], read: readonly Visit[], oldestMs: number): Visit[] {
  const now = new Map(read.map((visit) => [visit.id, visit]));
  const stayed = queue.flatMap((visit) => now.get(visit.id) ?? (visit.start_ms < oldestMs ? visit : []));
  const known = new Set(queue.map(({ id }) => id));
  return [...stayed, ...read.filter(({ id }) => !known.has(id))];
}

/** Return which visit to show once some are decided: the one after the one that was shown, else the first. */
export function following(queue: readonly Visit[], ids: ReadonlySet<number>, shown: number | null): number | null {
  const index = queue.findIndex(({ id }) => id === shown);
  const later = queue.slice(Math.max(0, index)).find(({ id }) => !ids.has(id));
  return (later ?? queue.find(({ id }) => !ids.has(id)))?.id ?? null;
}

/** Which visits are chosen; `anchor` is the one that was chosen last, from which a range goes. */
export interface Chosen {
  readonly ids: ReadonlySet<number>;
  readonly anchor: number | null;
}

export const NOTHING: Chosen = { ids: new Set(), anchor: null };

/** Return the choice with a visit taken in or left out. */
export function toggled({ ids }: Chosen, id: number): Chosen {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Return the choice with all from the one that was chosen last to this one. */
export function extended({ ids, anchor }: Chosen, id: number, queue: readonly Visit[]): Chosen {
  const place = (which: number): number => queue.findIndex((visit) => visit.id === which);
  const [to, from] = [place(id), anchor === null ? -1 : place(anchor)];
  const [first, last] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
  return { ids: new Set([...ids, ...queue.slice(first, last + 1).map((visit) => visit.id)]), anchor: id };
}

/** Return the choice without what is not in the queue any more. */
export function among(chosen: Chosen, queue: readonly Visit[]): Chosen {
  const there = new Set(queue.map(({ id }) => id));
  const ids = new Set([...chosen.ids].filter((id) => there.has(id)));
  if (ids.size === chosen.ids.size) return chosen;
  return { ids, anchor: chosen.anchor !== null && there.has(chosen.anchor) ? chosen.anchor : null };
}
