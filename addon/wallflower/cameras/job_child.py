"""The process that does one job: `python -m wallflower.cameras.job_child PARENT < {"settings", "job"}`.

It prints one JSON object per line: `{"progress": 0.4}` now and then, at the end `{"result": ExportResult}` or
`{"error": {"code", "message"}}`. It may be killed at any time: nothing it leaves behind counts.
"""

import json
import os
import sys

from wallflower.cameras.export_work import ExportWork
from wallflower.config import Settings
from wallflower.errors import WallflowerError
from wallflower.store.database import Database
from wallflower.wire_jobs import Job
from wallflower.workers import logs
from wallflower.workers.lifeline import die_with_parent

# Recording, analysis and the server come first; the disk's scheduler follows this number, too.
NICENESS = 15


def main() -> None:
    """Read the task, do it, and print how it went."""
    die_with_parent(int(sys.argv[1]))
    os.nice(NICENESS)
    task = json.load(sys.stdin)
    settings, job = Settings.model_validate_json(task["settings"]), Job.from_json(task["job"])
    logs.set_up("job", settings.log_level)
    database = Database(settings.database_file)
    try:
        _say(result=ExportWork(settings, database).do(job, lambda done: _say(progress=done)).to_json())
    except WallflowerError as error:
        _say(error={"code": error.code, "message": error.message})
    finally:
        database.close()


def _say(**message: object) -> None:
    print(json.dumps(message), flush=True)  # noqa: T201 - the answer to the parent


if __name__ == "__main__":
    main()
