import type { App } from "../../app/app";
import type { StorySummary } from "../../api/generated";
import { allPages } from "../../state/pages";
import { RemoteStore } from "../../state/remote";
import type { Unsubscribe } from "../../state/store";

const PAGE = 100;

/** Every story in short, the one that was changed last first, kept fresh while somebody watches. */
export class StoryList extends RemoteStore<readonly StorySummary[]> {
  constructor(private readonly app: Pick<App, "api" | "events">) {
    super((signal) =>
      allPages(
        (cursor) => app.api.call("GET /api/stories", { query: { limit: PAGE, cursor }, signal }),
        ({ stories }) => stories,
      ),
    );
  }

  /** Read them, and again whenever one changed, until what is returned is called. */
  start(): Unsubscribe {
    const changed = (): void => void this.load();
    const leave = [this.app.events.on("resync", changed), this.app.events.on("story", changed)];
    changed();
    return () => leave.forEach((each) => each());
  }
}
