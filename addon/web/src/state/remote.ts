import { isAbort } from "../api/errors";
import { Store } from "./store";

/** What was read from the server: nothing yet, a value, or why there is none. A value stays when a later read fails. */
export interface Remote<Value> {
  value: Value | null;
  error: Error | null;
}

/** A value of the server that can be read anew; of reads that overlap, the last one counts. */
export class RemoteStore<Value> extends Store<Remote<Value>> {
  private reading: AbortController | null = null;

  constructor(private readonly read: (signal: AbortSignal) => Promise<Value>) {
    super({ value: null, error: null });
  }

  readonly load = async (): Promise<void> => {
    this.reading?.abort();
    const reading = (this.reading = new AbortController());
    try {
      const value = await this.read(reading.signal);
      if (!reading.signal.aborted) this.set({ value, error: null });
    } catch (error) {
      if (reading.signal.aborted || isAbort(error)) return;
      this.set({ value: this.get().value, error: error instanceof Error ? error : new Error(String(error)) });
    }
  };

  /** Change the value if there is one, because of an event. */
  protected change(how: (value: Value) => Value): void {
    const { value, error } = this.get();
    if (value !== null) this.set({ value: how(value), error });
  }
}
