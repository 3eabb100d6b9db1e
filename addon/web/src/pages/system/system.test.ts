import { expect, it } from "vitest";
import type { FacePack, Job } from "../../api/generated";
import { needsConsent } from "./faces-section";
import { changesInstalled, jobOf, progressText } from "./installable";

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
