import { describe, expect, it } from "vitest";
import { ENTITIES, HOUR } from "../../testing/card-home";
import { failureText, lastHours, windowAround } from "./commands";
import { parseConfig, stub, suggest } from "./config";
import { configForm } from "./form";
import { isOff, panelOf, siblings, timeZone } from "./hass";

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
    const config = { time_zone: "Pacific/Auckland", state: "RUNNING" };
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
    const given = option === "cameras" ? wrong : { camera: "camera.door", ...wrong };
    expect(() => parseConfig(given)).toThrow(option);
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

describe("a command that failed", () => {
  it("is told in its reader's words", () => {
    expect(failureText({ code: "unauthorized", message: "Unauthorized" })).toContain("may not see");
    expect(failureText({ code: "unknown_command", message: "Unknown command." })).toContain("does not answer");
    expect(failureText({ code: "not_found" })).toContain("no camera");
    expect(failureText({ code: "request_failed", message: "why" })).toBe("why");
    expect(failureText(null)).toContain("does not answer");
  });
});
