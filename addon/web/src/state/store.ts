import type { ReactiveController, ReactiveControllerHost } from "lit";

export type Unsubscribe = () => void;

/** One value that others watch. */
export class Store<Value> {
  private readonly watchers = new Set<(value: Value) => void>();

  constructor(private value: Value) {}

  get(): Value {
    return this.value;
  }

  set(value: Value): void {
    if (Object.is(value, this.value)) return;
    this.value = value;
    for (const watcher of [...this.watchers]) watcher(value);
  }

  update(change: (value: Value) => Value): void {
    this.set(change(this.value));
  }

  subscribe(watcher: (value: Value) => void): Unsubscribe {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }
}

interface Watchable {
  subscribe(watcher: () => void): Unsubscribe;
}

/** Renders an element anew whenever one of the stores changes, as long as it is in the document. */
export class Watch implements ReactiveController {
  private subscriptions: Unsubscribe[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly stores: () => readonly Watchable[],
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.subscriptions = this.stores().map((store) => store.subscribe(() => this.host.requestUpdate()));
  }

  hostDisconnected(): void {
    for (const unsubscribe of this.subscriptions.splice(0)) unsubscribe();
  }
}
