import type { App } from "../app/app";
import type { Protection } from "../api/generated";
import { t } from "../i18n";
import { RemoteStore } from "../state/remote";
import type { Selection } from "../words/selection";

/** The ranges of a camera that no rule deletes. */
export class Protections extends RemoteStore<readonly Protection[]> {
  constructor(
    private readonly app: Pick<App, "api" | "toasts">,
    private readonly cameraId: string,
  ) {
    super(async (signal) => {
      const params = { camera_id: cameraId };
      return (await app.api.call("GET /api/cameras/{camera_id}/protections", { params, signal })).protections;
    });
  }

  /** How much of a range is protected: all, some, or none of it. */
  of(range: Selection): "all" | "some" | "none" {
    const touching = (this.get().value ?? []).filter(
      ({ start_ms, end_ms }) => start_ms < range.endMs && end_ms > range.startMs,
    );
    if (touching.length === 0) return "none";
    let doneMs = range.startMs;
    for (const { start_ms, end_ms } of touching.toSorted((one, other) => one.start_ms - other.start_ms)) {
      if (start_ms > doneMs) return "some";
      doneMs = Math.max(doneMs, end_ms);
    }
    return doneMs >= range.endMs ? "all" : "some";
  }

  async protect(range: Selection): Promise<void> {
    const body = this.body(range);
    await this.app.toasts.attempt(async () => {
      await this.app.api.call("POST /api/recordings/protect", { body });
      this.app.toasts.done(t("protect.done"), () => this.take(range));
      await this.load();
    });
  }

  async unprotect(range: Selection): Promise<void> {
    await this.app.toasts.attempt(async () => {
      await this.take(range);
      this.app.toasts.done(t("protect.undone"), () => this.protect(range));
    });
  }

  private async take(range: Selection): Promise<void> {
    const { protections } = await this.app.api.call("POST /api/recordings/unprotect", { body: this.body(range) });
    this.settle(protections);
  }

  private body({ startMs, endMs }: Selection): { camera_id: string; start: number; end: number } {
    return { camera_id: this.cameraId, start: startMs, end: endMs };
  }
}
