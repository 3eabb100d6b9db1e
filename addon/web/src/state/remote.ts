import { isAbort } from "../api/errors";
import { Store } from "./store";

/** What was read from the server: nothing yet, a value, or why there is none. A value stays when a later read fails. */
export interface Remote<Value> {
  value: Value | null;
  error: Error | null;
}

/**
 * A value of the server that can be read anew; of reads that overlap, the last one counts. What changes while one is
 * under way is changed in its answer, too, which may be older.
 */
export class RemoteStore<Value> extends Store<Remote<Value>> {
  private reading: AbortController | null = null;
  private missed: ((value: Value) => Value)[] = [];

  constructor(private readonly read: (signal: AbortSignal) => Promise<Value>) {
    super({ value: null, error: null });
  }

  readonly load = async (): Promise<void> => {
    this.reading?.abort();
    const reading = (this.reading = new AbortController());
    this.missed = [];
    try {
      const value = await this.read(reading.signal);
      if (!reading.signal.aborted) this.settle(this.missed.reduce<Value>((changed, how) => how(changed), value));
    } catch (error) {
      if (reading.signal.aborted) return;
      this.reading = null;
      if (!isAbort(error))
        this.set({ value: this.get().value, error: error instanceof Error ? error : new Error(String(error)) });
    }
  };

  /** Take over what the server told otherwise: what is being read is older. */
  protected settle(value: Value): void {
    this.reading?.abort();
    this.reading = null;
    this.set({ value, error: null });
  }

  /** Change the value if there is one, because of an event. */
  protected change(how: (value: Value) => Value): void {
    if (this.reading !== null) this.missed.push(how);
    const { value, error } = this.get();
    if (value !== null) this.set({ value: how(value), error });
  }
}
