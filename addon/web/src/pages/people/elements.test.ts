import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { App } from "../../app/app";
import { ApiError } from "../../api/errors";
import type { Face, FolderImage, Job, Person, Visit, VisitLabels } from "../../api/generated";
import { Store } from "../../state/store";
import "./import-dialog";
import "./person-faces";
import "./photo-folder";
import "./review-queue";
import type { ReviewQueue } from "./review-queue";

type Listener = (data: unknown) => void;
type Answer = (route: string, options: { body?: unknown }) => unknown;

const ANN = { id: "ann", name: "Ann", last_seen_ms: 2 } as Person;
const PEOPLE = [ANN, { id: "bob", name: "Bob", last_seen_ms: 1 } as Person];

let listeners: Map<string, Listener>;
let undo: (() => Promise<void>) | undefined;
let done: ReturnType<typeof vi.fn>;

beforeEach(() => {
  listeners = new Map();
  undo = undefined;
  done = vi.fn((_: string, how?: () => Promise<void>) => (undo = how));
});
afterEach(() => document.body.replaceChildren());

function visit(id: number, person_id: string | null = "ann", more: Partial<Visit> = {}): Visit {
  const name = PEOPLE.find((person) => person.id === person_id)?.name ?? null;
  const base = {
    id,
    camera_id: "door",
    start_ms: 1000 - id,
    end_ms: 2000,
    verdict: "unsure",
    decided: false,
    score: 0.4,
  };
  return { ...base, person_id, name, ...more } as Visit;
}

function appWith(answer: Answer, role = "edit"): App {
  const call = vi.fn((route: string, options: { body?: unknown } = {}) =>
    Promise.resolve().then(() => answer(route, options)),
  );
  return {
    api: { call, url: () => "" },
    people: Object.assign(new Store({ value: PEOPLE, error: null }), {
      find: (id: string) => PEOPLE.find((each) => each.id === id) ?? null,
      load: () => Promise.resolve(),
    }),
    cameras: Object.assign(new Store({ value: [], error: null }), { find: () => ({ name: "Door" }) }),
    jobs: new Store<{ value: Job[]; error: null }>({ value: [], error: null }),
    me: new Store({ role }),
    events: { on: (kind: string, listener: Listener) => (listeners.set(kind, listener), () => undefined) },
    toasts: { done, failed: vi.fn(), attempt: (work: () => Promise<unknown>) => work().then(() => true) },
  } as unknown as App;
}

/** A server with these visits; what is said of them is noted, and refused of those that are gone. */
function queueOf(visits: Visit[], gone: readonly number[] = []): { app: App; asked: VisitLabels[] } {
  const asked: VisitLabels[] = [];
  const app = appWith((route, { body }) => {
    if (route === "GET /api/visits") return { visits, cursor: null };
    if (route !== "POST /api/visits/label") return undefined;
    const given = body as VisitLabels;
    if (given.visit_ids.some((id) => gone.includes(id))) throw new Error("gone");
    asked.push(given);
    return { labels: given.visit_ids.map((visit_id) => ({ visit_id, edit_id: asked.length, reason: null })) };
  });
  return { app, asked };
}

async function shown(app: App): Promise<ReviewQueue> {
  const queue = Object.assign(document.createElement("wf-review-queue"), { app });
  document.body.append(queue);
  await vi.waitFor(() => expect(queue.shadowRoot?.querySelector("[role=status], wf-review-card")).not.toBeNull());
  await vi.waitFor(() => expect(queue.shadowRoot?.textContent).not.toContain("Loading"));
  return queue;
}

async function card(queue: ReviewQueue): Promise<string> {
  await queue.updateComplete;
  const element = queue.shadowRoot?.querySelector("wf-review-card");
  await element?.updateComplete;
  return element?.shadowRoot?.textContent.replace(/\s+/g, " ") ?? "";
}

async function items(queue: ReviewQueue): Promise<HTMLElement[]> {
  await queue.updateComplete;
  const list = queue.shadowRoot?.querySelector("wf-review-list");
  await list?.updateComplete;
  return [...(list?.shadowRoot?.querySelectorAll<HTMLElement>("li") ?? [])];
}

function press(key: string, more: KeyboardEventInit = {}, target: EventTarget = window): void {
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...more }));
}

async function ids(queue: ReviewQueue, which = ""): Promise<(string | undefined)[]> {
  return (await items(queue))
    .filter((item) => which === "" || item.classList.contains(which))
    .map(({ dataset }) => dataset["id"]);
}

it("what is looked at stays where it is while others come and go, and is told when it is settled", async () => {
  const { app, asked } = queueOf([visit(1), visit(2), visit(3)]);
  const queue = await shown(app);
  expect(await card(queue)).toContain("Is this Ann?");
  listeners.get("visit")?.({ phase: "ended", visit: visit(4, "bob") });
  listeners.get("visit")?.({ phase: "updated", visit: visit(2, "bob", { verdict: "known", decided: true }) });
  listeners.get("visit")?.({ phase: "started", visit: visit(5, "bob", { end_ms: null }) });
  expect(await ids(queue)).toEqual(["1", "3", "4"]);
  expect(await ids(queue, "shown")).toEqual(["1"]);
  listeners.get("visit")?.({ phase: "updated", visit: visit(1, "bob", { verdict: "known", decided: true }) });
  expect(await card(queue)).toContain("Settled meanwhile: Bob");
  press("y");
  press("1");
  expect(asked).toEqual([]);
  listeners.get("visit")?.({ phase: "ended", visit: visit(1) });
  expect(await card(queue)).toContain("Is this Ann?");
  expect(await ids(queue)).toEqual(["1", "3", "4"]);
});

it("who has which key stays while the same visit is looked at, whoever is seen meanwhile", async () => {
  const { app, asked } = queueOf([visit(2, null)]);
  const queue = await shown(app);
  expect(await card(queue)).toMatch(/Ann\s?1\s?Bob\s?2/);
  const [ann, bob] = PEOPLE as [Person, Person];
  (app.people as unknown as Store<unknown>).set({ value: [ann, { ...bob, last_seen_ms: 9 }], error: null });
  expect(await card(queue)).toMatch(/Ann\s?1\s?Bob\s?2/);
  press("1");
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toMatchObject({ visit_ids: [2], person_id: "ann" });
});

it("several are chosen by clicks and keys, said to be one person's, and taken back together", async () => {
  const { app, asked } = queueOf([visit(1), visit(2), visit(3), visit(4, null), visit(5)]);
  const queue = await shown(app);
  const [first, second, , fourth] = await items(queue);
  second?.dispatchEvent(new MouseEvent("click", { bubbles: true, ctrlKey: true }));
  await queue.updateComplete;
  fourth?.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey: true }));
  expect(await ids(queue, "chosen")).toEqual(["2", "3", "4"]);
  expect(await card(queue)).toContain("3 visits chosen");
  expect(await card(queue)).toContain("1 of them is taken for nobody");
  press("x", {}, first);
  expect(await ids(queue, "chosen")).toEqual(["1", "2", "3", "4"]);
  expect(asked).toEqual([]);
  press("x", {}, first);
  await queue.updateComplete;
  press("2");
  await vi.waitFor(() => expect(done).toHaveBeenCalledOnce());
  expect(asked).toEqual([{ action: "assign", person_id: "bob", visit_ids: [2, 3, 4] }]);
  expect(await ids(queue)).toEqual(["1", "5"]);
  expect(done.mock.calls[0]?.[0]).toBe("3 visits are of Bob.");
  await undo?.();
  expect(await ids(queue)).toEqual(["2", "3", "4", "1", "5"]);
  press("Escape");
  expect(await ids(queue, "chosen")).toEqual([]);
});

it("what could not be said is told, and stays chosen", async () => {
  const visits = Array.from({ length: 120 }, (_, index) => visit(index + 1));
  const { app, asked } = queueOf(visits, [75]);
  const queue = await shown(app);
  const [first] = await items(queue);
  press("a", { ctrlKey: true }, first);
  expect(await card(queue)).toContain("120 visits chosen");
  press("y");
  await vi.waitFor(() => expect(done).toHaveBeenCalledOnce());
  expect(asked.map(({ visit_ids }) => visit_ids.length)).toEqual([50]);
  expect(done.mock.calls[0]?.[0]).toContain("50 visits are of whom they were taken for. 70 are left:");
  expect(await card(queue)).toContain("70 visits chosen");
});

it("an empty queue is one line, below all else, and nobody who may only look is asked", async () => {
  const empty = await shown(queueOf([]).app);
  expect(empty.below).toBe(true);
  expect(empty.shadowRoot?.querySelector("p.none")?.textContent).toContain("Nothing to review");
  empty.remove();
  const { app, asked } = queueOf([visit(1)]);
  app.me.set({ role: "view" } as never);
  const queue = await shown(app);
  expect(queue.below).toBe(false);
  press("y");
  await card(queue);
  expect(asked).toEqual([]);
});

it("pictures that are somebody else's go together, for that reason, and come back", async () => {
  const faces = [1, 2, 3].map((id) => ({ id, person_id: "ann", quality: 0.5, created_ms: 1, trained: true }) as Face);
  const asked: unknown[] = [];
  const app = appWith((route, { body }) => {
    if (route.startsWith("GET")) return { faces, cursor: null };
    return route.endsWith("faces/remove") ? (asked.push(body), { edit_id: 7 }) : asked.push(route);
  });
  const element = Object.assign(document.createElement("wf-person-faces"), { app, person: ANN });
  document.body.append(element);
  const root = element.renderRoot;
  await vi.waitFor(() => expect(root.querySelectorAll("li")).toHaveLength(3));
  for (const box of [...root.querySelectorAll("input")].slice(1)) box.dispatchEvent(new Event("change"));
  await element.updateComplete;
  const bar = [...root.querySelectorAll<HTMLElement>(".bulk button")];
  bar.find((button) => button.textContent.includes("Not Ann"))?.click();
  await vi.waitFor(() => expect(done).toHaveBeenCalledOnce());
  expect(asked).toEqual([{ face_ids: [2, 3], not_them: true }]);
  await undo?.();
  expect(asked[1]).toBe("POST /api/edits/{edit_id}/undo");
});

function jobOf(kind: Job["kind"], more: Partial<Job>): Job {
  const base = { id: "j", kind, state: "running", progress: 0.5, problem: null, imported: null, scanned: null };
  return { ...base, created_ms: 0, ended_ms: null, ...more } as unknown as Job;
}

it("each photograph of the folder tells what became of it, and the folder is looked through when asked", async () => {
  const image = { id: 1, path: "Ann/a.jpg", state: "refused", reason: "no face", person_id: "ann", looked_ms: 1 };
  const queries: unknown[] = [];
  const app = appWith((route, options) => {
    if (route === "GET /api/people/folder") queries.push((options as { query: { state: unknown } }).query.state);
    return route === "GET /api/people/folder" ? { images: [image as FolderImage], cursor: null } : {};
  });
  const element = Object.assign(document.createElement("wf-photo-folder"), { app });
  document.body.append(element);
  const root = element.renderRoot;
  await vi.waitFor(() => expect(root.querySelector("li")?.textContent).toContain("no face"));
  expect(root.querySelector("li a")?.getAttribute("href")).toBe("people/ann");
  const select = root.querySelector("select");
  Object.assign(select ?? {}, { value: "refused" });
  select?.dispatchEvent(new Event("change"));
  await vi.waitFor(() => expect(queries).toEqual([null, "refused"]));
  root.querySelector<HTMLElement>("header button")?.click();
  await vi.waitFor(() => expect(app.api.call).toHaveBeenCalledWith("POST /api/people/scan"));
  const scanned = { images: 9, looked: 2, added: 1, known: 0, refused: 1, people: 0, forgotten: 3 };
  const job = jobOf("folder_scan", { state: "done", scanned });
  listeners.get("job")?.(job);
  await vi.waitFor(() => expect(queries).toHaveLength(3));
  app.jobs.set({ value: [job], error: null });
  await element.updateComplete;
  expect(root.querySelector("p[role=status]")?.textContent).toContain("9 photographs, 2 of them new or changed");
  expect(root.querySelector("p[role=status]")?.textContent).toContain("3 are left out");
});

it("an archive is refused for its name, taken in for somebody else, and each example that was refused has its reason", async () => {
  const queries: unknown[] = [];
  const order = jobOf("person_import", { state: "queued", person_import: { upload: "u", person_id: "bob" } });
  const app = appWith((_, options) => {
    queries.push((options as { query: unknown }).query);
    if (queries.length > 1) return order;
    const problem = { code: "conflict", message: "taken", field: "name", places: [] };
    throw new ApiError(409, problem as unknown as ApiError["problem"]);
  });
  const element = Object.assign(document.createElement("wf-import-dialog"), { app, open: true });
  document.body.append(element);
  await element.updateComplete;
  const root = element.renderRoot;
  const field = root.querySelector("input[type=file]");
  Object.defineProperty(field, "files", { value: [new File(["no archive"], "a.zip")] });
  field?.dispatchEvent(new Event("change"));
  await vi.waitFor(() => expect(root.textContent).toContain("does not look like"));
  const send = (): unknown =>
    root.querySelector("form")?.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
  send();
  await vi.waitFor(() => expect(root.querySelector("wf-problem")?.told?.message).toContain("Somebody has this name"));
  const select = root.querySelector("select");
  Object.assign(select ?? {}, { value: "bob" });
  select?.dispatchEvent(new Event("change"));
  send();
  await vi.waitFor(() => expect(root.querySelector("progress")).not.toBeNull());
  expect(queries).toEqual([{ name: null }, { person: "bob" }]);
  const refused = [{ file: "faces/00001.jpg", reason: "it is too small" }];
  const imported = { person_id: "bob", added: 4, embedded: 0, known: 1, refused };
  app.jobs.set({ value: [{ ...order, state: "done", imported }], error: null });
  await element.updateComplete;
  expect(root.querySelector("p[role=status]")?.textContent).toContain("4 added, 1 were there already, 1 refused");
  expect(root.querySelector("li")?.textContent).toBe("faces/00001.jpg: it is too small");
});

it("a second visit is decided while the first one still is, and one is never decided twice", async () => {
  const answers: (() => void)[] = [];
  const asked: VisitLabels[] = [];
  const app = appWith((route, { body }) => {
    if (route === "GET /api/visits") return { visits: [visit(1), visit(2), visit(3)], cursor: null };
    const { visit_ids } = body as VisitLabels;
    asked.push(body as VisitLabels);
    return new Promise((answer) =>
      answers.push(() => answer({ labels: visit_ids.map((visit_id) => ({ visit_id, edit_id: 1, reason: null })) })),
    );
  });
  const queue = await shown(app);
  press("y");
  press("y");
  (await items(queue))[1]?.click();
  await queue.updateComplete;
  press("n");
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  for (const answer of answers) answer();
  await vi.waitFor(() => expect(done).toHaveBeenCalledTimes(2));
  expect(asked.map(({ action, visit_ids }) => [action, ...visit_ids])).toEqual([
    ["confirm", 1],
    ["unassign", 2],
  ]);
  expect(await card(queue)).toContain("1 to go");
});
