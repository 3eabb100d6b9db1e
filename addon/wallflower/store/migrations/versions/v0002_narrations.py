"""Narration of stories: what is to be spoken, its sound, and what a job waits for."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table of narrations, and let a job tell what it waits for."""
    op.create_table(
        "narration",
        sa.Column("id", sa.String(32), nullable=False, comment="The beginning of the text's SHA-256."),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False, comment="wire_narration.NarrationState"),
        sa.Column("failure", sa.String(16), comment="wire_narration.NarrationFailure, of one that failed."),
        sa.Column("size_bytes", sa.Integer(), nullable=False, comment="Of the sound; 0 without one."),
        sa.Column("wanted_ms", sa.BigInteger(), nullable=False, comment="When somebody asked for it last."),
        sa.Column("pcm", sa.LargeBinary(), comment="16 kHz mono 16-bit PCM; NULL: nobody spoke yet."),
        sa.PrimaryKeyConstraint("id", name="pk_narration"),
    )
    op.create_index("ix_narration_wanted_ms", "narration", ["wanted_ms"])
    waits_for = sa.Column("waits_for", sa.String(16), comment="wire_jobs.JobWait, while it runs and waits.")
    op.add_column("job", waits_for)
