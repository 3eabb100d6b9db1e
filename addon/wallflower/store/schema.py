"""The database schema. Names carry units; every instant is UTC milliseconds; ids of cameras and people are text.

Invariants:
* exactly one of these is true for every file under the media directory: it has a `recording` row, it is younger than
  its writer's next commit, or recovery will adopt or remove it;
* a `line` belongs to a `transcription` of its utterance, and both come in one transaction with the end of the work;
* at most one transcription of an utterance is shown; a line is shown if and only if its transcription is, and has
  `terms` if and only if it is shown, so that nothing else can be found;
* a camera's `gap` rows never overlap each other;
* a `recording` that is `doomed` is closed and touches no `protection`.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.types import JSON, BigInteger, Boolean

from wallflower.store.columns import RowId, camera_column, metadata, partial_index
from wallflower.store.people_schema import person, speaker
from wallflower.store.terms import Terms

meta = Table(
    "meta",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
    comment="Single values of this server, for example server_id.",
)

# Deleting a camera deletes its history: files first, then this row, whose children cascade.
camera = Table(
    "camera",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False, comment="With credentials; never leaves the server."),
    Column("enabled", Boolean, nullable=False),
    Column("record", Boolean, nullable=False),
    Column("transcribe", Boolean, nullable=False),
    Column("recognize_faces", Boolean, nullable=False),
    Column("recognize_voices", Boolean, nullable=False),
    Column("language", String(8), comment="Fixed language of speech; NULL detects it."),
    Column("sub_url", Text, comment="Smaller stream to analyse, with credentials; NULL analyses the main one."),
    Column("mode", String(16), nullable=False, comment="continuous or events"),
    Column("pre_roll_s", Integer, nullable=False),
    Column("post_roll_s", Integer, nullable=False),
    Column("schedule", JSON, nullable=False, comment="[{weekdays, start_minute, end_minute}, …]; empty: always."),
    Column("retention_days", Integer, comment="NULL: as the server's setting says."),
    Column("quota_gb", Float, comment="NULL: no limit of its own."),
    Column("speech", JSON, nullable=False, comment="wire_options.SpeechOptions"),
    Column("faces", JSON, nullable=False, server_default="{}", comment="wire_options.FaceOptions"),
    Column("hours", JSON, nullable=False, server_default="{}", comment="wire_options.AnalysisHours"),
    Column("created_ms", BigInteger, nullable=False),
)

init_segment = Table(
    "init_segment",
    metadata,
    Column("id", String(32), primary_key=True, comment="First 32 hex digits of the data's SHA-256."),
    Column("data", LargeBinary, nullable=False),
    Column("video_codec", String(16), nullable=False),
    Column("audio_codec", String(16)),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("video_track", Integer, nullable=False),
    Column("timescale", Integer, nullable=False),
)

recording = Table(
    "recording",
    metadata,
    Column("id", RowId, primary_key=True),
    camera_column(),
    Column("session_id", String(32), nullable=False, comment="One connection, one continuous timeline."),
    Column("init_id", String(32), ForeignKey("init_segment.id"), nullable=False),
    Column("path", Text, nullable=False, unique=True, comment="Relative to the media directory."),
    Column("start_ms", BigInteger, nullable=False),
    Column("duration_ms", BigInteger, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("base_ticks", BigInteger, nullable=False, comment="Session decode time of the file's own time 0."),
    Column(
        "groups", LargeBinary, nullable=False, comment="Packed (byte offset u32, length ms u32) of each keyframe group."
    ),
    Column("is_open", Boolean, nullable=False, comment="Still being written."),
    Column("doomed", String(32), comment="Reason of the gap it leaves: its file is going or gone. NULL: it stays."),
    CheckConstraint("duration_ms >= 0", name="duration"),
    # Long enough to answer for sizes and ends without reading the rows, which are many and large.
    Index("ix_recording_span", "camera_id", "start_ms", "duration_ms", "size_bytes"),
    partial_index("ix_recording_doomed", "doomed", where="doomed IS NOT NULL"),
    # The condition must be the very text that queries have, or SQLite does not see that the index serves them.
    Index("ix_recording_is_open", "is_open", sqlite_where=text("is_open = 1"), postgresql_where=text("is_open")),
)

gap = Table(
    "gap",
    metadata,
    Column("id", RowId, primary_key=True),
    camera_column(),
    Column("start_ms", BigInteger, nullable=False),
    Column("end_ms", BigInteger, comment="NULL while it lasts."),
    Column("reason", String(32), nullable=False),
    CheckConstraint("end_ms IS NULL OR end_ms >= start_ms", name="order"),
    Index("ix_gap_camera_id_start_ms", "camera_id", "start_ms"),
)

# One row for each hour in which something moved, however often: a year of 16 cameras is at most 140,160 of them.
motion = Table(
    "motion",
    metadata,
    camera_column(primary_key=True),
    Column("hour_ms", BigInteger, primary_key=True, autoincrement=False, comment="Where the hour begins."),
    Column("spans", LargeBinary, nullable=False, comment="When in it, as `store.motion` packs it."),
)

# Footage that touches one of these is never deleted by a rule; ranges of a camera may overlap.
protection = Table(
    "protection",
    metadata,
    Column("id", RowId, primary_key=True),
    camera_column(),
    Column("start_ms", BigInteger, nullable=False),
    Column("end_ms", BigInteger, nullable=False),
    Column("note", Text, comment="The user's own words about why."),
    Column("created_ms", BigInteger, nullable=False),
    CheckConstraint("end_ms > start_ms", name="order"),
    Index("ix_protection_camera_id_start_ms", "camera_id", "start_ms"),
)

hearing = Table(
    "hearing",
    metadata,
    camera_column(primary_key=True),
    Column("heard_until_ms", BigInteger, nullable=False, comment="Sound up to here was searched for speech."),
)

# What waits or is worked on: few rows after years. Written out, as a partial index serves no bound parameters.
UNDONE = "utterance.state IN ('queued', 'running')"

utterance = Table(
    "utterance",
    metadata,
    Column("id", RowId, primary_key=True),
    camera_column(),
    Column("start_ms", BigInteger, nullable=False),
    Column("end_ms", BigInteger, nullable=False),
    Column("state", String(16), nullable=False, comment="queued, running, done, dropped"),
    Column("priority", Integer, nullable=False, comment="0 live, 1 normal, 2 backfill, 3 again"),
    Column("attempts", Integer, nullable=False, comment="Times an engine that is well failed with it."),
    Column("deaths", Integer, nullable=False, comment="Times the process that worked on it died."),
    Column("pass_id", RowId, comment="The retranscription that queued it again."),
    Column("reason", String(64), comment="Why it was dropped or gave no text."),
    Column("audio", LargeBinary, comment="16 kHz mono 16-bit PCM, only where the camera is not recorded."),
    Column("created_ms", BigInteger, nullable=False),
    UniqueConstraint("camera_id", "start_ms"),
    partial_index("ix_utterance_undone", "state", "priority", "start_ms", where=UNDONE),
    partial_index("ix_utterance_pass_id", "pass_id", where="pass_id IS NOT NULL"),
    CheckConstraint("end_ms > start_ms", name="order"),
)

# What a camera's microphone brought in the last hour, written every few minutes.
microphone = Table(
    "microphone",
    metadata,
    camera_column(primary_key=True),
    Column("pieces", JSON, nullable=False, comment="speech.microphone.Piece, oldest first."),
)

# What a camera's speech turned out to be in; `setting` is what the camera was set to then: another one begins anew.
language_lock = Table(
    "language_lock",
    metadata,
    camera_column(primary_key=True),
    Column("setting", String(64), nullable=False),
    Column("language", String(8), nullable=False),
    Column("heard", Integer, nullable=False, comment="Confident segments in a row."),
)

# A better model listens again to a range; its utterances carry its id as `pass_id` while they wait.
retranscription = Table(
    "retranscription",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("state", String(16), nullable=False, comment="running, done, cancelled"),
    Column("camera_ids", JSON, nullable=False, comment="Empty: all."),
    Column("start_ms", BigInteger, nullable=False),
    Column("end_ms", BigInteger, nullable=False),
    Column("engine", String(64), nullable=False),
    Column("model", Text, comment="NULL: the best one that is installed."),
    Column("is_automatic", Boolean, nullable=False, comment="Made in idle hours, not by a user."),
    Column("total", Integer, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("ended_ms", BigInteger),
)

# One engine's hearing of an utterance; a better model may follow, and whoever is better is shown.
transcription = Table(
    "transcription",
    metadata,
    Column("utterance_id", RowId, ForeignKey("utterance.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False, comment="1 is the first."),
    Column("engine", String(64), nullable=False),
    Column("model", Text, nullable=False),
    Column("task", String(16), nullable=False, comment="transcribe or translate"),
    Column("quality", Integer, nullable=False, comment="Higher is a better model, on one scale of the server's."),
    Column("created_ms", BigInteger, nullable=False),
    Column("shown", Boolean, nullable=False),
    Column("chosen", Boolean, nullable=False, comment="By a user: no later one replaces it."),
    partial_index("uq_transcription_shown", "utterance_id", where="shown", unique=True),
)

line = Table(
    "line",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=False, comment="In the order of time: start_ms * 1024 + n."),
    camera_column(),
    Column("utterance_id", RowId, nullable=False),
    Column("version", Integer, nullable=False),
    Column("start_ms", BigInteger, nullable=False),
    Column("end_ms", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("translation", Text, comment="The same in English, where that was asked for."),
    Column("language", String(8)),
    Column("confidence", Float, comment="Mean word probability, 0 to 1; null: the engine tells none."),
    Column("words", JSON, nullable=False, comment="[[text, start_ms, end_ms, confidence], …]"),
    Column("person_id", String(32), ForeignKey(person.c.id, ondelete="SET NULL"), comment="The speaker, if known."),
    Column("speaker_id", RowId, ForeignKey(speaker.c.id, ondelete="SET NULL"), comment="A speaker without a name."),
    Column("shown", Boolean, nullable=False),
    Column("terms", Terms, comment="Folded words of text and translation: what a search compares."),
    ForeignKeyConstraint(
        ["utterance_id", "version"],
        ["transcription.utterance_id", "transcription.version"],
        name="fk_line_transcription",
        ondelete="CASCADE",
    ),
    CheckConstraint("shown = (terms IS NOT NULL)", name="findable"),
    Index("ix_line_camera_id_id", "camera_id", "id"),
    Index("ix_line_utterance_id_version", "utterance_id", "version"),
    partial_index("ix_line_person_id_id", "person_id", "id", where="person_id IS NOT NULL"),
    partial_index("ix_line_speaker_id_id", "speaker_id", "id", where="speaker_id IS NOT NULL"),
    Index("ix_line_terms", "terms", postgresql_using="gin").ddl_if(dialect="postgresql"),
)

# Sound with what is really said in it; either in the recordings (`start_ms`) or kept here (`audio`).
tuning_sample = Table(
    "tuning_sample",
    metadata,
    Column("id", RowId, primary_key=True),
    camera_column(),
    Column("start_ms", BigInteger, comment="Where in the recordings; NULL: it was uploaded."),
    Column("length_ms", Integer, nullable=False),
    Column("audio", LargeBinary, comment="16 kHz mono 16-bit PCM, only of an upload."),
    Column("text", Text, nullable=False),
    Column("corrected", Boolean, nullable=False, comment="Somebody says that this is what is said."),
    Column("created_ms", BigInteger, nullable=False),
    CheckConstraint("(start_ms IS NULL) <> (audio IS NULL)", name="sound"),
    CheckConstraint("length_ms > 0", name="length"),
    Index("ix_tuning_sample_camera_id_id", "camera_id", "id"),
)

visit = Table(
    "visit",
    metadata,
    Column("id", RowId, primary_key=True),
    camera_column(),
    Column("start_ms", BigInteger, nullable=False),
    Column("end_ms", BigInteger, comment="NULL while it lasts."),
    Column("last_seen_ms", BigInteger, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("decided", Boolean, nullable=False, server_default=false(), comment="A user said who: it stays."),
    Column("person_id", String(32), ForeignKey(person.c.id, ondelete="SET NULL")),
    Column("score", Float, nullable=False),
    Column("margin", Float, nullable=False),
    Column("sightings", Integer, nullable=False),
    Column("zones", JSON, nullable=False, server_default="[]", comment="Names of the zones it was in."),
    Column("trail", LargeBinary, comment="Where the face was: see faces.trail."),
    Column("best_crop", LargeBinary, comment="JPEG of the best sighting; NULL: expired."),
    Column("best_quality", Float, nullable=False),
    Column("best_px", Integer, nullable=False, server_default="0", comment="Smaller side of the best face."),
    Column("best_parts", JSON, nullable=False, server_default="{}", comment="As `parts` of a face."),
    Column("embedding", LargeBinary, comment="float32 of the best sighting; NULL: expired."),
    Column("crop_bytes", Integer, comment="Of `best_crop` and `embedding` together; NULL: expired."),
    Column("engine", String(32), nullable=False),
    Column("model", String(64), nullable=False),
    Column("unfound", String(97), comment="The last `engine/model` that found no face in `best_crop`."),
    CheckConstraint(
        "(crop_bytes IS NULL) = (best_crop IS NULL) AND (crop_bytes IS NULL) = (embedding IS NULL)", name="crop"
    ),
    Index("ix_visit_camera_id_start_ms", "camera_id", "start_ms"),
    # All that retention asks about pictures is in here: the pictures themselves are never read for it.
    partial_index(
        "ix_visit_crop",
        "camera_id",
        "verdict",
        "end_ms",
        "id",
        "start_ms",
        "crop_bytes",
        where="crop_bytes IS NOT NULL",
    ),
    Index("ix_visit_person_id_start_ms", "person_id", "start_ms"),
    Index("ix_visit_start_ms", "start_ms"),
    sqlite_autoincrement=True,
)

rule = Table(
    "rule",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False, comment="keyword, speaker, silence"),
    Column("phrases", JSON, nullable=False),
    Column("sounds_like", JSON, nullable=False),
    Column("expressions", JSON, nullable=False),
    Column("languages", JSON, nullable=False, comment="Empty: any."),
    Column("speakers", JSON, nullable=False, comment="Ids of people, who may be gone; empty: anybody."),
    Column("silence_minutes", Integer, nullable=False),
    Column("camera_ids", JSON, nullable=False, comment="Empty: all."),
    Column("enabled", Boolean, nullable=False),
    Column("armed", Boolean, nullable=False),
    Column("schedule", JSON, nullable=False, comment="As a camera's."),
    Column("cooldown_s", Integer, nullable=False),
    Column("early", Boolean, nullable=False, comment="It may fire before an utterance is over."),
    Column("created_ms", BigInteger, nullable=False),
)

# When a rule last fired near a camera: it rests from then on, also after a restart and when the alert was deleted.
rule_rest = Table(
    "rule_rest",
    metadata,
    Column("rule_id", String(32), ForeignKey("rule.id", ondelete="CASCADE"), primary_key=True),
    camera_column(primary_key=True),
    Column("fired_ms", BigInteger, nullable=False),
)

# Holds nothing of what was said but where it stands: the line, with which it goes.
alert = Table(
    "alert",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("rule_id", String(32), ForeignKey("rule.id", ondelete="SET NULL")),
    Column("rule_name", Text, nullable=False),
    Column("kind", String(16), nullable=False, comment="keyword, speaker, silence"),
    camera_column(),
    Column("line_id", RowId, ForeignKey("line.id", ondelete="CASCADE")),
    Column("at_ms", BigInteger, nullable=False),
    Column("phrase", Text, comment="The rule's own words."),
    Column("words_ms", JSON, nullable=False, comment="[start, end, start, end, …] of each matched word."),
    Column("clip_start_ms", BigInteger, nullable=False),
    Column("clip_end_ms", BigInteger, nullable=False),
    Column("phase", String(16), nullable=False, comment="final, early, confirmed, withdrawn"),
    Column("rested_ms", BigInteger, comment="Since when its rule had rested before: so it does if it is withdrawn."),
    Column("picture_due", Boolean, nullable=False, comment="Its picture has yet to be taken."),
    Column("created_ms", BigInteger, nullable=False),
    UniqueConstraint("rule_id", "line_id"),
    Index("ix_alert_at_ms_id", "at_ms", "id"),
    Index("ix_alert_camera_id_at_ms", "camera_id", "at_ms"),
    Index("ix_alert_line_id", "line_id"),
    partial_index("ix_alert_picture_due", "picture_due", where="picture_due"),
    partial_index("ix_alert_phase", "phase", where="phase = 'early'"),
)

# Lines that no rule has seen yet: written with them, so that none is missed while the server process is down.
line_news = Table(
    "line_news",
    metadata,
    Column("line_id", RowId, ForeignKey("line.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
)

# Beside the alert, so that it goes in one transaction with what it shows, and leaves no file behind.
alert_picture = Table(
    "alert_picture",
    metadata,
    Column("alert_id", RowId, ForeignKey("alert.id", ondelete="CASCADE"), primary_key=True),
    Column("size_bytes", Integer, nullable=False),
    Column("jpeg", LargeBinary, nullable=False),
)

# An edit list. `story_camera` has every camera that its clips show or let hear; it outlives the camera, as clips do.
story = Table(
    "story",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("title", Text, nullable=False),
    Column("version", Integer, nullable=False, comment="Raised with each change."),
    Column("captions", String(16), nullable=False, comment="wire_jobs.Captions"),
    Column("blur", String(16), comment="wire_jobs.FaceBlur; NULL: nobody."),
    Column("clips", JSON, nullable=False, comment="[wire_jobs.StoryClip, …]"),
    Column("created_ms", BigInteger, nullable=False),
    Column("updated_ms", BigInteger, nullable=False),
    Index("ix_story_updated_ms_id", "updated_ms", "id"),
)

story_camera = Table(
    "story_camera",
    metadata,
    Column("story_id", String(32), ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
    Column("camera_id", String(32), primary_key=True),
)

# What Home Assistant speaks for stories. Nothing refers to a row: it goes once no story and no export wants it.
narration = Table(
    "narration",
    metadata,
    Column("id", String(32), primary_key=True, comment="The beginning of the text's SHA-256."),
    Column("text", Text, nullable=False),
    Column("state", String(16), nullable=False, comment="wire_narration.NarrationState"),
    Column("failure", String(16), comment="wire_narration.NarrationFailure, of one that failed."),
    Column("size_bytes", Integer, nullable=False, comment="Of the sound; 0 without one."),
    Column("wanted_ms", BigInteger, nullable=False, comment="When somebody asked for it last."),
    # Last: SQLite walks through a long value to reach what stands behind it.
    Column("pcm", LargeBinary, comment="16 kHz mono 16-bit PCM; NULL: nobody spoke yet."),
    Index("ix_narration_wanted_ms", "wanted_ms"),
)

# Long work; an export's files lie below the media directory, under the job's id.
job = Table(
    "job",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(32), nullable=False, comment="wire_jobs.JobKind"),
    Column("state", String(16), nullable=False, comment="queued, running, done, failed, cancelled"),
    Column("spec", JSON, nullable=False, comment="What was ordered: wire_jobs.Export or that of another kind."),
    Column("progress", Float, nullable=False, comment="0 to 1"),
    Column("transfer", JSON, comment="wire_jobs.Transfer, while it runs."),
    Column("waits_for", String(16), comment="wire_jobs.JobWait, while it runs and waits."),
    Column("attempts", Integer, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("started_ms", BigInteger),
    Column("ended_ms", BigInteger),
    Column("cancelling", Boolean, nullable=False, comment="Somebody wants it to stop."),
    Column("result", JSON, comment="What came of it: wire_jobs.ExportResult or that of another kind."),
    Column("problem", JSON, comment="wire.Problem of the last attempt."),
    Index("ix_job_kind_state_created_ms", "kind", "state", "created_ms"),
    Index("ix_job_created_ms_id", "created_ms", "id"),
)
