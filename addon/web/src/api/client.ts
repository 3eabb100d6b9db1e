import { backoffMs, sleep } from "./backoff";
import type { Door } from "./door";
import { ApiError, failureOf, isAbort, OfflineError } from "./errors";
import type { Health, Routes } from "./generated";

export type RouteName = keyof Routes;
type Input = Readonly<Record<string, string | number | boolean | null | undefined>>;
type Needed<Key extends string, Value> = [Value] extends [undefined]
  ? object
  : Record<string, never> extends Value
    ? Partial<Record<Key, Value>>
    : Record<Key, Value>;

/** What a route takes; parts without a required field may be left out. */
export type Options<Name extends RouteName> = Needed<"params", Routes[Name]["params"]> &
  Needed<"query", Routes[Name]["query"]> &
  Needed<"body", Routes[Name]["body"]> & { signal?: AbortSignal };

type Arguments<Name extends RouteName> =
  object extends Options<Name> ? [options?: Options<Name>] : [options: Options<Name>];

interface Loose {
  params?: Input;
  query?: Input;
  body?: unknown;
  signal?: AbortSignal;
}

const TRIES = 4;
/** Methods that may be asked twice. */
const REPEATABLE = new Set(["GET", "PUT"]);
const JSON_TYPE = "application/json";

/** The server's API. Every address is relative to the document's, so it works below any prefix. */
export class Api {
  constructor(
    private readonly door: Door,
    private readonly root: string = document.baseURI,
  ) {}

  /** Ask a route. Rejects with `ApiError`, with `OfflineError`, or with the signal's reason.
   *
   * Where asking twice changes nothing, a server that does not answer is asked again with growing pauses.
   */
  async call<Name extends RouteName>(name: Name, ...rest: Arguments<Name>): Promise<Routes[Name]["result"]> {
    const options = (rest[0] ?? {}) as Loose;
    const answer = await this.ask(name, options);
    if (!answer.ok) {
      const failure = await failureOf(answer);
      if (answer.status === 401) this.door.refused(failure instanceof ApiError ? "login" : "gate");
      throw failure;
    }
    if (answer.status === 204) return undefined;
    const isJson = answer.headers.get("Content-Type")?.startsWith(JSON_TYPE) ?? false;
    return (isJson ? await answer.json() : answer) as Routes[Name]["result"];
  }

  /** Ask how the server does. That it is degraded comes with the status 503, and is an answer all the same. */
  async health(signal: AbortSignal): Promise<Health> {
    const answer = await this.ask("GET /api/health", { signal });
    const body: unknown = await answer
      .clone()
      .json()
      .catch(() => null);
    if (typeof body === "object" && body !== null && "healthy" in body) return body as Health;
    throw await failureOf(answer);
  }

  /** Return the address of a route for an image, a video or a download. */
  url<Name extends RouteName>(name: Name, ...rest: Arguments<Name>): string {
    const options = (rest[0] ?? {}) as Loose;
    return address(this.root, name, options).href;
  }

  /** Return the address of a route that becomes a WebSocket. */
  socketUrl<Name extends RouteName>(name: Name, ...rest: Arguments<Name>): string {
    const url = address(this.root, name, rest[0] ?? {});
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    return url.href;
  }

  private async ask(name: RouteName, options: Loose): Promise<Response> {
    const init = this.request(name, options);
    const tries = REPEATABLE.has(init.method) ? TRIES : 1;
    for (let failures = 0; ; failures++) {
      try {
        return await fetch(address(this.root, name, options), init);
      } catch (error) {
        if (isAbort(error) || options.signal?.aborted) throw error;
        if (failures + 1 >= tries) throw new OfflineError(error);
      }
      await sleep(backoffMs(failures), options.signal);
    }
  }

  private request(name: RouteName, { body, signal }: Loose): RequestInit & { method: string } {
    const headers = this.door.headers();
    const init: RequestInit & { method: string } = { method: name.slice(0, name.indexOf(" ")), headers };
    if (signal !== undefined) init.signal = signal;
    if (body instanceof Blob) {
      init.body = body;
    } else if (body !== undefined) {
      init.body = JSON.stringify(body);
      init.headers = { ...headers, "Content-Type": JSON_TYPE };
    }
    return init;
  }
}

function address(root: string, name: RouteName, { params = {}, query = {} }: Loose): URL {
  const path = name
    .slice(name.indexOf("/") + 1)
    .replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(params[key])));
  const url = new URL(path, root);
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) url.searchParams.set(key, String(value));
  }
  return url;
}
