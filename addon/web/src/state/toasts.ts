import { errorText } from "../i18n/errors";
import { Store } from "./store";

const SHOWN_MS = 10_000;

/** What is told in passing, and maybe how to take it back. */
export interface Toast {
  id: number;
  text: string;
  kind: "done" | "failed";
  undo?: () => Promise<void>;
  link?: ToastLink;
}

/** Where to look at what was done; `path` is below the panel's own root. */
export interface ToastLink {
  readonly path: string;
  readonly text: string;
}

/** Short messages that go by themselves, unless somebody is about to use them. */
export class Toasts extends Store<readonly Toast[]> {
  private next = 1;
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();

  constructor() {
    super([]);
  }

  done(text: string, undo?: () => Promise<void>, link?: ToastLink): void {
    this.show({ text, kind: "done", ...(undo && { undo }), ...(link && { link }) });
  }

  failed(error: unknown): void {
    this.show({ text: errorText(error), kind: "failed" });
  }

  /** Run what may fail, and tell if it does. */
  async attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.failed(error);
      return false;
    }
  }

  dismiss(id: number): void {
    this.hold(id);
    this.update((toasts) => toasts.filter((toast) => toast.id !== id));
  }

  /** Keep a message for as long as the pointer or the focus is on it. */
  hold(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }

  release(id: number): void {
    this.hold(id);
    this.timers.set(
      id,
      setTimeout(() => this.dismiss(id), SHOWN_MS),
    );
  }

  private show(toast: Omit<Toast, "id">): void {
    const id = this.next++;
    this.update((toasts) => [...toasts.slice(-2), { ...toast, id }]);
    this.release(id);
  }
}
