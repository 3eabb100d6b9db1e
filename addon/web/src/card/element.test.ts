import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { deep, FakeHome, FakeSight, HOUR, LINE, shown, TEST_TIMEOUT_MS, until } from "../../testing/card-home";
import type { Hass } from "./hass";
import { WallflowerCard } from "./wallflower-card";

vi.setConfig({ testTimeout: TEST_TIMEOUT_MS, hookTimeout: TEST_TIMEOUT_MS });

describe("the card", () => {
  let home: FakeHome;

  beforeEach(async () => {
    home = new FakeHome();
    await import("./card-day");
    vi.stubGlobal("IntersectionObserver", FakeSight);
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
    vi.spyOn(Date, "now").mockReturnValue(10 * HOUR);
  });

  afterEach(() => {
    vi.useRealTimers();
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
    const wanted = { type: "camera/stream", entity_id: "camera.renamed", format: "hls" };
    await until(() => expect(home.asked).toContainEqual(wanted));
  });

  it("asks for the live stream only while it can be seen", async () => {
    const streams = (): number => home.kinds().filter((kind) => kind === "camera/stream").length;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
    const card = put({ view: "live" });
    await vi.waitFor(() => expect(streams()).toBe(1));
    FakeSight.see(false);
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(streams()).toBe(1);
    const still = (): string | undefined =>
      deep(card.shadowRoot as unknown as ParentNode, "img")[0]?.getAttribute("src") ?? undefined;
    expect(still()).toBeUndefined();
    FakeSight.see(true);
    await vi.waitFor(() => expect(streams()).toBe(2));
    card.remove();
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(streams()).toBe(2);
  });

  it("follows again whenever Home Assistant is back, however long that takes to know it", async () => {
    const card = put({ view: "live" });
    await until(() => expect(home.followers.size).toBe(1));
    home.isDeaf = true;
    home.reconnect();
    expect((await shown(card, ".problem")).textContent).toContain("goes on as soon as it does");
    home.isDeaf = false;
    await until(() => expect(home.followers.size).toBe(1));
    home.reconnect();
    await until(() => expect(home.followers.size).toBe(1));
    home.tell({ is_speaking: true });
    expect((await shown(card, ".chips")).textContent).toContain("Somebody is speaking");
    card.remove();
    home.reconnect();
    await Promise.resolve();
    expect(home.followers.size).toBe(0);
  });

  it("leaves nothing behind, however often it shows something else", async () => {
    const card = put({ view: "live" });
    for (let turn = 0; turn < 50; turn++) {
      const buttons = card.shadowRoot?.querySelectorAll<HTMLButtonElement>(".views button") ?? [];
      buttons[turn % 3]?.click();
      await card.updateComplete;
      if (turn % 10 !== 9) continue;
      card.remove();
      document.body.append(card);
    }
    await until(() => expect(home.followers.size).toBe(1));
    card.remove();
    expect(home.followers.size).toBe(0);
    expect(FakeSight.watching()).toBe(0);
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

  it("keeps what it shows while the server is away, and reads it anew afterwards", async () => {
    const card = put({ view: "timeline" });
    const lanes = await shown(card, "wf-lanes");
    await until(() => expect(home.followers.size).toBe(1));
    home.tell({});
    await until(() => expect(card.shadowRoot?.querySelectorAll("option").length).toBe(2));
    home.tell({ is_available: false });
    expect((await shown(card, ".problem[passing]")).textContent).toContain("does not answer");
    expect(await shown(card, "wf-lanes")).toBe(lanes);
    const asked = home.kinds().filter((kind) => kind === "lanes").length;
    home.tell({ is_available: true });
    await until(() => expect(home.kinds().filter((kind) => kind === "lanes").length).toBeGreaterThan(asked));
    expect(deep(card.shadowRoot as unknown as ParentNode, ".problem")).toEqual([]);
    expect(await shown(card, "wf-lanes")).toBe(lanes);
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

  it("does not blame its settings while Home Assistant is starting", async () => {
    home.state = "STARTING";
    const card = put({ view: "live" }, home.hass({}));
    expect((await shown(card, ".problem")).textContent).toContain("Home Assistant is starting");
    home.state = "RUNNING";
    card.hass = home.hass({});
    await until(async () => expect((await shown(card, ".problem")).textContent).toContain("no entity"));
  });

  it("shows nothing as live while the camera sends nothing", async () => {
    const streams = (): number => home.kinds().filter((kind) => kind === "camera/stream").length;
    const card = put({ view: "live" });
    await until(() => expect(streams()).toBe(1));
    card.hass = home.hass({ "camera.renamed": { state: "idle", attributes: { entity_picture: "/still?token=1" } } });
    await until(async () => expect((await shown(card, ".note")).textContent).toContain("cannot be reached"));
    const still = (await shown(card, "img")) as HTMLImageElement;
    still.dispatchEvent(new Event("error"));
    await until(() => expect(still.classList).toContain("missing"));
    still.dispatchEvent(new Event("load"));
    await until(() => expect(still.classList).not.toContain("missing"));
    expect(streams()).toBe(1);
    card.hass = home.hass();
    await until(() => expect(streams()).toBe(2));
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
});
