/** Who does not know who asks: the server, so that somebody has to log in, or what stands before it, as ingress does. */
export type Refusal = "login" | "gate";

/** How the panel is let in. Behind ingress, and with a session's cookie, the browser says who asks by itself. */
export interface Door {
  /** What every request carries. */
  headers(): Record<string, string>;
  /** Told of each answer that says who asks is not known. */
  refused(by: Refusal): void;
}

/** The door for ingress and cookies: nothing to carry; `onRefused` shows what is to be done about it. */
export function ambientDoor(onRefused: (by: Refusal) => void): Door {
  return { headers: () => ({}), refused: onRefused };
}
