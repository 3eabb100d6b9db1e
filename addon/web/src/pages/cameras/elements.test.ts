import { afterEach, expect, it, vi } from "vitest";
import type { App } from "../../app/app";
import type { Camera, Device, DeviceStream, ErrorCode, ImportedCamera, StoragePreview } from "../../api/generated";
import { ApiError } from "../../api/errors";
import { Store } from "../../state/store";
import type { Address } from "./add-by-address";
import "./add-by-address";
import "./area-picture";
import { newArea, type Area } from "./areas";
import "./edit-camera";
import "./find-cameras";
import "./import-frigate";

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
const STREAM: DeviceStream = {
  profile: "main",
  url: "rtsp://192.0.2.7/main",
  name: null,
  video_codec: "H264",
  width: 2560,
  height: 1440,
  frames_per_s: 20,
};
const DEVICE: Device = {
  host: "192.0.2.7",
  port: 8000,
  name: null,
  hardware: null,
  manufacturer: "Acme",
  model: "Dome 4",
  firmware: null,
  streams: [],
};
const IMPORTED: ImportedCamera = {
  name: "yard",
  url: "rtsp://***@192.0.2.8/",
  sub_url: null,
  enabled: true,
  record: true,
  mode: "continuous",
  pre_roll_s: 5,
  post_roll_s: 5,
  retention_days: null,
  notes: ["zones are not taken over"],
  camera_id: null,
  problem: null,
};

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

function textOf(host: Element): string {
  return host.shadowRoot?.textContent.replace(/\s+/g, " ") ?? "";
}

function refusal(status: number, code: ErrorCode, message: string): ApiError {
  return new ApiError(status, { code, message, field: null, request_id: null, at_ms: null, places: [] });
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
  const app = appWith((route) => {
    if (route.endsWith("/probe")) throw refusal(502, "auth_failed", "check the password");
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

it.each(["Garden gate", CAMERA.name])("what is typed while it is saved stays: %s", async (typed) => {
  let answer: (camera: unknown) => void = () => undefined;
  const app = appWith((route) =>
    route.startsWith("PATCH") ? new Promise((resolve) => (answer = resolve)) : { cameras: [] },
  );
  const editor = put("wf-edit-camera", { app, camera: CAMERA, section: "general" });
  type(await shown(editor, "input"), "Gate ", "input");
  (await shown(editor, ".save .primary")).click();
  await vi.waitFor(() =>
    expect(app.api.call).toHaveBeenCalledWith("PATCH /api/cameras/{camera_id}", expect.anything()),
  );
  type(await shown(editor, "input"), typed, "input");
  answer({ ...CAMERA, name: "Gate" });
  await vi.waitFor(() => expect(app.toasts.done).toHaveBeenCalled());
  await editor.updateComplete;
  expect((find(editor, "input") as HTMLInputElement).value).toBe(typed);
  expect(find(editor, ".save")).not.toBeNull();
});

it.each([null, new Error("no")])(
  "an event of the camera as it was, while it is saved, changes nothing",
  async (failure) => {
    let answer: (camera: unknown) => void = () => undefined;
    const app = appWith((route) =>
      route.startsWith("PATCH") ? new Promise((resolve) => (answer = resolve)) : { cameras: [] },
    );
    const editor = put("wf-edit-camera", { app, camera: CAMERA, section: "general" });
    const value = (): string => (find(editor, "input") as HTMLInputElement).value;
    type(await shown(editor, "input"), "Gate", "input");
    (await shown(editor, ".save .primary")).click();
    await vi.waitFor(() =>
      expect(app.api.call).toHaveBeenCalledWith("PATCH /api/cameras/{camera_id}", expect.anything()),
    );
    editor.camera = { ...CAMERA, retention_days: 9 };
    await editor.updateComplete;
    expect(value()).toBe("Gate");
    answer(failure === null ? { ...CAMERA, retention_days: 9, name: "Gate" } : Promise.reject(failure));
    await vi.waitFor(() => expect(find(editor, ".save .primary")?.matches(":disabled") ?? false).toBe(false));
    await editor.updateComplete;
    expect(value()).toBe("Gate");
    expect(find(editor, ".save") === null).toBe(failure === null);
  },
);

it("a corner of a zone is dragged to where the pointer goes, no further than the picture, and saved", async () => {
  const zone = { name: "Path", points: newArea("zone", "").points };
  const camera = { ...CAMERA, faces: { zones: [zone], masks: [], least_face_px: 60 } } as unknown as Camera;
  const app = appWith((route) => (route.startsWith("PATCH") ? camera : {}));
  const editor = put("wf-edit-camera", { app, camera, section: "faces" });
  const areas = await shown(editor, "wf-area-editor");
  (await shown(areas, ".chooser button")).click();
  const picture = await shown(areas, "wf-area-picture");
  const corner = await shown(picture, "button:not(.middle)");
  const frame = await shown(picture, ".frame");
  vi.spyOn(frame, "getBoundingClientRect").mockReturnValue(new DOMRect(100, 50, 400, 200));
  const point = (target: Element, kind: string, clientX: number, clientY: number): boolean =>
    target.dispatchEvent(new PointerEvent(kind, { bubbles: true, button: 0, pointerId: 1, clientX, clientY }));
  point(frame, "pointermove", 300, 150);
  expect(find(editor, ".save")).toBeNull();
  point(corner, "pointerdown", 240, 120);
  point(frame, "pointermove", 200, 100);
  point(frame, "pointermove", 20, 80);
  point(frame, "pointerup", 20, 80);
  point(frame, "pointermove", 300, 150);
  (await shown(editor, ".save .primary")).click();
  await vi.waitFor(() =>
    expect(app.api.call).toHaveBeenCalledWith("PATCH /api/cameras/{camera_id}", {
      params: { camera_id: "c" },
      body: { faces: { zones: [{ ...zone, points: zone.points.with(0, { x: 0, y: 0.15 }) }], masks: [] } },
    }),
  );
});

it("a camera that is found is asked for its streams, and the one chosen is told with its login", async () => {
  const answers = [
    [DEVICE],
    [{ ...DEVICE, streams: [STREAM, { ...STREAM, url: "rtsp://192.0.2.7/sub", width: 640 }] }],
  ];
  const app = appWith(() => ({ devices: answers.shift() }));
  const finder = put("wf-find-cameras", { app });
  const found: Address[] = [];
  finder.addEventListener("address-found", (event) => found.push((event as CustomEvent<Address>).detail));
  (await shown(finder, ".primary")).click();
  const device = await shown(finder, "li button");
  expect(device.textContent).toMatch(/Acme Dome 4\s*192\.0\.2\.7/);
  device.click();
  await finder.updateComplete;
  const [, , username, password] = finder.shadowRoot?.querySelectorAll("form input") ?? [];
  type(username ?? null, "me", "input");
  type(password ?? null, "a b", "input");
  find(finder, "form")?.dispatchEvent(new Event("submit"));
  (await shown(finder, "form li button")).click();
  expect(app.api.call).toHaveBeenLastCalledWith("POST /api/discovery", {
    body: { host: "192.0.2.7", port: 8000, username: "me", password: "a b" },
  });
  expect(found).toEqual([
    { name: "Dome 4", url: "rtsp://me:a%20b@192.0.2.7/main", sub_url: "rtsp://me:a%20b@192.0.2.7/sub" },
  ]);
});

it("a search that finds nobody says why that may be, and one that fails says so", async () => {
  const call = vi.fn<() => unknown>().mockReturnValueOnce({ devices: [] });
  const finder = put("wf-find-cameras", { app: appWith(call) });
  const search = await shown(finder, ".primary");
  search.click();
  await vi.waitFor(() => expect(textOf(finder)).toContain("Nobody answered."));
  call.mockImplementation(() => {
    throw refusal(504, "timeout", "look at the network");
  });
  search.click();
  const told = await shown(finder, "wf-problem");
  await vi.waitFor(() => expect(textOf(told)).toContain("look at the network"));
  expect(search).toMatchObject({ disabled: false });
});

it("a Frigate configuration is shown with what is refused, then added with the values of its placeholders", async () => {
  const problem = refusal(400, "invalid_request", "it has no address").problem;
  const refused = { ...IMPORTED, name: "shed", url: null, problem };
  const answers = [
    [IMPORTED, refused],
    [{ ...IMPORTED, camera_id: "y" }, refused],
  ];
  const app = appWith(() => ({ cameras: answers.shift() }));
  const importer = put("wf-import-frigate", { app });
  const config = "cameras: # {FRIGATE_KEY}";
  const file = await shown(importer, "input[type=file]");
  Object.defineProperty(file, "files", { value: [new File([config], "config.yml")] });
  file.dispatchEvent(new Event("change"));
  type(await shown(importer, "input[type=password]"), "secret", "input");
  find(importer, "form")?.dispatchEvent(new Event("submit"));
  const add = await shown(importer, "section .primary");
  expect(add.textContent).toContain("Add 1 camera");
  expect(textOf(importer)).toMatch(/yard.*zones are not taken over.*shed/);
  const told = await shown(importer, "wf-problem");
  await vi.waitFor(() => expect(textOf(told)).toContain("it has no address"));
  add.click();
  await vi.waitFor(() => expect(app.toasts.done).toHaveBeenCalledWith("1 camera was added."));
  const body = { config, variables: { FRIGATE_KEY: "secret" } };
  expect(vi.mocked(app.api.call).mock.calls).toEqual([
    ["POST /api/import/frigate", { body: { ...body, create: false } }],
    ["POST /api/import/frigate", { body: { ...body, create: true } }],
  ]);
  await vi.waitFor(() => expect(textOf(importer)).toContain("Was added."));
  expect(find(importer, "section .primary")).toBeNull();
  expect(app.router.go).not.toHaveBeenCalled();
});

it("a pasted Frigate configuration may be refused, have no camera, or be taken over as a whole", async () => {
  const call = vi.fn<() => unknown>().mockImplementationOnce(() => {
    throw refusal(400, "invalid_request", "line 2 is no YAML");
  });
  const app = appWith(call.mockReturnValueOnce({ cameras: [] }).mockReturnValueOnce({ cameras: [IMPORTED] }));
  const importer = put("wf-import-frigate", { app });
  const show = await shown(importer, "form button");
  expect(show).toMatchObject({ disabled: true });
  type(find(importer, "textarea"), "cameras:", "input");
  await vi.waitFor(() => expect(show).toMatchObject({ disabled: false }));
  const submit = (): unknown => find(importer, "form")?.dispatchEvent(new Event("submit"));
  submit();
  const told = await shown(importer, "wf-problem");
  await vi.waitFor(() => expect(textOf(told)).toContain("line 2 is no YAML"));
  expect(find(importer, "section")).toBeNull();
  submit();
  await vi.waitFor(() => expect(textOf(importer)).toContain("There is no camera in this configuration."));
  expect(find(importer, "wf-problem")).toBeNull();
  submit();
  call.mockReturnValueOnce({ cameras: [{ ...IMPORTED, camera_id: "y" }] });
  (await shown(importer, "section .primary")).click();
  await vi.waitFor(() => expect(app.router.go).toHaveBeenCalledWith("cameras"));
});
