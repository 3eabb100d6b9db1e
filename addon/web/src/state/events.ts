import type { Api } from "../api/client";
import { backoffMs } from "../api/backoff";
import type {
  Alert,
  Camera,
  CameraStatus,
  Event as Message,
  EventType,
  Health,
  Job,
  KeywordHit,
  Line,
  Person,
  ServerInfo,
  Speech,
  SpeechStatus,
  StoryChange,
  VisitChange,
} from "../api/generated";
import { Store, type Unsubscribe } from "./store";

interface Gone {
  id: string;
}

/** What each event tells. */
export interface Told {
  hello: ServerInfo;
  resync: ServerInfo;
  camera_added: Camera;
  camera_updated: Camera;
  camera_removed: Gone;
  camera_status: CameraStatus;
  speech: Speech;
  speech_status: SpeechStatus;
  line: Line;
  line_updated: Line;
  visit: VisitChange;
  keyword: KeywordHit;
  alert: Alert | Gone;
  rules: Record<string, never>;
  person_added: Person;
  person_updated: Person;
  person_removed: Gone;
  job: Job | Gone;
  story: StoryChange;
  health: Health;
}

/** `offline` only after a first try failed: a page that is just opened is not offline. */
export type Connection = "connecting" | "online" | "offline";

interface Place {
  stream: string;
  sequence: number;
}

type Listener = (data: never) => void;

/** After so long without an answer a connection that is being made is given up, as on a network that drops packets. */
const PATIENCE_MS = 15_000;
const SETTLED_MS = 5_000;

/**
 * The server's events. A connection that is lost is made again, going on after the last event seen. Listeners of
 * `resync` read their state anew: they are told at the first connection, and when the server no longer has what was
 * missed.
 */
export class Events {
  readonly connection = new Store<Connection>("connecting");
  /** How many connections were lost or never came about. */
  readonly losses = new Store(0);
  private readonly listeners = new Map<EventType, Set<Listener>>();
  private socket: WebSocket | null = null;
  private place: Place | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Api,
    private readonly open: (url: string) => WebSocket = (url) => new WebSocket(url),
  ) {}

  /** Connect, and stay connected until `stop`. */
  start(): void {
    addEventListener("online", this.hurry);
    document.addEventListener("visibilitychange", this.hurry);
    this.connect();
  }

  stop(): void {
    removeEventListener("online", this.hurry);
    document.removeEventListener("visibilitychange", this.hurry);
    clearTimeout(this.timer);
    this.drop();
  }

  /** Call `listener` for each event of a kind until what is returned is called. */
  on<Kind extends keyof Told>(kind: Kind, listener: (data: Told[Kind]) => void): Unsubscribe {
    const listeners = this.listeners.get(kind) ?? new Set<Listener>();
    this.listeners.set(kind, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Try again now instead of waiting, for the network or the user has come back. */
  readonly hurry = (): void => {
    if (this.socket !== null || document.visibilityState === "hidden") return;
    this.failures = 0;
    this.connect();
  };

  private connect(): void {
    clearTimeout(this.timer);
    const socket = this.open(this.api.socketUrl("GET /api/events", this.place === null ? {} : { query: this.place }));
    this.socket = socket;
    this.timer = setTimeout(() => this.lost(socket), PATIENCE_MS);
    socket.onmessage = ({ data }: MessageEvent<string>) => this.receive(JSON.parse(data) as Message);
    socket.onclose = () => this.lost(socket);
  }

  private receive(message: Message): void {
    const isFirst = this.place === null;
    if (message.type === "hello") this.greeted();
    // The greeting of a connection that is made again tells where the stream is, not what was seen of it.
    if (isFirst || message.type !== "hello") this.place = { stream: message.stream, sequence: message.sequence };
    this.tell(message.type, message.data);
    if (isFirst && message.type === "hello") this.tell("resync", message.data);
  }

  private tell(kind: EventType, data: Record<string, unknown>): void {
    for (const listener of [...(this.listeners.get(kind) ?? [])]) listener(data as never);
  }

  private greeted(): void {
    clearTimeout(this.timer);
    // A server that greets and dies at once must not be asked twice a second for ever.
    this.timer = setTimeout(() => (this.failures = 0), SETTLED_MS);
    this.connection.set("online");
  }

  private lost(socket: WebSocket): void {
    if (socket !== this.socket) return;
    this.drop();
    this.connection.set("offline");
    this.losses.update((count) => count + 1);
    this.timer = setTimeout(() => this.connect(), backoffMs(this.failures++));
  }

  private drop(): void {
    clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = null;
    if (socket === null) return;
    socket.onmessage = socket.onclose = null;
    socket.close();
  }
}
