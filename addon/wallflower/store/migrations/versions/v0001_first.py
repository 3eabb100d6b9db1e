"""The first schema, and the full-text index over transcript lines."""

from alembic import op

from wallflower.store.schema import metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# An index over `line.text` only: the text itself is stored once, in `line`.
FULL_TEXT = """
CREATE VIRTUAL TABLE line_text USING fts5(
  text, content='line', content_rowid='id', tokenize="unicode61 remove_diacritics 2", prefix='2 3')
"""
TRIGGERS = (
    """CREATE TRIGGER line_text_insert AFTER INSERT ON line BEGIN
         INSERT INTO line_text(rowid, text) VALUES (new.id, new.text); END""",
    """CREATE TRIGGER line_text_delete AFTER DELETE ON line BEGIN
         INSERT INTO line_text(line_text, rowid, text) VALUES ('delete', old.id, old.text); END""",
    """CREATE TRIGGER line_text_update AFTER UPDATE OF text ON line BEGIN
         INSERT INTO line_text(line_text, rowid, text) VALUES ('delete', old.id, old.text);
         INSERT INTO line_text(rowid, text) VALUES (new.id, new.text); END""",
)


def upgrade() -> None:
    """Create every table, index and trigger."""
    metadata.create_all(op.get_bind())
    op.execute(FULL_TEXT)
    for trigger in TRIGGERS:
        op.execute(trigger)
