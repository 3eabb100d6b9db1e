"""The first schema, and the full-text index over transcript lines."""

from alembic import op

from wallflower.store import access_schema, voice_schema  # noqa: F401 - their tables join the metadata
from wallflower.store.schema import meta

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Over `line.terms` only, which holds folded words with spaces between them: the tokenizer has nothing to decide.
# `secure-delete` takes words out of the index at once instead of noting that they are void.
FULL_TEXT = (
    """CREATE VIRTUAL TABLE line_text USING fts5(
         terms, content='line', content_rowid='id', tokenize='ascii', prefix='2 3 4')""",
    "INSERT INTO line_text(line_text, rank) VALUES ('secure-delete', 1)",
    """CREATE TRIGGER line_text_insert AFTER INSERT ON line WHEN new.terms IS NOT NULL BEGIN
         INSERT INTO line_text(rowid, terms) VALUES (new.id, new.terms); END""",
    """CREATE TRIGGER line_text_delete AFTER DELETE ON line WHEN old.terms IS NOT NULL BEGIN
         INSERT INTO line_text(line_text, rowid, terms) VALUES ('delete', old.id, old.terms); END""",
    """CREATE TRIGGER line_text_hide AFTER UPDATE OF terms ON line WHEN old.terms IS NOT NULL BEGIN
         INSERT INTO line_text(line_text, rowid, terms) VALUES ('delete', old.id, old.terms); END""",
    """CREATE TRIGGER line_text_show AFTER UPDATE OF terms ON line WHEN new.terms IS NOT NULL BEGIN
         INSERT INTO line_text(rowid, terms) VALUES (new.id, new.terms); END""",
)


def upgrade() -> None:
    """Create every table and index, and what keeps SQLite's full-text index in step."""
    connection = op.get_bind()
    meta.metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        for statement in FULL_TEXT:
            op.execute(statement)
