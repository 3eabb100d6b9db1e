import type { Gap, Lanes, Line } from "../api/generated";
import { t } from "../i18n";
import { unpack, type DayLanes } from "../pages/timeline/lanes";
import { lengthMs, type Span } from "../pages/timeline/view";
import type { Hass } from "./hass";

/** Somebody who was seen; nobody known has no id. */
export interface Seen {
  readonly id: string | null;
  readonly name: string | null;
  readonly at_ms: number;
  readonly is_here: boolean;
  readonly picture: string;
}

/** A day with footage. */
export interface FootageDay {
  readonly date: string;
  readonly start_ms: number;
  readonly end_ms: number;
}

/** What was said; `names` are those of its speakers by their ids. */
export interface Said {
  readonly lines: readonly Line[];
  readonly names: Readonly<Record<string, string>>;
}

/** What a camera hears and sees at the moment. */
export interface Now {
  readonly is_available: boolean;
  readonly line: Line | null;
  readonly name: string | null;
  readonly is_speaking: boolean;
  readonly visits: readonly { readonly id: number; readonly name: string | null }[];
}

/** What a range of a camera holds. */
export interface Range extends Said {
  readonly lanes: DayLanes;
  readonly gaps: readonly Gap[];
  readonly people: readonly Seen[];
}

const MOST_HITS = 30;

/** Asks the integration about one camera. */
export class Camera {
  constructor(
    private readonly hass: () => Hass,
    readonly entityId: string,
  ) {}

  async range(span: Span, lines: number): Promise<Range> {
    const range = { start_ms: span.startMs, end_ms: span.endMs };
    const [lanes, { gaps }, said, { people }] = await Promise.all([
      this.ask<Lanes>("lanes", range),
      this.ask<{ gaps: Gap[] }>("gaps", range),
      this.ask<Said>("lines", { ...range, limit: lines }),
      this.ask<{ people: Seen[] }>("people", range),
    ]);
    return { lanes: unpack(lanes), gaps, people, ...said };
  }

  async days(time_zone: string): Promise<readonly FootageDay[]> {
    return (await this.ask<{ days: FootageDay[] }>("days", { time_zone })).days;
  }

  async search(text: string): Promise<Said> {
    return this.ask<Said>("search", { text, limit: MOST_HITS });
  }

  /** Return the address of a playlist of a part of a range around an instant. */
  async playlist(span: Span, atMs: number): Promise<string> {
    const at_ms = Math.round(atMs);
    const range = { start_ms: Math.round(span.startMs), end_ms: Math.round(span.endMs) };
    return this.address(await this.ask<{ url: string }>("play", { ...range, at_ms }));
  }

  async picture(atMs: number): Promise<string> {
    return this.address(await this.ask<{ url: string }>("picture", { at_ms: Math.round(atMs) }));
  }

  /** Return the address of the live stream that Home Assistant makes. */
  async live(): Promise<string> {
    const message = { type: "camera/stream", entity_id: this.entityId, format: "hls" };
    return this.address(await this.hass().callWS<{ url: string }>(message));
  }

  /**
   * Be told what happens, until the returned function is called or the connection is lost. The front end would follow
   * again by itself then, but only once: a Home Assistant that starts refuses what it has not loaded yet.
   */
  follow(told: (now: Now) => void): Promise<() => Promise<void>> {
    const message = { type: "thewallflower/card/follow", entity_id: this.entityId };
    return this.hass().connection.subscribeMessage(told, message, { resubscribe: false });
  }

  private address({ url }: { url: string }): string {
    return this.hass().hassUrl(url);
  }

  private ask<Answer>(name: string, fields: object): Promise<Answer> {
    return this.hass().callWS({ type: `thewallflower/card/${name}`, entity_id: this.entityId, ...fields });
  }
}

/** Return what to tell about a command that failed. */
export function failureText(error: unknown): string {
  const { code, message } = (typeof error === "object" && error !== null ? error : {}) as Partial<
    Record<"code" | "message", unknown>
  >;
  if (code === "unauthorized") return t("card.forbidden");
  if (code === "not_found") return t("card.not_ours");
  // The commands of an integration that is not loaded yet are not known.
  if (code === "unavailable" || code === "unknown_command" || typeof message !== "string") return t("card.unavailable");
  return message;
}

/** Return the whole hours up to an instant in which so many full ones lie. */
export function lastHours(hours: number, nowMs: number): Span {
  const hourMs = 3_600_000;
  const startMs = Math.floor((nowMs - hours * hourMs) / hourMs) * hourMs;
  return { startMs, endMs: nowMs };
}

const WINDOW_MS = 3_600_000;
const LEAD_MS = 300_000;

/** Return what of a range is loaded into the player in order to play from an instant. */
export function windowAround(span: Span, atMs: number): Span {
  const startMs = Math.max(span.startMs, atMs - LEAD_MS);
  const endMs = Math.min(span.endMs, startMs + WINDOW_MS);
  return lengthMs({ startMs, endMs }) > 0 ? { startMs, endMs } : { startMs, endMs: startMs + 1000 };
}
