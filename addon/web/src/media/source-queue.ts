/** So much of what was shown stays, for a player that is asked to go back a little. */
const KEPT_S = 20;

/**
 * Puts pieces into a SourceBuffer one after the other, and takes out what was shown long ago. `grown` hears after each
 * whether that was all there is.
 */
export class SourceQueue {
  private waiting: ArrayBuffer[] = [];

  constructor(
    private readonly buffer: SourceBuffer,
    private readonly positionS: () => number,
    private readonly grown: (isAll: boolean) => void,
  ) {
    buffer.addEventListener("updateend", this.updated);
  }

  push(piece: ArrayBuffer): void {
    this.waiting.push(piece);
    this.next();
  }

  close(): void {
    this.waiting = [];
    this.buffer.removeEventListener("updateend", this.updated);
  }

  private readonly updated = (): void => {
    this.grown(this.waiting.length === 0);
    this.next();
  };

  private next(): void {
    const [piece] = this.waiting;
    if (this.buffer.updating || piece === undefined || this.trim(KEPT_S)) return;
    try {
      this.buffer.appendBuffer(piece);
      this.waiting.shift();
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "QuotaExceededError" || !this.trim(1)) throw error;
    }
  }

  /** Begin to remove what was shown more than twice so long ago; whether there is any. */
  private trim(keptS: number): boolean {
    const { buffered } = this.buffer;
    const endS = this.positionS() - keptS;
    if (buffered.length === 0 || buffered.start(0) >= endS - keptS) return false;
    this.buffer.remove(0, endS);
    return true;
  }
}
