"""The first schema, as each database is told it in `first`, and the full-text index over transcript lines.

Whatever the code says of its tables by now: this is what the first version made, and every later one builds on.
"""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = Path(__file__).parent.with_name("first")

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
    tables = (TABLES / f"{connection.dialect.name}.sql").read_text(encoding="utf-8")
    for statement in tables.split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
    if connection.dialect.name == "sqlite":
        for statement in FULL_TEXT:
            op.execute(statement)
