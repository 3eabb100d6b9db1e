"""What the tables of the schema share: their metadata, row ids, cameras and partial indexes."""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, text
from sqlalchemy.types import BigInteger

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite gives its row id only to INTEGER, PostgreSQL needs BIGINT for years of rows.
RowId = BigInteger().with_variant(Integer, "sqlite")


def camera_column(*, primary_key: bool = False) -> Column[str]:
    """Return the column that names the camera a row belongs to, and goes with."""
    return Column(
        "camera_id",
        String(32),
        ForeignKey("camera.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """Return an index over the rows that a condition holds for."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))
