import { afterEach, expect, it, vi } from "vitest";
import { ApiError, OfflineError } from "../../api/errors";
import type { Alert, Me, Problem, Rule } from "../../api/generated";
import type { App } from "../../app/app";
import type { Place } from "../../router";
import { Store } from "../../state/store";
import { Toasts } from "../../state/toasts";
import "./rules-page";
import type { RulesPage } from "./rules-page";

const EVIL = "<img src=x onerror=alert(1)>";
const RULE = {
  id: "parcel",
  name: EVIL,
  kind: "keyword",
  phrases: [EVIL],
  sounds_like: ["packet"],
  expressions: [],
  languages: [],
  speakers: [],
  camera_ids: [],
  schedule: [],
  enabled: true,
  armed: true,
  cooldown_s: 60,
  silence_minutes: 30,
  early: false,
} as unknown as Rule;
const SILENCE = { ...RULE, id: "quiet", name: "Quiet", kind: "silence", silence_minutes: 5, armed: false } as Rule;
const ALERT = {
  id: 7,
  rule_name: EVIL,
  camera_id: "door",
  at_ms: 1_000_000,
  clip_start_ms: 995_000,
  phase: "early",
  has_picture: false,
  line: { text: EVIL },
} as unknown as Alert;

/** A busy machine is slow, not wrong. */
const PATIENTLY = { timeout: 20_000 };
vi.setConfig({ testTimeout: 60_000 });

type Routes = Readonly<Record<string, (options: { body?: unknown }) => unknown>>;

function appOf(
  routes: Routes,
  role: Me["role"] | null = "admin",
): App & { told: Map<string, (data: unknown) => void> } {
  const told = new Map<string, (data: unknown) => void>();
  const answer = (route: string, options: { body?: unknown }): Promise<unknown> => {
    const given: Routes = {
      "GET /api/rules": () => ({ rules: [] }),
      "GET /api/alerts": () => ({ alerts: [], cursor: null }),
    };
    return Promise.resolve().then(() => ({ ...given, ...routes })[route]?.(options));
  };
  const list = (): object =>
    Object.assign(new Store({ value: [], error: null }), { find: () => null, want: () => undefined });
  return {
    api: { call: vi.fn(answer), url: () => "picture.jpg" },
    cameras: list(),
    people: list(),
    events: {
      on: (kind: string, hear: (data: unknown) => void) => {
        told.set(kind, hear);
        return () => told.delete(kind);
      },
    },
    me: new Store(role === null ? null : { role }),
    toasts: new Toasts(),
    router: { go: vi.fn(), guard: () => () => undefined },
    told,
  } as unknown as App & { told: Map<string, (data: unknown) => void> };
}

function put(app: App, rule?: string): RulesPage {
  const params: Readonly<Record<string, string>> = rule === undefined ? {} : { rule };
  const place: Place = { entry: null, path: "rules", params, query: new URLSearchParams() };
  const element = Object.assign(document.createElement("wf-rules-page"), { app, place });
  document.body.append(element);
  return element;
}

async function shown(path: string, host: Element): Promise<HTMLElement> {
  return vi.waitFor(() => {
    let found: Element | null = host;
    for (const step of path.split(" >> ")) found = found?.shadowRoot?.querySelector(step) ?? null;
    if (!(found instanceof HTMLElement)) throw new Error(`${path} is not there`);
    return found;
  }, PATIENTLY);
}

afterEach(() => document.body.replaceChildren());

it("waits, says that there is no rule, and that there is no answer", async () => {
  const waiting = put(appOf({ "GET /api/rules": () => new Promise(() => undefined) }));
  expect((await shown("[role=status]", waiting)).textContent).toBe("Loading …");
  const empty = put(appOf({}));
  expect((await shown("wf-notice", empty)).getAttribute("heading")).toBe("No rule yet");
  expect((await shown("wf-alert-list >> .hint", empty)).textContent).toBe("No rule has told anything yet.");

  const answers = [() => Promise.reject(new OfflineError(null)), () => ({ rules: [RULE] })];
  const failing = put(appOf({ "GET /api/rules": () => answers.shift()?.() }));
  (await shown("wf-notice button", failing)).click();
  expect((await shown("li h2", failing)).textContent).toBe(EVIL);
});

it("shows what a rule waits for as text, and arms one or all", async () => {
  const orders: unknown[] = [];
  const app = appOf({
    "GET /api/rules": () => ({ rules: [RULE, SILENCE] }),
    "POST /api/rules/arm": ({ body }) => orders.push(body),
  });
  const rules = put(app);
  expect((await shown("li p", rules)).textContent).toBe(`“${EVIL}”, “packet”`);
  expect(rules.shadowRoot?.querySelectorAll("img")).toHaveLength(0);
  const switches = [...(rules.shadowRoot?.querySelectorAll("wf-switch") ?? [])];
  expect(switches.map((each) => each.checked)).toEqual([true, false]);
  switches[1]?.dispatchEvent(new Event("change"));
  (await shown(".actions button:nth-of-type(2)", rules)).click();
  await vi.waitFor(() => expect(orders).toEqual([{ armed: true, rule_ids: ["quiet"] }, { armed: false }]));
});

it("offers only what somebody may do", async () => {
  const routes = { "GET /api/rules": () => ({ rules: [RULE, SILENCE] }) };
  const viewer = put(appOf(routes, "view"));
  await shown("li h2", viewer);
  expect(viewer.shadowRoot?.querySelectorAll("h2 a, .actions button, .actions a")).toHaveLength(0);
  expect((await shown("wf-switch", viewer)).hasAttribute("disabled")).toBe(true);
  expect((await shown("wf-notice", put(appOf(routes, "view"), "parcel"))).getAttribute("heading")).toBe(
    "Your user may not do this. Ask an administrator of this home.",
  );
  expect((await shown("wf-notice", put(appOf(routes), "nowhere"))).getAttribute("heading")).toBe("This rule is gone");
});

it("a rule that the server refuses stays as it was typed", async () => {
  const refused = new ApiError(422, {
    code: "invalid_request",
    message: "too many words",
    field: "phrases",
  } as Problem);
  const app = appOf({ "POST /api/rules": () => Promise.reject(refused) });
  const rules = put(app, "add");
  const name = (await shown("wf-rule-editor >> input", rules)) as HTMLInputElement;
  name.value = "Parcel";
  name.dispatchEvent(new Event("input"));
  const words = (await shown("wf-rule-editor >> textarea", rules)) as HTMLTextAreaElement;
  words.value = "parcel";
  words.dispatchEvent(new Event("input"));
  await vi.waitFor(async () =>
    expect(await shown("wf-rule-editor >> button.primary:not([disabled])", rules)).toBeTruthy(),
  );
  (await shown("wf-rule-editor >> form", rules)).dispatchEvent(new Event("submit", { cancelable: true }));
  const flaw = await shown("wf-rule-editor >> textarea[aria-invalid=true]", rules);
  expect(flaw.closest("label")?.textContent).toContain("too many words");
  expect([name.value, words.value]).toEqual(["Parcel", "parcel"]);
  expect(app.router.go).not.toHaveBeenCalled();
});

it("a rule is tried on a sentence, of which nothing is more than text", async () => {
  const text = `${EVIL} parcel`;
  const match = { pattern: "parcel", start: EVIL.length + 1, end: text.length };
  const app = appOf({
    "GET /api/rules": () => ({ rules: [RULE] }),
    "POST /api/rules/try": () => ({ matches: [match] }),
  });
  const rules = put(app, "parcel");
  const box = await shown("wf-rule-editor >> wf-try-box", rules);
  const field = (await shown("textarea", box)) as HTMLTextAreaElement;
  field.value = text;
  field.dispatchEvent(new Event("input"));
  (await shown("form", box)).dispatchEvent(new Event("submit", { cancelable: true }));
  expect((await shown("mark", box)).textContent).toBe("parcel");
  expect(box.shadowRoot?.querySelector("blockquote")?.textContent.trim()).toBe(text);
  expect(box.shadowRoot?.querySelectorAll("img")).toHaveLength(0);
});

it("alerts come by themselves, and their names are text", async () => {
  const app = appOf({ "GET /api/rules": () => ({ rules: [RULE] }) });
  const rules = put(app);
  await shown("wf-alert-list >> .hint", rules);
  app.told.get("alert")?.(ALERT);
  expect((await shown("wf-alert-list >> strong", rules)).textContent).toBe(EVIL);
  const list = await shown("wf-alert-list", rules);
  expect(list.shadowRoot?.querySelectorAll("img")).toHaveLength(0);
  expect(list.shadowRoot?.querySelector("a")?.getAttribute("href")).toBe("timeline/door?at=995000");
  app.told.get("alert")?.({ id: 7, camera_id: "door" });
  await vi.waitFor(() => expect(list.shadowRoot?.querySelector("strong")).toBeNull());
});
