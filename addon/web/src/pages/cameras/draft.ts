import type { Camera, CameraChange, ScheduleSlot } from "../../api/generated";
import { isSame } from "../../state/drafts";
import { areasOf, fieldsOf, flawOf, type Area } from "./areas";

/** What can be changed about a camera, as it stands in the form. */
export interface Draft {
  name: string;
  url: string;
  sub_url: string;
  record: boolean;
  transcribe: boolean;
  recognize_faces: boolean;
  recognize_voices: boolean;
  /** Empty: found out. */
  language: string;
  mode: "continuous" | "events";
  pre_roll_s: number;
  post_roll_s: number;
  schedule: readonly ScheduleSlot[];
  retention_days: number | null;
  quota_gb: number | null;
  /** Empty: the server's choice. */
  speech_engine: string;
  speech_model: string;
  task: "transcribe" | "translate";
  language_mode: "fixed" | "auto" | "locked";
  /** Names and words to expect, between commas. */
  hot_words: string;
  live: boolean;
  /** How long its transcripts are kept; null: as the server's setting says. */
  keep_days: number | null;
  least_face_px: number;
  areas: readonly Area[];
  text_hours: readonly ScheduleSlot[];
  faces_hours: readonly ScheduleSlot[];
  voices_hours: readonly ScheduleSlot[];
}

export function draftOf(camera: Camera): Draft {
  const { name, url, record, transcribe, recognize_faces, recognize_voices, pre_roll_s, post_roll_s } = camera;
  return {
    name,
    url,
    sub_url: camera.sub_url ?? "",
    record,
    transcribe,
    recognize_faces,
    recognize_voices,
    language: camera.language ?? "",
    mode: camera.mode === "events" ? "events" : "continuous",
    pre_roll_s,
    post_roll_s,
    schedule: camera.schedule,
    retention_days: camera.retention_days,
    quota_gb: camera.quota_gb,
    speech_engine: camera.speech.engine ?? "",
    speech_model: camera.speech.model ?? "",
    task: camera.speech.task === "translate" ? "translate" : "transcribe",
    language_mode: camera.speech.language_mode === "unknown" ? "fixed" : camera.speech.language_mode,
    hot_words: camera.speech.hot_words.join(", "),
    live: camera.speech.live,
    keep_days: camera.speech.keep_days,
    least_face_px: camera.faces.least_face_px,
    areas: areasOf(camera.faces),
    text_hours: camera.hours.text,
    faces_hours: camera.hours.faces,
    voices_hours: camera.hours.voices,
  };
}

/** Return what to ask of the server for a draft: only what differs. An empty change has no keys. */
export function changeOf(camera: Camera, draft: Draft): CameraChange {
  const before = draftOf(camera);
  const differs = (key: keyof Draft): boolean => !isSame(before[key], draft[key]);
  const wanted: { [Key in keyof Draft]: () => CameraChange } = {
    name: () => ({ name: draft.name.trim() }),
    url: () => ({ url: draft.url.trim() }),
    sub_url: () => ({ sub_url: draft.sub_url.trim() || null }),
    record: () => ({ record: draft.record }),
    transcribe: () => ({ transcribe: draft.transcribe }),
    recognize_faces: () => ({ recognize_faces: draft.recognize_faces }),
    recognize_voices: () => ({ recognize_voices: draft.recognize_voices }),
    language: () => ({ language: draft.language.trim() || null }),
    mode: () => ({ mode: draft.mode }),
    pre_roll_s: () => ({ pre_roll_s: draft.pre_roll_s }),
    post_roll_s: () => ({ post_roll_s: draft.post_roll_s }),
    schedule: () => ({ schedule: [...draft.schedule] }),
    retention_days: () => ({ retention_days: draft.retention_days }),
    quota_gb: () => ({ quota_gb: draft.quota_gb }),
    speech_engine: () => ({ speech: { engine: draft.speech_engine || null } }),
    speech_model: () => ({ speech: { model: draft.speech_model || null } }),
    task: () => ({ speech: { task: draft.task } }),
    language_mode: () => ({ speech: { language_mode: draft.language_mode } }),
    hot_words: () => ({ speech: { hot_words: wordsIn(draft.hot_words) } }),
    live: () => ({ speech: { live: draft.live } }),
    keep_days: () => ({ speech: { keep_days: draft.keep_days } }),
    least_face_px: () => ({ faces: { least_face_px: draft.least_face_px } }),
    areas: () => ({ faces: fieldsOf(draft.areas) }),
    text_hours: () => ({ hours: { text: [...draft.text_hours] } }),
    faces_hours: () => ({ hours: { faces: [...draft.faces_hours] } }),
    voices_hours: () => ({ hours: { voices: [...draft.voices_hours] } }),
  };
  return (Object.keys(wanted) as (keyof Draft)[]).filter(differs).reduce<CameraChange>((change, key) => {
    const { faces, hours, speech, ...rest } = wanted[key]();
    return {
      ...change,
      ...rest,
      ...(faces === undefined ? {} : { faces: { ...change.faces, ...faces } }),
      ...(speech === undefined ? {} : { speech: { ...change.speech, ...speech } }),
      ...(hours === undefined ? {} : { hours: { ...change.hours, ...hours } }),
    };
  }, {});
}

/** Read what stands between commas, each once. */
export function wordsIn(text: string): string[] {
  const words = text.split(",").map((word) => word.trim());
  return [...new Set(words.filter(Boolean))];
}

/** Whether the server would not take the draft, for a reason that the form shows. */
export function isFlawed(draft: Draft): boolean {
  if (draft.name.trim() === "" || draft.url.trim() === "") return true;
  return draft.areas.some((_, index) => flawOf(draft.areas, index) !== null);
}

/** Whether the change may delete recordings at once. */
export function mayDelete(change: CameraChange): boolean {
  return "retention_days" in change || "quota_gb" in change;
}
