import { afterEach, beforeEach, describe, expect, it, vi, type Mock } from "vitest";
import { Api } from "../api/client";
import { ambientDoor } from "../api/door";
import { Events } from "./events";

class FakeSocket {
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  closed = false;

  constructor(readonly url: string) {}

  close(): void {
    this.closed = true;
  }

  say(type: string, sequence: number, data: unknown = {}, stream = "run1"): void {
    this.onmessage?.({ data: JSON.stringify({ type, sequence, stream, data, at_ms: 0 }) });
  }
}

let sockets: FakeSocket[];
let events: Events;
let resync: Mock<() => void>;

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  events = new Events(new Api(ambientDoor(vi.fn()), "http://home.example/"), (url) => {
    const socket = new FakeSocket(url);
    sockets.push(socket);
    return socket as unknown as WebSocket;
  });
  resync = vi.fn<() => void>();
  events.on("resync", resync);
  events.start();
});

afterEach(() => {
  events.stop();
  vi.useRealTimers();
});

function socket(index = -1): FakeSocket {
  const found = sockets.at(index);
  if (found === undefined) throw new Error("no socket was opened");
  return found;
}

async function lose(): Promise<void> {
  socket().onclose?.();
  await vi.advanceTimersToNextTimerAsync();
}

describe("events", () => {
  it("reads the state at the first greeting", () => {
    expect(events.connection.get()).toBe("connecting");
    socket().say("hello", 7);
    expect(events.connection.get()).toBe("online");
    expect(resync).toHaveBeenCalledOnce();
  });

  it("goes on after the last event it has seen", async () => {
    const heard = vi.fn();
    events.on("camera_removed", heard);
    socket().say("hello", 7);
    socket().say("camera_removed", 8, { id: "a" });
    expect(heard).toHaveBeenCalledWith({ id: "a" });
    await lose();
    expect(socket().url).toBe("ws://home.example/api/events?stream=run1&sequence=8");
    socket().say("hello", 8);
    expect(resync).toHaveBeenCalledOnce();
    expect(events.connection.get()).toBe("online");
  });

  it("asks for the same place again if it was not yet told that the history is gone", async () => {
    socket().say("hello", 7);
    await lose();
    socket().say("hello", 2, {}, "run2");
    await lose();
    expect(socket().url).toContain("stream=run1&sequence=7");
    socket().say("hello", 2, {}, "run2");
    socket().say("resync", 2, {}, "run2");
    expect(resync).toHaveBeenCalledTimes(2);
    await lose();
    expect(socket().url).toContain("stream=run2&sequence=2");
  });

  it("is offline while it tries, with pauses that grow and end when the network is back", async () => {
    for (let count = 0; count < 6; count++) {
      socket().onclose?.();
      expect(events.connection.get()).toBe("offline");
      await vi.advanceTimersToNextTimerAsync();
      expect(sockets.length).toBe(count + 2);
    }
    socket().onclose?.();
    const before = sockets.length;
    await vi.advanceTimersByTimeAsync(1000);
    expect(sockets.length).toBe(before);
    window.dispatchEvent(new Event("online"));
    expect(sockets.length).toBe(before + 1);
  });

  it("gives up a connection that says nothing", async () => {
    await vi.advanceTimersByTimeAsync(15_000);
    expect(socket(0).closed).toBe(true);
    expect(events.connection.get()).toBe("offline");
  });

  it("leaves nothing behind", () => {
    socket().say("hello", 7);
    events.stop();
    expect(socket().closed).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("tells nobody who has left", () => {
    const heard = vi.fn();
    events.on("health", heard)();
    socket().say("health", 1);
    expect(heard).not.toHaveBeenCalled();
  });
});
