import { vi } from "vitest";
import type { Lanes, Line } from "../src/api/generated";
import type { Now } from "../src/card/commands";
import type { Connection, Hass, Message } from "../src/card/hass";

export const HOUR = 3_600_000;
const PATIENCE_MS = 30_000;

/** How long a test may take that waits for something twice. */
export const TEST_TIMEOUT_MS = 2 * PATIENCE_MS;

/** Wait until something does not throw any more, on a busy machine, too. */
export function until<Value>(look: () => Value | Promise<Value>): Promise<Value> {
  return vi.waitFor(look, { timeout: PATIENCE_MS });
}

function entity(
  entity_id: string,
  translation_key: string | null,
  device_id = "d1",
  platform = "thewallflower",
): [string, Hass["entities"][string]] {
  return [entity_id, { entity_id, translation_key, device_id, platform }];
}

export const ENTITIES = Object.fromEntries([
  entity("camera.renamed", "camera"),
  entity("switch.whatever", "recording"),
  entity("switch.words", "transcription"),
  entity("sensor.said", "last_transcript"),
  entity("binary_sensor.moves", null),
  entity("camera.garden", "camera", "d2"),
  entity("switch.garden_recording", "recording", "d2"),
  entity("camera.other", "camera", "d1", "generic"),
  entity("light.hall", "recording", "d1", "hue"),
]);

export const LINE: Line = {
  id: 1,
  camera_id: "c",
  start_ms: 9 * HOUR + 1000,
  end_ms: 9 * HOUR + 3000,
  text: "a parcel for you",
  translation: null,
  language: "en",
  confidence: 1,
  words: [{ text: "a", start_ms: 9 * HOUR + 1000, end_ms: 9 * HOUR + 1200, confidence: 1 }],
  speaker: "ann",
  speaker_id: null,
  utterance_id: 1,
  version: 1,
  highlights: [],
  instants_ms: [],
};
const LANES: Lanes = {
  camera_id: "c",
  start_ms: 0,
  end_ms: 10 * HOUR,
  recorded: { after_ms: [9 * HOUR], lasts_ms: [HOUR / 2] },
  motion: null,
  speech: { after_ms: [9 * HOUR + 1000], lasts_ms: [2000] },
  visits: { after_ms: [], lasts_ms: [] },
};

/** A Home Assistant that answers the card and remembers what it asked. */
export class FakeHome {
  asked: Message[] = [];
  followers = new Set<(now: never) => void>();
  state = "RUNNING";
  /** Whether it does not know the card's commands yet. */
  isDeaf = false;
  private readonly listeners = new Set<() => void>();
  private readonly connection: Connection = {
    subscribeMessage: (told, message) => {
      this.asked.push(message);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the real one does
      if (this.isDeaf) return Promise.reject({ code: "unknown_command", message: "Unknown command." });
      this.followers.add(told);
      return Promise.resolve(() => {
        this.followers.delete(told);
        return Promise.resolve();
      });
    },
    addEventListener: (_, told) => this.listeners.add(told),
    removeEventListener: (_, told) => this.listeners.delete(told),
  };
  answers: Record<string, unknown> = {
    lanes: LANES,
    gaps: { gaps: [{ camera_id: "c", start_ms: 0, end_ms: 9 * HOUR, reason: "disk_full" }] },
    lines: { lines: [LINE], names: { ann: "Ann" } },
    people: { people: [{ id: "ann", name: "Ann", at_ms: 9 * HOUR + 500, is_here: true, picture: "/p.jpg" }] },
    days: { days: [{ date: "1970-01-01", start_ms: 0, end_ms: 24 * HOUR }] },
    play: { url: "/api/thewallflower/hls/token/index.m3u8" },
    search: { lines: [{ ...LINE, instants_ms: [9 * HOUR + 2000] }], names: { ann: "Ann" } },
  };

  hass(
    states: Hass["states"] = { "camera.renamed": { state: "streaming", attributes: { friendly_name: "Door" } } },
  ): Hass {
    return {
      states,
      entities: ENTITIES,
      config: { time_zone: "UTC", state: this.state },
      locale: { language: "en", time_format: "24", time_zone: "server" },
      themes: { darkMode: false },
      panels: {},
      connection: this.connection,
      callWS: <Answer>(message: Message) => {
        this.asked.push(message);
        const answer = this.answers[message.type.split("/").at(-1) ?? ""];
        return answer === undefined
          ? Promise.reject(Object.assign(new Error("refused"), { code: "unavailable" }))
          : Promise.resolve(answer as Answer);
      },
      hassUrl: (path) => `http://home${path}`,
    };
  }

  tell(now: Partial<Now>): void {
    const whole = { is_available: true, line: null, name: null, is_speaking: false, visits: [], ...now };
    for (const told of this.followers) told(whole as never);
  }

  /** Lose the connection with all who follow, and have another one. */
  reconnect(): void {
    this.followers.clear();
    for (const told of this.listeners) told();
  }

  kinds(): string[] {
    return this.asked.map(({ type }) => type.replace("thewallflower/card/", ""));
  }
}

export function deep(root: ParentNode, selector: string): Element[] {
  return [...root.querySelectorAll("*")].flatMap((element) => [
    ...(element.matches(selector) ? [element] : []),
    ...(element.shadowRoot === null ? [] : deep(element.shadowRoot, selector)),
  ]);
}

export async function shown(card: Element, selector: string): Promise<Element> {
  return until(() => {
    const [found] = deep(card.shadowRoot as unknown as ParentNode, selector);
    if (found === undefined) throw new Error(`no ${selector}`);
    return found;
  });
}

/** What tells elements whether they are in sight; here all are at once, or none. */
export class FakeSight implements IntersectionObserver {
  private static readonly all = new Set<FakeSight>();
  readonly root = null;
  readonly rootMargin = "";
  readonly scrollMargin = "";
  readonly thresholds = [];
  private readonly watched = new Set<Element>();

  constructor(private readonly told: (entries: IntersectionObserverEntry[]) => void) {}

  static see(isIntersecting: boolean): void {
    for (const sight of this.all) sight.told([{ isIntersecting } as IntersectionObserverEntry]);
  }

  /** How many elements ask for it. */
  static watching(): number {
    return [...this.all].reduce((sum, sight) => sum + sight.watched.size, 0);
  }

  observe(element: Element): void {
    this.watched.add(element);
    FakeSight.all.add(this);
    queueMicrotask(() => {
      if (this.watched.has(element)) this.told([{ isIntersecting: true } as IntersectionObserverEntry]);
    });
  }

  unobserve(element: Element): void {
    this.watched.delete(element);
    if (this.watched.size === 0) this.disconnect();
  }

  disconnect(): void {
    this.watched.clear();
    FakeSight.all.delete(this);
  }

  takeRecords(): IntersectionObserverEntry[] {
    return [];
  }
}
