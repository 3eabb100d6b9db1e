import type { Api } from "../../api/client";
import type { Narration, NarrationFailure } from "../../api/generated";
import { Store } from "../../state/store";
import { toldOf, type Told } from "../../ui/problem";

/** Whether a text can be heard: nobody asked for it, it is being spoken, it was, or nobody can, with the reason. */
export type Voice =
  | { kind: "silent" }
  | { kind: "waiting"; isLong: boolean }
  | { kind: "ready"; id: string; lengthMs: number }
  | { kind: "failed"; failure: NarrationFailure }
  | { kind: "refused"; told: Told };

const LOOK_MS = 1_000;
/** After so many looks somebody should know that perhaps nobody is there to speak. */
const LONG = 20;
const SILENT: Voice = { kind: "silent" };

/** Has one text spoken, and looks until it was. */
export class NarrationVoice extends Store<Voice> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was asked for: an answer to an earlier question is none. */
  private turn = 0;

  constructor(private readonly api: Pick<Api, "call">) {
    super(SILENT);
  }

  /** Ask for a text; `again` has it spoken anew. */
  async speak(text: string, again = false): Promise<void> {
    const turn = this.begin();
    this.set({ kind: "waiting", isLong: false });
    await this.attempt(turn, async () => {
      this.heard(turn, 0, await this.api.call("POST /api/narrations", { body: { text, again } }));
    });
  }

  /** The text is another one, or nobody looks any more. */
  stop(): void {
    this.begin();
    this.set(SILENT);
  }

  private begin(): number {
    clearTimeout(this.timer);
    return ++this.turn;
  }

  private heard(turn: number, looks: number, { id, state, failure, length_ms }: Narration): void {
    if (turn !== this.turn) return;
    if (state === "ready") this.set({ kind: "ready", id, lengthMs: length_ms });
    else if (state === "failed") this.set({ kind: "failed", failure: failure ?? "unknown" });
    else {
      this.set({ kind: "waiting", isLong: looks >= LONG });
      this.timer = setTimeout(() => void this.look(turn, looks + 1, id), LOOK_MS);
    }
  }

  private async look(turn: number, looks: number, id: string): Promise<void> {
    await this.attempt(turn, async () => {
      const params = { narration_id: id };
      this.heard(turn, looks, await this.api.call("GET /api/narrations/{narration_id}", { params }));
    });
  }

  private async attempt(turn: number, ask: () => Promise<void>): Promise<void> {
    try {
      await ask();
    } catch (error) {
      if (turn === this.turn) this.set({ kind: "refused", told: toldOf(error) });
    }
  }
}
