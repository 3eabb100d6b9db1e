/** How the panel is let in. Behind ingress, and with a session's cookie, the browser says who asks by itself. */
export interface Door {
  /** What every request carries. */
  headers(): Record<string, string>;
  /** Told of each answer that says who asks is not known. */
  refused(): void;
}

/** The door for ingress and cookies: nothing to carry; `onRefused` shows that somebody has to log in. */
export function ambientDoor(onRefused: () => void): Door {
  return { headers: () => ({}), refused: onRefused };
}
