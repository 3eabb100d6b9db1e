import { backoffMs } from "../api/backoff";
import { Store } from "../state/store";
import { LiveEdge, rangesOf } from "./live-edge";
import { SourceQueue } from "./source-queue";

/** `unplayable`: this browser has no decoder for the camera's codec, so pictures must do. */
export type LiveState = "connecting" | "playing" | "lost" | "unplayable";

interface Start {
  type: "start";
  mime: string;
}

interface Skip {
  type: "skip";
}

/** What there is of these depends on the browser: iPhones have the managed one alone. */
interface Sources {
  ManagedMediaSource?: typeof MediaSource;
  MediaSource?: typeof MediaSource;
}

/** Shows a camera as it is now in a video element, from the fragments that the server pushes. */
export class LivePlayer {
  readonly state = new Store<LiveState>("connecting");
  private socket: WebSocket | null = null;
  private queue: SourceQueue | null = null;
  private early: ArrayBuffer[] = [];
  /** The source's address as long as the video has not opened it. What has one is never freed. */
  private address = "";
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly url: string,
    private readonly video: HTMLVideoElement,
  ) {}

  start(): void {
    const socket = (this.socket = new WebSocket(this.url));
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => this.receive(data);
    socket.onclose = () => this.lost();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.drop();
    this.video.removeAttribute("src");
    this.video.load();
  }

  private receive(data: string | ArrayBuffer): void {
    if (typeof data !== "string") {
      if (this.queue === null) this.early.push(data);
      else this.attempt(() => this.queue?.push(data));
      return;
    }
    const message = JSON.parse(data) as Start | Skip;
    if (message.type === "start") this.open(message.mime);
  }

  /** Begin anew with another initialisation segment: the camera was connected with again. */
  private open(mime: string): void {
    this.forget();
    const sources = globalThis as Sources;
    const Source = sources.ManagedMediaSource ?? sources.MediaSource;
    if (!Source?.isTypeSupported(mime)) {
      this.drop();
      this.state.set("unplayable");
      return;
    }
    const source = new Source();
    const address = (this.address = URL.createObjectURL(source));
    source.addEventListener("sourceopen", () => this.opened(source, mime, address), { once: true });
    this.video.disableRemotePlayback = true; // what a managed source asks for
    this.video.src = address;
    void this.video.play().catch(() => undefined); // what the browser does not let begin has a button
  }

  private opened(source: MediaSource, mime: string, address: string): void {
    URL.revokeObjectURL(address);
    if (this.video.src !== address) return;
    this.attempt(() => {
      const { video } = this;
      const edge = new LiveEdge();
      const queue = new SourceQueue(
        source.addSourceBuffer(mime),
        () => video.currentTime,
        (isAll) => this.grown(edge, isAll),
      );
      this.queue = queue;
      for (const piece of this.early.splice(0)) queue.push(piece);
    });
  }

  private grown(edge: LiveEdge, isAll: boolean): void {
    const { video } = this;
    const positionS = edge.grown(rangesOf(video.buffered), video.currentTime, isAll);
    if (positionS !== null) video.currentTime = positionS;
    video.playbackRate = edge.rate;
    if (video.buffered.length === 0) return;
    this.failures = 0;
    this.state.set("playing");
  }

  /** What the decoder refuses is begun anew, as after a lost connection. */
  private attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      this.lost();
    }
  }

  private lost(): void {
    this.drop();
    this.state.set("lost");
    this.timer = setTimeout(() => this.start(), backoffMs(this.failures++));
  }

  private drop(): void {
    this.forget();
    const { socket } = this;
    this.socket = null;
    if (socket === null) return;
    socket.onmessage = socket.onclose = null;
    socket.close();
  }

  /** Let go of the source, also of one that was not opened yet. */
  private forget(): void {
    URL.revokeObjectURL(this.address);
    this.queue?.close();
    this.queue = null;
    this.early = [];
  }
}
