"""SQL that databases spell differently, in one spelling."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Table, cast, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

type Upsert = postgresql.Insert | sqlite.Insert


def insert_or(connection: Connection, table: Table) -> Upsert:
    """Return an INSERT that can say what happens on a conflict: `on_conflict_do_nothing`, `on_conflict_do_update`."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


class Least(FunctionElement[int]):
    """The smallest of several whole numbers that are never null."""

    type = BigInteger()
    inherit_cache = True


@compiles(Least)
def _least(element: Least, compiler: SQLCompiler, **options: Any) -> str:
    return f"least({compiler.process(element.clauses, **options)})"


@compiles(Least, "sqlite")
def _least_of_sqlite(element: Least, compiler: SQLCompiler, **options: Any) -> str:
    return f"min({compiler.process(element.clauses, **options)})"


def total(column: ColumnElement[Any]) -> ColumnElement[int]:
    """Return the sum of a whole-number column, 0 for no rows; PostgreSQL's own sum of them is a decimal."""
    return cast(func.coalesce(func.sum(column), 0), BigInteger)
