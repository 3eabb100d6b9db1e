import { describe, expect, it, vi } from "vitest";
import type { Api } from "../../api/client";
import type { Line, SpeakerOutput } from "../../api/generated";
import { VoiceNumbers } from "../../state/voices";
import { findSample } from "./samples";
import { mergedWith, sampleOf, stillTheirs } from "./speaking";

function line(id: number, start_ms: number, lasts_ms: number): Line {
  return { id, camera_id: "door", start_ms, end_ms: start_ms + lasts_ms } as Line;
}

describe("a voice", () => {
  it("is heard in its longest line, in the newest of those that are long enough", () => {
    expect(sampleOf([line(1, 0, 900), line(2, 5_000, 4_000), line(3, 20_000, 2_000)])?.id).toBe(2);
    expect(sampleOf([line(1, 0, 30_000), line(2, 50_000, 9_000)])?.id).toBe(2);
    expect(sampleOf([])).toBeNull();
  });

  it("is looked for among its newest lines, and played from a little before", async () => {
    const call = vi.fn().mockResolvedValue({ lines: [line(1, 60_000, 3_000)] });
    expect(await findSample({ call } as unknown as Api, 7)).toEqual({ camera_id: "door", at_ms: 59_500 });
    expect(call).toHaveBeenCalledWith("POST /api/transcripts/search", { body: { speaker_ids: [7], limit: 50 } });
    call.mockResolvedValue({ lines: [] });
    await expect(findSample({ call } as unknown as Api, 7)).rejects.toThrow("line");
  });

  it("has the lines of both once it is merged", () => {
    const speaker = (lines: number, talk_ms: number): SpeakerOutput => ({ lines, talk_ms }) as SpeakerOutput;
    expect(mergedWith(speaker(3, 5_000), speaker(4, 1_000))).toEqual({ lines: 7, talk_ms: 6_000 });
  });

  it("loses a line that is somebody's", () => {
    expect(stillTheirs([line(1, 0, 1), line(2, 0, 1)], 1).map(({ id }) => id)).toEqual([2]);
  });
});

describe("the number of a voice without a name", () => {
  it("is read once for each voice that lines have, and is nobody's who is known", async () => {
    const call = vi.fn().mockResolvedValue({ speakers: [{ id: 7, number: 3 }] });
    const numbers = new VoiceNumbers({ call } as unknown as Api);
    const of = (speaker_id: number | null, speaker: string | null = null): Line => ({ speaker, speaker_id }) as Line;
    numbers.want([of(null), of(8, "ann")]);
    expect(call).not.toHaveBeenCalled();
    numbers.want([of(7), of(null)]);
    numbers.want([of(7)]);
    await vi.waitFor(() => expect(numbers.of(of(7))).toBe(3));
    expect(call).toHaveBeenCalledOnce();
    expect([numbers.of(of(9)), numbers.of(of(7, "ann")), numbers.of(of(null))]).toEqual([null, null, null]);
    numbers.want([of(7), of(9)]);
    expect(call).toHaveBeenCalledTimes(2);
  });
});
