/** What of Home Assistant's front end the card uses; it is handed to every card. */
export interface Hass {
  readonly states: Readonly<Record<string, EntityState>>;
  readonly entities: Readonly<Record<string, EntityEntry>>;
  readonly config: { readonly time_zone: string; readonly state: string };
  readonly locale: Locale;
  readonly themes: { readonly darkMode: boolean };
  readonly panels: Readonly<Record<string, unknown>>;
  readonly connection: Connection;
  callWS<Answer>(message: Message): Promise<Answer>;
  hassUrl(path: string): string;
}

export interface EntityState {
  readonly state: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface EntityEntry {
  readonly entity_id: string;
  readonly device_id?: string | null;
  readonly platform?: string;
  readonly translation_key?: string | null;
}

export interface Locale {
  readonly language: string;
  readonly time_format: string;
  readonly time_zone: string;
}

export type Message = Readonly<Record<string, unknown>> & { readonly type: string };

/** The front end's only one, which comes back by itself when it is lost; `ready` is told when it has. */
export interface Connection {
  subscribeMessage(
    told: (event: never) => void,
    message: Message,
    options: { readonly resubscribe: boolean },
  ): Promise<() => Promise<void>>;
  addEventListener(kind: "ready", told: () => void): void;
  removeEventListener(kind: "ready", told: () => void): void;
}

export const PLATFORM = "thewallflower";

/** Whether it is still loading what it consists of, and has not all its entities yet. */
export function isStarting({ config }: Pick<Hass, "config">): boolean {
  return config.state !== "RUNNING";
}

/** Return the entities of the same device by what they are for, whatever they are called: `switch.recording`. */
export function siblings(hass: Pick<Hass, "entities">, entityId: string): Readonly<Record<string, string>> {
  const device = hass.entities[entityId]?.device_id ?? null;
  const found: Record<string, string> = {};
  if (device === null) return found;
  for (const { entity_id, device_id, platform, translation_key } of Object.values(hass.entities)) {
    if (device_id !== device || platform !== PLATFORM || !translation_key) continue;
    found[`${entity_id.slice(0, entity_id.indexOf("."))}.${translation_key}`] = entity_id;
  }
  return found;
}

/** Return the camera entities of all servers. */
export function cameras(hass: Pick<Hass, "entities">): string[] {
  return Object.values(hass.entities)
    .filter(({ entity_id, platform }) => platform === PLATFORM && entity_id.startsWith("camera."))
    .map(({ entity_id }) => entity_id)
    .sort();
}

export function nameOf(hass: Pick<Hass, "states">, entityId: string): string {
  const name = hass.states[entityId]?.attributes["friendly_name"];
  return typeof name === "string" ? name : entityId;
}

/** Whether a switch of the camera is off. */
export function isOff(hass: Pick<Hass, "entities" | "states">, entityId: string, key: string): boolean {
  return hass.states[siblings(hass, entityId)[key] ?? ""]?.state === "off";
}

/** The time zone in which the reader wants to see times. */
export function timeZone({ locale, config }: Pick<Hass, "locale" | "config">): string {
  return locale.time_zone === "server" ? config.time_zone : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Return the address of the add-on's panel in the side bar, null where there is none. */
export function panelOf({ panels }: Pick<Hass, "panels">): string | null {
  const found = Object.keys(panels).find((name) => name.endsWith(`_${PLATFORM}`));
  return found === undefined ? null : `/${found}`;
}
