-- The first schema, as PostgreSQL is told it. Frozen: what changes it is a migration of its own.

CREATE TABLE account (
  id VARCHAR(32) NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  role VARCHAR(16) NOT NULL,
  camera_ids JSON,
  epoch INTEGER NOT NULL,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_account PRIMARY KEY (id),
  CONSTRAINT uq_account_name_key UNIQUE (name_key)
);

COMMENT ON COLUMN account.name_key IS 'The name without case.';

COMMENT ON COLUMN account.password_hash IS 'Argon2id with its parameters and salt.';

COMMENT ON COLUMN account.role IS 'wire_access.Role';

COMMENT ON COLUMN account.camera_ids IS '[id, …]; NULL: all.';

COMMENT ON COLUMN account.epoch IS 'Raised with each change; older access tokens are void.';

CREATE TABLE api_key (
  id VARCHAR(32) NOT NULL,
  name TEXT NOT NULL,
  secret_sha256 VARCHAR(64) NOT NULL,
  role VARCHAR(16) NOT NULL,
  camera_ids JSON,
  created_ms BIGINT NOT NULL,
  used_ms BIGINT,
  expires_ms BIGINT,
  CONSTRAINT pk_api_key PRIMARY KEY (id)
);

COMMENT ON COLUMN api_key.role IS 'wire_access.Role';

COMMENT ON COLUMN api_key.camera_ids IS '[id, …]; NULL: all.';

COMMENT ON COLUMN api_key.used_ms IS 'To the hour; NULL: not yet.';

COMMENT ON COLUMN api_key.expires_ms IS 'NULL: never.';

CREATE TABLE audit (
  id BIGSERIAL NOT NULL,
  at_ms BIGINT NOT NULL,
  who TEXT NOT NULL,
  what VARCHAR(64) NOT NULL,
  path TEXT NOT NULL,
  address VARCHAR(64) NOT NULL,
  status INTEGER NOT NULL,
  CONSTRAINT pk_audit PRIMARY KEY (id),
  CONSTRAINT ck_audit_status CHECK (status >= 100)
);

CREATE INDEX ix_audit_at_ms_id ON audit (at_ms, id);

CREATE TABLE person (
  id VARCHAR(32) NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  kind VARCHAR(16) DEFAULT 'household' NOT NULL,
  ha_person_id VARCHAR(255),
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_person PRIMARY KEY (id),
  CONSTRAINT uq_person_name_key UNIQUE (name_key),
  CONSTRAINT uq_person_ha_person_id UNIQUE (ha_person_id)
);

COMMENT ON COLUMN person.name_key IS 'Case-folded name: two people never share it.';

COMMENT ON COLUMN person.kind IS 'wire.PersonKind';

COMMENT ON COLUMN person.ha_person_id IS 'Home Assistant''s person entity, if any.';

CREATE TABLE edit (
  id BIGSERIAL NOT NULL,
  kind VARCHAR(16) NOT NULL,
  state VARCHAR(8) NOT NULL,
  counts JSON NOT NULL,
  batch VARCHAR(32),
  created_ms BIGINT NOT NULL,
  undone_ms BIGINT,
  CONSTRAINT pk_edit PRIMARY KEY (id)
);

CREATE INDEX ix_edit_created_ms ON edit (created_ms);

CREATE INDEX ix_edit_batch ON edit (batch) WHERE batch IS NOT NULL;

COMMENT ON COLUMN edit.kind IS 'wire_people.EditKind';

COMMENT ON COLUMN edit.state IS 'done, undone';

COMMENT ON COLUMN edit.counts IS 'Rows touched, by table.';

COMMENT ON COLUMN edit.batch IS 'What is made in several steps has one: the job''s id where a job makes it.';

COMMENT ON COLUMN edit.created_ms IS 'When its last step was made.';

CREATE TABLE forgotten (
  mark VARCHAR(64) NOT NULL,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_forgotten PRIMARY KEY (mark)
);

COMMENT ON COLUMN forgotten.mark IS 'Keyed hash of a folder''s name, or of a file''s content.';

CREATE TABLE meta (
  key VARCHAR(64) NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT pk_meta PRIMARY KEY (key)
);

COMMENT ON TABLE meta IS 'Single values of this server, for example server_id.';

CREATE TABLE camera (
  id VARCHAR(32) NOT NULL,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  enabled BOOLEAN NOT NULL,
  record BOOLEAN NOT NULL,
  transcribe BOOLEAN NOT NULL,
  recognize_faces BOOLEAN NOT NULL,
  recognize_voices BOOLEAN NOT NULL,
  language VARCHAR(8),
  sub_url TEXT,
  mode VARCHAR(16) NOT NULL,
  pre_roll_s INTEGER NOT NULL,
  post_roll_s INTEGER NOT NULL,
  schedule JSON NOT NULL,
  retention_days INTEGER,
  quota_gb FLOAT,
  speech JSON NOT NULL,
  faces JSON DEFAULT '{}' NOT NULL,
  hours JSON DEFAULT '{}' NOT NULL,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_camera PRIMARY KEY (id)
);

COMMENT ON COLUMN camera.url IS 'With credentials; never leaves the server.';

COMMENT ON COLUMN camera.language IS 'Fixed language of speech; NULL detects it.';

COMMENT ON COLUMN camera.sub_url IS 'Smaller stream to analyse, with credentials; NULL analyses the main one.';

COMMENT ON COLUMN camera.mode IS 'continuous or events';

COMMENT ON COLUMN camera.schedule IS '[{weekdays, start_minute, end_minute}, …]; empty: always.';

COMMENT ON COLUMN camera.retention_days IS 'NULL: as the server''s setting says.';

COMMENT ON COLUMN camera.quota_gb IS 'NULL: no limit of its own.';

COMMENT ON COLUMN camera.speech IS 'wire_options.SpeechOptions';

COMMENT ON COLUMN camera.faces IS 'wire_options.FaceOptions';

COMMENT ON COLUMN camera.hours IS 'wire_options.AnalysisHours';

CREATE TABLE init_segment (
  id VARCHAR(32) NOT NULL,
  data BYTEA NOT NULL,
  video_codec VARCHAR(16) NOT NULL,
  audio_codec VARCHAR(16),
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  video_track INTEGER NOT NULL,
  timescale INTEGER NOT NULL,
  CONSTRAINT pk_init_segment PRIMARY KEY (id)
);

COMMENT ON COLUMN init_segment.id IS 'First 32 hex digits of the data''s SHA-256.';

CREATE TABLE retranscription (
  id BIGSERIAL NOT NULL,
  state VARCHAR(16) NOT NULL,
  camera_ids JSON NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL,
  engine VARCHAR(64) NOT NULL,
  model TEXT,
  is_automatic BOOLEAN NOT NULL,
  total INTEGER NOT NULL,
  created_ms BIGINT NOT NULL,
  ended_ms BIGINT,
  CONSTRAINT pk_retranscription PRIMARY KEY (id)
);

COMMENT ON COLUMN retranscription.state IS 'running, done, cancelled';

COMMENT ON COLUMN retranscription.camera_ids IS 'Empty: all.';

COMMENT ON COLUMN retranscription.model IS 'NULL: the best one that is installed.';

COMMENT ON COLUMN retranscription.is_automatic IS 'Made in idle hours, not by a user.';

CREATE TABLE rule (
  id VARCHAR(32) NOT NULL,
  name TEXT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  phrases JSON NOT NULL,
  sounds_like JSON NOT NULL,
  expressions JSON NOT NULL,
  languages JSON NOT NULL,
  speakers JSON NOT NULL,
  silence_minutes INTEGER NOT NULL,
  camera_ids JSON NOT NULL,
  enabled BOOLEAN NOT NULL,
  armed BOOLEAN NOT NULL,
  schedule JSON NOT NULL,
  cooldown_s INTEGER NOT NULL,
  early BOOLEAN NOT NULL,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_rule PRIMARY KEY (id)
);

COMMENT ON COLUMN rule.kind IS 'keyword, speaker, silence';

COMMENT ON COLUMN rule.languages IS 'Empty: any.';

COMMENT ON COLUMN rule.speakers IS 'Ids of people, who may be gone; empty: anybody.';

COMMENT ON COLUMN rule.camera_ids IS 'Empty: all.';

COMMENT ON COLUMN rule.schedule IS 'As a camera''s.';

COMMENT ON COLUMN rule.early IS 'It may fire before an utterance is over.';

CREATE TABLE story (
  id VARCHAR(32) NOT NULL,
  title TEXT NOT NULL,
  version INTEGER NOT NULL,
  captions VARCHAR(16) NOT NULL,
  blur VARCHAR(16),
  clips JSON NOT NULL,
  created_ms BIGINT NOT NULL,
  updated_ms BIGINT NOT NULL,
  CONSTRAINT pk_story PRIMARY KEY (id)
);

CREATE INDEX ix_story_updated_ms_id ON story (updated_ms, id);

COMMENT ON COLUMN story.version IS 'Raised with each change.';

COMMENT ON COLUMN story.captions IS 'wire_jobs.Captions';

COMMENT ON COLUMN story.blur IS 'wire_jobs.FaceBlur; NULL: nobody.';

COMMENT ON COLUMN story.clips IS '[wire_jobs.StoryClip, …]';

CREATE TABLE job (
  id VARCHAR(32) NOT NULL,
  kind VARCHAR(32) NOT NULL,
  state VARCHAR(16) NOT NULL,
  spec JSON NOT NULL,
  progress FLOAT NOT NULL,
  transfer JSON,
  attempts INTEGER NOT NULL,
  created_ms BIGINT NOT NULL,
  started_ms BIGINT,
  ended_ms BIGINT,
  cancelling BOOLEAN NOT NULL,
  result JSON,
  problem JSON,
  CONSTRAINT pk_job PRIMARY KEY (id)
);

CREATE INDEX ix_job_created_ms_id ON job (created_ms, id);

CREATE INDEX ix_job_kind_state_created_ms ON job (kind, state, created_ms);

COMMENT ON COLUMN job.kind IS 'wire_jobs.JobKind';

COMMENT ON COLUMN job.state IS 'queued, running, done, failed, cancelled';

COMMENT ON COLUMN job.spec IS 'What was ordered: wire_jobs.Export or that of another kind.';

COMMENT ON COLUMN job.progress IS '0 to 1';

COMMENT ON COLUMN job.transfer IS 'wire_jobs.Transfer, while it runs.';

COMMENT ON COLUMN job.cancelling IS 'Somebody wants it to stop.';

COMMENT ON COLUMN job.result IS 'What came of it: wire_jobs.ExportResult or that of another kind.';

COMMENT ON COLUMN job.problem IS 'wire.Problem of the last attempt.';

CREATE TABLE login (
  id VARCHAR(32) NOT NULL,
  account_id VARCHAR(32) NOT NULL,
  secret_sha256 VARCHAR(64) NOT NULL,
  expires_ms BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_login PRIMARY KEY (id),
  CONSTRAINT fk_login_account_id FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE
);

CREATE INDEX ix_login_account_id ON login (account_id);

CREATE TABLE room_noise (
  camera_id VARCHAR(32) NOT NULL,
  colour BYTEA NOT NULL,
  learnt_ms BIGINT NOT NULL,
  CONSTRAINT pk_room_noise PRIMARY KEY (camera_id),
  CONSTRAINT fk_room_noise_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

COMMENT ON COLUMN room_noise.colour IS 'Share of the power in each band of 50 Hz, float32.';

CREATE TABLE alias (
  name_key TEXT NOT NULL,
  person_id VARCHAR(32) NOT NULL,
  name TEXT NOT NULL,
  CONSTRAINT pk_alias PRIMARY KEY (name_key),
  CONSTRAINT fk_alias_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);

CREATE INDEX ix_alias_person_id ON alias (person_id);

CREATE TABLE speaker (
  id BIGSERIAL NOT NULL,
  number INTEGER NOT NULL,
  confirmed BOOLEAN NOT NULL,
  camera_id VARCHAR(32),
  last_ms BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_speaker PRIMARY KEY (id),
  CONSTRAINT uq_speaker_number UNIQUE (number),
  CONSTRAINT fk_speaker_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE SET NULL
);

COMMENT ON COLUMN speaker.confirmed IS 'Heard in a second utterance.';

COMMENT ON COLUMN speaker.camera_id IS 'Where first heard.';

CREATE TABLE edit_person (
  edit_id BIGINT NOT NULL,
  person_id VARCHAR(32) NOT NULL,
  CONSTRAINT pk_edit_person PRIMARY KEY (edit_id, person_id),
  CONSTRAINT fk_edit_person_edit_id FOREIGN KEY(edit_id) REFERENCES edit (id) ON DELETE CASCADE
);

CREATE INDEX ix_edit_person_person_id ON edit_person (person_id);

CREATE TABLE edit_unique (
  edit_id BIGINT NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT pk_edit_unique PRIMARY KEY (edit_id, value),
  CONSTRAINT fk_edit_unique_edit_id FOREIGN KEY(edit_id) REFERENCES edit (id) ON DELETE CASCADE
);

CREATE INDEX ix_edit_unique_value ON edit_unique (value);

COMMENT ON COLUMN edit_unique.value IS 'The column''s name, a space, and what it held.';

CREATE TABLE edit_change (
  id BIGSERIAL NOT NULL,
  edit_id BIGINT NOT NULL,
  table_name VARCHAR(32) NOT NULL,
  row_keys JSON NOT NULL,
  before JSON,
  after JSON,
  CONSTRAINT pk_edit_change PRIMARY KEY (id),
  CONSTRAINT fk_edit_change_edit_id FOREIGN KEY(edit_id) REFERENCES edit (id) ON DELETE CASCADE
);

CREATE INDEX ix_edit_change_edit_id ON edit_change (edit_id);

COMMENT ON COLUMN edit_change.row_keys IS 'Primary keys of the rows.';

COMMENT ON COLUMN edit_change.before IS 'Columns and their values; NULL: the rows were not there.';

COMMENT ON COLUMN edit_change.after IS 'The same afterwards; NULL: the rows are gone.';

CREATE TABLE recording (
  id BIGSERIAL NOT NULL,
  camera_id VARCHAR(32) NOT NULL,
  session_id VARCHAR(32) NOT NULL,
  init_id VARCHAR(32) NOT NULL,
  path TEXT NOT NULL,
  start_ms BIGINT NOT NULL,
  duration_ms BIGINT NOT NULL,
  size_bytes BIGINT NOT NULL,
  base_ticks BIGINT NOT NULL,
  groups BYTEA NOT NULL,
  is_open BOOLEAN NOT NULL,
  doomed VARCHAR(32),
  CONSTRAINT pk_recording PRIMARY KEY (id),
  CONSTRAINT ck_recording_duration CHECK (duration_ms >= 0),
  CONSTRAINT fk_recording_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE,
  CONSTRAINT fk_recording_init_id FOREIGN KEY(init_id) REFERENCES init_segment (id),
  CONSTRAINT uq_recording_path UNIQUE (path)
);

CREATE INDEX ix_recording_is_open ON recording (is_open) WHERE is_open;

CREATE INDEX ix_recording_doomed ON recording (doomed) WHERE doomed IS NOT NULL;

CREATE INDEX ix_recording_span ON recording (camera_id, start_ms, duration_ms, size_bytes);

COMMENT ON COLUMN recording.session_id IS 'One connection, one continuous timeline.';

COMMENT ON COLUMN recording.path IS 'Relative to the media directory.';

COMMENT ON COLUMN recording.base_ticks IS 'Session decode time of the file''s own time 0.';

COMMENT ON COLUMN recording.groups IS 'Packed (byte offset u32, length ms u32) of each keyframe group.';

COMMENT ON COLUMN recording.is_open IS 'Still being written.';

COMMENT ON COLUMN recording.doomed IS 'Reason of the gap it leaves: its file is going or gone. NULL: it stays.';

CREATE TABLE gap (
  id BIGSERIAL NOT NULL,
  camera_id VARCHAR(32) NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT,
  reason VARCHAR(32) NOT NULL,
  CONSTRAINT pk_gap PRIMARY KEY (id),
  CONSTRAINT ck_gap_order CHECK (end_ms IS NULL OR end_ms >= start_ms),
  CONSTRAINT fk_gap_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

CREATE INDEX ix_gap_camera_id_start_ms ON gap (camera_id, start_ms);

COMMENT ON COLUMN gap.end_ms IS 'NULL while it lasts.';

CREATE TABLE motion (
  camera_id VARCHAR(32) NOT NULL,
  hour_ms BIGINT NOT NULL,
  spans BYTEA NOT NULL,
  CONSTRAINT pk_motion PRIMARY KEY (camera_id, hour_ms),
  CONSTRAINT fk_motion_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

COMMENT ON COLUMN motion.hour_ms IS 'Where the hour begins.';

COMMENT ON COLUMN motion.spans IS 'When in it, as `store.motion` packs it.';

CREATE TABLE protection (
  id BIGSERIAL NOT NULL,
  camera_id VARCHAR(32) NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL,
  note TEXT,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_protection PRIMARY KEY (id),
  CONSTRAINT ck_protection_order CHECK (end_ms > start_ms),
  CONSTRAINT fk_protection_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

CREATE INDEX ix_protection_camera_id_start_ms ON protection (camera_id, start_ms);

COMMENT ON COLUMN protection.note IS 'The user''s own words about why.';

CREATE TABLE hearing (
  camera_id VARCHAR(32) NOT NULL,
  heard_until_ms BIGINT NOT NULL,
  CONSTRAINT pk_hearing PRIMARY KEY (camera_id),
  CONSTRAINT fk_hearing_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

COMMENT ON COLUMN hearing.heard_until_ms IS 'Sound up to here was searched for speech.';

CREATE TABLE utterance (
  id BIGSERIAL NOT NULL,
  camera_id VARCHAR(32) NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  priority INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  deaths INTEGER NOT NULL,
  pass_id BIGINT,
  reason VARCHAR(64),
  audio BYTEA,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_utterance PRIMARY KEY (id),
  CONSTRAINT uq_utterance_camera_id_start_ms UNIQUE (camera_id, start_ms),
  CONSTRAINT ck_utterance_order CHECK (end_ms > start_ms),
  CONSTRAINT fk_utterance_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

CREATE INDEX ix_utterance_undone ON utterance (state, priority, start_ms) WHERE utterance.state IN ('queued', 'running');

CREATE INDEX ix_utterance_pass_id ON utterance (pass_id) WHERE pass_id IS NOT NULL;

COMMENT ON COLUMN utterance.state IS 'queued, running, done, dropped';

COMMENT ON COLUMN utterance.priority IS '0 live, 1 normal, 2 backfill, 3 again';

COMMENT ON COLUMN utterance.attempts IS 'Times an engine that is well failed with it.';

COMMENT ON COLUMN utterance.deaths IS 'Times the process that worked on it died.';

COMMENT ON COLUMN utterance.pass_id IS 'The retranscription that queued it again.';

COMMENT ON COLUMN utterance.reason IS 'Why it was dropped or gave no text.';

COMMENT ON COLUMN utterance.audio IS '16 kHz mono 16-bit PCM, only where the camera is not recorded.';

CREATE TABLE microphone (
  camera_id VARCHAR(32) NOT NULL,
  pieces JSON NOT NULL,
  CONSTRAINT pk_microphone PRIMARY KEY (camera_id),
  CONSTRAINT fk_microphone_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

COMMENT ON COLUMN microphone.pieces IS 'speech.microphone.Piece, oldest first.';

CREATE TABLE language_lock (
  camera_id VARCHAR(32) NOT NULL,
  setting VARCHAR(64) NOT NULL,
  language VARCHAR(8) NOT NULL,
  heard INTEGER NOT NULL,
  CONSTRAINT pk_language_lock PRIMARY KEY (camera_id),
  CONSTRAINT fk_language_lock_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

COMMENT ON COLUMN language_lock.heard IS 'Confident segments in a row.';

CREATE TABLE tuning_sample (
  id BIGSERIAL NOT NULL,
  camera_id VARCHAR(32) NOT NULL,
  start_ms BIGINT,
  length_ms INTEGER NOT NULL,
  audio BYTEA,
  text TEXT NOT NULL,
  corrected BOOLEAN NOT NULL,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_tuning_sample PRIMARY KEY (id),
  CONSTRAINT ck_tuning_sample_sound CHECK ((start_ms IS NULL) <> (audio IS NULL)),
  CONSTRAINT ck_tuning_sample_length CHECK (length_ms > 0),
  CONSTRAINT fk_tuning_sample_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

CREATE INDEX ix_tuning_sample_camera_id_id ON tuning_sample (camera_id, id);

COMMENT ON COLUMN tuning_sample.start_ms IS 'Where in the recordings; NULL: it was uploaded.';

COMMENT ON COLUMN tuning_sample.audio IS '16 kHz mono 16-bit PCM, only of an upload.';

COMMENT ON COLUMN tuning_sample.corrected IS 'Somebody says that this is what is said.';

CREATE TABLE visit (
  id BIGSERIAL NOT NULL,
  camera_id VARCHAR(32) NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT,
  last_seen_ms BIGINT NOT NULL,
  verdict VARCHAR(16) NOT NULL,
  decided BOOLEAN DEFAULT false NOT NULL,
  person_id VARCHAR(32),
  score FLOAT NOT NULL,
  margin FLOAT NOT NULL,
  sightings INTEGER NOT NULL,
  zones JSON DEFAULT '[]' NOT NULL,
  trail BYTEA,
  best_crop BYTEA,
  best_quality FLOAT NOT NULL,
  best_px INTEGER DEFAULT '0' NOT NULL,
  best_parts JSON DEFAULT '{}' NOT NULL,
  embedding BYTEA,
  crop_bytes INTEGER,
  engine VARCHAR(32) NOT NULL,
  model VARCHAR(64) NOT NULL,
  unfound VARCHAR(97),
  CONSTRAINT pk_visit PRIMARY KEY (id),
  CONSTRAINT ck_visit_crop CHECK ((crop_bytes IS NULL) = (best_crop IS NULL) AND (crop_bytes IS NULL) = (embedding IS NULL)),
  CONSTRAINT fk_visit_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE,
  CONSTRAINT fk_visit_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL
);

CREATE INDEX ix_visit_crop ON visit (camera_id, verdict, end_ms, id, start_ms, crop_bytes) WHERE crop_bytes IS NOT NULL;

CREATE INDEX ix_visit_camera_id_start_ms ON visit (camera_id, start_ms);

CREATE INDEX ix_visit_person_id_start_ms ON visit (person_id, start_ms);

CREATE INDEX ix_visit_start_ms ON visit (start_ms);

COMMENT ON COLUMN visit.end_ms IS 'NULL while it lasts.';

COMMENT ON COLUMN visit.decided IS 'A user said who: it stays.';

COMMENT ON COLUMN visit.zones IS 'Names of the zones it was in.';

COMMENT ON COLUMN visit.trail IS 'Where the face was: see faces.trail.';

COMMENT ON COLUMN visit.best_crop IS 'JPEG of the best sighting; NULL: expired.';

COMMENT ON COLUMN visit.best_px IS 'Smaller side of the best face.';

COMMENT ON COLUMN visit.best_parts IS 'As `parts` of a face.';

COMMENT ON COLUMN visit.embedding IS 'float32 of the best sighting; NULL: expired.';

COMMENT ON COLUMN visit.crop_bytes IS 'Of `best_crop` and `embedding` together; NULL: expired.';

COMMENT ON COLUMN visit.unfound IS 'The last `engine/model` that found no face in `best_crop`.';

CREATE TABLE rule_rest (
  rule_id VARCHAR(32) NOT NULL,
  camera_id VARCHAR(32) NOT NULL,
  fired_ms BIGINT NOT NULL,
  CONSTRAINT pk_rule_rest PRIMARY KEY (rule_id, camera_id),
  CONSTRAINT fk_rule_rest_rule_id FOREIGN KEY(rule_id) REFERENCES rule (id) ON DELETE CASCADE,
  CONSTRAINT fk_rule_rest_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

CREATE TABLE story_camera (
  story_id VARCHAR(32) NOT NULL,
  camera_id VARCHAR(32) NOT NULL,
  CONSTRAINT pk_story_camera PRIMARY KEY (story_id, camera_id),
  CONSTRAINT fk_story_camera_story_id FOREIGN KEY(story_id) REFERENCES story (id) ON DELETE CASCADE
);

CREATE TABLE voice_wait (
  utterance_id BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  audio BYTEA,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_voice_wait PRIMARY KEY (utterance_id),
  CONSTRAINT fk_voice_wait_utterance_id FOREIGN KEY(utterance_id) REFERENCES utterance (id) ON DELETE CASCADE
);

COMMENT ON COLUMN voice_wait.audio IS '16 kHz mono 16-bit PCM, only where the utterance had it.';

CREATE TABLE suggestion (
  id BIGSERIAL NOT NULL,
  speaker_id BIGINT NOT NULL,
  other_id BIGINT,
  person_id VARCHAR(32),
  score FLOAT NOT NULL,
  count INTEGER NOT NULL,
  against INTEGER DEFAULT '0' NOT NULL,
  dismissed BOOLEAN NOT NULL,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_suggestion PRIMARY KEY (id),
  CONSTRAINT ck_suggestion_one CHECK ((other_id IS NULL) <> (person_id IS NULL)),
  CONSTRAINT fk_suggestion_speaker_id FOREIGN KEY(speaker_id) REFERENCES speaker (id) ON DELETE CASCADE,
  CONSTRAINT fk_suggestion_other_id FOREIGN KEY(other_id) REFERENCES speaker (id) ON DELETE CASCADE,
  CONSTRAINT fk_suggestion_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX uq_suggestion_person ON suggestion (speaker_id, person_id) WHERE person_id IS NOT NULL;

CREATE UNIQUE INDEX uq_suggestion_other ON suggestion (speaker_id, other_id) WHERE other_id IS NOT NULL;

COMMENT ON COLUMN suggestion.score IS 'How alike, 0 to 1; or the part of lines that speaks for it.';

COMMENT ON COLUMN suggestion.count IS 'Prints compared, or lines while only they were in view.';

COMMENT ON COLUMN suggestion.against IS 'Lines while only others were in view.';

CREATE TABLE face (
  id BIGSERIAL NOT NULL,
  person_id VARCHAR(32) NOT NULL,
  engine VARCHAR(32) NOT NULL,
  model VARCHAR(64) NOT NULL,
  dimension INTEGER NOT NULL,
  embedding BYTEA NOT NULL,
  quality FLOAT NOT NULL,
  parts JSON NOT NULL,
  source VARCHAR(16) NOT NULL,
  trained BOOLEAN NOT NULL,
  refused TEXT,
  visit_id BIGINT,
  crop BYTEA NOT NULL,
  crop_sha256 VARCHAR(64) NOT NULL,
  unfound VARCHAR(97),
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_face PRIMARY KEY (id),
  CONSTRAINT ck_face_training CHECK (trained = (refused IS NULL)),
  CONSTRAINT uq_face_person_id_engine_model_crop_sha256 UNIQUE (person_id, engine, model, crop_sha256),
  CONSTRAINT fk_face_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_face_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE SET NULL
);

CREATE INDEX ix_face_visit_id ON face (visit_id) WHERE visit_id IS NOT NULL;

COMMENT ON COLUMN face.embedding IS 'float32 little endian, `dimension` numbers.';

COMMENT ON COLUMN face.parts IS 'What the quality is made of, by name, each 0 to 1.';

COMMENT ON COLUMN face.source IS 'upload, visit, folder, import';

COMMENT ON COLUMN face.trained IS 'Recognition learns from it; otherwise it is only labelled.';

COMMENT ON COLUMN face.refused IS 'Why it is not trained.';

COMMENT ON COLUMN face.visit_id IS 'The visit it is the picture of.';

COMMENT ON COLUMN face.crop IS 'JPEG, from which another engine can embed anew.';

COMMENT ON COLUMN face.unfound IS 'The last `engine/model` that found no face in the crop.';

CREATE TABLE transcription (
  utterance_id BIGINT NOT NULL,
  version INTEGER NOT NULL,
  engine VARCHAR(64) NOT NULL,
  model TEXT NOT NULL,
  task VARCHAR(16) NOT NULL,
  quality INTEGER NOT NULL,
  created_ms BIGINT NOT NULL,
  shown BOOLEAN NOT NULL,
  chosen BOOLEAN NOT NULL,
  CONSTRAINT pk_transcription PRIMARY KEY (utterance_id, version),
  CONSTRAINT fk_transcription_utterance_id FOREIGN KEY(utterance_id) REFERENCES utterance (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX uq_transcription_shown ON transcription (utterance_id) WHERE shown;

COMMENT ON COLUMN transcription.version IS '1 is the first.';

COMMENT ON COLUMN transcription.task IS 'transcribe or translate';

COMMENT ON COLUMN transcription.quality IS 'Higher is a better model, on one scale of the server''s.';

COMMENT ON COLUMN transcription.chosen IS 'By a user: no later one replaces it.';

CREATE TABLE folder_image (
  id BIGSERIAL NOT NULL,
  path_sha256 VARCHAR(64) NOT NULL,
  path TEXT NOT NULL,
  content_sha256 VARCHAR(64),
  person_id VARCHAR(32),
  face_id BIGINT,
  size_bytes BIGINT NOT NULL,
  changed_ns BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  reason TEXT,
  attempts INTEGER NOT NULL,
  looked_ms BIGINT NOT NULL,
  CONSTRAINT pk_folder_image PRIMARY KEY (id),
  CONSTRAINT uq_folder_image_path_sha256 UNIQUE (path_sha256),
  CONSTRAINT fk_folder_image_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT fk_folder_image_face_id FOREIGN KEY(face_id) REFERENCES face (id) ON DELETE SET NULL
);

CREATE INDEX ix_folder_image_face_id ON folder_image (face_id);

CREATE INDEX ix_folder_image_person_id ON folder_image (person_id);

COMMENT ON COLUMN folder_image.path_sha256 IS 'Of the path below the folder.';

COMMENT ON COLUMN folder_image.path IS 'Below the folder.';

COMMENT ON COLUMN folder_image.content_sha256 IS 'Of the file; NULL: not read yet.';

COMMENT ON COLUMN folder_image.changed_ns IS 'The file''s own mtime.';

COMMENT ON COLUMN folder_image.state IS 'wire_library.ImageState; unknown: not looked at yet.';

COMMENT ON COLUMN folder_image.reason IS 'Why it was refused.';

COMMENT ON COLUMN folder_image.attempts IS 'Times that looking at it was begun.';

CREATE TABLE line (
  id BIGINT NOT NULL,
  camera_id VARCHAR(32) NOT NULL,
  utterance_id BIGINT NOT NULL,
  version INTEGER NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL,
  text TEXT NOT NULL,
  translation TEXT,
  language VARCHAR(8),
  confidence FLOAT,
  words JSON NOT NULL,
  person_id VARCHAR(32),
  speaker_id BIGINT,
  shown BOOLEAN NOT NULL,
  terms TSVECTOR,
  CONSTRAINT pk_line PRIMARY KEY (id),
  CONSTRAINT fk_line_transcription FOREIGN KEY(utterance_id, version) REFERENCES transcription (utterance_id, version) ON DELETE CASCADE,
  CONSTRAINT ck_line_findable CHECK (shown = (terms IS NOT NULL)),
  CONSTRAINT fk_line_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE,
  CONSTRAINT fk_line_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT fk_line_speaker_id FOREIGN KEY(speaker_id) REFERENCES speaker (id) ON DELETE SET NULL
);

CREATE INDEX ix_line_camera_id_id ON line (camera_id, id);

CREATE INDEX ix_line_utterance_id_version ON line (utterance_id, version);

CREATE INDEX ix_line_speaker_id_id ON line (speaker_id, id) WHERE speaker_id IS NOT NULL;

CREATE INDEX ix_line_person_id_id ON line (person_id, id) WHERE person_id IS NOT NULL;

CREATE INDEX ix_line_terms ON line USING gin (terms);

COMMENT ON COLUMN line.id IS 'In the order of time: start_ms * 1024 + n.';

COMMENT ON COLUMN line.translation IS 'The same in English, where that was asked for.';

COMMENT ON COLUMN line.confidence IS 'Mean word probability, 0 to 1; null: the engine tells none.';

COMMENT ON COLUMN line.words IS '[[text, start_ms, end_ms, confidence], …]';

COMMENT ON COLUMN line.person_id IS 'The speaker, if known.';

COMMENT ON COLUMN line.speaker_id IS 'A speaker without a name.';

COMMENT ON COLUMN line.terms IS 'Folded words of text and translation: what a search compares.';

CREATE TABLE voice (
  id BIGSERIAL NOT NULL,
  person_id VARCHAR(32) NOT NULL,
  engine VARCHAR(32) NOT NULL,
  model VARCHAR(64) NOT NULL,
  dimension INTEGER NOT NULL,
  embedding BYTEA NOT NULL,
  quality FLOAT NOT NULL,
  parts JSON NOT NULL,
  source VARCHAR(16) NOT NULL,
  trained BOOLEAN NOT NULL,
  refused TEXT,
  line_id BIGINT,
  clip BYTEA NOT NULL,
  clip_sha256 VARCHAR(64) NOT NULL,
  unfound VARCHAR(97),
  seconds FLOAT NOT NULL,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_voice PRIMARY KEY (id),
  CONSTRAINT ck_voice_training CHECK (trained = (refused IS NULL)),
  CONSTRAINT uq_voice_person_id_engine_model_clip_sha256 UNIQUE (person_id, engine, model, clip_sha256),
  CONSTRAINT fk_voice_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_voice_line_id FOREIGN KEY(line_id) REFERENCES line (id) ON DELETE SET NULL
);

CREATE INDEX ix_voice_line_id ON voice (line_id) WHERE line_id IS NOT NULL;

COMMENT ON COLUMN voice.embedding IS 'float32 little endian, `dimension` numbers.';

COMMENT ON COLUMN voice.parts IS 'What the quality is made of, by name, each 0 to 1.';

COMMENT ON COLUMN voice.source IS 'upload, line, enrol, import';

COMMENT ON COLUMN voice.trained IS 'As of a face.';

COMMENT ON COLUMN voice.refused IS 'Why it is not trained.';

COMMENT ON COLUMN voice.line_id IS 'The line it is the sound of.';

COMMENT ON COLUMN voice.clip IS '16 kHz mono 16-bit PCM, to embed anew.';

COMMENT ON COLUMN voice.unfound IS 'The last `engine/model` that found no speech in the clip.';

CREATE TABLE voice_print (
  id BIGSERIAL NOT NULL,
  utterance_id BIGINT NOT NULL,
  line_id BIGINT,
  speaker_id BIGINT,
  person_id VARCHAR(32),
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL,
  engine VARCHAR(32) NOT NULL,
  model VARCHAR(64) NOT NULL,
  dimension INTEGER NOT NULL,
  embedding BYTEA NOT NULL,
  seconds FLOAT NOT NULL,
  snr_db FLOAT,
  overlap BOOLEAN NOT NULL,
  score FLOAT,
  margin FLOAT,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_voice_print PRIMARY KEY (id),
  CONSTRAINT fk_voice_print_utterance_id FOREIGN KEY(utterance_id) REFERENCES utterance (id) ON DELETE CASCADE,
  CONSTRAINT fk_voice_print_line_id FOREIGN KEY(line_id) REFERENCES line (id) ON DELETE CASCADE,
  CONSTRAINT fk_voice_print_speaker_id FOREIGN KEY(speaker_id) REFERENCES speaker (id) ON DELETE SET NULL,
  CONSTRAINT fk_voice_print_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL
);

CREATE INDEX ix_voice_print_utterance_id ON voice_print (utterance_id);

CREATE INDEX ix_voice_print_line_id ON voice_print (line_id) WHERE line_id IS NOT NULL;

CREATE INDEX ix_voice_print_person_id ON voice_print (person_id) WHERE person_id IS NOT NULL;

CREATE INDEX ix_voice_print_speaker_id ON voice_print (speaker_id) WHERE speaker_id IS NOT NULL;

COMMENT ON COLUMN voice_print.embedding IS 'float32 little endian, `dimension` numbers.';

COMMENT ON COLUMN voice_print.overlap IS 'Several people speak in it.';

CREATE TABLE rejection (
  id BIGSERIAL NOT NULL,
  person_id VARCHAR(32) NOT NULL,
  modality VARCHAR(8) NOT NULL,
  engine VARCHAR(32) NOT NULL,
  model VARCHAR(64) NOT NULL,
  dimension INTEGER NOT NULL,
  embedding BYTEA NOT NULL,
  visit_id BIGINT,
  line_id BIGINT,
  unfound VARCHAR(97),
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_rejection PRIMARY KEY (id),
  CONSTRAINT fk_rejection_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_rejection_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE SET NULL,
  CONSTRAINT fk_rejection_line_id FOREIGN KEY(line_id) REFERENCES line (id) ON DELETE SET NULL
);

CREATE INDEX ix_rejection_visit_id ON rejection (visit_id) WHERE visit_id IS NOT NULL;

CREATE INDEX ix_rejection_person_id ON rejection (person_id);

CREATE INDEX ix_rejection_line_id ON rejection (line_id) WHERE line_id IS NOT NULL;

COMMENT ON COLUMN rejection.modality IS 'face or voice';

COMMENT ON COLUMN rejection.embedding IS 'float32 little endian, `dimension` numbers.';

COMMENT ON COLUMN rejection.unfound IS 'As of a face: in the visit''s picture.';

CREATE TABLE alert (
  id BIGSERIAL NOT NULL,
  rule_id VARCHAR(32),
  rule_name TEXT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  camera_id VARCHAR(32) NOT NULL,
  line_id BIGINT,
  at_ms BIGINT NOT NULL,
  phrase TEXT,
  words_ms JSON NOT NULL,
  clip_start_ms BIGINT NOT NULL,
  clip_end_ms BIGINT NOT NULL,
  phase VARCHAR(16) NOT NULL,
  rested_ms BIGINT,
  picture_due BOOLEAN NOT NULL,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_alert PRIMARY KEY (id),
  CONSTRAINT uq_alert_rule_id_line_id UNIQUE (rule_id, line_id),
  CONSTRAINT fk_alert_rule_id FOREIGN KEY(rule_id) REFERENCES rule (id) ON DELETE SET NULL,
  CONSTRAINT fk_alert_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE,
  CONSTRAINT fk_alert_line_id FOREIGN KEY(line_id) REFERENCES line (id) ON DELETE CASCADE
);

CREATE INDEX ix_alert_line_id ON alert (line_id);

CREATE INDEX ix_alert_at_ms_id ON alert (at_ms, id);

CREATE INDEX ix_alert_phase ON alert (phase) WHERE phase = 'early';

CREATE INDEX ix_alert_picture_due ON alert (picture_due) WHERE picture_due;

CREATE INDEX ix_alert_camera_id_at_ms ON alert (camera_id, at_ms);

COMMENT ON COLUMN alert.kind IS 'keyword, speaker, silence';

COMMENT ON COLUMN alert.phrase IS 'The rule''s own words.';

COMMENT ON COLUMN alert.words_ms IS '[start, end, start, end, …] of each matched word.';

COMMENT ON COLUMN alert.phase IS 'final, early, confirmed, withdrawn';

COMMENT ON COLUMN alert.rested_ms IS 'Since when its rule had rested before: so it does if it is withdrawn.';

COMMENT ON COLUMN alert.picture_due IS 'Its picture has yet to be taken.';

CREATE TABLE line_news (
  line_id BIGINT NOT NULL,
  CONSTRAINT pk_line_news PRIMARY KEY (line_id),
  CONSTRAINT fk_line_news_line_id FOREIGN KEY(line_id) REFERENCES line (id) ON DELETE CASCADE
);

CREATE TABLE voice_example (
  voice_id BIGINT NOT NULL,
  engine VARCHAR(32) NOT NULL,
  model VARCHAR(64) NOT NULL,
  number INTEGER NOT NULL,
  embeddings BYTEA NOT NULL,
  rooms VARCHAR(16) NOT NULL,
  CONSTRAINT pk_voice_example PRIMARY KEY (voice_id, engine, model),
  CONSTRAINT fk_voice_example_voice_id FOREIGN KEY(voice_id) REFERENCES voice (id) ON DELETE CASCADE
);

COMMENT ON COLUMN voice_example.embeddings IS '`number` times `dimension` numbers, float32.';

COMMENT ON COLUMN voice_example.rooms IS 'Digest of the rooms whose noise is in them; empty: none.';

CREATE TABLE alert_picture (
  alert_id BIGINT NOT NULL,
  size_bytes INTEGER NOT NULL,
  jpeg BYTEA NOT NULL,
  CONSTRAINT pk_alert_picture PRIMARY KEY (alert_id),
  CONSTRAINT fk_alert_picture_alert_id FOREIGN KEY(alert_id) REFERENCES alert (id) ON DELETE CASCADE
);
