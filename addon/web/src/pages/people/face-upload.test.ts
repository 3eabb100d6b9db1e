import { afterEach, expect, it, vi } from "vitest";
import type { App } from "../../app/app";
import { ApiError } from "../../api/errors";
import type { Problem } from "../../api/generated";
import "./face-upload";
import type { FaceUpload } from "./face-upload";

const PLACE = { index: 0, x: 1, y: 1, width: 10, height: 10 };

afterEach(() => document.body.replaceChildren());

function refusal(code: string, places: unknown[] = []): ApiError {
  return new ApiError(422, { code, message: "", places } as unknown as Problem);
}

/** A server that says of each image what is given by its name; `sent` are the names and which face was meant. */
function uploadTo(verdicts: Record<string, Error>): { element: FaceUpload; sent: string[]; failed: string[] } {
  const sent: string[] = [];
  const failed: string[] = [];
  const call = vi.fn((_: string, { query, body }: { query: { index: number | null }; body: File }) => {
    sent.push(`${body.name} ${String(query.index)}`);
    const verdict = query.index === null ? verdicts[body.name] : undefined;
    return verdict === undefined
      ? Promise.resolve({ trained: true, refused: null, edit_id: null })
      : Promise.reject(verdict);
  });
  const toasts = {
    attempt: (work: () => Promise<void>) => work(),
    done: vi.fn(),
    failed: (error: Error) => failed.push(error.message),
    undoable: vi.fn(),
  };
  const app = { api: { call }, toasts } as unknown as App;
  const element = Object.assign(document.createElement("wf-face-upload"), { app, person: "p" });
  document.body.append(element);
  return { element, sent, failed };
}

async function choose(element: FaceUpload, ...names: string[]): Promise<void> {
  await element.updateComplete;
  const input = element.shadowRoot?.querySelector("input");
  Object.defineProperty(input, "files", { value: names.map((name) => new File(["x"], name)), configurable: true });
  input?.dispatchEvent(new Event("change"));
}

it("goes on with the other photographs once it is said who of several is meant", async () => {
  vi.stubGlobal("createImageBitmap", () => Promise.resolve({ width: 100, height: 100, close: () => undefined }));
  const { element, sent } = uploadTo({ "two.jpg": refusal("several_faces", [PLACE, { ...PLACE, index: 1 }]) });
  await choose(element, "one.jpg", "two.jpg", "three.jpg");
  const face = await vi.waitFor(() => {
    const found = element.shadowRoot?.querySelectorAll<HTMLElement>("button.face")[1];
    if (found === undefined) throw new Error("nobody is asked about");
    return found;
  });
  expect(sent).toEqual(["one.jpg null", "two.jpg null"]);
  face.click();
  await vi.waitFor(() => {
    expect(sent).toEqual(["one.jpg null", "two.jpg null", "two.jpg 1", "three.jpg null"]);
  });
});

it("goes on after one that the server refuses, but not where nobody answers", async () => {
  const { element, sent, failed } = uploadTo({ "bad.jpg": refusal("no_face"), "far.jpg": new TypeError("no network") });
  await choose(element, "bad.jpg", "one.jpg", "far.jpg", "two.jpg");
  await vi.waitFor(() => {
    expect(failed).toHaveLength(2);
  });
  expect(sent).toEqual(["bad.jpg null", "one.jpg null", "far.jpg null"]);
});
