import { backoffMs, sleep } from "../api/backoff";
import { Api } from "../api/client";
import { ambientDoor, type Refusal } from "../api/door";
import type { Me } from "../api/generated";
import { Router } from "../router";
import { ROUTES } from "../routes";
import { CameraList } from "../state/cameras";
import { Events } from "../state/events";
import { JobList } from "../state/jobs";
import { PeopleList } from "../state/people";
import { Store } from "../state/store";
import { Toasts } from "../state/toasts";

/** Everything that pages share; made once, in `main.ts`, and handed down. */
export interface App {
  readonly api: Api;
  readonly events: Events;
  readonly router: Router;
  readonly toasts: Toasts;
  readonly cameras: CameraList;
  readonly jobs: JobList;
  readonly people: PeopleList;
  /** Who is here and what they may do; null until it is known. */
  readonly me: Store<Me | null>;
  /** Who lets nobody in just now, null where all is well. */
  readonly refusal: Store<Refusal | null>;
  /** Counts changes of the theme, for what is drawn on a canvas. */
  readonly theme: Store<number>;
}

/** Put the parts together; nothing is asked of the server yet. */
export function createApp(): App {
  const refusal = new Store<Refusal | null>(null);
  const api = new Api(ambientDoor((by) => refusal.set(by)));
  const events = new Events(api);
  return {
    api,
    events,
    router: new Router(ROUTES),
    toasts: new Toasts(),
    cameras: new CameraList(api, events),
    jobs: new JobList(api, events),
    people: new PeopleList(api, events),
    me: new Store<Me | null>(null),
    refusal,
    theme: new Store(0),
  };
}

/** Begin: read what is shown everywhere and keep it fresh. */
export function startApp(app: App): void {
  app.router.start();
  app.cameras.start();
  app.jobs.start();
  app.people.start();
  app.events.on("hello", () => void learnWhoIsHere(app));
  // A socket does not say why it was refused: it may be that somebody has to log in again.
  app.events.losses.subscribe(() => void learnWhoIsHere(app));
  app.refusal.subscribe((by) => {
    if (by === "gate") void knock(app);
  });
  app.events.start();
}

/** A gate opens without telling, and a socket that still stands knows nothing of it. */
async function knock(app: App): Promise<void> {
  for (let tries = 2; app.refusal.get() === "gate"; tries++) {
    await sleep(backoffMs(tries));
    await learnWhoIsHere(app);
  }
}

/** Ask who is here, and return it; null if nobody is let in, or nobody answers. */
export async function learnWhoIsHere(app: App): Promise<Me | null> {
  try {
    const me = await app.api.call("GET /api/me");
    app.me.set(me);
    app.refusal.set(null);
    return me;
  } catch {
    return null; // the frame tells of that, and the next connection asks again
  }
}
