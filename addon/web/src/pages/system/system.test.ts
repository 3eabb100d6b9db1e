import { describe, expect, it, vi } from "vitest";
import type { Api } from "../../api/client";
import { ApiError, OfflineError } from "../../api/errors";
import type { FacePack, Job, Problem } from "../../api/generated";
import { needsConsent } from "./faces-section";
import { changesInstalled, jobOf, progressText } from "./installable";
import { modelName } from "./model-upload";
import { beginUpload, endUpload, sendArchive } from "./send-archive";

const JOB = { id: "j", state: "running", progress: 0.42, transfer: null } as unknown as Job;

it("a job is that of a model only as long as it works", () => {
  expect(jobOf([JOB], "j")).toBe(JOB);
  expect(jobOf([{ ...JOB, state: "done" }], "j")).toBeNull();
  expect(jobOf([JOB], null)).toBeNull();
  expect(jobOf(null, "j")).toBeNull();
});

it("progress says what is known", () => {
  expect(progressText(JOB)).toBe("42%");
  const transfer = { done_bytes: 80e6, total_bytes: 190e6, bytes_per_s: 1e6, left_s: 180 };
  expect(progressText({ ...JOB, transfer })).toBe("42% · 80 MB of 190 MB · 3 minutes left");
  expect(progressText({ ...JOB, transfer: { ...transfer, total_bytes: null, left_s: null } })).toBe("42%");
});

it("terms must be accepted where there are some", () => {
  const pack = { terms: "…", accepted_ms: null } as FacePack;
  expect(needsConsent(pack)).toBe(true);
  expect(needsConsent({ ...pack, accepted_ms: 1 })).toBe(false);
  expect(needsConsent({ ...pack, terms: null })).toBe(false);
});

it("a job that still works changes nothing that is installed, all else may", () => {
  const job = { ...JOB, kind: "model_download", attempts: 1 };
  expect(changesInstalled(job)).toBe(false);
  expect(changesInstalled({ ...job, state: "done" })).toBe(true);
  expect(changesInstalled({ id: "j" })).toBe(true);
});

describe("an archive that is sent", () => {
  const file = new File([new Uint8Array(20 * 1024 * 1024)], "whisper base (de).tar.gz", { lastModified: 1 });
  const signal = new AbortController().signal;
  const wait = (): Promise<void> => Promise.resolve();

  it("goes on where the server is when the way broke off, also after a piece whose answer was lost", async () => {
    let received = 0;
    const offsets: number[] = [];
    const call = vi.fn((name: string, options: { query?: { offset: number }; body?: Blob }) => {
      if (name.startsWith("PUT")) {
        const offset = options.query?.offset ?? -1;
        offsets.push(offset);
        if (offsets.length === 1) return Promise.reject(new OfflineError(null));
        expect(offset).toBe(received);
        received += options.body?.size ?? 0;
        if (offsets.length === 3) return Promise.reject(new OfflineError(null));
      }
      return Promise.resolve({ id: "u", size_bytes: file.size, received_bytes: received });
    });
    const told: number[] = [];
    const api = { call } as unknown as Pick<Api, "call">;
    await sendArchive(api, file, { id: "u", received_bytes: 0 }, (bytes) => told.push(bytes), signal, wait);
    expect(received).toBe(file.size);
    expect(offsets).toEqual([0, 0, 8 << 20, 16 << 20]);
    expect(told.at(-1)).toBe(file.size);
  });

  it.each([403, 404, 413, 422, 507])("is not sent again when the server says %i", async (status) => {
    const call = vi.fn(() => Promise.reject(new ApiError(status, { message: "no" } as Problem)));
    const api = { call } as unknown as Pick<Api, "call">;
    const sending = sendArchive(api, file, { id: "u", received_bytes: 0 }, () => undefined, signal, wait);
    await expect(sending).rejects.toThrow("no");
    expect(call).toHaveBeenCalledOnce();
  });

  it("is not begun anew when the same file is chosen again", async () => {
    const names: string[] = [];
    const call = (name: string): Promise<unknown> => {
      names.push(name.slice(0, 4));
      return Promise.resolve({ id: "u", size_bytes: file.size, received_bytes: 5 });
    };
    const api = { call } as unknown as Pick<Api, "call">;
    await beginUpload(api, file);
    expect((await beginUpload(api, file)).received_bytes).toBe(5);
    endUpload();
    await beginUpload(api, file);
    expect(names).toEqual(["POST", "GET ", "POST"]);
  });

  it("has a name that the server takes", () => {
    expect(modelName(file.name)).toBe("whisper-base-de");
    expect(modelName("_x.zip")).toBe("x");
  });
});
