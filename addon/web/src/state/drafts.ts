/** Whether two values would be sent alike. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Return a draft after somebody else changed what it was made from: what was changed in it stays, the rest follows. */
export function rebased<Draft extends object>(draft: Draft, before: Draft, now: Draft): Draft {
  const keys = Object.keys(draft) as (keyof Draft)[];
  const kept = keys.filter((key) => !isSame(draft[key], before[key])).map((key) => [key, draft[key]] as const);
  return { ...now, ...(Object.fromEntries(kept) as Partial<Draft>) };
}
