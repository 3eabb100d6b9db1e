import { Store } from "../../state/store";
import type { Opening, PlayerState } from "../../media/recording-player";
import type { Clip } from "./edit-list";
import { Screen, type Reel } from "./story-screen";

export type Trouble = Extract<PlayerState, "missing" | "offline" | "failed">;

/** What the preview shows: an instant of a clip, on one of two screens; `isStill` without video. */
export interface Showing {
  readonly clipId: string | null;
  readonly atMs: number;
  readonly isPlaying: boolean;
  readonly isLoading: boolean;
  readonly isStill: boolean;
  readonly trouble: Trouble | null;
  readonly front: 0 | 1;
}

/** Stretches of clips of which there is no footage, by the clips' ids, oldest first. */
export type Holes = ReadonlyMap<string, readonly { readonly start_ms: number; readonly end_ms: number }[]>;

/** Clips that follow so closely are one take: it plays on. */
const ONE_TAKE_MS = 40;
const NOTHING: Showing = {
  clipId: null,
  atMs: 0,
  isPlaying: false,
  isLoading: false,
  isStill: false,
  trouble: null,
  front: 0,
};

/**
 * Plays an edit list clip after clip. Of two screens one shows the clip, the other one is made ready for the next, so
 * that there is no pause between them. What was not recorded is left out, as the export does.
 */
export class StoryPlayer extends Store<Showing> {
  private clips: readonly Clip[] = [];
  private holes: Holes = new Map();
  private readonly screens: readonly [Screen, Screen];

  constructor(
    videos: readonly [HTMLVideoElement, HTMLVideoElement],
    reel: (video: HTMLVideoElement, finished: () => void) => Reel,
    address: (clip: { camera_id: string; start_ms: number; end_ms: number }) => string,
  ) {
    super(NOTHING);
    const screenOf = (index: 0 | 1): Screen => {
      const mine = (work: () => void) => () => {
        if (index === this.get().front) work();
      };
      const screen: Screen = new Screen(videos[index], reel(videos[index], mine(this.finished)), address);
      screen.reel.state.subscribe((state) => mine(() => this.judge(state))());
      screen.reel.position.subscribe((atMs) => mine(() => this.follow(atMs))());
      return screen;
    };
    this.screens = [screenOf(0), screenOf(1)];
  }

  stop(): void {
    for (const screen of this.screens) screen.stop();
  }

  /** Play this list from now on. What is shown stays, as near as that is in the list. */
  setClips(clips: readonly Clip[]): void {
    const { clipId, atMs } = this.get();
    const before = this.clips.findIndex(({ id }) => id === clipId);
    this.clips = clips;
    const clip = this.find(clipId) ?? clips[Math.min(Math.max(0, before), clips.length - 1)];
    if (clip === undefined) {
      this.pause();
      this.patch({ clipId: null, trouble: null, isLoading: false });
    } else if (clip.id !== clipId || atMs < clip.start_ms || atMs > clip.end_ms) {
      this.show(clip.id, clip.id === clipId ? Math.min(Math.max(clip.start_ms, atMs), clip.end_ms) : clip.start_ms);
    } else {
      this.tune(clip);
      if (this.get().isPlaying) this.front.reel.play(this.takeEnd(clip));
      this.prepare();
    }
  }

  /** Know what there is no footage of. */
  setHoles(holes: Holes): void {
    this.holes = holes;
    const { clipId, atMs, isPlaying } = this.get();
    const clip = this.find(clipId);
    if (clip !== null && !isPlaying && this.pastHoles(clip, atMs) !== atMs) this.show(clip.id, atMs);
  }

  /** Show an instant of a clip, or where footage of it goes on. */
  show(clipId: string, wantedMs: number): void {
    const clip = this.find(clipId);
    if (clip === null) return;
    const atMs = this.pastHoles(clip, wantedMs);
    if (atMs === null) {
      this.front.reel.pause();
      this.patch({ clipId, atMs: wantedMs, trouble: "missing", isLoading: false, isPlaying: false });
      return;
    }
    this.patch({ clipId, atMs, trouble: null, isLoading: !this.front.isReady(clip) });
    this.tune(clip);
    this.front.show(clip, atMs, this.opening(clip));
    this.prepare();
  }

  toggle(): void {
    if (this.get().isPlaying) this.pause();
    else this.play();
  }

  play(): void {
    const { clipId, atMs } = this.get();
    const [first] = this.clips;
    const clip = this.find(clipId) ?? first;
    if (clip === undefined || first === undefined) return;
    this.patch({ isPlaying: true });
    const isOver = clip === this.clips.at(-1) && atMs >= clip.end_ms - ONE_TAKE_MS;
    if (isOver) this.show(first.id, first.start_ms);
    else this.show(clip.id, clip.id === clipId ? atMs : clip.start_ms);
  }

  pause(): void {
    this.patch({ isPlaying: false });
    for (const { reel } of this.screens) reel.pause();
  }

  /** Go on with the clip after this one, or rest at the story's end. */
  readonly skip = (): void => {
    const { clipId, front } = this.get();
    const index = this.clips.findIndex(({ id }) => id === clipId);
    const next = this.clips[index + 1];
    this.front.reel.pause();
    if (next === undefined) {
      this.pause();
      this.patch({ atMs: this.clips[index]?.end_ms ?? 0 });
      return;
    }
    this.patch({ front: front === 0 ? 1 : 0 });
    this.show(next.id, next.start_ms);
  };

  private get front(): Screen {
    return this.screens[this.get().front];
  }

  private find(id: string | null): Clip | null {
    return this.clips.find((clip) => clip.id === id) ?? null;
  }

  private readonly finished = (): void => {
    const { isPlaying, clipId } = this.get();
    if (!isPlaying) return;
    // The position may not have told yet of the last clip of one take.
    const clip = this.find(clipId);
    const last = clip === null ? null : this.takeOf(clip).at(-1);
    if (last != null) this.patch({ clipId: last.id });
    this.skip();
  };

  private judge(state: PlayerState): void {
    const isTrouble = state === "missing" || state === "offline" || state === "failed";
    this.patch({ trouble: isTrouble ? state : null, isLoading: state === "loading", isStill: state === "unplayable" });
    if (isTrouble) this.patch({ isPlaying: false });
    else if (state !== "loading") this.prepare();
  }

  /** Tell where the picture is, also where one take goes on in the next clip. */
  private follow(atMs: number | null): void {
    const { clipId, isPlaying } = this.get();
    let clip = this.find(clipId);
    if (clip === null || atMs === null) return;
    if (isPlaying) {
      const reached = this.takeOf(clip).findLast(({ start_ms }) => start_ms <= atMs);
      if (reached !== undefined && reached !== clip) {
        clip = reached;
        this.tune(clip);
        this.patch({ clipId: clip.id });
        this.prepare();
      }
    }
    if (atMs >= clip.start_ms - ONE_TAKE_MS) this.patch({ atMs: Math.min(Math.max(clip.start_ms, atMs), clip.end_ms) });
  }

  /** Return the instant, or where footage goes on behind the hole that it lies in; null: not in this clip. */
  private pastHoles({ id, end_ms }: Clip, wantedMs: number): number | null {
    let atMs = wantedMs;
    for (const hole of this.holes.get(id) ?? []) {
      if (hole.start_ms <= atMs && atMs < hole.end_ms) atMs = hole.end_ms;
    }
    return atMs >= end_ms && atMs > wantedMs ? null : atMs;
  }

  /** Return a clip with those after it that go on where it ends, of one camera and with the same sound. */
  private takeOf(clip: Clip): Clip[] {
    const take = [clip];
    for (const next of this.clips.slice(this.clips.indexOf(clip) + 1)) {
      const last = take.at(-1) ?? clip;
      const isNear = Math.abs(next.start_ms - last.end_ms) <= ONE_TAKE_MS;
      if (!isNear || next.camera_id !== clip.camera_id || !this.front.covers(next)) break;
      take.push(next);
    }
    return take;
  }

  private takeEnd(clip: Clip): number {
    return this.takeOf(clip).at(-1)?.end_ms ?? clip.end_ms;
  }

  private opening(clip: Clip): Opening {
    return { isPlaying: this.get().isPlaying, untilMs: this.takeEnd(clip) };
  }

  /** Hear of a camera only what the story lets be heard. */
  private tune({ muted, sound, camera_id }: Clip): void {
    this.front.video.muted = muted || (sound.length > 0 && !sound.includes(camera_id));
  }

  private prepare(): void {
    const { clipId, front } = this.get();
    const clip = this.find(clipId);
    if (clip === null || !this.front.isReady(clip)) return;
    const last = this.takeOf(clip).at(-1) ?? clip;
    const next = this.clips[this.clips.indexOf(last) + 1];
    const atMs = next === undefined ? null : this.pastHoles(next, next.start_ms);
    if (next === undefined || atMs === null) return;
    const back = this.screens[front === 0 ? 1 : 0];
    back.video.muted = true;
    back.show(next, atMs, { isPlaying: false });
  }

  private patch(part: Partial<Showing>): void {
    const now = this.get();
    const next = { ...now, ...part };
    if (Object.entries(next).some(([key, value]) => now[key as keyof Showing] !== value)) this.set(next);
  }
}
