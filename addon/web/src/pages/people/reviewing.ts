import type { Action, Person, Visit } from "../../api/generated";

/** So many people have a key of their own. */
const KEYS = 9;

export interface Decision {
  action: Action;
  person_id: string | null;
}

/** Return who can be chosen by one key, 1 first: whom the visit is taken for, then who was seen last. */
export function candidates(people: readonly Person[], visit: Visit): Person[] {
  const rank = (person: Person): number =>
    person.id === visit.person_id ? Number.MAX_SAFE_INTEGER : (person.last_seen_ms ?? 0);
  return people.toSorted((one, other) => rank(other) - rank(one)).slice(0, KEYS);
}

/** Return what a key says of a visit; null for keys that say nothing. */
export function decisionOf(key: string, visit: Visit, chosen: readonly Person[]): Decision | null {
  const letter = key.toLowerCase();
  if (letter === "y" && visit.person_id !== null) return { action: "confirm", person_id: null };
  if (letter === "x") return { action: visit.person_id === null ? "unassign" : "reject", person_id: null };
  const person = /^[1-9]$/.test(key) ? chosen[Number(key) - 1] : undefined;
  return person === undefined ? null : { action: "assign", person_id: person.id };
}

/** Return the queue without a visit that was decided. */
export function decided(queue: readonly Visit[], id: number): Visit[] {
  return queue.filter((visit) => visit.id !== id);
}

/** Return the queue with a visit in front again, because its decision was taken back. */
export function restored(queue: readonly Visit[], visit: Visit): Visit[] {
  return [visit, ...decided(queue, visit.id)];
}
