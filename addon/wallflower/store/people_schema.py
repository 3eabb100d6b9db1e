"""The tables of who people are: names, faces, voices, what is not theirs, and every change of these, to undo it.

Invariants:
* no two of all names and aliases share a `name_key`;
* a face or voice is `trained`, or `refused` says why recognition does not learn from it;
* rows of these tables change only together with an `edit` that tells how they were before, except by forgetting
  and by embedding the library anew for another engine, which changes nothing but embeddings;
* row ids are never used twice (AUTOINCREMENT), so that undoing puts a row back where nothing else can be.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import JSON, BigInteger, Boolean

from wallflower.store.columns import RowId, metadata, partial_index

person = Table(
    "person",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True, comment="Case-folded name: two people never share it."),
    Column("kind", String(16), nullable=False, server_default="household", comment="wire.PersonKind"),
    Column("ha_person_id", String(255), unique=True, comment="Home Assistant's person entity, if any."),
    Column("created_ms", BigInteger, nullable=False),
)


def _person_column(*, nullable: bool = False) -> Column[str]:
    rule = "SET NULL" if nullable else "CASCADE"
    return Column("person_id", String(32), ForeignKey(person.c.id, ondelete=rule), nullable=nullable)


# What else a person is called; the names of those who were merged into them, too.
alias = Table(
    "alias",
    metadata,
    Column("name_key", Text, primary_key=True),
    _person_column(),
    Column("name", Text, nullable=False),
    Index("ix_alias_person_id", "person_id"),
)

face = Table(
    "face",
    metadata,
    Column("id", RowId, primary_key=True),
    _person_column(),
    Column("engine", String(32), nullable=False),
    Column("model", String(64), nullable=False),
    Column("dimension", Integer, nullable=False),
    Column("embedding", LargeBinary, nullable=False, comment="float32 little endian, `dimension` numbers."),
    Column("quality", Float, nullable=False),
    Column("parts", JSON, nullable=False, comment="What the quality is made of, by name, each 0 to 1."),
    Column("source", String(16), nullable=False, comment="upload, visit, folder, import"),
    Column("trained", Boolean, nullable=False, comment="Recognition learns from it; otherwise it is only labelled."),
    Column("refused", Text, comment="Why it is not trained."),
    Column("visit_id", RowId, ForeignKey("visit.id", ondelete="SET NULL"), comment="The visit it is the picture of."),
    Column("crop", LargeBinary, nullable=False, comment="JPEG, from which another engine can embed anew."),
    Column("crop_sha256", String(64), nullable=False),
    Column("unfound", String(97), comment="The last `engine/model` that found no face in the crop."),
    Column("created_ms", BigInteger, nullable=False),
    CheckConstraint("trained = (refused IS NULL)", name="training"),
    UniqueConstraint("person_id", "engine", "model", "crop_sha256"),
    partial_index("ix_face_visit_id", "visit_id", where="visit_id IS NOT NULL"),
    sqlite_autoincrement=True,
)

voice = Table(
    "voice",
    metadata,
    Column("id", RowId, primary_key=True),
    _person_column(),
    Column("engine", String(32), nullable=False),
    Column("model", String(64), nullable=False),
    Column("dimension", Integer, nullable=False),
    Column("embedding", LargeBinary, nullable=False, comment="float32 little endian, `dimension` numbers."),
    Column("quality", Float, nullable=False),
    Column("parts", JSON, nullable=False, comment="What the quality is made of, by name, each 0 to 1."),
    Column("source", String(16), nullable=False, comment="upload, line, enrol, import"),
    Column("trained", Boolean, nullable=False, comment="As of a face."),
    Column("refused", Text, comment="Why it is not trained."),
    Column("line_id", RowId, ForeignKey("line.id", ondelete="SET NULL"), comment="The line it is the sound of."),
    Column("clip", LargeBinary, nullable=False, comment="16 kHz mono 16-bit PCM, to embed anew."),
    Column("clip_sha256", String(64), nullable=False),
    Column("unfound", String(97), comment="The last `engine/model` that found no speech in the clip."),
    Column("seconds", Float, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    CheckConstraint("trained = (refused IS NULL)", name="training"),
    UniqueConstraint("person_id", "engine", "model", "clip_sha256"),
    partial_index("ix_voice_line_id", "line_id", where="line_id IS NOT NULL"),
    sqlite_autoincrement=True,
)

# A voice that was heard and has no name yet: "Speaker 3".
speaker = Table(
    "speaker",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("confirmed", Boolean, nullable=False, comment="Heard in a second utterance."),
    Column("camera_id", String(32), ForeignKey("camera.id", ondelete="SET NULL"), comment="Where first heard."),
    Column("last_ms", BigInteger, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)

# What one utterance, or one line of it, sounds like.
voice_print = Table(
    "voice_print",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("utterance_id", RowId, ForeignKey("utterance.id", ondelete="CASCADE"), nullable=False),
    Column("line_id", RowId, ForeignKey("line.id", ondelete="CASCADE")),
    Column("speaker_id", RowId, ForeignKey(speaker.c.id, ondelete="SET NULL")),
    _person_column(nullable=True),
    Column("start_ms", BigInteger, nullable=False),
    Column("end_ms", BigInteger, nullable=False),
    Column("engine", String(32), nullable=False),
    Column("model", String(64), nullable=False),
    Column("dimension", Integer, nullable=False),
    Column("embedding", LargeBinary, nullable=False, comment="float32 little endian, `dimension` numbers."),
    Column("seconds", Float, nullable=False),
    Column("snr_db", Float),
    Column("overlap", Boolean, nullable=False, comment="Several people speak in it."),
    Column("score", Float),
    Column("margin", Float),
    Column("created_ms", BigInteger, nullable=False),
    Index("ix_voice_print_utterance_id", "utterance_id"),
    partial_index("ix_voice_print_line_id", "line_id", where="line_id IS NOT NULL"),
    partial_index("ix_voice_print_speaker_id", "speaker_id", where="speaker_id IS NOT NULL"),
    partial_index("ix_voice_print_person_id", "person_id", where="person_id IS NOT NULL"),
    sqlite_autoincrement=True,
)

# "Not them": what was once taken for a person and is somebody else.
rejection = Table(
    "rejection",
    metadata,
    Column("id", RowId, primary_key=True),
    _person_column(),
    Column("modality", String(8), nullable=False, comment="face or voice"),
    Column("engine", String(32), nullable=False),
    Column("model", String(64), nullable=False),
    Column("dimension", Integer, nullable=False),
    Column("embedding", LargeBinary, nullable=False, comment="float32 little endian, `dimension` numbers."),
    Column("visit_id", RowId, ForeignKey("visit.id", ondelete="SET NULL")),
    Column("line_id", RowId, ForeignKey("line.id", ondelete="SET NULL")),
    Column("unfound", String(97), comment="As of a face: in the visit's picture."),
    Column("created_ms", BigInteger, nullable=False),
    Index("ix_rejection_person_id", "person_id"),
    partial_index("ix_rejection_visit_id", "visit_id", where="visit_id IS NOT NULL"),
    partial_index("ix_rejection_line_id", "line_id", where="line_id IS NOT NULL"),
    sqlite_autoincrement=True,
)

# One change of people that a user made.
edit = Table(
    "edit",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("kind", String(16), nullable=False, comment="wire_people.EditKind"),
    Column("state", String(8), nullable=False, comment="done, undone"),
    Column("counts", JSON, nullable=False, comment="Rows touched, by table."),
    Column("batch", String(32), comment="What is made in several steps has one: the job's id where a job makes it."),
    Column("created_ms", BigInteger, nullable=False, comment="When its last step was made."),
    Column("undone_ms", BigInteger),
    Index("ix_edit_created_ms", "created_ms"),
    partial_index("ix_edit_batch", "batch", where="batch IS NOT NULL"),
    sqlite_autoincrement=True,
)

# Whom it is about; they may be gone.
edit_person = Table(
    "edit_person",
    metadata,
    Column("edit_id", RowId, ForeignKey(edit.c.id, ondelete="CASCADE"), primary_key=True),
    Column("person_id", String(32), primary_key=True),
    Index("ix_edit_person_person_id", "person_id"),
)

# What two people cannot both have, and an edit that stands gave or took away.
edit_unique = Table(
    "edit_unique",
    metadata,
    Column("edit_id", RowId, ForeignKey(edit.c.id, ondelete="CASCADE"), primary_key=True),
    Column("value", Text, primary_key=True, comment="The column's name, a space, and what it held."),
    Index("ix_edit_unique_value", "value"),
)

# How rows of one table that changed alike were before and after; bytes as base64.
edit_change = Table(
    "edit_change",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("edit_id", RowId, ForeignKey(edit.c.id, ondelete="CASCADE"), nullable=False),
    Column("table_name", String(32), nullable=False),
    Column("row_keys", JSON, nullable=False, comment="Primary keys of the rows."),
    Column("before", JSON(none_as_null=True), comment="Columns and their values; NULL: the rows were not there."),
    Column("after", JSON(none_as_null=True), comment="The same afterwards; NULL: the rows are gone."),
    Index("ix_edit_change_edit_id", "edit_id"),
    sqlite_autoincrement=True,
)

# An image of the folder of photographs that was looked at. No user changes these, so no `edit` tells of them.
folder_image = Table(
    "folder_image",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("path_sha256", String(64), nullable=False, unique=True, comment="Of the path below the folder."),
    Column("path", Text, nullable=False, comment="Below the folder."),
    Column("content_sha256", String(64), comment="Of the file; NULL: not read yet."),
    Column("person_id", String(32), ForeignKey(person.c.id, ondelete="SET NULL")),
    Column("face_id", RowId, ForeignKey(face.c.id, ondelete="SET NULL")),
    Column("size_bytes", BigInteger, nullable=False),
    Column("changed_ns", BigInteger, nullable=False, comment="The file's own mtime."),
    Column("state", String(16), nullable=False, comment="wire_library.ImageState; unknown: not looked at yet."),
    Column("reason", Text, comment="Why it was refused."),
    Column("attempts", Integer, nullable=False, comment="Times that looking at it was begun."),
    Column("looked_ms", BigInteger, nullable=False),
    Index("ix_folder_image_person_id", "person_id"),
    Index("ix_folder_image_face_id", "face_id"),
    sqlite_autoincrement=True,
)

# Folders and images of people who were forgotten, which must not bring them back: nothing tells whose they were.
forgotten = Table(
    "forgotten",
    metadata,
    Column("mark", String(64), primary_key=True, comment="Keyed hash of a folder's name, or of a file's content."),
    Column("created_ms", BigInteger, nullable=False),
)
