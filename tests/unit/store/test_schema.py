"""The migrations make the very schema that the code believes in, on both databases."""

import re
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Inspector, create_engine, inspect, text

from wallflower.store import access_schema, voice_schema
from wallflower.store.database import Database
from wallflower.store.schema import meta

METADATA = meta.metadata
# What migrations make besides tables of the code: their own record, and SQLite's full-text index.
BESIDES = re.compile(r"alembic_version|line_text(_\w+)?")
MODEL = "as_in_code"
TOLD = {"name", "column_names", "unique", "constrained_columns", "referred_table", "referred_columns", "sqltext"}


def described(inspector: Inspector, table: str, schema: str | None) -> dict[str, Any]:
    """Return all that matters of a table, in an order of its own."""
    columns = [
        {
            key: re.sub(rf'"?{MODEL}"?\.', "", str(column[key]))
            for key in ("name", "type", "nullable", "default", "comment")
            if key in column
        }
        for column in inspector.get_columns(table, schema=schema)
    ]
    indexes = [
        {
            "name": index["name"],
            "columns": index["column_names"],
            "unique": bool(index["unique"]),
            "where": {key: str(value) for key, value in index.get("dialect_options", {}).items() if "where" in key},
        }
        for index in inspector.get_indexes(table, schema=schema)
    ]
    constraints = [
        inspector.get_pk_constraint(table, schema=schema),
        *inspector.get_foreign_keys(table, schema=schema),
        *inspector.get_unique_constraints(table, schema=schema),
        *inspector.get_check_constraints(table, schema=schema),
    ]
    return {
        "columns": {column["name"]: column for column in columns},
        "indexes": sorted(indexes, key=lambda index: str(index["name"])),
        "constraints": sorted(
            str({key: value for key, value in told.items() if key in TOLD} | {"options": told.get("options")})
            for told in constraints
        ),
    }


def schema_of(connection: Connection, schema: str | None = None) -> dict[str, Any]:
    inspector = inspect(connection)
    tables = [name for name in inspector.get_table_names(schema=schema) if not BESIDES.fullmatch(name)]
    return {name: described(inspector, name, schema) for name in tables}


def model_of(database: Database, tmp_path: Path) -> dict[str, Any]:
    """Return the schema that the code's tables make when they are made at once."""
    if database.engine.dialect.name == "sqlite":
        engine = create_engine(f"sqlite:///{tmp_path / 'model.db'}")
        with engine.begin() as connection:
            METADATA.create_all(connection)
            found = schema_of(connection)
        engine.dispose()
        return found
    with database.engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {MODEL}"))
        connection.execute(text(f"SET search_path TO {MODEL}"))
        METADATA.create_all(connection, checkfirst=False)
        found = schema_of(connection, MODEL)
        connection.execute(text(f"DROP SCHEMA {MODEL} CASCADE"))
        connection.execute(text("SET search_path TO public"))
    return found


def test_migrations_make_what_the_code_believes_in(database: Database, tmp_path: Path) -> None:
    assert {access_schema.account.name, voice_schema.voice_wait.name} <= METADATA.tables.keys()
    with database.engine.connect() as connection:
        made = schema_of(connection)
    wanted = model_of(database, tmp_path)
    assert made.keys() == wanted.keys() == METADATA.tables.keys()
    for table, told in wanted.items():
        assert made[table] == told, f"{table}: a change of a table needs a migration"
    assert any(index.get("where", "None") != "None" for index in made["utterance"]["indexes"]), (
        "conditions are compared"
    )
