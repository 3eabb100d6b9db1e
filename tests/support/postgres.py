"""A PostgreSQL server of a test run's own, in a temporary directory, gone with the process that made it."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import create_engine, text

from wallflower.store.database import Database

START_S = 60.0
STOP_S = 20.0
PASSWORD = "hunter2"
# Speed, not durability: nothing of it outlives the tests.
_OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=60")
_ACCESS = "local all locked scram-sha-256\nlocal all all trust\n"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server."""

    socket_directory: Path
    process: subprocess.Popen[bytes]

    def url(self, name: str, user: str = "wallflower") -> str:
        """The URL of one of its databases."""
        return f"postgresql://{user}@/{name}?host={quote(str(self.socket_directory))}"

    def execute(self, *statements: str, name: str = "postgres") -> None:
        """Run statements as the owner of everything."""
        engine = create_engine(
            self.url(name).replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    @contextmanager
    def database(self, name: str, template: str = "template0") -> Iterator[str]:
        """The URL of a new database, dropped at the end."""
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        yield self.url(name)
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def migrated(self) -> Iterator[str]:
        """The name of a template with the newest schema."""
        with self.database("empty") as url:
            database = Database(url)
            database.migrate()
            database.close()
            yield "empty"


def programs() -> Path | None:
    """Where the newest installed server is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return None if on_path is None else Path(on_path).resolve().parent


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """A server as long as the block; skips the test where none is installed."""
    binaries = programs()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed: run script/setup")
    # Its path must fit into a socket's address, and its owner may enter it.
    directory = Path(tempfile.mkdtemp(prefix="wfpg"))
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(directory, account.pw_uid, account.pw_gid)
    try:
        data = directory / "data"
        making = [
            str(binaries / "initdb"),
            "-D",
            str(data),
            "-U",
            "wallflower",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
            "-A",
            "trust",
        ]
        subprocess.run([*_unprivileged(), *making], check=True, capture_output=True, timeout=START_S, cwd=directory)
        (data / "pg_hba.conf").write_text(_ACCESS)
        yield from _running(binaries, directory)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _running(binaries: Path, directory: Path) -> Iterator[Cluster]:
    command = [*_unprivileged(), str(binaries / "postgres"), "-D", str(directory / "data"), "-k", str(directory)]
    command += [part for option in _OPTIONS for part in ("-c", option)]
    with (
        (directory / "log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log, cwd=directory) as process,
    ):
        cluster = Cluster(directory, process)
        try:
            _until_up(cluster, directory / "log")
            cluster.execute(f"CREATE ROLE locked LOGIN PASSWORD '{PASSWORD}'")
            yield cluster
        finally:
            process.send_signal(signal.SIGQUIT)  # at once, with its sessions
            try:
                process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()


def _until_up(cluster: Cluster, log: Path) -> None:
    deadline = time.monotonic() + START_S
    while not (cluster.socket_directory / ".s.PGSQL.5432").exists() or "ready to accept" not in log.read_text():
        if cluster.process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()[-2000:]}")
        time.sleep(0.05)


def _unprivileged() -> list[str]:
    """The server refuses to run as root, and must not outlive us."""
    drop = ["--reuid", "postgres", "--regid", "postgres", "--clear-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *drop, "--pdeathsig", "QUIT"]
