-- The first schema, as SQLite is told it. Frozen: what changes it is a migration of its own.

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

CREATE TABLE audit (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  at_ms BIGINT NOT NULL,
  who TEXT NOT NULL,
  what VARCHAR(64) NOT NULL,
  path TEXT NOT NULL,
  address VARCHAR(64) NOT NULL,
  status INTEGER NOT NULL,
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

CREATE TABLE edit (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind VARCHAR(16) NOT NULL,
  state VARCHAR(8) NOT NULL,
  counts JSON NOT NULL,
  batch VARCHAR(32),
  created_ms BIGINT NOT NULL,
  undone_ms BIGINT
);

CREATE INDEX ix_edit_created_ms ON edit (created_ms);

CREATE INDEX ix_edit_batch ON edit (batch) WHERE batch IS NOT NULL;

CREATE TABLE forgotten (
  mark VARCHAR(64) NOT NULL,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_forgotten PRIMARY KEY (mark)
);

CREATE TABLE meta (
  "key" VARCHAR(64) NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT pk_meta PRIMARY KEY ("key")
);

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

CREATE TABLE init_segment (
  id VARCHAR(32) NOT NULL,
  data BLOB NOT NULL,
  video_codec VARCHAR(16) NOT NULL,
  audio_codec VARCHAR(16),
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  video_track INTEGER NOT NULL,
  timescale INTEGER NOT NULL,
  CONSTRAINT pk_init_segment PRIMARY KEY (id)
);

CREATE TABLE retranscription (
  id INTEGER NOT NULL,
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
  colour BLOB NOT NULL,
  learnt_ms BIGINT NOT NULL,
  CONSTRAINT pk_room_noise PRIMARY KEY (camera_id),
  CONSTRAINT fk_room_noise_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

CREATE TABLE alias (
  name_key TEXT NOT NULL,
  person_id VARCHAR(32) NOT NULL,
  name TEXT NOT NULL,
  CONSTRAINT pk_alias PRIMARY KEY (name_key),
  CONSTRAINT fk_alias_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);

CREATE INDEX ix_alias_person_id ON alias (person_id);

CREATE TABLE speaker (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  number INTEGER NOT NULL,
  confirmed BOOLEAN NOT NULL,
  camera_id VARCHAR(32),
  last_ms BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  CONSTRAINT uq_speaker_number UNIQUE (number),
  CONSTRAINT fk_speaker_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE SET NULL
);

CREATE TABLE edit_person (
  edit_id INTEGER NOT NULL,
  person_id VARCHAR(32) NOT NULL,
  CONSTRAINT pk_edit_person PRIMARY KEY (edit_id, person_id),
  CONSTRAINT fk_edit_person_edit_id FOREIGN KEY(edit_id) REFERENCES edit (id) ON DELETE CASCADE
);

CREATE INDEX ix_edit_person_person_id ON edit_person (person_id);

CREATE TABLE edit_unique (
  edit_id INTEGER NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT pk_edit_unique PRIMARY KEY (edit_id, value),
  CONSTRAINT fk_edit_unique_edit_id FOREIGN KEY(edit_id) REFERENCES edit (id) ON DELETE CASCADE
);

CREATE INDEX ix_edit_unique_value ON edit_unique (value);

CREATE TABLE edit_change (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  edit_id INTEGER NOT NULL,
  table_name VARCHAR(32) NOT NULL,
  row_keys JSON NOT NULL,
  "before" JSON,
  "after" JSON,
  CONSTRAINT fk_edit_change_edit_id FOREIGN KEY(edit_id) REFERENCES edit (id) ON DELETE CASCADE
);

CREATE INDEX ix_edit_change_edit_id ON edit_change (edit_id);

CREATE TABLE recording (
  id INTEGER NOT NULL,
  camera_id VARCHAR(32) NOT NULL,
  session_id VARCHAR(32) NOT NULL,
  init_id VARCHAR(32) NOT NULL,
  path TEXT NOT NULL,
  start_ms BIGINT NOT NULL,
  duration_ms BIGINT NOT NULL,
  size_bytes BIGINT NOT NULL,
  base_ticks BIGINT NOT NULL,
  groups BLOB NOT NULL,
  is_open BOOLEAN NOT NULL,
  doomed VARCHAR(32),
  CONSTRAINT pk_recording PRIMARY KEY (id),
  CONSTRAINT ck_recording_duration CHECK (duration_ms >= 0),
  CONSTRAINT fk_recording_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE,
  CONSTRAINT fk_recording_init_id FOREIGN KEY(init_id) REFERENCES init_segment (id),
  CONSTRAINT uq_recording_path UNIQUE (path)
);

CREATE INDEX ix_recording_is_open ON recording (is_open) WHERE is_open = 1;

CREATE INDEX ix_recording_doomed ON recording (doomed) WHERE doomed IS NOT NULL;

CREATE INDEX ix_recording_span ON recording (camera_id, start_ms, duration_ms, size_bytes);

CREATE TABLE gap (
  id INTEGER NOT NULL,
  camera_id VARCHAR(32) NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT,
  reason VARCHAR(32) NOT NULL,
  CONSTRAINT pk_gap PRIMARY KEY (id),
  CONSTRAINT ck_gap_order CHECK (end_ms IS NULL OR end_ms >= start_ms),
  CONSTRAINT fk_gap_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

CREATE INDEX ix_gap_camera_id_start_ms ON gap (camera_id, start_ms);

CREATE TABLE motion (
  camera_id VARCHAR(32) NOT NULL,
  hour_ms BIGINT NOT NULL,
  spans BLOB NOT NULL,
  CONSTRAINT pk_motion PRIMARY KEY (camera_id, hour_ms),
  CONSTRAINT fk_motion_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

CREATE TABLE protection (
  id INTEGER NOT NULL,
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

CREATE TABLE hearing (
  camera_id VARCHAR(32) NOT NULL,
  heard_until_ms BIGINT NOT NULL,
  CONSTRAINT pk_hearing PRIMARY KEY (camera_id),
  CONSTRAINT fk_hearing_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

CREATE TABLE utterance (
  id INTEGER NOT NULL,
  camera_id VARCHAR(32) NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  priority INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  deaths INTEGER NOT NULL,
  pass_id INTEGER,
  reason VARCHAR(64),
  audio BLOB,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_utterance PRIMARY KEY (id),
  CONSTRAINT uq_utterance_camera_id_start_ms UNIQUE (camera_id, start_ms),
  CONSTRAINT ck_utterance_order CHECK (end_ms > start_ms),
  CONSTRAINT fk_utterance_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

CREATE INDEX ix_utterance_undone ON utterance (state, priority, start_ms) WHERE utterance.state IN ('queued', 'running');

CREATE INDEX ix_utterance_pass_id ON utterance (pass_id) WHERE pass_id IS NOT NULL;

CREATE TABLE microphone (
  camera_id VARCHAR(32) NOT NULL,
  pieces JSON NOT NULL,
  CONSTRAINT pk_microphone PRIMARY KEY (camera_id),
  CONSTRAINT fk_microphone_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

CREATE TABLE language_lock (
  camera_id VARCHAR(32) NOT NULL,
  setting VARCHAR(64) NOT NULL,
  language VARCHAR(8) NOT NULL,
  heard INTEGER NOT NULL,
  CONSTRAINT pk_language_lock PRIMARY KEY (camera_id),
  CONSTRAINT fk_language_lock_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

CREATE TABLE tuning_sample (
  id INTEGER NOT NULL,
  camera_id VARCHAR(32) NOT NULL,
  start_ms BIGINT,
  length_ms INTEGER NOT NULL,
  audio BLOB,
  text TEXT NOT NULL,
  corrected BOOLEAN NOT NULL,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_tuning_sample PRIMARY KEY (id),
  CONSTRAINT ck_tuning_sample_sound CHECK ((start_ms IS NULL) <> (audio IS NULL)),
  CONSTRAINT ck_tuning_sample_length CHECK (length_ms > 0),
  CONSTRAINT fk_tuning_sample_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE
);

CREATE INDEX ix_tuning_sample_camera_id_id ON tuning_sample (camera_id, id);

CREATE TABLE visit (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  camera_id VARCHAR(32) NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT,
  last_seen_ms BIGINT NOT NULL,
  verdict VARCHAR(16) NOT NULL,
  decided BOOLEAN DEFAULT 0 NOT NULL,
  person_id VARCHAR(32),
  score FLOAT NOT NULL,
  margin FLOAT NOT NULL,
  sightings INTEGER NOT NULL,
  zones JSON DEFAULT '[]' NOT NULL,
  trail BLOB,
  best_crop BLOB,
  best_quality FLOAT NOT NULL,
  best_px INTEGER DEFAULT '0' NOT NULL,
  best_parts JSON DEFAULT '{}' NOT NULL,
  embedding BLOB,
  crop_bytes INTEGER,
  engine VARCHAR(32) NOT NULL,
  model VARCHAR(64) NOT NULL,
  unfound VARCHAR(97),
  CONSTRAINT ck_visit_crop CHECK ((crop_bytes IS NULL) = (best_crop IS NULL) AND (crop_bytes IS NULL) = (embedding IS NULL)),
  CONSTRAINT fk_visit_camera_id FOREIGN KEY(camera_id) REFERENCES camera (id) ON DELETE CASCADE,
  CONSTRAINT fk_visit_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL
);

CREATE INDEX ix_visit_crop ON visit (camera_id, verdict, end_ms, id, start_ms, crop_bytes) WHERE crop_bytes IS NOT NULL;

CREATE INDEX ix_visit_camera_id_start_ms ON visit (camera_id, start_ms);

CREATE INDEX ix_visit_person_id_start_ms ON visit (person_id, start_ms);

CREATE INDEX ix_visit_start_ms ON visit (start_ms);

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
  utterance_id INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  audio BLOB,
  created_ms BIGINT NOT NULL,
  CONSTRAINT pk_voice_wait PRIMARY KEY (utterance_id),
  CONSTRAINT fk_voice_wait_utterance_id FOREIGN KEY(utterance_id) REFERENCES utterance (id) ON DELETE CASCADE
);

CREATE TABLE suggestion (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  speaker_id INTEGER NOT NULL,
  other_id INTEGER,
  person_id VARCHAR(32),
  score FLOAT NOT NULL,
  count INTEGER NOT NULL,
  against INTEGER DEFAULT '0' NOT NULL,
  dismissed BOOLEAN NOT NULL,
  created_ms BIGINT NOT NULL,
  CONSTRAINT ck_suggestion_one CHECK ((other_id IS NULL) <> (person_id IS NULL)),
  CONSTRAINT fk_suggestion_speaker_id FOREIGN KEY(speaker_id) REFERENCES speaker (id) ON DELETE CASCADE,
  CONSTRAINT fk_suggestion_other_id FOREIGN KEY(other_id) REFERENCES speaker (id) ON DELETE CASCADE,
  CONSTRAINT fk_suggestion_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX uq_suggestion_person ON suggestion (speaker_id, person_id) WHERE person_id IS NOT NULL;

CREATE UNIQUE INDEX uq_suggestion_other ON suggestion (speaker_id, other_id) WHERE other_id IS NOT NULL;

CREATE TABLE face (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id VARCHAR(32) NOT NULL,
  engine VARCHAR(32) NOT NULL,
  model VARCHAR(64) NOT NULL,
  dimension INTEGER NOT NULL,
  embedding BLOB NOT NULL,
  quality FLOAT NOT NULL,
  parts JSON NOT NULL,
  source VARCHAR(16) NOT NULL,
  trained BOOLEAN NOT NULL,
  refused TEXT,
  visit_id INTEGER,
  crop BLOB NOT NULL,
  crop_sha256 VARCHAR(64) NOT NULL,
  unfound VARCHAR(97),
  created_ms BIGINT NOT NULL,
  CONSTRAINT ck_face_training CHECK (trained = (refused IS NULL)),
  CONSTRAINT uq_face_person_id_engine_model_crop_sha256 UNIQUE (person_id, engine, model, crop_sha256),
  CONSTRAINT fk_face_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_face_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE SET NULL
);

CREATE INDEX ix_face_visit_id ON face (visit_id) WHERE visit_id IS NOT NULL;

CREATE TABLE transcription (
  utterance_id INTEGER NOT NULL,
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

CREATE TABLE folder_image (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  path_sha256 VARCHAR(64) NOT NULL,
  path TEXT NOT NULL,
  content_sha256 VARCHAR(64),
  person_id VARCHAR(32),
  face_id INTEGER,
  size_bytes BIGINT NOT NULL,
  changed_ns BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  reason TEXT,
  attempts INTEGER NOT NULL,
  looked_ms BIGINT NOT NULL,
  CONSTRAINT uq_folder_image_path_sha256 UNIQUE (path_sha256),
  CONSTRAINT fk_folder_image_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
  CONSTRAINT fk_folder_image_face_id FOREIGN KEY(face_id) REFERENCES face (id) ON DELETE SET NULL
);

CREATE INDEX ix_folder_image_face_id ON folder_image (face_id);

CREATE INDEX ix_folder_image_person_id ON folder_image (person_id);

CREATE TABLE line (
  id INTEGER NOT NULL,
  camera_id VARCHAR(32) NOT NULL,
  utterance_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL,
  text TEXT NOT NULL,
  translation TEXT,
  language VARCHAR(8),
  confidence FLOAT,
  words JSON NOT NULL,
  person_id VARCHAR(32),
  speaker_id INTEGER,
  shown BOOLEAN NOT NULL,
  terms TEXT,
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

CREATE TABLE voice (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id VARCHAR(32) NOT NULL,
  engine VARCHAR(32) NOT NULL,
  model VARCHAR(64) NOT NULL,
  dimension INTEGER NOT NULL,
  embedding BLOB NOT NULL,
  quality FLOAT NOT NULL,
  parts JSON NOT NULL,
  source VARCHAR(16) NOT NULL,
  trained BOOLEAN NOT NULL,
  refused TEXT,
  line_id INTEGER,
  clip BLOB NOT NULL,
  clip_sha256 VARCHAR(64) NOT NULL,
  unfound VARCHAR(97),
  seconds FLOAT NOT NULL,
  created_ms BIGINT NOT NULL,
  CONSTRAINT ck_voice_training CHECK (trained = (refused IS NULL)),
  CONSTRAINT uq_voice_person_id_engine_model_clip_sha256 UNIQUE (person_id, engine, model, clip_sha256),
  CONSTRAINT fk_voice_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_voice_line_id FOREIGN KEY(line_id) REFERENCES line (id) ON DELETE SET NULL
);

CREATE INDEX ix_voice_line_id ON voice (line_id) WHERE line_id IS NOT NULL;

CREATE TABLE voice_print (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  utterance_id INTEGER NOT NULL,
  line_id INTEGER,
  speaker_id INTEGER,
  person_id VARCHAR(32),
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL,
  engine VARCHAR(32) NOT NULL,
  model VARCHAR(64) NOT NULL,
  dimension INTEGER NOT NULL,
  embedding BLOB NOT NULL,
  seconds FLOAT NOT NULL,
  snr_db FLOAT,
  overlap BOOLEAN NOT NULL,
  score FLOAT,
  margin FLOAT,
  created_ms BIGINT NOT NULL,
  CONSTRAINT fk_voice_print_utterance_id FOREIGN KEY(utterance_id) REFERENCES utterance (id) ON DELETE CASCADE,
  CONSTRAINT fk_voice_print_line_id FOREIGN KEY(line_id) REFERENCES line (id) ON DELETE CASCADE,
  CONSTRAINT fk_voice_print_speaker_id FOREIGN KEY(speaker_id) REFERENCES speaker (id) ON DELETE SET NULL,
  CONSTRAINT fk_voice_print_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL
);

CREATE INDEX ix_voice_print_utterance_id ON voice_print (utterance_id);

CREATE INDEX ix_voice_print_line_id ON voice_print (line_id) WHERE line_id IS NOT NULL;

CREATE INDEX ix_voice_print_person_id ON voice_print (person_id) WHERE person_id IS NOT NULL;

CREATE INDEX ix_voice_print_speaker_id ON voice_print (speaker_id) WHERE speaker_id IS NOT NULL;

CREATE TABLE rejection (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id VARCHAR(32) NOT NULL,
  modality VARCHAR(8) NOT NULL,
  engine VARCHAR(32) NOT NULL,
  model VARCHAR(64) NOT NULL,
  dimension INTEGER NOT NULL,
  embedding BLOB NOT NULL,
  visit_id INTEGER,
  line_id INTEGER,
  unfound VARCHAR(97),
  created_ms BIGINT NOT NULL,
  CONSTRAINT fk_rejection_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT fk_rejection_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE SET NULL,
  CONSTRAINT fk_rejection_line_id FOREIGN KEY(line_id) REFERENCES line (id) ON DELETE SET NULL
);

CREATE INDEX ix_rejection_visit_id ON rejection (visit_id) WHERE visit_id IS NOT NULL;

CREATE INDEX ix_rejection_person_id ON rejection (person_id);

CREATE INDEX ix_rejection_line_id ON rejection (line_id) WHERE line_id IS NOT NULL;

CREATE TABLE alert (
  id INTEGER NOT NULL,
  rule_id VARCHAR(32),
  rule_name TEXT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  camera_id VARCHAR(32) NOT NULL,
  line_id INTEGER,
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

CREATE TABLE line_news (
  line_id INTEGER NOT NULL,
  CONSTRAINT pk_line_news PRIMARY KEY (line_id),
  CONSTRAINT fk_line_news_line_id FOREIGN KEY(line_id) REFERENCES line (id) ON DELETE CASCADE
);

CREATE TABLE voice_example (
  voice_id INTEGER NOT NULL,
  engine VARCHAR(32) NOT NULL,
  model VARCHAR(64) NOT NULL,
  number INTEGER NOT NULL,
  embeddings BLOB NOT NULL,
  rooms VARCHAR(16) NOT NULL,
  CONSTRAINT pk_voice_example PRIMARY KEY (voice_id, engine, model),
  CONSTRAINT fk_voice_example_voice_id FOREIGN KEY(voice_id) REFERENCES voice (id) ON DELETE CASCADE
);

CREATE TABLE alert_picture (
  alert_id INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  jpeg BLOB NOT NULL,
  CONSTRAINT pk_alert_picture PRIMARY KEY (alert_id),
  CONSTRAINT fk_alert_picture_alert_id FOREIGN KEY(alert_id) REFERENCES alert (id) ON DELETE CASCADE
);
