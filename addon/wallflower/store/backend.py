"""What differs between databases: how transactions begin, and what their errors mean."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import ClassVar

from sqlalchemy import Engine

from wallflower.errors import StorageError, WallflowerError


class Backend(ABC):
    """One kind of database. `field` is the setting that says where it is."""

    field: ClassVar[str]
    begin_read: ClassVar[tuple[str, ...]]
    """Statements that begin one consistent snapshot."""
    begin_write: ClassVar[tuple[str, ...]]
    """Statements that begin a transaction which no other of these runs beside."""
    begin_take: ClassVar[tuple[str, ...]]
    """Statements that begin a transaction which waits for no other where rows can be locked by themselves."""
    errors: ClassVar[tuple[type[Exception], ...]]
    """What its failures are raised as, broken constraints among them."""

    def __init__(self, engine: Engine) -> None:
        """Use this engine, which is in autocommit mode: transactions are begun and ended by our own statements."""
        self.engine = engine

    @abstractmethod
    def prepare(self) -> None:
        """Do what must be done before the first connection."""

    @abstractmethod
    def cannot_start(self, error: Exception) -> StorageError:
        """Tell why the schema could not be made."""

    @abstractmethod
    def wrong_version(self) -> StorageError:
        """Tell that the schema is of another version."""

    @abstractmethod
    def translated(self, error: Exception) -> WallflowerError:
        """Tell what went wrong, never repeating the database's own words: they may hold addresses and values."""

    @abstractmethod
    def scrub(self) -> None:
        """Leave no bytes of what was deleted, as far as that can be asked of this database."""

    @abstractmethod
    def hold(self) -> Callable[[], None]:
        """Keep the database's own files fit to be copied, in any order, while others write; return what ends that."""
