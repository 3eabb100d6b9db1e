import type { Opening, PlayerState } from "../../media/recording-player";
import type { Store } from "../../state/store";
import type { Range } from "./edit-list";

/** What plays one camera's recording in a video element: `RecordingPlayer`. */
export interface Reel {
  readonly state: Store<PlayerState>;
  readonly position: Store<number | null>;
  open(playlistUrl: string, atMs: number, opening: Opening): Promise<void>;
  seek(atMs: number): boolean;
  play(untilMs: number | null): void;
  pause(): void;
  stop(): void;
}

/** So much around a clip is opened with it, so that its edges can be moved without opening anything anew. */
const AROUND_MS = 120_000;
const ALIGNED_MS = 60_000;

interface Wish {
  readonly atMs: number;
  readonly opening: Opening;
}

/** Return what to open for a clip; never what lies ahead. */
export function windowOf({ camera_id, start_ms, end_ms }: Range, nowMs: number): Range {
  const start = Math.floor(Math.max(0, start_ms - AROUND_MS) / ALIGNED_MS) * ALIGNED_MS;
  const end = Math.ceil((end_ms + AROUND_MS) / ALIGNED_MS) * ALIGNED_MS;
  return { camera_id, start_ms: start, end_ms: Math.max(start + 1, Math.min(end, nowMs)) };
}

/** A video element with what is opened in it. */
export class Screen {
  private window: Range | null = null;
  /** What is to be shown once what is being opened is there. */
  private wish: Wish | null = null;
  private shownMs: number | null = null;
  private readonly leave: () => void;

  constructor(
    readonly video: HTMLVideoElement,
    readonly reel: Reel,
    private readonly address: (window: Range) => string,
  ) {
    this.leave = reel.state.subscribe((state) => {
      if (isOpen(state)) this.fulfil();
    });
  }

  stop(): void {
    this.leave();
    this.reel.stop();
  }

  /** Whether a clip lies in what is opened. */
  covers({ camera_id, start_ms, end_ms }: Range): boolean {
    const { window } = this;
    return window?.camera_id === camera_id && window.start_ms <= start_ms && end_ms <= window.end_ms;
  }

  isReady(clip: Range): boolean {
    return this.covers(clip) && isOpen(this.reel.state.get());
  }

  show(clip: Range, atMs: number, opening: Opening): void {
    const state = this.reel.state.get();
    if (this.covers(clip) && (state === "loading" || isOpen(state))) {
      this.wish = { atMs, opening };
      if (state !== "loading") this.fulfil();
      return;
    }
    this.window = windowOf(clip, Date.now());
    this.wish = null;
    this.shownMs = atMs;
    void this.reel.open(this.address(this.window), atMs, opening);
  }

  private fulfil(): void {
    const { wish } = this;
    if (wish === null) return;
    this.wish = null;
    const { atMs, opening } = wish;
    // What was made ready for just this instant need not look for it again.
    if (atMs !== this.shownMs || this.reel.position.get() === null) this.reel.seek(atMs);
    this.shownMs = opening.isPlaying === true ? null : atMs;
    if (opening.isPlaying === true) this.reel.play(opening.untilMs ?? null);
    else this.reel.pause();
  }
}

function isOpen(state: PlayerState): boolean {
  return state === "ready" || state === "unplayable";
}
