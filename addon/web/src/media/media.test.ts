import { describe, expect, it, vi } from "vitest";
import { catchUp } from "./live-edge";
import { SourceQueue } from "./source-queue";

describe("the live edge", () => {
  it.each([
    ["nothing has arrived", [], 0, null],
    ["playback is where it should be", [[10, 12]], 11, null],
    ["playback begins, in the middle of a session", [[100, 102]], 0, 101.4],
    ["the tab was asleep", [[10, 60]], 12, 59.4],
    ["something was left out", [[10, 12], [20, 20.3]], 12, 20], // prettier-ignore
  ] as const)("when %s", (_, ranges, position, expected) => {
    const found = catchUp(ranges, position);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(expected);
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
