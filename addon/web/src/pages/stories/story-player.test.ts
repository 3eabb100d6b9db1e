import { beforeEach, describe, expect, it } from "vitest";
import type { Opening, PlayerState } from "../../media/recording-player";
import { Store } from "../../state/store";
import type { Clip } from "./edit-list";
import { StoryPlayer } from "./story-player";
import { windowOf, type Reel } from "./story-screen";

const T = 1_700_000_000_000;

/** A recording that is there at once, unless the test says otherwise, and of which it says where it is. */
class FakeReel implements Reel {
  readonly state = new Store<PlayerState>("idle");
  readonly position = new Store<number | null>(null);
  readonly opened: string[] = [];
  sought = 0;
  untilMs: number | null = null;
  isPlaying = false;
  outcome: PlayerState = "ready";

  constructor(private readonly finished: () => void) {}

  open(url: string, atMs: number, { isPlaying = true, untilMs = null }: Opening): Promise<void> {
    this.opened.push(url);
    this.state.set("loading");
    this.isPlaying = isPlaying;
    this.untilMs = untilMs;
    if (this.outcome === "loading") return Promise.resolve();
    this.state.set(this.outcome);
    this.position.set(atMs);
    return Promise.resolve();
  }

  seek(atMs: number): boolean {
    this.sought++;
    this.position.set(atMs);
    return true;
  }

  play(untilMs: number | null): void {
    this.isPlaying = true;
    this.untilMs = untilMs;
  }

  pause(): void {
    this.isPlaying = false;
  }

  stop(): void {
    this.state.set("idle");
  }

  finish(): void {
    this.isPlaying = false;
    this.finished();
  }
}

function clip(id: string, camera_id: string, start: number, end: number): Clip {
  return { id, camera_id, start_ms: T + start, end_ms: T + end, sound: [], muted: false, narration: "" };
}

let reels: FakeReel[];
let videos: [HTMLVideoElement, HTMLVideoElement];
let player: StoryPlayer;

function reel(index: number): FakeReel {
  const found = reels[index];
  if (found === undefined) throw new Error("no screen");
  return found;
}

beforeEach(() => {
  reels = [];
  videos = [document.createElement("video"), document.createElement("video")];
  const made = (_: HTMLVideoElement, finished: () => void): Reel => {
    const one = new FakeReel(finished);
    reels.push(one);
    return one;
  };
  player = new StoryPlayer(videos, made, ({ camera_id }) => camera_id);
});

describe("the preview", () => {
  it("goes from clip to clip on two screens, the next one being ready before", () => {
    player.setClips([clip("a", "door", 0, 2000), clip("b", "yard", 9_000_000, 9_001_000)]);
    expect(player.get()).toMatchObject({ clipId: "a", atMs: T, front: 0, isPlaying: false, isLoading: false });
    expect(reels.map(({ opened, isPlaying }) => [opened, isPlaying])).toEqual([
      [["door"], false],
      [["yard"], false],
    ]);
    player.play();
    expect(reel(0)).toMatchObject({ isPlaying: true, untilMs: T + 2000 });
    reel(0).position.set(T + 1990);
    expect(player.get()).toMatchObject({ clipId: "a", atMs: T + 1990 });
    reel(0).finish();
    expect(player.get()).toMatchObject({ clipId: "b", atMs: T + 9_000_000, front: 1, isLoading: false });
    expect(reel(1)).toMatchObject({ opened: ["yard"], sought: 0, isPlaying: true, untilMs: T + 9_001_000 });
    reel(1).finish();
    expect(player.get()).toMatchObject({ clipId: "b", atMs: T + 9_001_000, isPlaying: false });
    player.play();
    expect(player.get()).toMatchObject({ clipId: "a", atMs: T, isPlaying: true });
  });

  it("plays on where a take was only split", () => {
    player.setClips([clip("a", "door", 0, 2000), clip("b", "door", 2000, 4000), clip("c", "door", 0, 500)]);
    player.play();
    expect(reel(0).untilMs).toBe(T + 4000);
    reel(0).position.set(T + 2010);
    expect(player.get()).toMatchObject({ clipId: "b", front: 0, atMs: T + 2010 });
    reel(0).finish();
    expect(player.get()).toMatchObject({ clipId: "c", front: 1 });
  });

  it("stays where it is while edges move, and opens nothing anew", () => {
    const long = clip("a", "door", 0, 60_000);
    player.setClips([long]);
    player.show("a", T + 30_000);
    player.setClips([{ ...long, start_ms: T + 10_000 }]);
    expect(player.get().atMs).toBe(T + 30_000);
    player.setClips([{ ...long, start_ms: T + 40_000 }]);
    expect(player.get().atMs).toBe(T + 40_000);
    player.play();
    player.setClips([{ ...long, start_ms: T + 40_000, end_ms: T + 50_000 }]);
    expect(reel(0)).toMatchObject({ opened: ["door"], untilMs: T + 50_000 });
  });

  it("shows what took the place of a clip that is gone", () => {
    const [a, b] = [clip("a", "door", 0, 2000), clip("b", "yard", 0, 2000)];
    player.setClips([a, b]);
    player.setClips([b]);
    expect(player.get()).toMatchObject({ clipId: "b", atMs: T });
    player.setClips([]);
    expect(player.get()).toMatchObject({ clipId: null, isPlaying: false });
  });

  it("says what cannot be shown, and goes on when it is told to", () => {
    for (const each of reels) each.outcome = "missing";
    player.setClips([clip("a", "door", 0, 2000), clip("b", "yard", 0, 2000)]);
    expect(player.get()).toMatchObject({ clipId: "a", trouble: "missing", isLoading: false });
    for (const each of reels) each.outcome = "ready";
    player.skip();
    expect(player.get()).toMatchObject({ clipId: "b", trouble: null });
  });

  it("leaves out what was not recorded, and stops at a clip of which there is nothing", () => {
    player.setHoles(
      new Map([
        ["a", [{ start_ms: T, end_ms: T + 700 }]],
        ["b", [{ start_ms: T, end_ms: T + 2000 }]],
      ]),
    );
    player.setClips([clip("a", "door", 0, 2000), clip("b", "yard", 0, 2000)]);
    expect(player.get().atMs).toBe(T + 700);
    expect(reel(1).opened).toEqual([]);
    player.play();
    reel(0).finish();
    expect(player.get()).toMatchObject({ clipId: "b", trouble: "missing", isPlaying: false });
  });

  it("does as it was told last when it is ready late", () => {
    for (const each of reels) each.outcome = "loading";
    player.setClips([clip("a", "door", 0, 5000)]);
    player.play();
    player.show("a", T + 3000);
    expect(player.get().isLoading).toBe(true);
    reel(0).state.set("ready");
    expect(reel(0)).toMatchObject({ opened: ["door"], isPlaying: true, untilMs: T + 5000 });
    expect(player.get()).toMatchObject({ atMs: T + 3000, isLoading: false });
  });

  it("is silent where the story is, or where other cameras are heard instead", () => {
    const loud = clip("a", "door", 0, 2000);
    for (const [part, isMuted] of [
      [{}, false],
      [{ muted: true }, true],
      [{ sound: ["yard"] }, true],
      [{ sound: ["yard", "door"] }, false],
    ] as const) {
      player.setClips([{ ...loud, ...part }]);
      expect(videos[0].muted).toBe(isMuted);
    }
  });

  it("opens nothing any more once it is left", () => {
    player.setClips([clip("a", "door", 0, 2000)]);
    player.stop();
    expect(reel(0).state.get()).toBe("idle");
  });
});

it("never opens what lies ahead", () => {
  const window = windowOf(clip("a", "door", 0, 5000), T + 20_000);
  expect(window.end_ms).toBe(T + 20_000);
  expect(window.start_ms).toBeLessThanOrEqual(T - 120_000);
});
