import type HlsPlayer from "hls.js";
import { Store } from "../../state/store";
import { instantMs, mediaTimeS, type Entry } from "./wall-clock";

/** `empty`: there is no footage; `unplayable`: this browser has no decoder for it; `failed`: it cannot be had now. */
export type PlayerState = "idle" | "loading" | "ready" | "empty" | "unplayable" | "failed";

const BUFFER_S = 12;

/** Plays a window of a camera's recordings in a video element, by the wall clock. */
export class RecordedPlayer {
  readonly state = new Store<PlayerState>("idle");
  /** The instant that is shown; null before anything is. */
  readonly position = new Store<number | null>(null);
  private hls: HlsPlayer | null = null;
  private entries: readonly Entry[] = [];
  private opening = 0;

  constructor(private readonly video: HTMLVideoElement) {
    video.addEventListener("timeupdate", this.moved);
    video.addEventListener("seeking", this.moved);
  }

  /** Open a playlist at an instant, of which it is told, too, so that the first thing fetched is the right one. */
  async open(playlistUrl: string, atMs: number, isPlaying: boolean): Promise<void> {
    const opening = ++this.opening;
    this.close();
    this.state.set("loading");
    const { default: Hls } = await import("hls.js/light");
    if (opening !== this.opening) return;
    if (!Hls.isSupported()) {
      this.state.set("unplayable");
      return;
    }
    // Fragmented MP4 is not remuxed, so a worker would only have to be started first.
    const hls = new Hls({ maxBufferLength: BUFFER_S, backBufferLength: BUFFER_S, enableWorker: false });
    this.hls = hls;
    hls.on(Hls.Events.LEVEL_LOADED, (_, { details }) => {
      this.entries = details.fragments;
      this.state.set(details.fragments.length === 0 ? "empty" : "ready");
      if (isPlaying) void this.video.play().catch(() => undefined);
    });
    hls.on(Hls.Events.ERROR, (_, { fatal, type, details }) => {
      if (!fatal) return;
      if (details === Hls.ErrorDetails.BUFFER_ADD_CODEC_ERROR || details.startsWith("manifestIncompatible")) {
        this.state.set("unplayable");
      } else if (type === Hls.ErrorTypes.MEDIA_ERROR) {
        hls.recoverMediaError();
      } else {
        this.state.set(details === Hls.ErrorDetails.LEVEL_EMPTY_ERROR ? "empty" : "failed");
      }
    });
    hls.loadSource(`${playlistUrl}?at=${atMs}`);
    hls.attachMedia(this.video);
  }

  /** Show an instant; whether there is anything to show it in. */
  seek(atMs: number): boolean {
    const atS = mediaTimeS(this.entries, atMs);
    if (atS === null) return false;
    this.video.currentTime = atS;
    return true;
  }

  /** Show the next or the previous frame of a video of so many frames a second. */
  step(direction: 1 | -1, framesPerS: number): void {
    this.video.pause();
    this.video.currentTime += direction / (framesPerS || 25);
  }

  async toggle(): Promise<void> {
    if (this.video.paused) await this.video.play();
    else this.video.pause();
  }

  stop(): void {
    this.opening++;
    this.video.removeEventListener("timeupdate", this.moved);
    this.video.removeEventListener("seeking", this.moved);
    this.close();
  }

  private close(): void {
    this.hls?.destroy();
    this.hls = null;
    this.entries = [];
  }

  private readonly moved = (): void => {
    if (this.state.get() !== "ready") return;
    const atMs = instantMs(this.entries, this.video.currentTime);
    if (atMs !== null) this.position.set(atMs);
  };
}
