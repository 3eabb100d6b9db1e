"""The tables of those who may use the server: no password and no token is in them, only what tells a right one."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, Text
from sqlalchemy.types import JSON, BigInteger

from wallflower.store.columns import RowId, metadata

account = Table(
    "account",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True, comment="The name without case."),
    Column("password_hash", Text, nullable=False, comment="Argon2id with its parameters and salt."),
    Column("role", String(16), nullable=False, comment="wire_access.Role"),
    Column("camera_ids", JSON(none_as_null=True), comment="[id, …]; NULL: all."),
    Column("epoch", Integer, nullable=False, comment="Raised with each change; older access tokens are void."),
    Column("created_ms", BigInteger, nullable=False),
)

# One for each device that is logged in. A refresh token is good for one use: the one before it tells of a theft.
login = Table(
    "login",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account_id", String(32), ForeignKey("account.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("secret_sha256", String(64), nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
)

api_key = Table(
    "api_key",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("secret_sha256", String(64), nullable=False),
    Column("role", String(16), nullable=False, comment="wire_access.Role"),
    Column("camera_ids", JSON(none_as_null=True), comment="[id, …]; NULL: all."),
    Column("created_ms", BigInteger, nullable=False),
    Column("used_ms", BigInteger, comment="To the hour; NULL: not yet."),
    Column("expires_ms", BigInteger, comment="NULL: never."),
)

audit = Table(
    "audit",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", String(64), nullable=False),
    Column("path", Text, nullable=False),
    Column("address", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    CheckConstraint("status >= 100", name="status"),
    Index("ix_audit_at_ms_id", "at_ms", "id"),
    sqlite_autoincrement=True,
)
