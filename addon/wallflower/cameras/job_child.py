"""The process that does one job: `python -m wallflower.cameras.job_child PARENT < {"settings", "job", "runtime"}`.

It prints one JSON object per line: `{"progress": 0.4, "transfer": Transfer or null, "waits_for": JobWait or null}` now
and then, at the end `{"result": …}` (the outcome of its kind) or `{"error": {"code", "message"}}`. It may be killed at
any time: nothing it leaves behind counts, except what its kind says can be continued.
"""

import json
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from wallflower.config import Settings
from wallflower.errors import WallflowerError
from wallflower.store.database import Database
from wallflower.wire_jobs import Job, JobKind, JobWait, Outcome, Transfer
from wallflower.workers import logs
from wallflower.workers.lifeline import die_with_parent

# Recording, analysis and the server come first; the disk's scheduler follows this number, too.
NICENESS = 15
# Who does which kind, by the name of its module: a child holds the libraries of its own work only. Each has a function
# `create(settings, database, runtime)` that returns a `Work`; no runtime directory means that it is alone.
WORKS: Final[Mapping[JobKind, str]] = MappingProxyType(
    {
        JobKind.EXPORT: "wallflower.cameras.export_work",
        JobKind.MODEL_DOWNLOAD: "wallflower.cameras.model_work",
        JobKind.MODEL_IMPORT: "wallflower.cameras.import_work",
        JobKind.TUNING: "wallflower.cameras.tuning_work",
        JobKind.REEMBEDDING: "wallflower.cameras.reembed_work",
        JobKind.PERSON_IMPORT: "wallflower.cameras.person_work",
        JobKind.FOLDER_SCAN: "wallflower.cameras.folder_work",
        JobKind.REMATCH: "wallflower.cameras.rematch_work",
        JobKind.VOICE_REEMBEDDING: "wallflower.cameras.voice_reembed_work",
    }
)
BLURRED_EXPORT: Final = "wallflower.cameras.blurred_export_work"


class Report(Protocol):
    """Takes how far the work is: from 0 to 1, in bytes if it is measured so, and what it waits for if it does."""

    def __call__(self, progress: float, transfer: Transfer | None = None, waits_for: JobWait | None = None) -> None:
        """Take one figure."""
        ...


class Work(Protocol):
    """Does jobs of one kind."""

    def do(self, job: Job, report: Report) -> Outcome:
        """Do it; raise `WallflowerError` when that is impossible."""
        ...


def main() -> None:
    """Read the task, do it, and print how it went."""
    die_with_parent(int(sys.argv[1]))
    os.nice(NICENESS)
    task = json.load(sys.stdin)
    settings, job = Settings.model_validate_json(task["settings"]), Job.from_json(task["job"])
    runtime = Path(task["runtime"]) if task["runtime"] else None
    logs.set_up("job", settings.log_level)
    database = Database(settings.database)
    work: Work = import_module(_module_of(job)).create(settings, database, runtime)
    try:
        _say(result=work.do(job, _report).to_json())
    except WallflowerError as error:
        _say(error={"code": error.code, "message": error.message})
    finally:
        database.close()


def _module_of(job: Job) -> str:
    return BLURRED_EXPORT if job.export is not None and job.export.blur is not None else WORKS[job.kind]


def _report(progress: float, transfer: Transfer | None = None, waits_for: JobWait | None = None) -> None:
    _say(progress=progress, transfer=transfer.to_json() if transfer else None, waits_for=waits_for)


def _say(**message: object) -> None:
    print(json.dumps(message), flush=True)  # noqa: T201 - the answer to the parent


if __name__ == "__main__":
    main()
