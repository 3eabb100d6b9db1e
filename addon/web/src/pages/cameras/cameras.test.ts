import { describe, expect, it } from "vitest";
import type {
  Camera,
  CameraStorage,
  DeviceStream,
  EngineState,
  Job,
  Line,
  SpeechModel,
  StoragePreview,
  TuningOutcome,
  TuningSample,
} from "../../api/generated";
import { placeholders, streamToAnalyse, withLogin } from "./addresses";
import { changeOf, draftOf, isFlawed, mayDelete } from "./draft";
import { choices } from "./edit-speech";
import { forecastText, lossText, reachDays } from "./forecast";
import { offered, tuningOf } from "./speech-tuner";
import { audioText, videoText } from "./stream-report";

const CAMERA = {
  id: "c",
  name: "Door",
  url: "rtsp://***@192.0.2.1/",
  sub_url: null,
  record: true,
  transcribe: true,
  recognize_faces: true,
  recognize_voices: true,
  language: null,
  mode: "continuous",
  pre_roll_s: 10,
  post_roll_s: 20,
  schedule: [],
  retention_days: null,
  quota_gb: null,
  speech: {
    engine: null,
    model: null,
    task: "transcribe",
    language_mode: "fixed",
    hot_words: [],
    live: false,
    keep_days: null,
  },
  faces: { zones: [], masks: [], least_face_px: 60 },
  hours: { text: [], faces: [], voices: [] },
} as unknown as Camera;

describe("a draft", () => {
  it("asks for nothing when nothing was changed", () => {
    expect(changeOf(CAMERA, draftOf(CAMERA))).toEqual({});
  });

  it("asks only for what differs, an empty text being none", () => {
    const camera = { ...CAMERA, language: "en" } as Camera;
    const draft = { ...draftOf(camera), name: " Gate ", language: "", retention_days: 7 };
    expect(changeOf(camera, draft)).toEqual({ name: "Gate", language: null, retention_days: 7 });
  });

  it("keeps together what the server takes together", () => {
    const slot = { weekdays: [0], start_minute: 0, end_minute: 60 };
    const zone = {
      kind: "zone",
      name: "Step",
      points: [
        { x: 0, y: 0 },
        { x: 1, y: 0 },
        { x: 1, y: 1 },
      ],
    } as const;
    const draft = { ...draftOf(CAMERA), least_face_px: 80, areas: [zone], text_hours: [slot], voices_hours: [slot] };
    expect(changeOf(CAMERA, draft)).toEqual({
      faces: { least_face_px: 80, zones: [{ name: "Step", points: zone.points }], masks: [] },
      hours: { text: [slot], voices: [slot] },
    });
  });

  it("is flawed without a name, and may delete when limits change", () => {
    expect(isFlawed({ ...draftOf(CAMERA), name: " " })).toBe(true);
    expect(isFlawed(draftOf(CAMERA))).toBe(false);
    expect([mayDelete({ name: "x" }), mayDelete({ quota_gb: null })]).toEqual([false, true]);
  });
});

describe("speech of a camera", () => {
  it("keeps together what was changed of it", () => {
    const draft = { ...draftOf(CAMERA), hot_words: "Anna,, Ben , Anna", live: true, speech_model: "small" };
    expect(changeOf(CAMERA, draft)).toEqual({ speech: { hot_words: ["Anna", "Ben"], live: true, model: "small" } });
  });

  it("offers the models that can be used", () => {
    const engines = [
      { engine: "faster-whisper", model: "base" },
      { engine: "wyoming", model: null },
    ] as EngineState[];
    const models = [
      { name: "small", state: "installed" },
      { name: "tiny", state: "available" },
    ] as SpeechModel[];
    expect(choices({ engines, models }, "")).toEqual({
      engines: ["faster-whisper", "wyoming"],
      models: ["base", "small"],
    });
  });
});

describe("a tuning", () => {
  const job = (id: string, created_ms: number, rest: Partial<Job>): Job =>
    ({ id, created_ms, state: "done", tuning: { camera_id: "c" }, tuned: null, ...rest }) as Job;

  it("is the newest one of its camera that is done", () => {
    const tuned = {} as TuningOutcome;
    const other = { camera_id: "x" } as Job["tuning"];
    const jobs = [job("a", 1, { tuned }), job("b", 2, { tuned }), job("c", 3, { tuned, tuning: other })];
    expect(tuningOf(jobs, "c")).toMatchObject({ done: { id: "b" }, isBusy: false });
    expect(tuningOf([job("d", 4, { state: "running" })], "c")).toEqual({ done: null, isBusy: true });
  });

  it("takes lines that are no samples yet and not too long", () => {
    const line = (start_ms: number, end_ms: number): Line => ({ start_ms, end_ms }) as Line;
    const lines = [line(0, 400), line(1000, 3000), line(5000, 7000), line(10_000, 90_000)];
    expect(offered(lines, [{ start_ms: 5000 } as TuningSample])).toEqual([line(1000, 3000)]);
  });
});

describe("addresses", () => {
  it.each([
    ["rtsp://192.0.2.1:554/a", "me", "p@ss/1", "rtsp://me:p%40ss%2F1@192.0.2.1:554/a"],
    ["rtsp://old:one@192.0.2.1/a", "me", "", "rtsp://me@192.0.2.1/a"],
    ["rtsp://192.0.2.1/a@b", "me", "x", "rtsp://me:x@192.0.2.1/a@b"],
    ["rtsp://192.0.2.1/a", "", "", "rtsp://192.0.2.1/a"],
  ])("%s with the login %s", (address, username, password, wanted) => {
    expect(withLogin(address, username, password)).toBe(wanted);
  });

  it("choose the smallest stream in which faces are still to be seen", () => {
    const stream = (url: string, width: number): DeviceStream => ({ url, width }) as DeviceStream;
    const main = stream("a", 2560);
    const streams = [main, stream("b", 1280), stream("c", 640), stream("d", 320)];
    expect(streamToAnalyse(streams, main)?.url).toBe("c");
    expect(streamToAnalyse([main, stream("d", 320)], main)).toBeNull();
  });

  it("name each placeholder of Frigate once", () => {
    expect(placeholders("a: {FRIGATE_B}\nb: {FRIGATE_A} {FRIGATE_B} {other}")).toEqual(["FRIGATE_A", "FRIGATE_B"]);
  });
});

describe("a forecast", () => {
  const storage = { bytes_per_day: 31e9, reach_days: 12 } as CameraStorage;

  it("says the rate and how far back it reaches", () => {
    expect(forecastText(storage)).toBe("31 GB a day → 12 days");
    expect(forecastText({ ...storage, reach_days: null })).toBe("31 GB a day");
    expect(forecastText({ ...storage, bytes_per_day: 0 })).toMatch(/^Nothing/);
  });

  it("takes the tighter limit", () => {
    expect(reachDays(10e9, 30, 100)).toBe(10);
    expect(reachDays(10e9, 3, 100)).toBe(3);
    expect(reachDays(0, null, 100)).toBeNull();
    expect(reachDays(10e9, null, null)).toBeNull();
  });

  it("says what would be deleted of this camera", () => {
    const loss = { camera_id: "c", recordings: 2, duration_ms: 86_400_000, size_bytes: 31e9, oldest_ms: null };
    const preview = { cameras: [loss] } as unknown as StoragePreview;
    expect(lossText(preview, "c")).toBe("This would delete 2 recordings at once: 1 day, 31 GB. Nothing would be left.");
    expect(lossText(preview, "other")).toBeNull();
  });
});

it("a stream is told in words", () => {
  const report = { video_codec: "h264", width: 2560, height: 1440, frames_per_s: 19.98, notes: [] };
  const sound = { audio_codec: "aac", sample_rate_hz: 16_000 };
  expect(videoText({ ...report, ...sound })).toBe("H264, 2560 × 1440, 20 pictures a second");
  expect(audioText({ ...report, ...sound })).toBe("AAC, 16 kHz");
  expect(audioText({ ...report, audio_codec: null, sample_rate_hz: 0 })).toBe("No sound");
});
