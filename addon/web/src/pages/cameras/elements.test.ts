import { afterEach, expect, it, vi } from "vitest";
import type { App } from "../../app/app";
import type { Camera, StoragePreview } from "../../api/generated";
import { ApiError } from "../../api/errors";
import { Store } from "../../state/store";
import "./add-by-address";
import "./area-picture";
import { newArea, type Area } from "./areas";
import "./edit-camera";

const CAMERA = {
  id: "c",
  name: "Door",
  url: "rtsp://***@192.0.2.1/",
  mode: "continuous",
  retention_days: 30,
  quota_gb: null,
  schedule: [],
  speech: {
    engine: null,
    model: null,
    task: "transcribe",
    language_mode: "fixed",
    hot_words: [],
    live: false,
    keep_days: null,
  },
  faces: { zones: [], masks: [], least_face_px: 60 },
  hours: { text: [], faces: [], voices: [] },
  status: null,
} as unknown as Camera;
const LOSS = { camera_id: "c", recordings: 2, duration_ms: 60_000, size_bytes: 1e9, oldest_ms: null };

afterEach(() => document.body.replaceChildren());

function appWith(call: (route: string) => unknown): App {
  return {
    api: { call: vi.fn((route: string) => Promise.resolve().then(() => call(route))), url: () => "" },
    cameras: Object.assign(new Store({ value: [], error: null }), { load: () => Promise.resolve() }),
    toasts: { done: vi.fn() },
    router: { go: vi.fn(), guard: () => () => undefined },
  } as unknown as App;
}

function put<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  document.body.append(element);
  return element;
}

function find(host: Element, selector: string): HTMLElement | null {
  return host.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
}

async function shown(host: Element, selector: string): Promise<HTMLElement> {
  return vi.waitFor(() => {
    const found = find(host, selector);
    if (found === null) throw new Error(`${selector} is not there`);
    return found;
  });
}

function type(field: Element | null, value: string, kind: "input" | "change"): void {
  (field as HTMLInputElement).value = value;
  field?.dispatchEvent(new Event(kind, { bubbles: true }));
}

it("a corner follows the arrow keys, in small steps with Shift, and goes by Delete", async () => {
  const picture = put("wf-area-picture", { areas: [newArea("mask", "")], chosen: 0 });
  const changes: Area[] = [];
  picture.addEventListener("area-changed", (event) => changes.push((event as CustomEvent<Area>).detail));
  const corner = await shown(picture, "button:not(.middle)");
  for (const [key, shiftKey] of [
    ["ArrowLeft", false],
    ["ArrowDown", true],
    ["Delete", false],
    ["x", false],
  ] as const) {
    corner.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey }));
  }
  expect(changes.map(({ points }) => points[0])).toEqual([
    { x: 0.34, y: 0.35 },
    { x: 0.35, y: 0.351 },
    { x: 0.65, y: 0.35 },
  ]);
});

it("a camera that does not answer is told of, with the fix, and can be added all the same", async () => {
  const problem = { code: "auth_failed", message: "check the password", field: null, request_id: null, at_ms: null };
  const app = appWith((route) => {
    if (route.endsWith("/probe")) throw new ApiError(502, problem as ApiError["problem"]);
    return CAMERA;
  });
  const form = put("wf-add-by-address", { app, address: { name: "Door", url: "rtsp://192.0.2.1/", sub_url: "" } });
  (await shown(form, "button[type=button]")).click();
  const told = await shown(form, "wf-problem");
  await vi.waitFor(() =>
    expect(told.shadowRoot?.textContent).toMatch(/Wrong user name or password.*check the password/s),
  );
  find(form, "form")?.dispatchEvent(new Event("submit"));
  await vi.waitFor(() => expect(app.router.go).toHaveBeenCalledWith("live/c"));
});

it("a change that deletes recordings is asked about first", async () => {
  const preview = { cameras: [LOSS] } as unknown as StoragePreview;
  const app = appWith((route) => (route === "POST /api/storage/preview" ? preview : { ...CAMERA, cameras: [] }));
  const editor = put("wf-edit-camera", { app, camera: CAMERA, section: "recording" });
  const recording = await shown(editor, "wf-edit-recording");
  type(await shown(recording, "input[type=number]"), "7", "change");
  (await shown(editor, ".save .primary")).click();
  await vi.waitFor(() => expect(find(editor, "wf-dialog")).toMatchObject({ open: true }));
  expect(find(editor, "wf-dialog")?.textContent).toContain("2 recordings");
  expect(app.api.call).not.toHaveBeenCalledWith("PATCH /api/cameras/{camera_id}", expect.anything());
  find(editor, "wf-dialog .danger")?.click();
  await vi.waitFor(() =>
    expect(app.api.call).toHaveBeenCalledWith("PATCH /api/cameras/{camera_id}", {
      params: { camera_id: "c" },
      body: { retention_days: 7 },
    }),
  );
});

it("a draft outlives what events tell of its camera", async () => {
  const editor = put("wf-edit-camera", { app: appWith(() => ({})), camera: CAMERA, section: "general" });
  type(await shown(editor, "input"), "Gate", "input");
  await shown(editor, ".save");
  editor.camera = { ...CAMERA };
  await editor.updateComplete;
  expect((find(editor, "input") as HTMLInputElement).value).toBe("Gate");
});
