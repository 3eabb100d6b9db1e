import { describe, expect, it, vi } from "vitest";
import { LiveEdge } from "./live-edge";
import { LivePlayer } from "./live-player";
import { RecordingPlayer } from "./recording-player";
import { SourceQueue } from "./source-queue";
import { entriesOf, instantMs, mediaTimeS } from "./wall-clock";

describe("the live edge", () => {
  it.each([
    ["nothing has arrived", [], 0, null],
    ["playback is where it should be", [[10, 12]], 11, null],
    ["playback begins, in the middle of a session", [[100, 102]], 0, 101.4],
    ["the tab was asleep", [[10, 60]], 12, 59.4],
    ["something was left out", [[10, 12], [20, 20.3]], 12, 20], // prettier-ignore
  ] as const)("when %s", (_, ranges, position, expected) => {
    const found = new LiveEdge().grown(ranges, position, false);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(expected);
  });

  it("is where somebody begins who gets all since the last keyframe at once", () => {
    const edge = new LiveEdge();
    expect(edge.grown([[5, 5.3]], 5, false)).toBeNull();
    expect(edge.grown([[5, 6.2]], 5, true)).toBeCloseTo(5.6);
    expect(edge.grown([[5, 6.5]], 5.6, true)).toBeNull();
  });

  /** Play while pieces of 0.3 s come so late each; return the rates, and how much was left when the last one came. */
  function played(behindS: number, delaysS: readonly number[], pieces: number): { rates: number[]; spareS: number } {
    const edge = new LiveEdge();
    edge.grown([[0, behindS]], 0, false);
    const rates: number[] = [];
    let [positionS, atS, spareS] = [0, 0, 0];
    for (let piece = 1; piece <= pieces; piece++) {
      const comesS = piece * 0.3 + (delaysS[piece % delaysS.length] ?? 0);
      positionS = Math.min(positionS + (comesS - atS) * edge.rate, behindS + (piece - 1) * 0.3);
      atS = comesS;
      spareS = behindS + (piece - 1) * 0.3 - positionS;
      edge.grown([[0, behindS + piece * 0.3]], positionS, true);
      rates.push(edge.rate);
    }
    return { rates, spareS };
  }

  it("is come to by playing a little faster, and then no more", () => {
    const { rates, spareS } = played(2, [0], 100);
    expect(rates.slice(0, 5)).toEqual([1, 1, 1, 1, 1]);
    expect(Math.max(...rates)).toBe(1.1);
    expect(rates.slice(-20).every((rate) => rate === 1)).toBe(true);
    expect(spareS).toBeLessThan(0.45);
    expect(spareS).toBeGreaterThan(0.2);
  });

  it("stays further away where pieces come irregularly", () => {
    const { rates } = played(1.2, [0, 0.25, 0.5, 0.7, 0.4], 100);
    expect(rates.every((rate) => rate === 1)).toBe(true);
  });
});

class FakeBuffer extends EventTarget {
  updating = false;
  appended: ArrayBuffer[] = [];
  removed: [number, number][] = [];
  full = false;
  from = 0;
  until = 0;

  get buffered(): { length: number; start: () => number; end: () => number } {
    return { length: this.until > this.from ? 1 : 0, start: () => this.from, end: () => this.until };
  }

  appendBuffer(piece: ArrayBuffer): void {
    if (this.updating) throw new DOMException("busy", "InvalidStateError");
    if (this.full) throw new DOMException("full", "QuotaExceededError");
    this.appended.push(piece);
    this.updating = true;
  }

  remove(from: number, until: number): void {
    this.removed.push([from, until]);
    this.from = until;
    this.full = false;
    this.updating = true;
  }

  done(): void {
    this.updating = false;
    this.dispatchEvent(new Event("updateend"));
  }
}

function queue(buffer: FakeBuffer, positionS = 0): SourceQueue {
  return new SourceQueue(buffer as unknown as SourceBuffer, () => positionS, vi.fn());
}

describe("pieces for a player", () => {
  it("go in one after the other", () => {
    const buffer = new FakeBuffer();
    const pieces = queue(buffer);
    for (const size of [1, 2, 3]) pieces.push(new ArrayBuffer(size));
    expect(buffer.appended).toHaveLength(1);
    buffer.done();
    buffer.done();
    expect(buffer.appended.map(({ byteLength }) => byteLength)).toEqual([1, 2, 3]);
  });

  it("make room for themselves by what was shown long ago", () => {
    const buffer = new FakeBuffer();
    buffer.until = 100;
    queue(buffer, 100).push(new ArrayBuffer(1));
    expect(buffer.removed).toEqual([[0, 80]]);
    expect(buffer.appended).toHaveLength(0);
    buffer.done();
    expect(buffer.appended).toHaveLength(1);
  });

  it("make more room where the browser has none left", () => {
    const buffer = new FakeBuffer();
    buffer.until = 10;
    buffer.full = true;
    queue(buffer, 10).push(new ArrayBuffer(1));
    expect(buffer.removed).toEqual([[0, 9]]);
    buffer.done();
    expect(buffer.appended).toHaveLength(1);
  });
});

describe("the live player", () => {
  it("lets go of a source that it is stopped before the video has opened", () => {
    const sockets: WebSocket[] = [];
    class Socket {
      constructor() {
        sockets.push(this as unknown as WebSocket);
      }
      readonly close = vi.fn();
    }
    class Source extends EventTarget {
      static readonly isTypeSupported = (): boolean => true;
    }
    vi.stubGlobal("WebSocket", Socket);
    vi.stubGlobal("MediaSource", Source);
    vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:source");
    const revoked = vi.spyOn(URL, "revokeObjectURL");
    const video = document.createElement("video");
    vi.spyOn(video, "play").mockResolvedValue();
    const player = new LivePlayer("ws://here/live", video);
    player.start();
    sockets[0]?.onmessage?.(new MessageEvent("message", { data: '{"type":"start","mime":"video/mp4"}' }));
    expect(video.src).toBe("blob:source");
    expect(revoked).not.toHaveBeenCalledWith("blob:source");
    player.stop();
    expect(revoked).toHaveBeenCalledWith("blob:source");
  });
});

describe("the player of recordings", () => {
  it("plays and pauses again for two keys that are quicker than the video's events", () => {
    const video = document.createElement("video");
    let paused = true;
    Object.defineProperty(video, "paused", { get: () => paused });
    vi.spyOn(video, "play").mockImplementation(() => {
      paused = false;
      return Promise.resolve();
    });
    vi.spyOn(video, "pause").mockImplementation(() => {
      paused = true;
    });
    const player = new RecordingPlayer(video);
    player.state.set("ready");
    player.toggle();
    expect([paused, player.playing.get()]).toEqual([false, true]);
    player.toggle();
    expect([paused, player.playing.get()]).toEqual([true, false]);
  });
});

describe("the wall clock of media", () => {
  const entries = [
    { start: 0, duration: 6, programDateTime: 100_000 },
    { start: 6, duration: 4, programDateTime: 106_000 },
    { start: 10, duration: 5, programDateTime: 500_000 },
  ];

  it("finds an instant, and the end of footage before one that has none", () => {
    expect(mediaTimeS(entries, 103_000)).toBe(3);
    expect(mediaTimeS(entries, 501_500)).toBe(11.5);
    expect(mediaTimeS(entries, 300_000)).toBeCloseTo(9.95);
    expect(mediaTimeS(entries, 1)).toBe(0);
    expect(mediaTimeS([], 1)).toBeNull();
  });

  it("tells the instant of what is shown", () => {
    expect(instantMs(entries, 7.5)).toBe(107_500);
    expect(instantMs(entries, 9.95)).toBe(109_950);
    expect(instantMs(entries, 9.99)).toBe(500_000);
  });

  it("is read from a playlist where the browser plays that by itself", () => {
    const playlist = `#EXTM3U
#EXT-X-MAP:URI="init/a.mp4"
#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:01:40.000Z
#EXTINF:6.000,
#EXT-X-BYTERANGE:10@0
seg/1.mp4
#EXTINF:4.000,
#EXT-X-BYTERANGE:10
seg/1.mp4
#EXT-X-DISCONTINUITY
#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:08:20.000Z
#EXTINF:5.000,
seg/2.mp4
#EXT-X-ENDLIST`;
    expect(entriesOf(playlist)).toEqual(entries);
    expect(entriesOf("<html>")).toEqual([]);
  });
});
