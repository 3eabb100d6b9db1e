import type HlsPlayer from "hls.js";
import type { ErrorData } from "hls.js";
import { Store } from "../state/store";
import { entriesOf, instantMs, mediaTimeS, type Entry } from "./wall-clock";

/**
 * `missing`: there is no footage; `offline`: nobody answers; `failed`: it cannot be had. `unplayable`: this browser
 * has no decoder for it, so position, seeking and playing go on without pictures: stills have to be shown.
 */
export type PlayerState = "idle" | "loading" | "ready" | "missing" | "unplayable" | "offline" | "failed";

/** How to begin: playing or not, and up to which instant. */
export interface Opening {
  isPlaying?: boolean;
  untilMs?: number | null;
}

type Hls = typeof HlsPlayer;

const BUFFER_S = 12;
/** An end is waited for to the millisecond once it is so near; `timeupdate` comes four times a second. */
const NEAR_END_MS = 600;
const STILL_MS = 1000;
/** A decoder that fails again and again on one playlist will not do. */
const MOST_RECOVERIES = 3;

/** Plays a window of a camera's recordings in a video element, by the wall clock. `finished` hears that its end came. */
export class RecordingPlayer {
  readonly state = new Store<PlayerState>("idle");
  /** The instant that is shown; null before anything is. */
  readonly position = new Store<number | null>(null);
  readonly playing = new Store(false);
  private hls: HlsPlayer | null = null;
  private entries: readonly Entry[] = [];
  private opening = 0;
  private openedMs = 0;
  private untilMs: number | null = null;
  private rate = 1;
  private recoveries = 0;
  /** Media time of the still, null while there is video. */
  private stillS: number | null = null;
  private stills: ReturnType<typeof setInterval> | undefined;
  private ending: ReturnType<typeof setTimeout> | undefined;
  private readonly listening = new AbortController();

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly finished: () => void = () => undefined,
  ) {
    const { signal } = this.listening;
    for (const name of ["timeupdate", "seeking"]) video.addEventListener(name, this.moved, { signal });
    for (const name of ["play", "pause", "emptied"]) video.addEventListener(name, this.toggled, { signal });
    video.addEventListener("ended", () => this.finish(), { signal });
    video.addEventListener("error", this.refused, { signal });
  }

  /** Open a playlist at an instant, of which it is told, too, so that the first thing fetched is the right one. */
  async open(playlistUrl: string, atMs: number, { isPlaying = true, untilMs = null }: Opening = {}): Promise<void> {
    this.close();
    const opening = this.opening;
    this.openedMs = atMs;
    this.untilMs = untilMs;
    this.state.set("loading");
    const url = new URL(playlistUrl, document.baseURI);
    url.searchParams.set("at", String(Math.round(atMs)));
    const { default: Player } = await import("hls.js/light");
    if (opening !== this.opening) return;
    if (Player.isSupported()) this.attach(Player, url.href, isPlaying);
    else await this.openNatively(url.href, isPlaying);
  }

  /** Show an instant; whether there is anything to show it in. An end that was set counts no longer. */
  seek(atMs: number): boolean {
    const atS = mediaTimeS(this.entries, atMs);
    if (atS === null) return false;
    this.untilMs = null;
    this.goTo(atS);
    return true;
  }

  /** Play on, up to an instant if one is given. */
  play(untilMs: number | null = null): void {
    this.untilMs = untilMs;
    if (this.stillS === null) {
      // What a browser does not let begin by itself, a click does.
      void this.video.play().catch(() => undefined);
      this.toggled();
    } else if (!this.playing.get()) {
      this.stills = setInterval(this.nextStill, STILL_MS);
      this.playing.set(true);
      this.awaitEnd();
    }
  }

  pause(): void {
    clearTimeout(this.ending);
    clearInterval(this.stills);
    this.video.pause();
    if (this.stillS === null) this.toggled();
    else this.playing.set(false);
  }

  toggle(): void {
    if (this.playing.get()) this.pause();
    else this.play(this.untilMs);
  }

  /** Show the next or the previous frame of a video of so many frames a second. */
  step(direction: 1 | -1, framesPerS: number): void {
    this.pause();
    this.goTo(this.timeS() + direction / (framesPerS || 25));
  }

  setRate(rate: number): void {
    this.rate = rate;
    // What is loaded later begins with the default.
    this.video.defaultPlaybackRate = this.video.playbackRate = rate;
    this.awaitEnd();
  }

  /** Forget what is loaded; something else can be opened. */
  close(): void {
    this.opening++;
    clearTimeout(this.ending);
    clearInterval(this.stills);
    this.dropVideo();
    this.entries = [];
    this.stillS = this.untilMs = null;
    this.recoveries = 0;
    this.state.set("idle");
    this.playing.set(false);
  }

  /** End for good. */
  stop(): void {
    this.listening.abort();
    this.close();
  }

  private attach(Player: Hls, url: string, isPlaying: boolean): void {
    // Fragmented MP4 is not remuxed, so a worker would only have to be started first.
    const hls = new Player({ maxBufferLength: BUFFER_S, backBufferLength: BUFFER_S, enableWorker: false });
    this.hls = hls;
    hls.on(Player.Events.LEVEL_LOADED, (_, { details }) => this.loaded(details.fragments, isPlaying));
    hls.on(Player.Events.ERROR, (_, error) => this.went(Player, hls, error));
    hls.loadSource(url);
    hls.attachMedia(this.video);
  }

  /** Where only the browser itself can play playlists; it does not tell which instant it shows, so theirs is read. */
  private async openNatively(url: string, isPlaying: boolean): Promise<void> {
    const { opening, video } = this;
    const { status, text } = await read(url);
    if (opening !== this.opening) return;
    if (status !== 200) {
      this.state.set(stateOf(status));
      return;
    }
    const entries = entriesOf(text);
    if (entries.length > 0 && video.canPlayType("application/vnd.apple.mpegurl") !== "") {
      video.src = url;
      video.addEventListener("loadedmetadata", () => this.goTo(mediaTimeS(entries, this.openedMs) ?? 0), {
        once: true,
      });
      this.loaded(entries, isPlaying);
    } else {
      this.entries = entries;
      this.showStills(isPlaying);
    }
  }

  private loaded(entries: readonly Entry[], isPlaying: boolean): void {
    this.entries = entries;
    this.state.set(entries.length === 0 ? "missing" : "ready");
    if (isPlaying && entries.length > 0) this.play(this.untilMs);
  }

  private went(Player: Hls, hls: HlsPlayer, error: ErrorData): void {
    const { details, fatal, type } = error;
    const { ErrorDetails, ErrorTypes } = Player;
    if (details === ErrorDetails.LEVEL_EMPTY_ERROR) this.give("missing");
    // Not fatal for hls.js, which would play the sound alone.
    else if (details === ErrorDetails.BUFFER_ADD_CODEC_ERROR && error.sourceBufferName !== "audio") this.showStills();
    else if (!fatal) return;
    else if (type !== ErrorTypes.MEDIA_ERROR) this.give(stateOf(error.response?.code));
    // Then no playlist with instants is read at all.
    else if (details === ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR) this.give("unplayable");
    else if (details === ErrorDetails.BUFFER_INCOMPATIBLE_CODECS_ERROR || ++this.recoveries > MOST_RECOVERIES)
      this.showStills();
    else hls.recoverMediaError();
  }

  private give(state: PlayerState): void {
    this.dropVideo();
    this.state.set(state);
  }

  /** A video element fails by itself only where no hls.js feeds it. */
  private readonly refused = (): void => {
    if (this.hls === null && this.state.get() === "ready" && this.stillS === null) this.showStills();
  };

  private showStills(isPlaying = !this.video.paused): void {
    this.dropVideo();
    this.stillS = mediaTimeS(this.entries, this.openedMs);
    this.state.set(this.stillS === null ? "missing" : "unplayable");
    this.playing.set(false);
    this.moved();
    if (isPlaying && this.stillS !== null) this.play(this.untilMs);
  }

  private readonly nextStill = (): void => {
    const last = this.entries.at(-1);
    if (this.stillS === null || last === undefined) return;
    this.goTo(this.stillS + (this.rate * STILL_MS) / 1000);
    if (this.stillS >= last.start + last.duration) this.finish();
  };

  private timeS(): number {
    return this.stillS ?? this.video.currentTime;
  }

  private goTo(atS: number): void {
    if (this.stillS === null) this.video.currentTime = atS;
    else {
      this.stillS = Math.max(0, atS);
      this.moved();
    }
  }

  private readonly moved = (): void => {
    const state = this.state.get();
    if (state !== "ready" && state !== "unplayable") return;
    const atMs = instantMs(this.entries, this.timeS());
    if (atMs !== null) this.position.set(atMs);
    this.awaitEnd();
  };

  /** Called at once, too: who presses a key twice may be quicker than the event. */
  private readonly toggled = (): void => {
    if (this.stillS === null) this.playing.set(!this.video.paused && this.state.get() !== "idle");
    this.awaitEnd();
  };

  private awaitEnd(): void {
    clearTimeout(this.ending);
    if (this.untilMs === null || !this.playing.get()) return;
    const endS = mediaTimeS(this.entries, this.untilMs);
    if (endS === null) return;
    const leftMs = ((endS - this.timeS()) * 1000) / this.rate;
    if (leftMs <= 0) this.finish();
    else if (leftMs < NEAR_END_MS && this.stillS === null) this.ending = setTimeout(() => this.awaitEnd(), leftMs);
  }

  private finish(): void {
    this.untilMs = null;
    this.pause();
    this.finished();
  }

  private dropVideo(): void {
    this.hls?.destroy();
    this.hls = null;
    this.video.removeAttribute("src");
    this.video.load();
  }
}

/** Return what an address answers; the status 0 is that of no answer. */
async function read(url: string): Promise<{ status: number; text: string }> {
  try {
    const answer = await fetch(url);
    return { status: answer.status, text: await answer.text() };
  } catch {
    return { status: 0, text: "" };
  }
}

function stateOf(status: number | undefined): PlayerState {
  if (status === undefined || status === 0) return "offline";
  return status === 404 ? "missing" : "failed";
}
