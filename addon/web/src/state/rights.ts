import type { Me, Role } from "../api/generated";

const ORDER: readonly Role[] = ["view", "control", "edit", "admin"];

/** Whether somebody may do what needs this role; until it is known who it is, nobody may. */
export function may(me: Me | null, needed: Role): boolean {
  return me !== null && ORDER.indexOf(me.role) >= ORDER.indexOf(needed);
}
