"""What the jobs process asks of whoever looks after one kind of job."""

from typing import Protocol

from wallflower.wire_jobs import Job


class Care(Protocol):
    """Looks after the jobs of one kind; every method may wait for the disk, and none is called while one is done."""

    def prepare(self, job: Job) -> None:
        """Make a job ready to begin (anew); raise `WallflowerError` when it cannot be done now."""
        ...

    def tidy(self) -> None:
        """Remove what was half made and is of no use, and what no job stands for, unless it is whole: that gets one."""
        ...

    def keeps(self, job: Job) -> bool:  # noqa: ARG002 - most kinds leave nothing
        """Return whether there is something that only this job tells of: it is kept, however old it is."""
        return False

    def discard(self, job: Job) -> None:
        """Remove what a job made, or had made so far when it was cancelled; raise `StorageError`."""
        ...
