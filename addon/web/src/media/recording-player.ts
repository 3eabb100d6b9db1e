import type Hls from "hls.js/light";

export type Outcome = "playing" | "missing" | "unplayable";

/**
 * Plays a playlist of recordings in a video element, beginning where the playlist says. `told` hears that it plays, that
 * there is no footage, or that this browser cannot play it.
 */
export class RecordingPlayer {
  private hls: Hls | null = null;
  private turn = 0;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly told: (outcome: Outcome) => void,
  ) {}

  async play(url: string): Promise<void> {
    this.stop();
    const turn = this.turn;
    const { default: Player } = await import("hls.js/light");
    if (turn !== this.turn) return;
    if (Player.isSupported()) this.attach(Player, url);
    else if (this.video.canPlayType("application/vnd.apple.mpegurl") !== "") this.video.src = url;
    else {
      this.told("unplayable");
      return;
    }
    try {
      await this.video.play();
    } catch (error) {
      // A browser that wants a click first shows its own controls, and a newer order interrupts this one.
      if (!(error instanceof DOMException)) throw error;
      return;
    }
    if (turn === this.turn) this.told("playing");
  }

  stop(): void {
    this.turn++;
    this.hls?.destroy();
    this.hls = null;
    this.video.removeAttribute("src");
    this.video.load();
  }

  private attach(Player: typeof Hls, url: string): void {
    const hls = (this.hls = new Player({ maxBufferLength: 12, enableWorker: false }));
    hls.on(Player.Events.ERROR, (_event, { fatal, type }) => {
      if (!fatal) return;
      this.stop();
      this.told(type === Player.ErrorTypes.MEDIA_ERROR ? "unplayable" : "missing");
    });
    hls.loadSource(url);
    hls.attachMedia(this.video);
  }
}
