"""The tables of recognising voices that no user edits: what waits, what was worked out, what is proposed."""

from sqlalchemy import CheckConstraint, Column, Float, ForeignKey, Integer, LargeBinary, String, Table
from sqlalchemy.types import BigInteger, Boolean

from wallflower.store.columns import RowId, camera_column, metadata, partial_index

# Utterances whose voice was not worked on yet: written with the text, gone with the result.
voice_wait = Table(
    "voice_wait",
    metadata,
    Column(
        "utterance_id", RowId, ForeignKey("utterance.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("attempts", Integer, nullable=False),
    Column("audio", LargeBinary, comment="16 kHz mono 16-bit PCM, only where the utterance had it."),
    Column("created_ms", BigInteger, nullable=False),
)

# What an enrolled clip is compared by, worked out of it for each engine and model; a clip without any gets them again.
voice_example = Table(
    "voice_example",
    metadata,
    Column("voice_id", RowId, ForeignKey("voice.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("engine", String(32), primary_key=True),
    Column("model", String(64), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("embeddings", LargeBinary, nullable=False, comment="`number` times `dimension` numbers, float32."),
    Column("rooms", String(16), nullable=False, comment="Digest of the rooms whose noise is in them; empty: none."),
)

# What the noise of a camera's room is like. No sound: a mean spectrum, of which no word can be made out.
room_noise = Table(
    "room_noise",
    metadata,
    camera_column(primary_key=True),
    Column("colour", LargeBinary, nullable=False, comment="Share of the power in each band of 50 Hz, float32."),
    Column("learnt_ms", BigInteger, nullable=False),
)

# Two provisional speakers that sound like one, or one who is heard when a person is seen; only a user decides.
suggestion = Table(
    "suggestion",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("speaker_id", RowId, ForeignKey("speaker.id", ondelete="CASCADE"), nullable=False),
    Column("other_id", RowId, ForeignKey("speaker.id", ondelete="CASCADE")),
    Column("person_id", String(32), ForeignKey("person.id", ondelete="CASCADE")),
    Column("score", Float, nullable=False, comment="How alike, 0 to 1; or the part of lines that speaks for it."),
    Column("count", Integer, nullable=False, comment="Prints compared, or lines while only they were in view."),
    Column("against", Integer, nullable=False, server_default="0", comment="Lines while only others were in view."),
    Column("dismissed", Boolean, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    CheckConstraint("(other_id IS NULL) <> (person_id IS NULL)", name="one"),
    partial_index("uq_suggestion_other", "speaker_id", "other_id", where="other_id IS NOT NULL", unique=True),
    partial_index("uq_suggestion_person", "speaker_id", "person_id", where="person_id IS NOT NULL", unique=True),
    sqlite_autoincrement=True,
)
