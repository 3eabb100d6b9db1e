import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isDark } from "../theme/colour";
import type { Api } from "../api/client";
import type { Camera, Job } from "../api/generated";
import { CameraList } from "./cameras";
import { rebased } from "./drafts";
import type { Events } from "./events";
import { JobList, withTold } from "./jobs";
import { RemoteStore } from "./remote";
import { Store } from "./store";
import { Toasts } from "./toasts";

function job(id: string, created_ms: number): Job {
  return { id, created_ms, state: "queued" } as Job;
}

describe("a store", () => {
  it("tells of changes only, and only whoever still listens", () => {
    const store = new Store(1);
    const told = vi.fn();
    const leave = store.subscribe(told);
    store.set(1);
    expect(told).not.toHaveBeenCalled();
    store.update((value) => value + 1);
    expect(told).toHaveBeenCalledExactlyOnceWith(2);
    leave();
    store.set(3);
    expect(told).toHaveBeenCalledOnce();
  });
});

describe("what is read from the server", () => {
  it("is that of the last read, however they overtake each other", async () => {
    const answers: ((value: string) => void)[] = [];
    const store = new RemoteStore<string>(() => new Promise((resolve) => answers.push(resolve)));
    const first = store.load();
    const second = store.load();
    answers[1]?.("second");
    answers[0]?.("first");
    await Promise.all([first, second]);
    expect(store.get()).toEqual({ value: "second", error: null });
  });

  it("is not undone by an answer that was on its way when it changed", async () => {
    let answer: (jobs: readonly Job[]) => void = () => undefined;
    const api = { call: () => new Promise((resolve) => (answer = (jobs) => resolve({ jobs }))) } as unknown as Api;
    const told = new Map<string, (data: unknown) => void>();
    const events = { on: (kind: string, listener: (data: unknown) => void) => told.set(kind, listener) };
    const jobs = new JobList(api, events as unknown as Events);
    jobs.start();
    told.get("job")?.({ ...job("a", 1), state: "done" });
    told.get("job")?.(job("b", 2));
    answer([job("a", 1)]);
    await vi.waitFor(() =>
      expect(jobs.get().value?.map(({ id, state }) => [id, state])).toEqual([
        ["b", "queued"],
        ["a", "done"],
      ]),
    );
    const again = jobs.load();
    answer([]);
    await again;
    expect(jobs.get().value).toEqual([]);
  });

  it("stays when a later read fails", async () => {
    const read = vi.fn(() => Promise.resolve("value"));
    const store = new RemoteStore(read);
    await store.load();
    read.mockRejectedValue(new Error("gone"));
    await store.load();
    expect(store.get()).toMatchObject({ value: "value", error: { message: "gone" } });
  });
});

describe("a draft", () => {
  it("keeps what was changed in it, and follows what others change", () => {
    const before = { name: "a", words: ["x"], count: 1 };
    const now = { name: "theirs", words: ["y"], count: 2 };
    expect(rebased({ ...before, words: ["x", "z"] }, before, now)).toEqual({ ...now, words: ["x", "z"] });
    expect(rebased({ ...before }, before, now)).toEqual(now);
  });
});

describe("the cameras", () => {
  it("are shown as soon as they are read first, and read anew at the greeting", async () => {
    const answers: ((value: { cameras: Camera[] }) => void)[] = [];
    const signals: AbortSignal[] = [];
    const call = (_route: string, { signal }: { signal: AbortSignal }): Promise<unknown> => {
      signals.push(signal);
      return new Promise((resolve) => answers.push(resolve));
    };
    let greet = (): void => undefined;
    const on = (kind: string, listener: () => void): void => {
      if (kind === "resync") greet = listener;
    };
    const list = new CameraList({ call } as unknown as Api, { on } as unknown as Events);
    list.start();
    greet();
    expect(signals[0]?.aborted).toBe(false);
    answers[0]?.({ cameras: [{ id: "door" } as Camera] });
    await vi.waitFor(() => expect(answers.length).toBe(2));
    expect(list.find("door")).not.toBeNull();
    answers[1]?.({ cameras: [] });
    await vi.waitFor(() => expect(list.find("door")).toBeNull());
    // Later ones wait for nothing: what was asked before may never be answered.
    greet();
    await vi.waitFor(() => expect(answers.length).toBe(3));
    greet();
    await vi.waitFor(() => expect(answers.length).toBe(4));
    expect(signals[2]?.aborted).toBe(true);
  });
});

describe("jobs", () => {
  it("come newest first, change in place and go", () => {
    const jobs = withTold(withTold([], job("a", 1)), job("b", 2));
    expect(jobs.map(({ id }) => id)).toEqual(["b", "a"]);
    const changed = withTold(jobs, { ...job("a", 1), state: "done" });
    expect(changed.map(({ id, state }) => [id, state])).toEqual([
      ["b", "queued"],
      ["a", "done"],
    ]);
    expect(withTold(changed, { id: "b" }).map(({ id }) => id)).toEqual(["a"]);
  });
});

describe("toasts", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("go by themselves, but not under somebody's hand", () => {
    const toasts = new Toasts();
    toasts.done("saved");
    const [toast] = toasts.get();
    if (toast === undefined) throw new Error("nothing is shown");
    toasts.hold(toast.id);
    vi.advanceTimersByTime(60_000);
    expect(toasts.get()).toHaveLength(1);
    toasts.release(toast.id);
    vi.advanceTimersByTime(10_000);
    expect(toasts.get()).toEqual([]);
  });

  it("tell what failed", async () => {
    const toasts = new Toasts();
    await expect(toasts.attempt(() => Promise.reject(new Error("the disk is full")))).resolves.toBe(false);
    expect(toasts.get()).toMatchObject([{ text: "the disk is full", kind: "failed" }]);
  });

  it("are never more than three", () => {
    const toasts = new Toasts();
    for (const text of ["1", "2", "3", "4"]) toasts.done(text);
    expect(toasts.get().map(({ text }) => text)).toEqual(["2", "3", "4"]);
  });
});

describe("a colour", () => {
  it.each([
    ["#111", true],
    ["#fafafa", false],
    ["rgb(17, 17, 17)", true],
    ["rgb(240 240 240)", false],
    ["#03a9f4ff", false],
    ["nonsense", false],
  ])("%s is dark: %s", (colour, dark) => {
    expect(isDark(colour)).toBe(dark);
  });
});
