import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Lanes, Line } from "../api/generated";
import { failureText, lastHours, windowAround, type Now } from "./commands";
import { parseConfig, stub, suggest } from "./config";
import { configForm } from "./form";
import { isOff, panelOf, siblings, timeZone, type Hass, type Message } from "./hass";
import { WallflowerCard } from "./wallflower-card";

const HOUR = 3_600_000;
const PATIENCE_MS = 30_000;

vi.setConfig({ testTimeout: 2 * PATIENCE_MS });

/** Wait until something does not throw any more, on a busy machine, too. */
function until<Value>(look: () => Value | Promise<Value>): Promise<Value> {
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

const ENTITIES = Object.fromEntries([
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

describe("what belongs to a camera", () => {
  it("is found by device and purpose, whatever it is called", () => {
    expect(siblings({ entities: ENTITIES }, "camera.renamed")).toEqual({
      "camera.camera": "camera.renamed",
      "switch.recording": "switch.whatever",
      "switch.transcription": "switch.words",
      "sensor.last_transcript": "sensor.said",
    });
    expect(siblings({ entities: ENTITIES }, "camera.nowhere")).toEqual({});
  });

  it("tells whether a switch of it is off", () => {
    const states = { "switch.whatever": { state: "off", attributes: {} } };
    expect(isOff({ entities: ENTITIES, states }, "camera.renamed", "switch.recording")).toBe(true);
    expect(isOff({ entities: ENTITIES, states }, "camera.garden", "switch.recording")).toBe(false);
  });

  it.each([
    ["camera.renamed", "live"],
    ["sensor.said", "transcript"],
    ["switch.whatever", "timeline"],
  ])("suggests the card: %s", (id, view) => {
    const config = { type: "custom:wallflower-card", cameras: ["camera.renamed"], view };
    const found = suggest({ entities: ENTITIES }, id);
    expect(found).toMatchObject({ config });
    // What the visual editor shows of it is what it does.
    const { type, ...options } = found?.config ?? {};
    expect(type).toBe(config.type);
    expect({ ...parseConfig(options), lanes: options["lanes"] }).toEqual({ ...options, keywords: [] });
  });

  it("suggests nothing for what is not ours", () => {
    expect(suggest({ entities: ENTITIES }, "camera.other")).toBeNull();
    expect(suggest({ entities: ENTITIES }, "light.hall")).toBeNull();
    expect(suggest({ entities: ENTITIES }, "light.nowhere")).toBeNull();
  });

  it("fills the picker's example with the first camera", () => {
    expect(stub({ entities: ENTITIES })).toMatchObject({ cameras: ["camera.garden"] });
    expect(stub({ entities: {} })).toMatchObject({ cameras: [] });
  });

  it("finds the add-on in the side bar", () => {
    expect(panelOf({ panels: { map: {}, "0123abcd_thewallflower": {} } })).toBe("/0123abcd_thewallflower");
    expect(panelOf({ panels: { map: {} } })).toBeNull();
  });

  it("has times in the zone that the reader chose", () => {
    const config = { time_zone: "Pacific/Auckland" };
    const locale = { language: "en", time_format: "24" };
    expect(timeZone({ config, locale: { ...locale, time_zone: "server" } })).toBe("Pacific/Auckland");
    expect(timeZone({ config, locale: { ...locale, time_zone: "local" } })).not.toBe("Pacific/Auckland");
  });
});

describe("a configuration", () => {
  it("has all that was left out", () => {
    expect(parseConfig({ camera: "camera.door" })).toEqual({
      cameras: ["camera.door"],
      view: "live",
      hours: 24,
      lanes: ["recorded", "motion", "speech", "visits"],
      transcript_lines: 50,
      people: true,
      keywords: [],
      muted: true,
      open_panel: true,
    });
  });

  it("keeps what was chosen", () => {
    const given = {
      cameras: ["camera.a", "camera.b"],
      view: "transcript",
      hours: 168,
      lanes: ["faces", "recording"],
      transcript_lines: 500,
      people: false,
      keywords: "parcel",
      muted: false,
      open_panel: "/app/x",
    };
    expect(parseConfig(given)).toEqual({ ...given, lanes: ["visits", "recorded"], keywords: ["parcel"] });
  });

  it.each([
    [{}, "cameras"],
    [{ cameras: [] }, "cameras"],
    [{ camera: "light.hall" }, "cameras"],
    [{ view: "sideways" }, "view"],
    [{ hours: 0 }, "hours"],
    [{ hours: 169 }, "hours"],
    [{ hours: "24" }, "hours"],
    [{ transcript_lines: 1.5 }, "transcript_lines"],
    [{ lanes: [] }, "lanes"],
    [{ lanes: ["recorded"] }, "lanes"],
    [{ people: "yes" }, "people"],
    [{ keywords: [1] }, "keywords"],
    [{ muted: 1 }, "muted"],
    [{ open_panel: 1 }, "open_panel"],
  ])("that is wrong says where: %j", (wrong, option) => {
    const card = new WallflowerCard();
    const given = option === "cameras" ? wrong : { camera: "camera.door", ...wrong };
    expect(() => card.setConfig(given)).toThrow(option);
  });

  it("has a form in which every option is explained", () => {
    const form = configForm();
    expect(form.schema.map(({ name }) => name)).toEqual(Object.keys(parseConfig({ camera: "camera.door" })));
    for (const field of form.schema) {
      expect(form.computeLabel(field)).not.toBe("");
      expect(form.computeHelper(field)).not.toBe("");
    }
    expect(() => form.assertConfig({ cameras: ["camera.a"], open_panel: false })).not.toThrow();
    for (const by_hand of [{ camera: "camera.a" }, { open_panel: "/x" }]) {
      expect(() => form.assertConfig(by_hand)).toThrow();
    }
  });
});

describe("times", () => {
  it("are whole hours before the present", () => {
    expect(lastHours(2, 10.5 * HOUR)).toEqual({ startMs: 8 * HOUR, endMs: 10.5 * HOUR });
  });

  it("are loaded by the hour around what is played", () => {
    const day = { startMs: 0, endMs: 24 * HOUR };
    expect(windowAround(day, 12 * HOUR)).toEqual({ startMs: 12 * HOUR - 300_000, endMs: 13 * HOUR - 300_000 });
    expect(windowAround(day, 100)).toEqual({ startMs: 0, endMs: HOUR });
    expect(windowAround(day, 24 * HOUR).endMs).toBe(24 * HOUR);
  });
});

const LINE: Line = {
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
class FakeHome {
  asked: Message[] = [];
  followers = new Set<(now: never) => void>();
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
      config: { time_zone: "UTC" },
      locale: { language: "en", time_format: "24", time_zone: "server" },
      themes: { darkMode: false },
      panels: {},
      connection: {
        subscribeMessage: (told, message) => {
          this.asked.push(message);
          this.followers.add(told);
          return Promise.resolve(() => this.followers.delete(told));
        },
      },
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

  kinds(): string[] {
    return this.asked.map(({ type }) => type.replace("thewallflower/card/", ""));
  }
}

function deep(root: ParentNode, selector: string): Element[] {
  return [...root.querySelectorAll("*")].flatMap((element) => [
    ...(element.matches(selector) ? [element] : []),
    ...(element.shadowRoot === null ? [] : deep(element.shadowRoot, selector)),
  ]);
}

async function shown(card: WallflowerCard, selector: string): Promise<Element> {
  return until(() => {
    const [found] = deep(card.shadowRoot as unknown as ParentNode, selector);
    if (found === undefined) throw new Error(`no ${selector}`);
    return found;
  });
}

describe("the card", () => {
  let home: FakeHome;

  beforeEach(async () => {
    home = new FakeHome();
    await import("./card-day");
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
    vi.spyOn(Date, "now").mockReturnValue(10 * HOUR);
  });

  afterEach(() => {
    document.body.replaceChildren();
  });

  function put(config: object, hass: Hass = home.hass()): WallflowerCard {
    const card = new WallflowerCard();
    card.setConfig({ camera: "camera.renamed", ...config });
    card.hass = hass;
    document.body.append(card);
    return card;
  }

  it("asks for the live stream, and says so while none comes", async () => {
    const card = put({ view: "live" });
    const note = await shown(card, ".note");
    expect(note.textContent).not.toBe("");
    await vi
      .waitFor(() => expect(home.kinds()).toContain("camera/stream".split("/").at(-1) ?? ""), 100)
      .catch(() => null);
    expect(home.asked).toContainEqual({ type: "camera/stream", entity_id: "camera.renamed", format: "hls" });
  });

  it("tells who is there, and unsubscribes when it is removed", async () => {
    const card = put({ view: "live" });
    await until(() => expect(home.followers.size).toBe(1));
    home.tell({ visits: [{ id: 1, name: "Ann" }], is_speaking: true });
    await until(async () => expect((await shown(card, ".chips")).textContent).toContain("Ann is here"));
    card.remove();
    expect(home.followers.size).toBe(0);
    document.body.append(card);
    await until(() => expect(home.followers.size).toBe(1));
  });

  it("explains a gap, and leads over it", async () => {
    const card = put({ view: "timeline" });
    const lanes = await shown(card, "wf-lanes");
    expect((lanes as unknown as { shown: string[] }).shown).toEqual(["recorded", "speech", "visits"]);
    lanes.dispatchEvent(new CustomEvent("seek", { detail: 5 * HOUR }));
    const cover = await shown(card, ".cover");
    expect(cover.textContent).toContain("the disk was full");
    expect(home.kinds()).not.toContain("play");
    cover.querySelector("button")?.click();
    await until(() => expect(home.kinds()).toContain("play"));
    expect(home.asked.at(-1)).toMatchObject({ at_ms: 9 * HOUR, entity_id: "camera.renamed" });
  });

  it("plays from a word, marks keywords, and goes on with what is said", async () => {
    const card = put({ view: "transcript", keywords: ["parcel"] });
    const word = await shown(card, "button.word");
    (word as HTMLButtonElement).click();
    await until(() => expect(home.asked.at(-1)).toMatchObject({ at_ms: LINE.start_ms }));
    const start_ms = 10 * HOUR;
    const words = ["another", "parcel"].map((text, place) => ({
      text,
      start_ms: start_ms + place * 500,
      end_ms: start_ms + place * 500 + 400,
      confidence: 1,
    }));
    home.tell({
      line: { ...LINE, id: 2, start_ms, end_ms: start_ms + 1000, words, text: "another parcel", speaker: null },
    });
    const mark = await shown(card, "button.marked");
    expect(mark.textContent.trim()).toBe("parcel");
    expect(deep(card.shadowRoot as unknown as ParentNode, "li").length).toBeGreaterThan(1);
  });

  it("plays from the word that was looked for", async () => {
    const card = put({ view: "transcript" });
    const search = await shown(card, "wf-card-search");
    const input = search.shadowRoot?.querySelector("input");
    if (input) input.value = " parcel ";
    search.shadowRoot?.querySelector("form")?.dispatchEvent(new Event("submit", { cancelable: true }));
    const hit = await until(() => {
      const found = search.shadowRoot?.querySelector<HTMLButtonElement>("li button");
      if (!found) throw new Error("no hit");
      return found;
    });
    expect(home.asked.at(-1)).toMatchObject({ type: "thewallflower/card/search", text: "parcel" });
    hit.click();
    await until(() => expect(home.asked.at(-1)).toMatchObject({ at_ms: 9 * HOUR + 1000 }));
  });

  it("says why there is nothing, and goes on when there is something again", async () => {
    const answers = home.answers;
    home.answers = {};
    const card = put({ view: "timeline" });
    const problem = await shown(card, "wf-card-day");
    await until(() => expect(problem.shadowRoot?.textContent).toContain("does not answer"));
    home.answers = answers;
    problem.shadowRoot?.querySelector<HTMLButtonElement>(".problem button")?.click();
    await shown(card, "wf-lanes");
  });

  it.each([
    [{}, "no entity camera.renamed"],
    [{ "camera.renamed": { state: "unavailable", attributes: {} } }, "does not answer"],
  ])("explains an entity that is not there: %#", async (states, text) => {
    const card = put({ view: "live" }, home.hass(states));
    expect((await shown(card, ".problem")).textContent).toContain(text);
    card.hass = home.hass();
    await shown(card, "video");
  });

  it("renders nothing for the state of somebody else's entity", async () => {
    const card = put({ view: "timeline" });
    await shown(card, "wf-lanes");
    const { hass } = card;
    if (hass === undefined) throw new Error("no hass");
    const render = vi.spyOn(card as unknown as { render(): unknown }, "render");
    card.hass = { ...hass, states: { ...hass.states, "light.hall": { state: "on", attributes: {} } } };
    await card.updateComplete;
    expect(render).not.toHaveBeenCalled();
    card.hass = { ...hass, states: { ...hass.states, "switch.whatever": { state: "off", attributes: {} } } };
    await card.updateComplete;
    expect(render).toHaveBeenCalled();
  });

  it("has a menu of several cameras", async () => {
    const card = put({ cameras: ["camera.renamed", "camera.garden"], view: "timeline" });
    const menu = (await shown(card, "select.camera")) as HTMLSelectElement;
    expect(menu.options.length).toBe(2);
    menu.value = "camera.garden";
    menu.dispatchEvent(new Event("change"));
    await until(async () => expect((await shown(card, ".problem")).textContent).toContain("camera.garden"));
  });

  it("tells failures in its reader's words", () => {
    expect(failureText({ code: "unauthorized", message: "Unauthorized" })).toContain("may not see");
    expect(failureText({ code: "not_found" })).toContain("no camera");
    expect(failureText({ code: "request_failed", message: "why" })).toBe("why");
    expect(failureText(null)).toContain("does not answer");
  });
});
