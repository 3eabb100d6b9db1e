// Made by script/web from the server's routes. Do not edit.

type NoInput = Record<string, never>;

/** Who accepts which text: its digest is `terms_digest` of the pack, so nobody accepts what they were not shown. */
export interface Acceptance {
  digest: string;
  by: LabelInput;
}

/** Only these cameras. */
export type AccessCameraIds = Identifier[];

/** What is said of visits: this person; whom recognition says; nobody known; not this person. */
export type Action = "assign" | "confirm" | "unassign" | "reject";

/** What to hear again: a range of some cameras (none named: of all), with an engine and a model of it. */
export interface Again {
  start: Instant;
  end: Instant;
  camera_ids?: Identifier[];
  engine?: EngineName | null;
  model?: SpeechFieldsModelName | null;
}

/** What a rule told, kept. `rule_id` is null once the rule is deleted; `phrase` is the rule's, null without words. `at_ms` is when the first word was spoken, or a silence was long enough. `words_ms` are (start, end) of each matched word, flattened. The clip is a range of the recording around it; its footage may be gone before the alert. An `early` alert has no line yet. Once `confirmed` it has one, and its words' times are that line's; one that is `withdrawn` was misheard, or what was said gave no text. */
export interface Alert {
  id: number;
  rule_id: string | null;
  rule_name: string;
  kind: RuleKind;
  camera_id: string;
  at_ms: number;
  phrase: string | null;
  words_ms: number[];
  clip_start_ms: number;
  clip_end_ms: number;
  has_picture: boolean;
  line: Line | null;
  phase: AlertPhase;
}

/** Names an alert. */
export interface AlertPath {
  alert_id: RowId;
}

/** How sure an alert is: from a whole line; or early, while the words were being said, and what came of that. */
export type AlertPhase = "final" | "early" | "confirmed" | "withdrawn" | "unknown";

/** Which alerts are wanted; all by default, newest first. */
export interface AlertQuery {
  start: Instant | null;
  end: Instant | null;
  rule: Identifier | null;
  camera: Identifier | null;
  kind: "keyword" | "speaker" | "silence" | null;
  limit: Limit;
  cursor: Cursor | null;
}

export type Aliases = LabelInput[];

/** When in the week a camera may be analysed, in the server's time zone; without slots always. Outside `text` nothing is listened to, outside `faces` no face is looked for, outside `voices` nobody is told by their voice. What is switched off for the camera stays off; recording has a schedule of its own. */
export interface AnalysisHours {
  text: ScheduleSlot[];
  faces: ScheduleSlot[];
  voices: ScheduleSlot[];
}

/** A key for a program. `camera_ids` null is all cameras, `expires_ms` null is never, `used_ms` null not yet. */
export interface ApiKey {
  id: string;
  name: string;
  role: Role;
  camera_ids: string[] | null;
  created_ms: number;
  used_ms: number | null;
  expires_ms: number | null;
}

/** Which rules to arm or disarm. */
export interface Arming {
  armed: boolean;
  rule_ids?: Identifier[];
}

/** An instant, now by default, and how large its picture is wanted. */
export interface At {
  at: Instant | null;
  width: PictureWidth | null;
  blur: Blur | null;
}

/** A rule that need not exist, and a text to try it on; without a language it is taken to be a right one. */
export interface Attempt {
  rule: Patterns;
  text: string;
  language?: Language | null;
}

/** Something that somebody did, or tried to do. `what` is the operation; `status` how it was answered. */
export interface AuditEntry {
  id: number;
  at_ms: number;
  who: string;
  what: string;
  path: string;
  address: string;
  status: number;
}

export type Blur = "all" | "unknown";

/** How alike the library's images of one person are (`genuine`), and of different people (`impostor`). Both are histograms in equal steps from 0 to 1. `accept` and `maybe` are the thresholds in use. The rates are those of images refused and of wrong names at `suggested`, or at `accept` where that is null for the given `reason`; each is no larger than its `…_most` with 95 % certainty. They are about the enrolled images: cameras see worse ones. */
export interface Calibration {
  engine: string;
  model: string;
  accept: number;
  maybe: number;
  people: number;
  genuine: number[];
  impostor: number[];
  genuine_count: number;
  impostor_count: number;
  suggested: number | null;
  reason: string | null;
  false_reject: number | null;
  false_reject_most: number | null;
  false_accept: number | null;
  false_accept_most: number | null;
}

/** A camera as configured; `url` and `sub_url` never carry their credentials. `record` false records nothing; else `mode` holds within `schedule` (empty: always), in the server's time zone. `retention_days` null keeps recordings as the server's setting says, `quota_gb` null sets no limit of its own. `moves` says whether something moves in front of it right now, null where motion is not looked for: it is where faces are, and at cameras that record events only. */
export interface Camera {
  id: string;
  name: string;
  url: string;
  enabled: boolean;
  record: boolean;
  transcribe: boolean;
  recognize_faces: boolean;
  recognize_voices: boolean;
  language: string | null;
  sub_url: string | null;
  mode: RecordMode;
  pre_roll_s: number;
  post_roll_s: number;
  schedule: ScheduleSlot[];
  retention_days: number | null;
  quota_gb: number | null;
  speech: SpeechOptions;
  faces: FaceOptions;
  hours: AnalysisHours;
  created_ms: number;
  moves: boolean | null;
  status: CameraStatus | null;
}

/** How much speech of one camera waits to be transcribed. */
export interface CameraBacklog {
  camera_id: string;
  backlog_s: number;
}

/** What to change; keys left out stay. An address with *** keeps the hidden credentials for the same host. */
export interface CameraChange {
  name?: LabelInput;
  url?: Url;
  enabled?: boolean;
  record?: boolean;
  transcribe?: boolean;
  recognize_faces?: boolean;
  recognize_voices?: boolean;
  language?: Language | null;
  sub_url?: Url | null;
  mode?: Mode;
  pre_roll_s?: PreRoll;
  post_roll_s?: PostRoll;
  schedule?: Schedule;
  retention_days?: RetentionDays | null;
  quota_gb?: QuotaGb | null;
  speech?: SpeechFields;
  faces?: FaceFields;
  hours?: HoursFields;
}

/** A camera's limits; keys left out stay as they are, null is the server's setting or none. */
export interface CameraLimits {
  camera_id: Identifier;
  retention_days?: RetentionDays | null;
  quota_gb?: QuotaGb | null;
}

/** Names a camera. */
export interface CameraPath {
  camera_id: Identifier;
}

/** A stretch of a camera's time, however long; it may lie ahead. */
export interface CameraRange {
  camera_id: Identifier;
  start: Instant;
  end: Instant;
}

/** How a camera does right now; `running` is what was asked for, `connection` what is. `failures` counts tries in a row that failed, `retry_ms` is when the next one is due. */
export interface CameraStatus {
  camera_id: string;
  running: boolean;
  connection: ConnectionState;
  recording: boolean;
  since_ms: number;
  last_media_ms: number | null;
  stream: StreamReport | null;
  problem: Problem | null;
  recent_problems: Problem[];
  failures: number;
  retry_ms: number | null;
}

/** One camera's recordings. `days_left` is how long its oldest will last, `reach_days` how far back it will reach. Both assume that it goes on as in the last 24 hours; null where there is no telling. */
export interface CameraStorage {
  camera_id: string;
  used_bytes: number;
  protected_bytes: number;
  bytes_per_day: number;
  oldest_ms: number | null;
  days_left: number | null;
  reach_days: number | null;
}

/** How the transcript goes into a clip: not, as a track to switch on, as a file beside it, or into the pictures. */
export type Captions = "none" | "soft" | "sidecar" | "burned_in" | "unknown";

/** A story as it is to be, and which version of it that was made from. */
export interface ChangedStory {
  title: Title;
  clips?: NewClip[];
  captions?: Captions;
  blur?: Blur | null;
  version: Version;
}

/** The engine to use, with a pack of it (none named: the best that is installed), and who chose it. */
export interface Choosing {
  engine: "dlib" | "insightface" | "sface";
  model?: ModelsModelName | null;
  by: LabelInput;
}

/** Lines in which only this person speaks; together they need ten seconds of speech. */
export interface ChosenLines {
  line_ids: RowId[];
}

/** What there is of a clip now: `gone` if its camera was deleted; more than one format if the camera's changed. Holes are of its pictures; `silent_ids` are the cameras it is to sound like of which there is no sound at all. */
export interface ClipCheck {
  clip_id: string;
  recorded_ms: number;
  holes: ExportHole[];
  formats: StreamFormat[];
  gone: boolean;
  silent_ids: string[];
}

/** The configuration, as YAML. */
export type Config = string;

/** Whether the camera's media arrives. */
export type ConnectionState = "stopped" | "connecting" | "connected" | "retrying" | "unknown";

/** What was said near one camera without a long pause; `text` is how it begins, `speakers` are the people known. */
export interface Conversation {
  camera_id: string;
  start_ms: number;
  end_ms: number;
  lines: number;
  text: string;
  speakers: string[];
}

/** Which conversations are wanted: the newest of those that begin in the range. */
export interface ConversationQuery {
  start: Instant;
  end: Instant;
  camera: Identifier | null;
  limit: Limit;
}

export type CooldownS = number;

/** What is said in a sample. */
export interface Correction {
  text: Words;
}

export type Cursor = string;

/** Where a clip begins: at the keyframe before its start, copied as it is, or at the very frame. */
export type Cut = "keyframe" | "exact" | "unknown";

/** The days of a time zone. */
export interface Days {
  tz: TimeZone;
  measured: boolean;
}

/** An ONVIF device at `host` and `port`. Its streams, the largest picture first, are known once it was looked up. */
export interface Device {
  host: string;
  port: number;
  name: string | null;
  hardware: string | null;
  manufacturer: string | null;
  model: string | null;
  firmware: string | null;
  streams: DeviceStream[];
}

/** One stream of a device; `url` has no credentials: put `user:password@` before its host. */
export interface DeviceStream {
  profile: string;
  url: string;
  name: string | null;
  video_codec: string | null;
  width: number;
  height: number;
  frames_per_s: number;
}

/** Without a host: who is on the network, for a few seconds. With one: that device's streams, with its password. */
export interface DiscoverySearch {
  host?: Host | null;
  port?: number;
  username?: Secret;
  password?: Secret;
  seconds?: number;
}

/** Keyword rules: fire while the words are being said, near cameras that are heard at once; what was told is confirmed or withdrawn when the speaker has finished. */
export type Early = boolean;

/** One change of people. `counts` is how many rows it touched, by table; a person it names may be gone. What a job does, an import or a scan of the folder, is one change; `created_ms` is when its last step was made. `can_undo` is false for what was undone, and for forgetting somebody, which is final. */
export interface Edit {
  id: number;
  kind: EditKind;
  state: EditState;
  person_ids: string[];
  counts: Record<string, unknown>;
  created_ms: number;
  undone_ms: number | null;
  can_undo: boolean;
}

/** What a user did to people. */
export type EditKind = "create" | "rename" | "change" | "delete" | "merge" | "split" | "enrol" | "remove" | "assign" | "unassign" | "reject" | "merge_speakers" | "dismiss" | "import" | "scan" | "forget" | "unknown";

/** Names a change of people. */
export interface EditPath {
  edit_id: RowId;
}

/** Which changes are wanted; all by default, newest first. */
export interface EditQuery {
  limit: Limit;
  cursor: Cursor | null;
  person: Identifier | null;
}

/** Whether a change stands. */
export type EditState = "done" | "undone" | "unknown";

/** Something was changed; `edit_id` names it for undoing, null when nothing was. */
export interface Edited {
  edit_id: number | null;
}

/** A speech or face engine: whether it can work now, and why not; one that is still `starting` will tell soon. */
export interface Engine {
  name: string;
  usable: boolean;
  model: string | null;
  reason: string | null;
  starting: boolean;
}

/** What one engine that is loaded takes, as it was estimated; a busy one is at work. */
export interface EngineHolding {
  name: string;
  size_bytes: number;
  busy: boolean;
}

/** The memory that engines share; `unloaded` counts how often one had to go for another. */
export interface EngineMemory {
  limit_bytes: number;
  used_bytes: number;
  unloaded: number;
  engines: EngineHolding[];
}

/** Null is the server's choice. */
export type EngineName = string;

/** One speech engine with its model. `reason` says why it cannot be used, `chosen` why it is this model. `rtf` is its seconds of work per second of a short utterance, measured when it was loaded; `device` is cpu, cuda or remote. An engine that failed again and again has an `open` breaker; `half_open` it has to prove itself first. */
export interface EngineState {
  engine: string;
  model: string | null;
  usable: boolean;
  starting: boolean;
  reason: string | null;
  chosen: string | null;
  device: string | null;
  compute_type: string | null;
  threads: number;
  rtf: number | null;
  breaker: string;
  failures: number;
  transcribed: number;
}

/** Why something failed; the closed list that users, repairs and translations rely on. */
export type ErrorCode = "connection_refused" | "auth_failed" | "timeout" | "not_a_stream" | "codec_error" | "resource_exhausted" | "disk" | "disk_full" | "config" | "forbidden_protocol" | "invalid_request" | "invalid_image" | "no_face" | "several_faces" | "poor_face" | "poor_voice" | "too_large" | "not_found" | "conflict" | "unauthorized" | "forbidden" | "too_many_requests" | "model_missing" | "unavailable" | "internal_error" | "unknown";

/** One message of the event socket. `stream` names the server's current run: a client resumes with (stream, sequence) and is told to `resync` when that run is over or the sequence has left the buffer. `data` is the JSON of the value that belongs to `type`: camera_* → Camera (removed: `{"id"}`), camera_status → CameraStatus, speech → Speech, motion → Motion, line and line_updated (who spoke became known; a part of a line that was cut for that is new) → Line, speech_status → SpeechStatus of `wire_speech`, visit → VisitChange, keyword → KeywordHit and alert → Alert of `wire_alerts` (alert removed: `{"id", "camera_id"}`), rules (some were changed) → `{}`, person_* → Person (removed: `{"id"}`), job → Job of `wire_jobs` (removed: `{"id"}`), story → StoryChange of `wire_stories`, narration → NarrationNews of `wire_narration`, health → Health, hello, resync → ServerInfo. partial is told between the server's processes only. */
export interface Event {
  stream: string;
  sequence: number;
  type: EventType;
  at_ms: number;
  data: Record<string, unknown>;
}

/** What one message on the event socket tells. */
export type EventType = "hello" | "resync" | "camera_added" | "camera_updated" | "camera_removed" | "camera_status" | "speech" | "speech_status" | "line" | "line_updated" | "partial" | "visit" | "motion" | "keyword" | "alert" | "rules" | "person_added" | "person_updated" | "person_removed" | "job" | "story" | "narration" | "health" | "unknown";

/** What is to be exported. With `blur` the pictures of a clip are encoded anew, with faces made unrecognisable. `strict` fails the job when a part cannot be read, which else is only listed. A timelapse runs `speed` times as fast as life. `note` is the asker's own label. Of a story, whose edit list is in `story`, cameras and range are all that its clips touch. */
export interface Export {
  kind: ExportKind;
  camera_ids: string[];
  start_ms: number;
  end_ms: number;
  cut: Cut;
  captions: Captions;
  blur: FaceBlur | null;
  speed: number;
  strict: boolean;
  note: string;
  story: StoryOrder | null;
}

/** One file of a finished export; `start_ms` is the instant of its first frame, 0 where that means nothing. */
export interface ExportFile {
  name: string;
  media_type: string;
  size_bytes: number;
  sha256: string;
  start_ms: number;
  duration_ms: number;
}

/** A stretch that was asked for and is not in the export; `unreadable` means it was recorded but not sound. `clip_id` names the clip of a story that lacks it. */
export interface ExportHole {
  camera_id: string;
  start_ms: number;
  end_ms: number;
  reason: GapReason;
  unreadable: boolean;
  clip_id: string | null;
}

/** What an export makes: pictures with sound, sound alone (mixed if of several cameras), a fast film, or a story. */
export type ExportKind = "clip" | "audio" | "timelapse" | "story" | "unknown";

/** What an export made: its first file is the main one, `manifest.json` the last. */
export interface ExportResult {
  files: ExportFile[];
  holes: ExportHole[];
  notes: string[];
}

/** Regular expressions of RE2: no look-around, no references back; case is ignored. */
export type Expressions = Pattern[];

/** One image of a person; `quality` is 0 to 1. One not `trained` is a label only; `refused` tells why. In the answer to enrolling it `edit_id` names that change for undoing; it is null elsewhere, and if it was there. */
export interface Face {
  id: number;
  person_id: string;
  quality: number;
  engine: string;
  created_ms: number;
  source: string;
  trained: boolean;
  refused: string | null;
  edit_id: number | null;
}

/** Whose faces a clip does not show: anybody's, or those of people who are not known. */
export type FaceBlur = "all" | "unknown";

/** Where faces and motion are looked for, and from what size on. */
export interface FaceFields {
  masks?: MaskFields[];
  zones?: ZoneFields[];
  least_face_px?: number;
}

/** Visits of people who are not known and probably are one person; `cover_visit_id` has the best picture. Visits that are sorted in later may change a group: whoever names one says which visits are meant. */
export interface FaceGroup {
  cover_visit_id: number;
  visit_ids: number[];
  count: number;
  first_seen_ms: number;
  last_seen_ms: number;
  camera_ids: string[];
}

/** Where faces of one camera are looked for, and from what size on in the pictures that are analysed. */
export interface FaceOptions {
  masks: Mask[];
  zones: Zone[];
  least_face_px: number;
}

/** Models of a face engine that are installed or can be. With `terms`, that text must be accepted, by its `terms_digest`, before the pack is used; `accepted_by` is who said they did. `trust` is the least of its files'; null before it is installed. */
export interface FacePack {
  engine: string;
  name: string;
  title: string;
  state: ModelState;
  size_bytes: number;
  reason: string | null;
  in_use: boolean;
  job_id: string | null;
  machine: string | null;
  licence: string | null;
  licence_url: string | null;
  terms: string | null;
  terms_digest: string | null;
  accepted_ms: number | null;
  accepted_by: string | null;
  trust: Trust | null;
}

/** Names one face of a person. */
export interface FacePath {
  person_id: string;
  face_id: RowId;
}

/** Where one of several faces is in an image, in its pixels; `index` chooses it. */
export interface FacePlace {
  index: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Which face engine works and why this one; `providers` is what it computes on, empty until its first picture. While faces of the library wait to be embedded, nobody is recognised: `reembedding` is the job that does it. */
export interface FaceStatus {
  engine: string;
  model: string | null;
  usable: boolean;
  reason: string | null;
  why: string;
  providers: string[];
  chosen_ms: number | null;
  chosen_by: string | null;
  library: LibraryState;
  reembedding: string | null;
}

/** Why somebody cannot speak it. */
export interface FailedNarration {
  failure: NarrationFailure;
}

export interface Failure {
  error: Problem;
}

/** What of a microphone is judged. */
export type Figure = "track" | "level" | "noise" | "clipping" | "speech" | "unknown";

/** Which of an export's files; the main one by default. */
export interface FileName {
  name: string | null;
}

/** An image of the folder of photographs; `path` is below it. `known` is one whose very content is enrolled already; `reason` tells why one was refused. It is looked at again when the file changes. */
export interface FolderImage {
  id: number;
  state: ImageState;
  path: string;
  reason: string | null;
  person_id: string | null;
  face_id: number | null;
  looked_ms: number;
}

/** What became of the folder: images `looked` at because they are new or changed, and what became of these. `forgotten` are left out: their folder was of somebody who was forgotten, and nobody has its name now. */
export interface FolderOutcome {
  images: number;
  looked: number;
  added: number;
  known: number;
  refused: number;
  people: number;
  forgotten: number;
}

/** Which images of the folder to list. */
export interface FolderQuery {
  state: ImageState | null;
  limit: Limit;
  cursor: Cursor | null;
}

/** Learn from what is new in the folder of photographs. */
export interface FolderScan {
}

/** What to delete: all that was said in [start, end), near one camera or near all. */
export interface Forget {
  start: Instant;
  end: Instant;
  camera?: Identifier | null;
}

/** What a transcript can be exported as. */
export type Format = "json" | "txt" | "srt" | "vtt";

/** A Frigate configuration; without `create` nothing is changed. */
export interface FrigateImport {
  config: Config;
  variables?: Variables;
  create?: boolean;
}

/** A stretch without recording; `end_ms` is None while it lasts. */
export interface Gap {
  camera_id: string;
  start_ms: number;
  end_ms: number | null;
  reason: GapReason;
}

/** Why a stretch of a camera's life has no recording. */
export type GapReason = "camera_offline" | "auth_failed" | "stream_error" | "disk_full" | "disk_error" | "turned_off" | "no_event" | "off_schedule" | "server_stopped" | "crash" | "expired" | "deleted" | "damaged" | "unknown";

/** What keeps invented text out. */
export interface GateFields {
  surely_no_speech?: number;
  maybe_no_speech?: number;
  doubtful_logprob?: Logprob;
  most_compression?: number;
  fastest_repeats_per_s?: number;
  fastest_words_per_s?: number;
  weak_logprob?: Logprob;
  weak_no_speech?: number;
}

/** What keeps invented text out. Log probabilities are means over a segment's tokens. No-speech and log probability are Whisper's own, combined tighter than faster-whisper does (which lets invented text on noise pass with no_speech 0.99 and logprob -0.98); compression 2.4 is Whisper's. Nobody repeats words faster than `fastest_repeats_per_s` for long, or says many faster than `fastest_words_per_s`. */
export interface GateOptions {
  surely_no_speech: number;
  maybe_no_speech: number;
  doubtful_logprob: number;
  most_compression: number;
  fastest_repeats_per_s: number;
  fastest_words_per_s: number;
  weak_logprob: number;
  weak_no_speech: number;
}

/** What came of naming a group: a label for each visit, and the job that compares the others again. */
export interface GroupNaming {
  person_id: string;
  labels: LabelOutput[];
  rematch_job_id: string;
}

/** Which groups to list. */
export interface GroupQuery {
  least: number;
  limit: number;
  cursor: Cursor | null;
}

/** `healthy` with no reasons, else degraded. */
export interface Health {
  healthy: boolean;
  reasons: HealthReason[];
  backlog_s: number;
  media_free_bytes: number;
  media_used_bytes: number;
  oldest_ms: number | null;
}

/** One thing that is not well. */
export interface HealthReason {
  code: string;
  message: string;
  camera_id: string | null;
}

export type Host = string;

export type HotWord = LabelInput;

/** When in the week a camera may be analysed; keys left out stay, a given list replaces the one there was. */
export interface HoursFields {
  text?: Schedule;
  faces?: Schedule;
  voices?: Schedule;
}

export type Identifier = string;

/** Who takes over everything of the person in the path. */
export interface IdentityMerging {
  into_id: Identifier;
}

/** What became of an image of the folder. */
export type ImageState = "added" | "known" | "refused" | "unknown";

/** What became of an archive: examples added (of these `embedded` anew by the engine in use) or there already. */
export interface ImportOutcome {
  person_id: string;
  added: number;
  embedded: number;
  known: number;
  refused: Refusal[];
}

/** What lies in the import directory; the size of a directory is 0. */
export interface Importable {
  name: string;
  size_bytes: number;
}

/** A camera of a foreign configuration as it is here; `camera_id` once it was made, `problem` when it cannot be. `notes` tell what has no counterpart. The addresses never carry their credentials. */
export interface ImportedCamera {
  name: string;
  url: string | null;
  sub_url: string | null;
  enabled: boolean;
  record: boolean;
  mode: RecordMode;
  pre_roll_s: number;
  post_roll_s: number;
  retention_days: number | null;
  notes: string[];
  camera_id: string | null;
  problem: Problem | null;
}

/** An initialisation segment of a window. */
export interface InitPath {
  camera_id: Identifier;
  start_ms: Millis;
  end_ms: Millis;
  init_id: string;
}

/** Milliseconds since 1970 or an RFC 3339 instant. */
export type Instant = number | string;

/** Long work: durable, cancellable, with progress from 0 to 1. `attempts` counts how often it was begun. `waits_for` tells why one that runs does not go on. An export's order is in `export` and what it made in `result`, a download's in `model` and `installed`, an import's in `model_import` and `installed`, a tuning's in `tuning` and `tuned`, a re-embedding's in `reembedding` and `reembedded`, a person's archive in `person_import` and `imported`, the folder of photographs in `folder_scan` and `scanned`, comparing visits again in `rematch` and `rematched`, hearing enrolled voices anew in `voice_reembedding` and `revoiced`; what belongs to other kinds is null. */
export interface Job {
  id: string;
  state: JobState;
  kind: JobKind;
  export: Export | null;
  model: ModelOrder | null;
  model_import: ModelImport | null;
  tuning: Tuning | null;
  reembedding: Reembedding | null;
  person_import: PersonImport | null;
  folder_scan: FolderScan | null;
  rematch: Rematch | null;
  voice_reembedding: VoiceReembedding | null;
  progress: number;
  transfer: Transfer | null;
  waits_for: JobWait | null;
  attempts: number;
  created_ms: number;
  started_ms: number | null;
  ended_ms: number | null;
  cancelling: boolean;
  result: ExportResult | null;
  installed: ModelOutcome | null;
  tuned: TuningOutcome | null;
  reembedded: ReembeddingOutcome | null;
  imported: ImportOutcome | null;
  scanned: FolderOutcome | null;
  rematched: RematchOutcome | null;
  revoiced: VoiceReembeddingOutcome | null;
  problem: Problem | null;
}

/** What a job does. Jobs of one kind wait for each other; those of another never do. */
export type JobKind = "export" | "model_download" | "model_import" | "tuning" | "reembedding" | "person_import" | "folder_scan" | "rematch" | "voice_reembedding" | "unknown";

/** Names a job. */
export interface JobPath {
  job_id: string;
}

/** Which jobs to list. */
export interface JobQuery {
  kind: JobKind | null;
  state: JobState | null;
  export: ExportKind | null;
  limit: Limit;
  cursor: Cursor | null;
}

/** Where in its life a job is; the last three are its ends. */
export type JobState = "queued" | "running" | "done" | "failed" | "cancelled" | "unknown";

/** What a running job waits for before it goes on: that Home Assistant speaks the narration of a story. */
export type JobWait = "narration" | "unknown";

/** What is thought of one figure, and the sentence that says what to do about it. */
export interface Judgement {
  figure: Figure;
  verdict: WireTuningVerdict;
  advice: string;
}

/** Names a key. */
export interface KeyPath {
  key_id: Identifier;
}

/** A keyword rule that fired; `at_ms` is when the first word was spoken, `alert_id` names what is kept of it. An `early` one is told once, while its words are being said: `line` is what was heard so far, with the id 0. */
export interface KeywordHit {
  rule_id: string;
  rule_name: string;
  phrase: string;
  camera_id: string;
  at_ms: number;
  line: Line;
  alert_id: number;
  phase: AlertPhase;
}

/** Who lives there, who may come, who comes to serve, and who must not. */
export type Kind = "household" | "guest" | "service" | "unwanted";

/** One line of text that can be seen; it is trimmed. */
export type LabelInput = string;

/** What was said of one visit or line, and whether recognition learns from it. `reason` tells why it does not; `edit_id` names the change for undoing, None when nothing changed. */
export interface LabelOutput {
  visit_id: number | null;
  line_id: number | null;
  person_id: string | null;
  face_id: number | null;
  trained: boolean;
  reason: string | null;
  edit_id: number | null;
}

/** A stretch of time of at most eight days. */
export interface LaneRange {
  start: Instant;
  end: Instant;
}

/** What there is of a camera in a range, as a timeline draws it: footage, what was said, and whose faces came. `motion` is when something moved; null where nobody looks for it, as at a camera that records all the time and is not looked at for faces. */
export interface Lanes {
  camera_id: string;
  start_ms: number;
  end_ms: number;
  recorded: Spans;
  motion: Spans | null;
  speech: Spans;
  visits: Spans;
}

/** Language code of Whisper, such as `en`; null detects it. */
export type Language = string;

/** Where the language of speech is taken from. `fixed` is the camera's `language` (detected where that is null), `auto` detects it in every window, `locked` detects it until the same one was heard confidently often enough, and keeps it from then on. */
export type LanguageMode = "fixed" | "auto" | "locked" | "unknown";

/** Empty for any. */
export type Languages = Language[];

/** How many of all enrolled faces the engine can compare, still has to embed, and finds no face in. */
export interface LibraryState {
  faces: number;
  ready: number;
  waiting: number;
  unfound: number;
}

export type Limit = number;

/** Settings to try; keys left out stay as they are. */
export interface LimitsChange {
  retention_days?: RetentionDays;
  quota_gb?: QuotaGb | null;
  minimum_free_gb?: number;
  crops_gb?: number;
  unknown_crop_days?: number;
  cameras?: CameraLimits[];
}

/** One line of transcript; `confidence` is its words' mean, null where the engine tells none. `version` counts the transcriptions of its utterance: a line replaces all of the same `utterance_id` with a lower one. `speaker` is the person who speaks, `speaker_id` else a voice without a name. `translation` is the text in English, where it was asked for. `highlights` are (start, end) character offsets of search hits in `text`, flattened, and `instants_ms` when each of them was spoken. */
export interface Line {
  id: number;
  camera_id: string;
  start_ms: number;
  end_ms: number;
  text: string;
  translation: string | null;
  language: string | null;
  confidence: number | null;
  words: Word[];
  speaker: string | null;
  speaker_id: number | null;
  utterance_id: number;
  version: number;
  highlights: number[];
  instants_ms: number[];
}

/** What the same camera heard right before and after a line, oldest first. */
export interface LineContext {
  line_id: number;
  before: Line[];
  after: Line[];
}

/** A page of search results; pass `cursor` back for the next one, None at the end. `context` if it was asked for. */
export interface LinePage {
  lines: Line[];
  context: LineContext[];
  cursor: string | null;
  backlog_s: number;
}

/** Names a line. */
export interface LinePath {
  line_id: RowId;
}

/** Names a link. */
export interface LinkPath {
  link: string;
}

/** Where the restream of a camera is: `rtsp://username:password@host:port/path`. */
export interface LiveStream {
  port: number;
  path: string;
  username: string;
  password: string;
}

/** A name and its password. */
export interface LogIn {
  name: string;
  password: string;
}

/** Whether anybody can log in; as long as nobody can, the server's token makes the first user. */
export interface LoginState {
  setup_needed: boolean;
}

export type Logprob = number;

/** A stretch of time of at most a year. */
export interface LongRange {
  start: Instant;
  end: Instant;
}

/** A polygon in which neither motion nor faces are looked for. */
export interface Mask {
  points: Point[];
}

/** A polygon; its sides do not cross. */
export interface MaskFields {
  points: PointFields[];
}

/** Who asks: `token`, `home:ID`, `user:ID` or `key:ID`, and what they may do. */
export interface Me {
  name: string;
  role: Role;
  camera_ids: string[] | null;
}

/** What a camera's microphone brought in the last hour; levels are in dB of full scale, null is not known yet. `level_db` is the median of all sound, `loud_db` what 1 % of it exceeds, `floor_db` the noise between sounds, `speech_db` the mean of speech and `snr_db` how far that is above the noise. `clipping` is the share of loud moments that reach full scale, `speech` the share of time that somebody talks; `heard_s` is how much was listened to, `last_ms` when it ended. */
export interface MicrophoneReport {
  camera_id: string;
  heard_s: number;
  since_ms: number | null;
  last_ms: number | null;
  level_db: number | null;
  loud_db: number | null;
  floor_db: number | null;
  speech_db: number | null;
  snr_db: number | null;
  clipping: number | null;
  speech: number | null;
  judgements: Judgement[];
}

export type Millis = number;

export type Mode = "continuous" | "events";

/** One file of a model; `trust` says what its content was checked against. */
export interface ModelFile {
  name: string;
  size_bytes: number;
  sha256: string;
  trust: Trust;
}

/** A model that somebody brings: `source` is a directory or an archive in the import directory, or an `upload`'s id. `name` is what it will be called. `engine` is set for a pack of a face engine. */
export interface ModelImport {
  name: string;
  source: string;
  upload: string | null;
  engine: string | null;
}

/** A model to download: `name` is its name in the catalogue. With a repository of the hub and the 40 digits of a revision of it, it is one that no catalogue knows, and `name` is what it will be called here. `engine` is set for a pack of a face engine. */
export interface ModelOrder {
  name: string;
  repository: string | null;
  revision: string | null;
  engine: string | null;
}

/** A model that a job installed; where it came from is null when it was brought by hand. */
export interface ModelOutcome {
  name: string;
  size_bytes: number;
  files: ModelFile[];
  repository: string | null;
  revision: string | null;
}

/** Names a model. */
export interface ModelPath {
  name: ModelsModelName;
}

/** Whether a model can be used, is being installed, could be, or is there but of no use. */
export type ModelState = "available" | "installing" | "installed" | "broken" | "unknown";

/** An archive on its way here; the next piece begins at `received_bytes`. */
export interface ModelUpload {
  id: string;
  size_bytes: number;
  received_bytes: number;
}

export type ModelsModelName = string;

/** Where an instant is recorded: in `recording_id`, `offset_ms` after its start, decodable from `keyframe_ms` on. Where nothing is recorded, `gap` tells why if it is known, and `next_ms` where footage goes on, if it does. */
export interface Moment {
  camera_id: string;
  at_ms: number;
  recording_id: number | null;
  offset_ms: number;
  keyframe_ms: number | null;
  gap: Gap | null;
  next_ms: number | null;
}

/** Whose a speaker's lines are now. `trained` tells whether the voice will be recognised; if not, `reason` why. `edit_id` names the change for undoing. */
export interface NamedSpeaker {
  person_id: string;
  lines: number;
  trained: boolean;
  reason: string | null;
  edit_id: number | null;
}

/** Who the visits of a group are: somebody new, called `name`, or the person given; and which of them are not. */
export interface Naming {
  visit_ids: RowId[];
  rejected_visit_ids?: RowId[];
  name?: LabelInput | null;
  person_id?: Identifier | null;
}

/** Which ones are wanted. */
export interface Narrating {
  state: NarrationState | null;
  limit: Limit;
}

/** A text that is to be spoken; its id follows from the text. `length_ms` is 0 without a sound. */
export interface Narration {
  id: string;
  state: NarrationState;
  text: string;
  failure: NarrationFailure | null;
  length_ms: number;
}

/** Why nobody spoke: there is no text-to-speech, or it failed, or what it made is no sound that can be used. */
export type NarrationFailure = "no_engine" | "failed" | "unusable" | "unknown";

/** Something became of a narration; without its text, which only those get who ask for it. */
export interface NarrationNews {
  id: string;
  state: NarrationState;
}

/** Names a narration. */
export interface NarrationPath {
  narration_id: string;
}

/** Whether a text was spoken; `failed` stays until it is wanted again, or somebody speaks it after all. */
export type NarrationState = "wanted" | "ready" | "failed" | "unknown";

/** What text-to-speech is to say; white space counts once, at the ends not at all. */
export type NarrationText = string;

/** A key that was made just now; `secret` is told this once and kept nowhere. */
export interface NewApiKey {
  key: ApiKey;
  secret: string;
}

/** A camera to add. */
export interface NewCamera {
  name: LabelInput;
  url: Url;
  enabled?: boolean;
  record?: boolean;
  transcribe?: boolean;
  recognize_faces?: boolean;
  recognize_voices?: boolean;
  language?: Language | null;
  sub_url?: Url | null;
  mode?: Mode;
  pre_roll_s?: PreRoll;
  post_roll_s?: PostRoll;
  schedule?: Schedule;
  retention_days?: RetentionDays | null;
  quota_gb?: QuotaGb | null;
  speech?: SpeechFields;
  faces?: FaceFields;
  hours?: HoursFields;
}

/** A clip of 0.2 seconds to an hour. */
export interface NewClip {
  id: string;
  camera_id: Identifier;
  start_ms: Instant;
  end_ms: Instant;
  sound?: Identifier[];
  muted?: boolean;
  narration?: NarrationText;
}

/** What is to be exported: at most 24 hours, 31 days as a timelapse. */
export interface NewExport {
  kind?: ExportKind;
  camera_ids: Identifier[];
  start: Instant;
  end: Instant;
  cut?: Cut;
  captions?: Captions;
  blur?: Blur | null;
  speed?: number;
  strict?: boolean;
  note?: string;
}

/** A model that is here already: in the import directory (`source`) or uploaded (`upload`). */
export interface NewImport {
  source?: string | null;
  upload?: string | null;
  name?: ModelsModelName | null;
}

/** A key to make. */
export interface NewKey {
  name: LabelInput;
  role?: RoleName;
  camera_ids?: AccessCameraIds | null;
  expires_ms?: number | null;
}

/** Pictures to link to, and for how long. */
export interface NewLinks {
  paths: PicturePath[];
  lasts_s?: number;
}

/** A model to download: of the catalogue by its name; any other of the hub with a repository and a revision. */
export interface NewModel {
  name: ModelsModelName;
  repository?: string | null;
  revision?: string | null;
}

/** A pack of the catalogue to download. */
export interface NewPack {
  engine: PackedEngine;
  name: ModelsModelName;
}

/** A pack that is here already: in the import directory (`source`) or uploaded (`upload`). */
export interface NewPackImport {
  source?: string | null;
  upload?: string | null;
  name?: ModelsModelName | null;
  engine: PackedEngine;
}

/** A person's name, and what else is known. */
export interface NewPerson {
  name: LabelInput;
  kind?: Kind;
  aliases?: Aliases;
  ha_person_id?: PersonEntity | null;
}

/** What no rule may delete. */
export interface NewProtection {
  camera_id: Identifier;
  start: Instant;
  end: Instant;
  note?: Note | null;
}

/** A rule to add. A keyword rule needs something to listen for, a speaker rule people, a silence rule minutes. */
export interface NewRule {
  phrases?: Phrases;
  sounds_like?: SoundsLike;
  expressions?: Expressions;
  languages?: Languages;
  name: LabelInput;
  kind?: "keyword" | "speaker" | "silence";
  speakers?: Speakers;
  silence_minutes?: SilenceMinutes;
  camera_ids?: RulesCameraIds;
  enabled?: boolean;
  armed?: boolean;
  schedule?: Schedule;
  cooldown_s?: CooldownS;
  early?: Early;
}

/** A stretch of the recordings, half a second to a minute; without `text` it begins with the transcript. */
export interface NewSample {
  start: Instant;
  end: Instant;
  text?: Words | null;
}

/** A story to make; its clips last 4 hours at most. */
export interface NewStory {
  title: Title;
  clips?: NewClip[];
  captions?: Captions;
  blur?: Blur | null;
}

/** How long to search at most. */
export interface NewTuning {
  most_trials?: number;
  most_s?: number;
}

/** An archive that is going to be sent in pieces. */
export interface NewUpload {
  size_bytes: number;
}

/** Somebody to add. */
export interface NewUser {
  name: LabelInput;
  password: Password;
  role?: RoleName;
  camera_ids?: AccessCameraIds | null;
}

/** Who did not speak; left out, whom the line names. */
export interface NotSpeaker {
  person_id?: Identifier | null;
}

/** Your own words about why. */
export type Note = string;

/** Which lines come first. */
export type Order = "newest" | "best";

/** An image that disagrees with its person. Scores are 0 to 1, as of recognition. `own` is that against the person's other images (null: there is none), `other` that against the nearest other person, `lead` the one less the other: the lower, the worse. */
export interface Outlier {
  face_id: number;
  person_id: string;
  reason: OutlierReason;
  lead: number;
  own: number | null;
  other: number | null;
  other_person_id: string | null;
}

/** Whose images to look at; everybody's by default. */
export interface OutlierQuery {
  person: Identifier | null;
  limit: Limit;
  cursor: Cursor | null;
}

/** Why a face disagrees with its person: it is like somebody else, or unlike their other images. */
export type OutlierReason = "like_another" | "unlike_own" | "unknown";

/** Names a pack of a face engine. */
export interface PackPath {
  engine: PackedEngine;
  name: ModelsModelName;
}

export type PackedEngine = "insightface" | "sface";

/** Which page is wanted. */
export interface PagedQuery {
  limit: Limit;
  cursor: Cursor | null;
}

/** Which page is wanted. */
export interface Pages {
  limit: Limit;
  cursor: Cursor | null;
}

/** Which page, and how long it is. */
export interface Paging {
  limit: Limit;
  cursor: Cursor | null;
}

export type Part = number;

/** Names a retranscription. */
export interface PassPath {
  pass_id: RowId;
}

/** Where in its life a retranscription is. */
export type PassState = "running" | "done" | "cancelled" | "unknown";

export type Password = string;

export type Pattern = string;

/** What a keyword rule listens for. */
export interface Patterns {
  phrases?: Phrases;
  sounds_like?: SoundsLike;
  expressions?: Expressions;
  languages?: Languages;
}

/** Which face of the image is meant, when there are several. */
export interface PeopleChoice {
  index: number | null;
}

/** An identity that faces and voices belong to; `ha_person_id` is Home Assistant's entity of the same person. In the answer to a change `edit_id` names it for undoing; it is null elsewhere, and when nothing changed. */
export interface Person {
  id: string;
  name: string;
  kind: PersonKind;
  aliases: string[];
  ha_person_id: string | null;
  created_ms: number;
  face_count: number;
  voice_count: number;
  last_seen_ms: number | null;
  last_camera_id: string | null;
  edit_id: number | null;
}

/** What to change; `ha_person_id` null unlinks the person from Home Assistant's. */
export interface PersonChanges {
  name?: LabelInput;
  kind?: Kind;
  aliases?: Aliases;
  ha_person_id?: PersonEntity | null;
}

/** Home Assistant's entity of the same person. */
export type PersonEntity = string;

/** An archive that was uploaded and found whole, to be taken in for a person who exists. */
export interface PersonImport {
  upload: string;
  person_id: string;
}

/** What a person is to the household, for automations: who lives there, who may come, who serves, who must not. */
export type PersonKind = "household" | "guest" | "service" | "unwanted" | "unknown";

/** Names a person. */
export interface PersonPath {
  person_id: Identifier;
}

/** Where in its life a visit or a stretch of speech is. */
export type Phase = "started" | "updated" | "ended" | "unknown";

/** Words or phrases; a trailing * on a word matches any ending. */
export type Phrases = Pattern[];

/** An address of a picture that needs no token until it ends; `link` is relative to the server's root. */
export interface PictureLink {
  path: string;
  link: string;
  expires_ms: number;
}

/** Path of a picture of this server, with its query, such as /api/visits/7/image.jpg. */
export type PicturePath = string;

/** Scale pictures down to this many pixels if they are wider. */
export type PictureWidth = number;

/** The instant at which playing is to begin, by default the start of the window. */
export interface PlayFrom {
  at: Instant | null;
}

/** A place in a picture, in parts of its width and height. */
export interface Point {
  x: number;
  y: number;
}

/** A place in the picture, in parts of its width and height. */
export interface PointFields {
  x: Part;
  y: Part;
}

/** Seconds kept after an event. */
export type PostRoll = number;

/** Seconds kept from before an event. */
export type PreRoll = number;

/** Where a person was seen last: by which camera, in which of its zones, from when to when in that visit. `present` while the visit lasts. Visits that are unsure say nothing about anybody. */
export interface Presence {
  person_id: string;
  name: string;
  present: boolean;
  visit_id: number;
  camera_id: string;
  since_ms: number;
  last_seen_ms: number;
  zones: string[];
}

/** Who is wanted; everybody by default. */
export interface PresenceQuery {
  camera: Identifier | null;
  zone: string | null;
  since: Instant | null;
  present: boolean | null;
}

export type Probability = number;

/** An address to try. */
export interface Probe {
  url: Url;
}

/** An error as every answer and status carries it: `message` names the fix, `field` the wrong input. `places` comes with several_faces only. */
export interface Problem {
  code: ErrorCode;
  message: string;
  field: string | null;
  request_id: string | null;
  at_ms: number | null;
  places: FacePlace[];
}

/** A range of a camera whose recordings no rule deletes. */
export interface Protection {
  id: number;
  camera_id: string;
  start_ms: number;
  end_ms: number;
  note: string | null;
  created_ms: number;
}

/** A quarter of an hour of a camera, by its UTC start: how much is recorded, since when, and what begins in it. */
export interface Quarter {
  start_ms: number;
  recorded_ms: number;
  first_ms: number | null;
  visits: number;
  lines: number;
}

export type QuotaGb = number;

/** A stretch of time of at most a month. */
export interface Range {
  start: Instant;
  end: Instant;
}

/** What of a recorded camera is kept. */
export type RecordMode = "continuous" | "events" | "unknown";

/** One segment file of a camera. */
export interface Recording {
  id: number;
  camera_id: string;
  start_ms: number;
  end_ms: number;
  size_bytes: number;
  is_open: boolean;
}

/** A calendar day of the asked time zone that has footage; 23 to 25 hours long. How much is recorded is None unless it was asked for. */
export interface RecordingDay {
  date: string;
  start_ms: number;
  end_ms: number;
  recorded_ms: number | null;
}

/** Names a recording. */
export interface RecordingPath {
  recording_id: RowId;
}

/** The library is to be embedded anew, from the stored crops, with this engine and model. */
export interface Reembedding {
  engine: string;
  model: string;
}

/** How many faces were embedded, and in how many crops the engine found no face: these keep what they had. `rejections` ("not them") and `visits` are those embedded besides, from the pictures of visits that are kept. */
export interface ReembeddingOutcome {
  embedded: number;
  unfound: number;
  rejections: number;
  visits: number;
}

/** Why the pictures and the sound of a story cannot be copied as the cameras encoded them. */
export type Reencoding = "formats" | "codec" | "sound" | "narration" | "captions" | "blur" | "unknown";

/** The last refresh token of a session. */
export interface Refresh {
  refresh_token: string;
}

/** An example of an archive that was not taken, and why. */
export interface Refusal {
  file: string;
  reason: string;
}

/** What was once taken for a person and is not; `modality` is face or voice. */
export interface Rejection {
  id: number;
  person_id: string;
  modality: string;
  visit_id: number | null;
  line_id: number | null;
  created_ms: number;
}

/** Names what is not a person. */
export interface RejectionPath {
  person_id: Identifier;
  rejection_id: RowId;
}

/** Compare the visits of nobody in particular with everybody again, because somebody got a name. */
export interface Rematch {
}

/** How many visits were compared, and how many of them are somebody known now. */
export interface RematchOutcome {
  compared: number;
  named: number;
}

/** Which faces of a person go. */
export interface Removal {
  face_ids: RowId[];
  not_them?: boolean;
}

/** Where to go on: the stream and sequence of the last event seen; from now on by default. */
export interface Resume {
  stream: string | null;
  sequence: number | null;
}

export type RetentionDays = number;

/** A range that a better model listens to again; `done` of `total` utterances are. Empty `camera_ids` are all cameras. `automatic` ones are made in idle hours. */
export interface Retranscription {
  id: number;
  state: PassState;
  camera_ids: string[];
  start_ms: number;
  end_ms: number;
  engine: string;
  model: string | null;
  automatic: boolean;
  total: number;
  done: number;
  created_ms: number;
  ended_ms: number | null;
}

/** How much somebody may do; each may do what those before may, too. */
export type Role = "view" | "control" | "edit" | "admin" | "unknown";

export type RoleName = "view" | "control" | "edit" | "admin";

export type RowId = number;

export type RowIds = RowId[];

/** When to raise an alert, near one of `camera_ids` (empty: any), within `schedule`, at most every `cooldown_s`. A keyword rule fires when any of `phrases`, `sounds_like` or `expressions` is heard, in one of `languages` and from one of `speakers` (empty: any); a speaker rule when one of `speakers` says anything; a silence rule once when nobody spoke for `silence_minutes`. It must be both `enabled` and `armed`: the first is about the rule, the second about the hour, and can be set for many rules at once. An `early` keyword rule need not wait until whoever speaks has finished; what it tells then is confirmed or withdrawn. */
export interface Rule {
  id: string;
  name: string;
  kind: RuleKind;
  phrases: string[];
  sounds_like: string[];
  expressions: string[];
  languages: string[];
  speakers: string[];
  silence_minutes: number;
  camera_ids: string[];
  enabled: boolean;
  armed: boolean;
  schedule: ScheduleSlot[];
  cooldown_s: number;
  early: boolean;
}

/** What to change; keys left out stay. A rule's kind never changes. */
export interface RuleChange {
  name?: LabelInput;
  phrases?: Phrases;
  sounds_like?: SoundsLike;
  expressions?: Expressions;
  languages?: Languages;
  speakers?: Speakers;
  silence_minutes?: SilenceMinutes;
  camera_ids?: RulesCameraIds;
  enabled?: boolean;
  armed?: boolean;
  schedule?: Schedule;
  cooldown_s?: CooldownS;
  early?: Early;
}

/** What makes a rule fire: words, somebody who speaks, or that nobody does. */
export type RuleKind = "keyword" | "speaker" | "silence" | "unknown";

/** A place in a text where `pattern` matches: characters [start, end). */
export interface RuleMatch {
  pattern: string;
  start: number;
  end: number;
}

/** Names a rule. */
export interface RulePath {
  rule_id: Identifier;
}

/** What a keyword rule finds in a text, in its order. */
export interface RuleTrial {
  matches: RuleMatch[];
}

/** Empty for all cameras. */
export type RulesCameraIds = Identifier[];

/** Names a sample of a camera. */
export interface SamplePath {
  camera_id: Identifier;
  sample_id: RowId;
}

/** Where the sound of a sample is: in the camera's recordings, or kept with it. */
export type SampleSource = "recording" | "upload" | "unknown";

/** How much to save; of a camera that records events only, no more than its pre-roll was held. */
export interface SaveLast {
  seconds?: number;
  note?: string;
}

/** Empty: always. */
export type Schedule = Slot[];

/** A stretch of the week, in local minutes of the day, that begins on `weekdays` (0 is Monday). An end that is not after the start lies on the next day. */
export interface ScheduleSlot {
  weekdays: number[];
  start_minute: number;
  end_minute: number;
}

export type Secret = string;

/** A file of a window. */
export interface SegmentPath {
  camera_id: Identifier;
  start_ms: Millis;
  end_ms: Millis;
  recording_id: RowId;
}

/** Who the server is and which wire it speaks. */
export interface ServerInfo {
  server_id: string;
  name: string;
  version: string;
  schema_version: number;
  min_schema_version: number;
  time_ms: number;
  speech: Engine | null;
  faces: Engine | null;
}

/** A login. The access token goes into the Authorization header; the refresh token gives the next two, once. */
export interface Session {
  user: User;
  access_token: string;
  access_expires_ms: number;
  refresh_token: string;
  refresh_expires_ms: number;
}

/** One analysed face of a visit: when, where in the picture, and how good a view it was. `left`, `top`, `width` and `height` are fractions of the picture; `quality`, and `detector`, the part of it that the detector's score is, are 0 to 1. */
export interface Sighting {
  at_ms: number;
  left: number;
  top: number;
  width: number;
  height: number;
  quality: number;
  detector: number;
}

/** Silence rules: how long nobody speaks. */
export type SilenceMinutes = number;

/** How large pictures are wanted. */
export interface Size {
  width: PictureWidth | null;
}

/** A stretch of the week in local minutes of the day; an end that is not after the start lies on the next day. */
export interface Slot {
  weekdays: Weekdays;
  start_minute: number;
  end_minute: number;
}

/** Phrases that may be misheard: one letter in words of 4 to 7, two in longer ones, none in shorter. */
export type SoundsLike = Pattern[];

/** Many stretches of time, oldest first and small to send. Each begins `after_ms` after the one before it did, the first after the start of what was asked for, and lasts `lasts_ms`. */
export interface Spans {
  after_ms: number[];
  lasts_ms: number[];
}

/** Who spoke; null for nobody known. */
export interface SpeakerInput {
  person_id: Identifier | null;
}

/** Who it is. */
export interface SpeakerName {
  person_id: Identifier;
}

/** A voice without a name, to be shown as "Speaker `number`"; it was heard in at least two utterances. */
export interface SpeakerOutput {
  id: number;
  number: number;
  lines: number;
  talk_ms: number;
  camera_id: string | null;
  created_ms: number;
  last_ms: number;
}

/** Names a speaker. */
export interface SpeakerPath {
  speaker_id: RowId;
}

/** People; empty for anybody. */
export type Speakers = Identifier[];

/** Someone starts or stops talking near a camera; carries no words. */
export interface Speech {
  camera_id: string;
  phase: Phase;
  at_ms: number;
}

/** How speech of a camera becomes text. */
export interface SpeechFields {
  engine?: EngineName | null;
  model?: SpeechFieldsModelName | null;
  task?: "transcribe" | "translate";
  language_mode?: "fixed" | "auto" | "locked";
  lock_after?: number;
  beam?: number;
  temperatures?: Temperature[];
  vad?: VoiceFields;
  gates?: GateFields;
  hot_words?: HotWord[];
  live?: boolean;
  keep_days?: number | null;
}

/** Name of a model as the engine knows it; null is the server's choice. */
export type SpeechFieldsModelName = string;

/** A model for speech that is installed or can be. `size_bytes` is what it takes or would take on the disk, `memory_bytes` about what it takes when it is loaded. `reason` says why a broken one is broken, `job_id` which job installs it. No `languages` means about a hundred. `trust` is the least of its files'; null before it is installed. */
export interface SpeechModel {
  name: string;
  title: string;
  state: ModelState;
  size_bytes: number;
  memory_bytes: number;
  reason: string | null;
  in_use: boolean;
  job_id: string | null;
  languages: string[];
  machine: string | null;
  licence: string | null;
  licence_url: string | null;
  repository: string | null;
  revision: string | null;
  trust: Trust | null;
}

/** How the speech of one camera is transcribed; `engine` and `model` null are the server's choice. `temperatures` after the first are tried for text that loops or that the engine itself does not believe. `lock_after` counts confident segments of `language_mode` locked. `hot_words` are offered to the engine besides the names of people and cameras. Speech of a `live` camera goes before that of all others. `keep_days` is how long its transcripts are kept; null is as the server's `transcript_days` says. */
export interface SpeechOptions {
  engine: string | null;
  model: string | null;
  task: SpeechTask;
  language_mode: LanguageMode;
  lock_after: number;
  beam: number;
  temperatures: number[];
  vad: VoiceOptions;
  gates: GateOptions;
  hot_words: string[];
  live: boolean;
  keep_days: number | null;
}

/** How far behind the transcript is, and what is done about it. `effort` is careful, packed (several utterances share a window), quick (also a narrow beam), spilling (also ordinary speech gives way) or dropping (also the oldest, least urgent speech is given up). `backlog_s` is speech that waits, by priority in `live_s`, `normal_s` and `later_s`, and by camera in `cameras`, where those that wait for nothing are left out; `work_s` is how long it will take at `rtf`, the seconds of work per second of speech lately. `counts` are utterances since the analysis process started, by what became of them; `drops` and `decisions` count by reason; `heard_s` and `busy_s` are speech transcribed and the time it took. */
export interface SpeechStatus {
  effort: string;
  backlog_s: number;
  live_s: number;
  normal_s: number;
  later_s: number;
  oldest_ms: number | null;
  queued: number;
  running: number;
  rtf: number | null;
  work_s: number;
  heard_s: number;
  busy_s: number;
  counts: Record<string, unknown>;
  drops: Record<string, unknown>;
  decisions: Record<string, unknown>;
  engines: EngineState[];
  cameras: CameraBacklog[];
}

/** What is made of speech: text in its own language, or that and an English translation. */
export type SpeechTask = "transcribe" | "translate" | "unknown";

/** What is somebody else's, and whose: `name` makes a new person, `to_id` names another; exactly one of them. */
export interface Splitting {
  face_ids?: RowIds;
  voice_ids?: RowIds;
  visit_ids?: RowIds;
  name?: LabelInput | null;
  to_id?: Identifier | null;
}

/** All recordings. `days_left` is when the space runs out and the oldest go early; null if that never happens. `crops_bytes` is what the pictures of visits take in the database; it is not part of the other figures. */
export interface Storage {
  used_bytes: number;
  protected_bytes: number;
  free_bytes: number;
  room_bytes: number;
  bytes_per_day: number;
  oldest_ms: number | null;
  days_left: number | null;
  crops_bytes: number;
  cameras: CameraStorage[];
}

/** What a camera would lose: how much, and where its footage would begin then; null if none were left. */
export interface StorageLoss {
  camera_id: string;
  recordings: number;
  duration_ms: number;
  size_bytes: number;
  oldest_ms: number | null;
}

/** What a change of settings would delete at once; cameras that lose nothing are left out. `crops` is how many visits would lose their pictures, `crops_bytes` what these take in the database. */
export interface StoragePreview {
  recordings: number;
  duration_ms: number;
  size_bytes: number;
  crops: number;
  crops_bytes: number;
  cameras: StorageLoss[];
}

/** A sequence of clips; `version` counts its changes, and who changes it names the one that they saw. */
export interface Story {
  id: string;
  title: string;
  version: number;
  clips: StoryClip[];
  captions: Captions;
  blur: FaceBlur | null;
  created_ms: number;
  updated_ms: number;
}

/** Somebody made, changed or deleted a story: then `version` is null. `camera_ids` are all that it touches. */
export interface StoryChange {
  id: string;
  version: number | null;
  camera_ids: string[];
}

/** What an export of a story would be now: empty `reencoded` means that streams are copied but at their cuts. Every clip must have something recorded, or the export fails. */
export interface StoryCheck {
  story_id: string;
  version: number;
  recorded_ms: number;
  clips: ClipCheck[];
  reencoded: Reencoding[];
}

/** A stretch [start, end) of one camera's footage in a story; `id` is its maker's, unique in the story. It sounds as the cameras in `sound` heard it, mixed on one clock; empty is its own camera. `muted` silences it. `narration` is spoken over it from its beginning. */
export interface StoryClip {
  id: string;
  camera_id: string;
  start_ms: number;
  end_ms: number;
  sound: string[];
  muted: boolean;
  narration: string;
}

/** How a story is to be exported. */
export interface StoryExport {
  strict?: boolean;
}

/** A story as it was when its export was ordered: what becomes of it later changes nothing. */
export interface StoryOrder {
  story_id: string;
  version: number;
  clips: StoryClip[];
}

/** Names a story. */
export interface StoryPath {
  story_id: string;
}

/** A story in a list: how long its clips are together, which cameras they touch, and the first of them. */
export interface StorySummary {
  id: string;
  title: string;
  version: number;
  clip_count: number;
  length_ms: number;
  camera_ids: string[];
  first: StoryClip | null;
  created_ms: number;
  updated_ms: number;
}

/** How a stretch of footage is encoded; `audio_codec` null is without sound. */
export interface StreamFormat {
  video_codec: string;
  audio_codec: string | null;
  width: number;
  height: number;
}

/** What a camera sends. */
export interface StreamReport {
  video_codec: string | null;
  width: number;
  height: number;
  frames_per_s: number;
  audio_codec: string | null;
  sample_rate_hz: number;
  notes: string[];
}

/** Something only a user decides. Of two speakers `score` tells how alike they are, by `count` prints. Of a person `count` lines were said while only they were in view of the camera, `against` while only others were; `score` is the part that speaks for it. In the answer to accepting it `edit_id` names what was done for undoing. */
export interface Suggestion {
  id: number;
  kind: SuggestionKind;
  speaker_id: number;
  other_id: number | null;
  person_id: string | null;
  score: number;
  count: number;
  against: number;
  created_ms: number;
  edit_id: number | null;
}

/** What is proposed: two speakers are one, or a speaker is a person who is often seen meanwhile. */
export type SuggestionKind = "same_speaker" | "person" | "unknown";

/** Names a suggestion. */
export interface SuggestionPath {
  suggestion_id: RowId;
}

/** How long people talked on a calendar day of the asked time zone, in each of its 24 hours. Where a clock change repeats an hour, both are in one; where it leaves one out, that is 0. `weekday` 0 is Monday. `mood` is the mean sentiment of the day's lines, -1 to 1, where that is configured. */
export interface TalkDay {
  date: string;
  weekday: number;
  hours_ms: number[];
  mood: number | null;
}

/** Figures about what was said. `words` are counted in the newest `words_of_lines` lines. */
export interface TalkFigures {
  days: TalkDay[];
  talk: TalkTime[];
  words: WordCount[];
  words_of_lines: number;
}

/** Which lines are summed up, and in whose hours. */
export interface TalkQuery {
  start: Instant;
  end: Instant;
  camera: Identifier | null;
  tz: TimeZone;
  words: number;
}

/** How long somebody talked near a camera; `speaker` null is everybody who is not known. */
export interface TalkTime {
  camera_id: string;
  speaker: string | null;
  talk_ms: number;
  lines: number;
}

export type Temperature = number;

/** An instant. */
export interface Then {
  at: Instant;
}

/** IANA name, such as Europe/Berlin. */
export type TimeZone = string;

/** One line of text that can be seen; it is trimmed. */
export type Title = string;

/** Which lines to export, and how. */
export interface TranscriptExport {
  start: Instant;
  end: Instant;
  camera: Identifier;
  format: Format;
}

/** What one engine made of an utterance; of several, one is `shown`. `chosen` is one that a user wants shown. */
export interface Transcription {
  utterance_id: number;
  version: number;
  engine: string;
  model: string;
  task: string;
  created_ms: number;
  shown: boolean;
  chosen: boolean;
  lines: Line[];
}

/** Which transcription is to be shown; null shows the best again. */
export interface TranscriptionsChoice {
  version: number | null;
}

/** Words to look for; a "phrase in quotes" stays together, a trailing * matches any ending, no text finds all. Case and accents do not matter. `best` ranks the newest 2,000 lines that match by how well they fit. */
export interface TranscriptsSearch {
  text?: string;
  camera_ids?: Identifier[];
  speakers?: Identifier[];
  speaker_ids?: RowId[];
  start?: Instant | null;
  end?: Instant | null;
  least_confidence?: number;
  order?: Order;
  context?: number;
  limit?: Limit;
  cursor?: Cursor | null;
}

/** How far a running job is in bytes; what cannot be told yet is null. */
export interface Transfer {
  done_bytes: number;
  total_bytes: number | null;
  bytes_per_s: number | null;
  left_s: number | null;
}

/** Whose word a file was checked against: this version's catalogue, the hub's for a fixed revision, or nobody's. */
export type Trust = "catalogue" | "hub" | "nobody" | "unknown";

/** The part of a camera's speech settings that is tried out. */
export interface TunedOptions {
  beam: number;
  temperatures: number[];
  vad: VoiceOptions;
  gates: GateOptions;
}

/** An order to find better speech settings for a camera, with at most so many trials and seconds. */
export interface Tuning {
  camera_id: string;
  most_trials: number;
  most_s: number;
}

/** What came of a tuning: its trials, the first with the settings at the start, and which one is the `best`. `samples` were used, with so many `words` in `length_s`; `skipped` ones have no sound any more. `complete` is false when time or trials ran out before everything was tried. */
export interface TuningOutcome {
  camera_id: string;
  engine: string;
  model: string;
  samples: number;
  skipped: number;
  words: number;
  length_s: number;
  trials: TuningTrial[];
  best: number;
  complete: boolean;
}

/** Names a tuning of a camera. */
export interface TuningPath {
  job_id: string;
  camera_id: Identifier;
}

/** Sound of a camera with what is really said in it; a tuning uses only samples that are `corrected`. A sample out of the recordings begins with the transcript as `text`; it lasts until its recording goes. */
export interface TuningSample {
  id: number;
  camera_id: string;
  source: SampleSource;
  length_ms: number;
  start_ms: number | null;
  text: string;
  corrected: boolean;
  created_ms: number;
}

/** How one set of options did. `wer` is the word error rate: wrong, missing and invented words per word said. `changed` names what differs from the settings at the start; `seconds` is the work of the engine for all samples. */
export interface TuningTrial {
  options: TunedOptions;
  changed: string[];
  wer: number;
  wrong: number;
  missing: number;
  invented: number;
  seconds: number;
}

/** Where a piece of an upload begins. */
export interface UploadOffset {
  offset: number;
}

/** Names an upload. */
export interface UploadPath {
  upload_id: string;
}

/** rtsp, rtsps, http, https, rtmp or srt address with its credentials; answers show *** instead. */
export type Url = string;

/** Somebody who logs in with a password. `camera_ids` null is all cameras. */
export interface User {
  id: string;
  name: string;
  role: Role;
  camera_ids: string[] | null;
  created_ms: number;
}

/** What to change; keys left out stay. Whatever it is, the user has to log in again. */
export interface UserChange {
  name?: LabelInput;
  password?: Password;
  role?: RoleName;
  camera_ids?: AccessCameraIds | null;
}

/** Names a user. */
export interface UserPath {
  user_id: Identifier;
}

/** Names an utterance. */
export interface UtterancePath {
  utterance_id: RowId;
}

/** Values of `{FRIGATE_…}` placeholders. */
export type Variables = Record<string, unknown>;

/** The one that was changed. */
export type Version = number;

/** One stay of one face in front of one camera, and the zones it was in; `end_ms` is None while it lasts. Scores are 0 to 1. `decided` means that a user said who it is, or is not: recognition leaves it so. */
export interface Visit {
  id: number;
  camera_id: string;
  start_ms: number;
  end_ms: number | null;
  verdict: WireVerdict;
  person_id: string | null;
  name: string | null;
  decided: boolean;
  score: number;
  margin: number;
  sightings: number;
  zones: string[];
}

/** A visit and what just happened to it. */
export interface VisitChange {
  phase: Phase;
  visit: Visit;
}

/** What is said of which visits; without a person, `reject` is about whom each visit names. */
export interface VisitLabels {
  action: Action;
  visit_ids: RowId[];
  person_id?: Identifier | null;
}

/** Names a visit. */
export interface VisitPath {
  visit_id: RowId;
}

/** Which visits are wanted; all by default, newest first. */
export interface VisitQuery {
  start: Instant | null;
  end: Instant | null;
  camera: Identifier | null;
  person: Identifier | null;
  verdict: "known" | "unsure" | "unknown" | null;
  begins: boolean;
  limit: Limit;
  cursor: Cursor | null;
}

/** One enrolled sound of a person; `quality` and its `parts` (seconds, snr, clipping, alike) are 0 to 1. In the answer to enrolling it `edit_id` names that change for undoing; it is null elsewhere, and if it was there. */
export interface Voice {
  id: number;
  person_id: string;
  quality: number;
  engine: string;
  seconds: number;
  source: string;
  created_ms: number;
  parts: Record<string, unknown>;
  edit_id: number | null;
}

/** When speech begins, ends and is cut. */
export interface VoiceFields {
  onset?: Probability;
  offset?: Probability;
  least_speech_ms?: number;
  close_ms?: number;
  pre_roll_ms?: number;
  tail_ms?: number;
  longest_ms?: number;
}

/** When speech begins, ends and is cut: probabilities of a voice, and lengths. The defaults were measured with far-field microphones. */
export interface VoiceOptions {
  onset: number;
  offset: number;
  least_speech_ms: number;
  close_ms: number;
  pre_roll_ms: number;
  tail_ms: number;
  longest_ms: number;
}

/** Names one voice of a person. */
export interface VoicePath {
  person_id: Identifier;
  voice_id: RowId;
}

/** The enrolled voices are to be heard anew, from their kept sound, by this engine and model. */
export interface VoiceReembedding {
  engine: string;
  model: string;
}

/** How many voices were heard, and in how many sounds the engine found no speech: these keep what they had. */
export interface VoiceReembeddingOutcome {
  embedded: number;
  unfound: number;
}

/** The speaker that stays. */
export interface VoicesMerging {
  into_speaker_id: RowId;
}

/** A text to have spoken. */
export interface WantedNarration {
  text: NarrationText;
  again?: boolean;
}

/** 0 is Monday. */
export type Weekdays = number[];

/** Whom an archive is taken in for: a new person, called `name` or as in the archive, or the `person` given. */
export interface Whose {
  name: LabelInput | null;
  person: Identifier | null;
}

/** A camera and a window of time. */
export interface WindowPath {
  camera_id: Identifier;
  start_ms: Millis;
  end_ms: Millis;
}

/** What went with a person: how many `people` (those merged into them counted) and waiting archives (`imports`). `images` are those in the folder of photographs that are not taken again: neither their folder, as long as nobody has its name, nor, anywhere, the very images that were looked at. Only keyed hashes of both are kept. */
export interface WirePeopleForgotten {
  people: number;
  imports: number;
  images: number;
}

/** How many utterances were deleted, with all that was made of them. */
export interface WireTalkForgotten {
  utterances: number;
}

/** What is thought of a figure; `unknown` is too little sound, or no speech yet. */
export type WireTuningVerdict = "good" | "poor" | "unknown";

/** The three honest answers about a face. */
export type WireVerdict = "known" | "unsure" | "unknown";

/** One heard word. `confidence` is 0 to 1, null where the engine tells none. */
export interface Word {
  text: string;
  start_ms: number;
  end_ms: number;
  confidence: number | null;
}

/** How often a word was said, in its most frequent spelling without capitals. */
export interface WordCount {
  word: string;
  count: number;
}

/** What is really said; case and punctuation do not matter. */
export type Words = string;

/** A polygon with a name, which visits carry whose face was in it. */
export interface Zone {
  name: string;
  points: Point[];
}

/** A polygon with a name. */
export interface ZoneFields {
  points: PointFields[];
  name: LabelInput;
}

/** Every route: what its path, query and body take, and what it answers. */
export interface Routes {
  /** Who the server is, which wire it speaks, and which engines work. */
  "GET /api/info": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: ServerInfo;
  };
  /** 200 when all is well, 503 with the reasons otherwise; both carry a Health value. */
  "GET /api/health": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: Health;
  };
  /** This document. */
  "GET /api/openapi.json": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: Response;
  };
  /** Every camera with its status. */
  "GET /api/cameras": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: { cameras: Camera[] };
  };
  /** Add a camera and start it; whether it can be reached shows in its status. */
  "POST /api/cameras": {
    params: NoInput;
    query: NoInput;
    body: NewCamera;
    result: Camera;
  };
  /** Try an address without adding it: what the camera sends, or why it cannot be read. */
  "POST /api/cameras/probe": {
    params: NoInput;
    query: NoInput;
    body: Probe;
    result: StreamReport;
  };
  /** One camera with its status. */
  "GET /api/cameras/{camera_id}": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: undefined;
    result: Camera;
  };
  /** Change a camera; only what needs it is restarted. */
  "PATCH /api/cameras/{camera_id}": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: CameraChange;
    result: Camera;
  };
  /** Remove a camera with its recordings, transcripts and visits. */
  "DELETE /api/cameras/{camera_id}": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** Turn a camera on, for good. */
  "POST /api/cameras/{camera_id}/start": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: undefined;
    result: CameraStatus;
  };
  /** Turn a camera off, for good. */
  "POST /api/cameras/{camera_id}/stop": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: undefined;
    result: CameraStatus;
  };
  /** Connect with a camera anew; one that is off is a conflict. */
  "POST /api/cameras/{camera_id}/restart": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: undefined;
    result: CameraStatus;
  };
  /** How a camera does; its connection is `unknown` while the recording process does not answer. */
  "GET /api/cameras/{camera_id}/status": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: undefined;
    result: CameraStatus;
  };
  /** What went wrong with a camera lately: at most 50, the newest last. */
  "GET /api/cameras/{camera_id}/problems": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: undefined;
    result: { problems: Problem[] };
  };
  /** Where the live RTSP stream of a camera is, and its credentials. */
  "GET /api/cameras/{camera_id}/stream": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: undefined;
    result: LiveStream;
  };
  /** A still of now, or of the recording at an instant; the header X-At-Ms tells its own. */
  "GET /api/cameras/{camera_id}/snapshot.jpg": {
    params: { camera_id: Identifier };
    query: { at?: Instant | null; width?: PictureWidth | null; blur?: Blur | null };
    body: undefined;
    result: Response;
  };
  /** Where an instant is in the recordings; if it is not, why, and where footage goes on. */
  "GET /api/cameras/{camera_id}/seek": {
    params: { camera_id: Identifier };
    query: { at: Instant };
    body: undefined;
    result: Moment;
  };
  /** Something happens: a camera that records events only keeps its pre-roll, this and its post-roll. */
  "POST /api/cameras/{camera_id}/trigger": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** Save the last seconds: a job makes a clip of them, and no rule deletes their recording. */
  "POST /api/cameras/{camera_id}/save": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: SaveLast;
    result: Job;
  };
  /** Find ONVIF cameras on the network; with a host, ask that one for its streams. */
  "POST /api/discovery": {
    params: NoInput;
    query: NoInput;
    body: DiscoverySearch;
    result: { devices: Device[] };
  };
  /** Show what becomes of the cameras of a Frigate configuration, and with `create` add them. */
  "POST /api/import/frigate": {
    params: NoInput;
    query: NoInput;
    body: FrigateImport;
    result: { cameras: ImportedCamera[] };
  };
  /** The files that overlap a range of at most 31 days. */
  "GET /api/cameras/{camera_id}/recordings": {
    params: { camera_id: Identifier };
    query: { start: Instant; end: Instant };
    body: undefined;
    result: { recordings: Recording[] };
  };
  /** The calendar days of a time zone that have footage. */
  "GET /api/cameras/{camera_id}/recordings/days": {
    params: { camera_id: Identifier };
    query: { tz?: TimeZone; measured?: boolean };
    body: undefined;
    result: { days: RecordingDay[] };
  };
  /** What is missing in a range of at most 366 days, and why. */
  "GET /api/cameras/{camera_id}/gaps": {
    params: { camera_id: Identifier };
    query: { start: Instant; end: Instant };
    body: undefined;
    result: { gaps: Gap[] };
  };
  /** A recording as an MP4 file; takes Range. */
  "GET /api/recordings/{recording_id}/file": {
    params: { recording_id: RowId };
    query: NoInput;
    body: undefined;
    result: Response;
  };
  /** Delete a recording that is finished; a gap takes its place. */
  "DELETE /api/recordings/{recording_id}": {
    params: { recording_id: RowId };
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** How much space is taken, and how long it lasts if all goes on as in the last 24 hours. */
  "GET /api/storage": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: Storage;
  };
  /** What other settings would delete at once; nothing is changed. */
  "POST /api/storage/preview": {
    params: NoInput;
    query: NoInput;
    body: LimitsChange;
    result: StoragePreview;
  };
  /** The ranges of a camera that no rule deletes. */
  "GET /api/cameras/{camera_id}/protections": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: undefined;
    result: { protections: Protection[] };
  };
  /** Protect a range: no rule and no request deletes recordings that touch it until it is taken back. */
  "POST /api/recordings/protect": {
    params: NoInput;
    query: NoInput;
    body: NewProtection;
    result: Protection;
  };
  /** Take the protection of a range back; answers the camera's other protections. */
  "POST /api/recordings/unprotect": {
    params: NoInput;
    query: NoInput;
    body: CameraRange;
    result: { protections: Protection[] };
  };
  /** A finished media playlist of what is recorded between two instants at most 7 days apart. */
  "GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8": {
    params: { camera_id: Identifier; start_ms: Millis; end_ms: Millis };
    query: { at?: Instant | null };
    body: undefined;
    result: Response;
  };
  /** An initialisation segment. */
  "GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/init/{init_id}.mp4": {
    params: { camera_id: Identifier; start_ms: Millis; end_ms: Millis; init_id: string };
    query: NoInput;
    body: undefined;
    result: Response;
  };
  /** A file on its session's timeline; takes Range. */
  "GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/seg/{recording_id}.mp4": {
    params: { camera_id: Identifier; start_ms: Millis; end_ms: Millis; recording_id: RowId };
    query: NoInput;
    body: undefined;
    result: Response;
  };
  /** Export a range as a clip, as sound or as a timelapse: a job that goes on by itself. */
  "POST /api/exports": {
    params: NoInput;
    query: NoInput;
    body: NewExport;
    result: Job;
  };
  /** A file of a finished export; takes Range. */
  "GET /api/exports/{job_id}/file": {
    params: { job_id: string };
    query: { name?: string | null };
    body: undefined;
    result: Response;
  };
  /** Stories in pages, the last changed first; only those all of whose cameras the caller may see. */
  "GET /api/stories": {
    params: NoInput;
    query: { limit?: Limit; cursor?: Cursor | null };
    body: undefined;
    result: { stories: StorySummary[]; cursor: string | null };
  };
  /** Make a story. */
  "POST /api/stories": {
    params: NoInput;
    query: NoInput;
    body: NewStory;
    result: Story;
  };
  /** One story with its clips, also those of cameras that are gone. */
  "GET /api/stories/{story_id}": {
    params: { story_id: string };
    query: NoInput;
    body: undefined;
    result: Story;
  };
  /** Replace what is in a story; a conflict if it has another version meanwhile. */
  "PUT /api/stories/{story_id}": {
    params: { story_id: string };
    query: NoInput;
    body: ChangedStory;
    result: Story;
  };
  /** Delete a story; what was exported of it stays. */
  "DELETE /api/stories/{story_id}": {
    params: { story_id: string };
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** What an export of a story would be now: what is missing of each clip, and what must be encoded anew. */
  "GET /api/stories/{story_id}/check": {
    params: { story_id: string };
    query: NoInput;
    body: undefined;
    result: StoryCheck;
  };
  /** Export a story as it is now: a job of the kind export. */
  "POST /api/stories/{story_id}/export": {
    params: { story_id: string };
    query: NoInput;
    body: StoryExport;
    result: Job;
  };
  /** Texts that are to be spoken, or were, with them; what was wanted first, first. */
  "GET /api/narrations": {
    params: NoInput;
    query: { state?: NarrationState | null; limit?: Limit };
    body: undefined;
    result: { narrations: Narration[] };
  };
  /** Have a text spoken by Home Assistant, if it was not yet; an hour later it must be a story's to stay. */
  "POST /api/narrations": {
    params: NoInput;
    query: NoInput;
    body: WantedNarration;
    result: Narration;
  };
  /** Whether a text has been spoken; its id follows from it. */
  "GET /api/narrations/{narration_id}": {
    params: { narration_id: string };
    query: NoInput;
    body: undefined;
    result: Narration;
  };
  /** Send a sound of at most 2 minutes and 4 MB that speaks a text; the first one stays. */
  "PUT /api/narrations/{narration_id}": {
    params: { narration_id: string };
    query: NoInput;
    body: Blob;
    result: Narration;
  };
  /** How a text was spoken. */
  "GET /api/narrations/{narration_id}/sound.wav": {
    params: { narration_id: string };
    query: NoInput;
    body: undefined;
    result: Response;
  };
  /** Tell that a text cannot be spoken, so that nobody waits for it. */
  "POST /api/narrations/{narration_id}/failed": {
    params: { narration_id: string };
    query: NoInput;
    body: FailedNarration;
    result: Narration;
  };
  /** Jobs, newest first, in pages; of whoever may see some cameras a page may have fewer than asked for. */
  "GET /api/jobs": {
    params: NoInput;
    query: { kind?: JobKind | null; state?: JobState | null; export?: ExportKind | null; limit?: Limit; cursor?: Cursor | null };
    body: undefined;
    result: { jobs: Job[]; cursor: string | null };
  };
  /** One job. */
  "GET /api/jobs/{job_id}": {
    params: { job_id: string };
    query: NoInput;
    body: undefined;
    result: Job;
  };
  /** Delete a job and its files; one that runs is a conflict. */
  "DELETE /api/jobs/{job_id}": {
    params: { job_id: string };
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** Stop a job; what it made so far is removed. */
  "POST /api/jobs/{job_id}/cancel": {
    params: { job_id: string };
    query: NoInput;
    body: undefined;
    result: Job;
  };
  /** Begin a failed or cancelled job anew. */
  "POST /api/jobs/{job_id}/retry": {
    params: { job_id: string };
    query: NoInput;
    body: undefined;
    result: Job;
  };
  /** Models for speech: those that can be installed, and those that are. */
  "GET /api/models": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: { models: SpeechModel[] };
  };
  /** Download a model: a job that goes on by itself, and goes on where it was after an interruption. */
  "POST /api/models": {
    params: NoInput;
    query: NoInput;
    body: NewModel;
    result: Job;
  };
  /** Remove a model; one that is in use is a conflict. */
  "DELETE /api/models/{name}": {
    params: { name: ModelsModelName };
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** The memory that engines share, and who holds how much of it. */
  "GET /api/models/memory": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: EngineMemory;
  };
  /** What lies in the import directory (MODELS/import) and may be imported. */
  "GET /api/models/imports": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: { files: Importable[] };
  };
  /** Install a model from the import directory or from an upload: a job. */
  "POST /api/models/imports": {
    params: NoInput;
    query: NoInput;
    body: NewImport;
    result: Job;
  };
  /** Begin to upload an archive (zip or tar) with a model. */
  "POST /api/models/uploads": {
    params: NoInput;
    query: NoInput;
    body: NewUpload;
    result: ModelUpload;
  };
  /** How far an upload is; go on at `received_bytes`. */
  "GET /api/models/uploads/{upload_id}": {
    params: { upload_id: string };
    query: NoInput;
    body: undefined;
    result: ModelUpload;
  };
  /** Send the next piece of an upload: at most 16 MB, beginning where the last one ended. */
  "PUT /api/models/uploads/{upload_id}": {
    params: { upload_id: string };
    query: { offset: number };
    body: Blob;
    result: ModelUpload;
  };
  /** Forget an upload. */
  "DELETE /api/models/uploads/{upload_id}": {
    params: { upload_id: string };
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** WebSocket of a camera's fragments as they arrive, for a MediaSource. */
  "GET /api/cameras/{camera_id}/live": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** A camera's keyframes as they arrive, for what cannot play its codec: a picture each second or so. */
  "GET /api/cameras/{camera_id}/mjpeg": {
    params: { camera_id: Identifier };
    query: { width?: PictureWidth | null };
    body: undefined;
    result: Response;
  };
  /** Lines that hold what is looked for, newest or best first, with highlights and when they were spoken. */
  "POST /api/transcripts/search": {
    params: NoInput;
    query: NoInput;
    body: TranscriptsSearch;
    result: LinePage;
  };
  /** A camera's lines of at most 366 days, with who speaks, as json, txt, srt or vtt; subtitles count from the start. */
  "GET /api/transcripts/export": {
    params: NoInput;
    query: { start: Instant; end: Instant; camera: Identifier; format?: Format };
    body: undefined;
    result: Response;
  };
  /** All that engines made of an utterance, oldest first; there are few. */
  "GET /api/utterances/{utterance_id}/transcriptions": {
    params: { utterance_id: RowId };
    query: NoInput;
    body: undefined;
    result: { transcriptions: Transcription[] };
  };
  /** Choose which transcription of an utterance is shown and found, or leave it to the server again. */
  "PUT /api/utterances/{utterance_id}/transcriptions": {
    params: { utterance_id: RowId };
    query: NoInput;
    body: TranscriptionsChoice;
    result: { transcriptions: Transcription[] };
  };
  /** Delete a line, from the index too; it is never transcribed again. */
  "DELETE /api/transcripts/lines/{line_id}": {
    params: { line_id: RowId };
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** Delete what was said in a range, from the index too, with what waits to be transcribed. */
  "POST /api/transcripts/delete": {
    params: NoInput;
    query: NoInput;
    body: Forget;
    result: WireTalkForgotten;
  };
  /** How far behind the transcript is, what is done about it, and how the engines are. */
  "GET /api/speech": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: SpeechStatus;
  };
  /** Have a better model hear a range again, when no new speech waits; what is better is shown. */
  "POST /api/transcripts/retranscribe": {
    params: NoInput;
    query: NoInput;
    body: Again;
    result: Retranscription;
  };
  /** What is, or was, heard again: the newest 100, the latest first. */
  "GET /api/transcripts/retranscribe": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: { retranscriptions: Retranscription[] };
  };
  /** How far hearing a range again is. */
  "GET /api/transcripts/retranscribe/{pass_id}": {
    params: { pass_id: RowId };
    query: NoInput;
    body: undefined;
    result: Retranscription;
  };
  /** Stop hearing a range again; what was done stays. */
  "POST /api/transcripts/retranscribe/{pass_id}/cancel": {
    params: { pass_id: RowId };
    query: NoInput;
    body: undefined;
    result: Retranscription;
  };
  /** Level, noise, clipping and speech of a camera's sound in the last hour, and what to do about them. */
  "GET /api/cameras/{camera_id}/microphone": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: undefined;
    result: MicrophoneReport;
  };
  /** Samples of what is said at a camera, oldest first: at most 100. */
  "GET /api/cameras/{camera_id}/tuning/samples": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: undefined;
    result: { samples: TuningSample[] };
  };
  /** Keep a stretch of the recordings as a sample. */
  "POST /api/cameras/{camera_id}/tuning/samples": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: NewSample;
    result: TuningSample;
  };
  /** Keep a WAV file of at most a minute as a sample; its words follow with PATCH. */
  "POST /api/cameras/{camera_id}/tuning/samples/upload": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: Blob;
    result: TuningSample;
  };
  /** Say what is really said in a sample. */
  "PATCH /api/cameras/{camera_id}/tuning/samples/{sample_id}": {
    params: { camera_id: Identifier; sample_id: RowId };
    query: NoInput;
    body: Correction;
    result: TuningSample;
  };
  /** Forget a sample. */
  "DELETE /api/cameras/{camera_id}/tuning/samples/{sample_id}": {
    params: { camera_id: Identifier; sample_id: RowId };
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** Search for speech settings that suit a camera, by its corrected samples: a job of the kind `tuning`. */
  "POST /api/cameras/{camera_id}/tuning": {
    params: { camera_id: Identifier };
    query: NoInput;
    body: NewTuning;
    result: Job;
  };
  /** Set a camera to the best that a finished tuning found. */
  "POST /api/cameras/{camera_id}/tuning/{job_id}/apply": {
    params: { job_id: string; camera_id: Identifier };
    query: NoInput;
    body: undefined;
    result: Camera;
  };
  /** How much was said by local day and hour, by camera and person, and the words said most often. */
  "GET /api/transcripts/figures": {
    params: NoInput;
    query: { start: Instant; end: Instant; camera?: Identifier | null; tz?: TimeZone; words?: number };
    body: undefined;
    result: TalkFigures;
  };
  /** The quarters of an hour of at most 31 days in which a camera has footage, visits or lines. */
  "GET /api/cameras/{camera_id}/activity": {
    params: { camera_id: Identifier };
    query: { start: Instant; end: Instant };
    body: undefined;
    result: { quarters: Quarter[] };
  };
  /** A camera's timeline of at most 8 days: when there is footage, somebody speaks, and faces are seen. */
  "GET /api/cameras/{camera_id}/lanes": {
    params: { camera_id: Identifier };
    query: { start: Instant; end: Instant };
    body: undefined;
    result: Lanes;
  };
  /** What was said as conversations, newest first: lines of one camera without a minute's pause. */
  "GET /api/transcripts/conversations": {
    params: NoInput;
    query: { start: Instant; end: Instant; camera?: Identifier | null; limit?: Limit };
    body: undefined;
    result: { conversations: Conversation[] };
  };
  /** Everything about a person as one ZIP archive: names, faces, voices, with the SHA-256 of each. */
  "POST /api/people/{person_id}/archive": {
    params: { person_id: Identifier };
    query: NoInput;
    body: undefined;
    result: Response;
  };
  /** Take in the archive of a person, at most 256 MB: checked as a whole at once, then a job. */
  "POST /api/people/imports": {
    params: NoInput;
    query: { name?: LabelInput | null; person?: Identifier | null };
    body: Blob;
    result: Job;
  };
  /** Look through the folder of photographs now: a job; one that waits or runs already is the answer. */
  "POST /api/people/scan": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: Job;
  };
  /** Compare the kept visits of nobody in particular with everybody again: a job, as after every naming. */
  "POST /api/people/rematch": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: Job;
  };
  /** What became of each image of the folder of photographs, the last one first, in pages. */
  "GET /api/people/folder": {
    params: NoInput;
    query: { state?: ImageState | null; limit?: Limit; cursor?: Cursor | null };
    body: undefined;
    result: { images: FolderImage[]; cursor: string | null };
  };
  /** Enrolled images that disagree with their person, the worst first, with the scores, in pages. */
  "GET /api/faces/outliers": {
    params: NoInput;
    query: { person?: Identifier | null; limit?: Limit; cursor?: Cursor | null };
    body: undefined;
    result: { outliers: Outlier[]; cursor: string | null };
  };
  /** Visits of people who are not known, sorted into groups of probably one person each, in pages. */
  "GET /api/faces/groups": {
    params: NoInput;
    query: { least?: number; limit?: number; cursor?: Cursor | null };
    body: undefined;
    result: { groups: FaceGroup[]; cursor: string | null };
  };
  /** How scores of the same and of different people lie in this library, and the threshold they suggest. */
  "GET /api/faces/calibration": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: Calibration;
  };
  /** Say who a group's visits are; the other kept visits are then compared again by a job. Can be undone. */
  "POST /api/faces/groups/name": {
    params: NoInput;
    query: NoInput;
    body: Naming;
    result: GroupNaming;
  };
  /** Everybody, by name, in pages. */
  "GET /api/people": {
    params: NoInput;
    query: { limit?: Limit; cursor?: Cursor | null };
    body: undefined;
    result: { people: Person[]; cursor: string | null };
  };
  /** Add a person; names and aliases are unique without regard to case. */
  "POST /api/people": {
    params: NoInput;
    query: NoInput;
    body: NewPerson;
    result: Person;
  };
  /** One person. */
  "GET /api/people/{person_id}": {
    params: { person_id: Identifier };
    query: NoInput;
    body: undefined;
    result: Person;
  };
  /** Change a person's name, aliases, kind or Home Assistant entity. Can be undone. */
  "PATCH /api/people/{person_id}": {
    params: { person_id: Identifier };
    query: NoInput;
    body: PersonChanges;
    result: Person;
  };
  /** Remove a person; past visits and lines become those of somebody unknown. Can be undone. */
  "DELETE /api/people/{person_id}": {
    params: { person_id: Identifier };
    query: NoInput;
    body: undefined;
    result: Edited;
  };
  /** A person's enrolled faces, oldest first, in pages. */
  "GET /api/people/{person_id}/faces": {
    params: { person_id: Identifier };
    query: { limit?: Limit; cursor?: Cursor | null };
    body: undefined;
    result: { faces: Face[]; cursor: string | null };
  };
  /** Enrol a face from an image, sent raw or as the form field `image`. */
  "POST /api/people/{person_id}/faces": {
    params: { person_id: Identifier };
    query: { index?: number | null };
    body: Blob;
    result: Face;
  };
  /** The picture of an enrolled face. */
  "GET /api/people/{person_id}/faces/{face_id}/image.jpg": {
    params: { person_id: string; face_id: RowId };
    query: NoInput;
    body: undefined;
    result: Response;
  };
  /** Remove one face of a person. Can be undone. */
  "DELETE /api/people/{person_id}/faces/{face_id}": {
    params: { person_id: string; face_id: RowId };
    query: NoInput;
    body: undefined;
    result: Edited;
  };
  /** Remove faces of a person, all or none, perhaps because it is not them. Can be undone. */
  "POST /api/people/{person_id}/faces/remove": {
    params: { person_id: Identifier };
    query: NoInput;
    body: Removal;
    result: Edited;
  };
  /** Let all that is one person's be another's, the name as an alias. Can be undone. */
  "POST /api/people/{person_id}/merge": {
    params: { person_id: Identifier };
    query: NoInput;
    body: IdentityMerging;
    result: Person;
  };
  /** Give faces, voices and visits of a person to a new or another one, who is returned. Can be undone. */
  "POST /api/people/{person_id}/split": {
    params: { person_id: Identifier };
    query: NoInput;
    body: Splitting;
    result: Person;
  };
  /** Remove all that is known of a person, for good; also of one who was deleted or merged of late. */
  "POST /api/people/{person_id}/forget": {
    params: { person_id: Identifier };
    query: NoInput;
    body: undefined;
    result: WirePeopleForgotten;
  };
  /** What was taken for a person and is not, newest first, in pages. */
  "GET /api/people/{person_id}/rejections": {
    params: { person_id: Identifier };
    query: { limit?: Limit; cursor?: Cursor | null };
    body: undefined;
    result: { rejections: Rejection[]; cursor: string | null };
  };
  /** Take back that something is not a person. Can be undone. */
  "DELETE /api/people/{person_id}/rejections/{rejection_id}": {
    params: { person_id: Identifier; rejection_id: RowId };
    query: NoInput;
    body: undefined;
    result: Edited;
  };
  /** What was changed about people in the last 30 days, newest first, in pages. */
  "GET /api/edits": {
    params: NoInput;
    query: { limit?: Limit; cursor?: Cursor | null; person?: Identifier | null };
    body: undefined;
    result: { edits: Edit[]; cursor: string | null };
  };
  /** Put everything back as it was before a change; later changes of the same must be undone first. */
  "POST /api/edits/{edit_id}/undo": {
    params: { edit_id: RowId };
    query: NoInput;
    body: undefined;
    result: Edit;
  };
  /** Say who visits were, or were not; the answers tell whether recognition learns from it. Undoable. */
  "POST /api/visits/label": {
    params: NoInput;
    query: NoInput;
    body: VisitLabels;
    result: { labels: LabelOutput[] };
  };
  /** Say who spoke a line. Can be undone. */
  "PUT /api/transcripts/lines/{line_id}/speaker": {
    params: { line_id: RowId };
    query: NoInput;
    body: SpeakerInput;
    result: LabelOutput;
  };
  /** Say who did not speak a line; voices like it are not taken for them any more. Can be undone. */
  "POST /api/transcripts/lines/{line_id}/reject": {
    params: { line_id: RowId };
    query: NoInput;
    body: NotSpeaker;
    result: LabelOutput;
  };
  /** Which face engine works, why this one, and how much of the library it can compare. */
  "GET /api/faces": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: FaceStatus;
  };
  /** Choose the face engine; the library is embedded anew for it, and until then nobody is recognised. */
  "PUT /api/faces/engine": {
    params: NoInput;
    query: NoInput;
    body: Choosing;
    result: FaceStatus;
  };
  /** Embed what waits for it: a job, which begins by itself unless the last one failed. */
  "POST /api/faces/reembed": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: Job;
  };
  /** Packs of face engines: those that can be installed, and those that are. */
  "GET /api/faces/packs": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: { packs: FacePack[] };
  };
  /** Download a pack: a job. Its terms, if it has any, must be accepted first. */
  "POST /api/faces/packs": {
    params: NoInput;
    query: NoInput;
    body: NewPack;
    result: Job;
  };
  /** Install a pack from the import directory or from an upload (see /api/models): a job. */
  "POST /api/faces/packs/imports": {
    params: NoInput;
    query: NoInput;
    body: NewPackImport;
    result: Job;
  };
  /** Accept the terms of a pack, once they were read; the text, the instant and the name are kept. */
  "PUT /api/faces/packs/{engine}/{name}/terms": {
    params: { engine: PackedEngine; name: ModelsModelName };
    query: NoInput;
    body: Acceptance;
    result: FacePack;
  };
  /** Remove a pack; one that is in use is a conflict. */
  "DELETE /api/faces/packs/{engine}/{name}": {
    params: { engine: PackedEngine; name: ModelsModelName };
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** Visits, newest first, in pages. */
  "GET /api/visits": {
    params: NoInput;
    query: { start?: Instant | null; end?: Instant | null; camera?: Identifier | null; person?: Identifier | null; verdict?: "known" | "unsure" | "unknown" | null; begins?: boolean; limit?: Limit; cursor?: Cursor | null };
    body: undefined;
    result: { visits: Visit[]; cursor: string | null };
  };
  /** Where the face of a visit was, picture by picture, oldest first: at most 512, evenly chosen. */
  "GET /api/visits/{visit_id}/sightings": {
    params: { visit_id: RowId };
    query: NoInput;
    body: undefined;
    result: { sightings: Sighting[] };
  };
  /** The best picture of a visit. */
  "GET /api/visits/{visit_id}/image.jpg": {
    params: { visit_id: RowId };
    query: NoInput;
    body: undefined;
    result: Response;
  };
  /** Where each person was seen last, by camera and zone, and whether they are there still. */
  "GET /api/presence": {
    params: NoInput;
    query: { camera?: Identifier | null; zone?: string | null; since?: Instant | null; present?: boolean | null };
    body: undefined;
    result: { presence: Presence[] };
  };
  /** A person's enrolled voices: at most 50. */
  "GET /api/people/{person_id}/voices": {
    params: { person_id: Identifier };
    query: NoInput;
    body: undefined;
    result: { voices: Voice[] };
  };
  /** Enrol a voice from a WAV file of at most a minute with ten seconds of speech. */
  "POST /api/people/{person_id}/voices": {
    params: { person_id: Identifier };
    query: NoInput;
    body: Blob;
    result: Voice;
  };
  /** Enrol a voice from what is heard in lines of the transcript. */
  "POST /api/people/{person_id}/voices/lines": {
    params: { person_id: Identifier };
    query: NoInput;
    body: ChosenLines;
    result: Voice;
  };
  /** The sound of an enrolled voice. */
  "GET /api/people/{person_id}/voices/{voice_id}/sound.wav": {
    params: { person_id: Identifier; voice_id: RowId };
    query: NoInput;
    body: undefined;
    result: Response;
  };
  /** Remove one voice of a person. Can be undone. */
  "DELETE /api/people/{person_id}/voices/{voice_id}": {
    params: { person_id: Identifier; voice_id: RowId };
    query: NoInput;
    body: undefined;
    result: Edited;
  };
  /** Voices without a name that were heard at least twice, who spoke last first: at most 500. */
  "GET /api/speakers": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: { speakers: SpeakerOutput[] };
  };
  /** Say who a speaker is: all their lines become that person's, whose voice is learnt if they suffice. */
  "POST /api/speakers/{speaker_id}/name": {
    params: { speaker_id: RowId };
    query: NoInput;
    body: SpeakerName;
    result: NamedSpeaker;
  };
  /** Say that two speakers are one. Can be undone. */
  "POST /api/speakers/{speaker_id}/merge": {
    params: { speaker_id: RowId };
    query: NoInput;
    body: VoicesMerging;
    result: Edited;
  };
  /** What is proposed about speakers, the most certain first, in pages: two are one, or one is a person. */
  "GET /api/speakers/suggestions": {
    params: NoInput;
    query: { limit?: Limit; cursor?: Cursor | null };
    body: undefined;
    result: { suggestions: Suggestion[]; cursor: string | null };
  };
  /** Do what is proposed. Can be undone. */
  "POST /api/speakers/suggestions/{suggestion_id}/accept": {
    params: { suggestion_id: RowId };
    query: NoInput;
    body: undefined;
    result: Suggestion;
  };
  /** Never propose this again. Can be undone. */
  "DELETE /api/speakers/suggestions/{suggestion_id}": {
    params: { suggestion_id: RowId };
    query: NoInput;
    body: undefined;
    result: Edited;
  };
  /** Every rule; there are at most 200. */
  "GET /api/rules": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: { rules: Rule[] };
  };
  /** Add a rule. */
  "POST /api/rules": {
    params: NoInput;
    query: NoInput;
    body: NewRule;
    result: Rule;
  };
  /** Change a rule. */
  "PATCH /api/rules/{rule_id}": {
    params: { rule_id: Identifier };
    query: NoInput;
    body: RuleChange;
    result: Rule;
  };
  /** Remove a rule; its alerts stay. */
  "DELETE /api/rules/{rule_id}": {
    params: { rule_id: Identifier };
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** Arm or disarm some rules or all, at once. */
  "POST /api/rules/arm": {
    params: NoInput;
    query: NoInput;
    body: Arming;
    result: { rules: Rule[] };
  };
  /** What a keyword rule would find in a text; nothing is stored. */
  "POST /api/rules/try": {
    params: NoInput;
    query: NoInput;
    body: Attempt;
    result: RuleTrial;
  };
  /** Alerts of rules, newest first, in pages. */
  "GET /api/alerts": {
    params: NoInput;
    query: { start?: Instant | null; end?: Instant | null; rule?: Identifier | null; camera?: Identifier | null; kind?: "keyword" | "speaker" | "silence" | null; limit?: Limit; cursor?: Cursor | null };
    body: undefined;
    result: { alerts: Alert[]; cursor: string | null };
  };
  /** One alert with its line, the times of its words and the range of its clip. */
  "GET /api/alerts/{alert_id}": {
    params: { alert_id: RowId };
    query: NoInput;
    body: undefined;
    result: Alert;
  };
  /** Delete an alert with its picture; its line stays. */
  "DELETE /api/alerts/{alert_id}": {
    params: { alert_id: RowId };
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** What the camera showed when an alert's first word was spoken. */
  "GET /api/alerts/{alert_id}/picture.jpg": {
    params: { alert_id: RowId };
    query: NoInput;
    body: undefined;
    result: Response;
  };
  /** WebSocket of Event messages: `hello` first, `resync` whenever some were lost. */
  "GET /api/events": {
    params: NoInput;
    query: { stream?: string | null; sequence?: number | null };
    body: undefined;
    result: undefined;
  };
  /** Figures for Prometheus, all named `thewallflower_…`; its scraper sends the token as any other client. */
  "GET /metrics": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: Response;
  };
  /** Whether there is anybody who can log in. */
  "GET /api/login": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: LoginState;
  };
  /** Log in with a name and a password. */
  "POST /api/login": {
    params: NoInput;
    query: NoInput;
    body: LogIn;
    result: Session;
  };
  /** Get the next tokens of a session; a refresh token is good once. */
  "POST /api/login/refresh": {
    params: NoInput;
    query: NoInput;
    body: Refresh;
    result: Session;
  };
  /** End a session. */
  "POST /api/logout": {
    params: NoInput;
    query: NoInput;
    body: Refresh;
    result: undefined;
  };
  /** Who asks, and what they may do. */
  "GET /api/me": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: Me;
  };
  /** Everybody who can log in; at most 200. */
  "GET /api/users": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: { users: User[] };
  };
  /** Add a user; the first one is added with the server's token. */
  "POST /api/users": {
    params: NoInput;
    query: NoInput;
    body: NewUser;
    result: User;
  };
  /** Change a user, who has to log in again. */
  "PATCH /api/users/{user_id}": {
    params: { user_id: Identifier };
    query: NoInput;
    body: UserChange;
    result: User;
  };
  /** Remove a user, whose sessions are over at once. */
  "DELETE /api/users/{user_id}": {
    params: { user_id: Identifier };
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** Every key, without its secret; at most 200. */
  "GET /api/keys": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: { keys: ApiKey[] };
  };
  /** Make a key for a program; its secret is told this once. */
  "POST /api/keys": {
    params: NoInput;
    query: NoInput;
    body: NewKey;
    result: NewApiKey;
  };
  /** Revoke a key, at once. */
  "DELETE /api/keys/{key_id}": {
    params: { key_id: Identifier };
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** What was changed, by whom and from where, in the last 90 days, newest first; logins are in it, too. */
  "GET /api/audit": {
    params: NoInput;
    query: { limit?: Limit; cursor?: Cursor | null };
    body: undefined;
    result: { entries: AuditEntry[]; cursor: string | null };
  };
  /** Give a page's browser a cookie that stands for the login or key of this request's token. */
  "POST /api/session": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** End the login that the browser's cookie stands for, and take the cookie away. */
  "DELETE /api/session": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** Whether the server answers; how it does is told by `/api/health`. */
  "GET /api/alive": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** Check the database and keep its files fit to be copied one by one, for an hour at most. */
  "POST /api/backup": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** Say that all is copied; refused if the copy may be torn. */
  "DELETE /api/backup": {
    params: NoInput;
    query: NoInput;
    body: undefined;
    result: undefined;
  };
  /** Make links to pictures that need no token and end by themselves; relative to the server's root. */
  "POST /api/links": {
    params: NoInput;
    query: NoInput;
    body: NewLinks;
    result: { links: PictureLink[] };
  };
  /** The picture that a link leads to. */
  "GET /api/links/{link}": {
    params: { link: string };
    query: NoInput;
    body: undefined;
    result: Response;
  };
}
