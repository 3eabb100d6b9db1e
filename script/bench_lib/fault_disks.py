"""The faults of disks and of the machine, on loop images of their own."""

import fcntl
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench_lib.fault_rig import Rig, RowError, free_port, wait_for
from bench_lib.fault_row import Fault, Options, Outcome, judge
from wallflower import clock
from wallflower.wire import GapReason
from wallflower.workers.claim import is_claimed

STALL_S = 30.0
# Until the writer notices (it syncs every 2 s), tries again (every 2 s) and a keyframe comes.
RETURN_S = 6.0
_HOURS_6_MS = 21_600_000
_PAD_BYTES = 64 << 20
# ext4's "forget everything that is not on the disk", as a power cut does (EXT4_IOC_SHUTDOWN, NOLOGFLUSH).
_SHUTDOWN = 0x8004587D
_NO_FLUSH = struct.pack("I", 2)


def faults() -> list[Fault]:
    """Return the rows."""
    rooted = {
        "disk_stalls_30_s": (_stall, 0.0),
        "disk_and_database_stall": (_stall_with_database, 0.0),
        "disk_full": (_full, RETURN_S),
        "disk_full_with_old_footage": (_full_with_old, RETURN_S),
        "disk_turns_read_only": (_read_only, RETURN_S),
        "disk_unmounted": (_unmounted, RETURN_S),
        "power_cut": (_power_cut, 5.0),
    }
    plain = {"file_unlinked": (_unlinked, RETURN_S), "two_servers": (_two_servers, 0.0)}
    return [
        *(Fault(name=name, allowed_s=allowed_s, run=run) for name, (run, allowed_s) in plain.items()),
        *(Fault(name=name, allowed_s=allowed_s, run=run, needs_root=True) for name, (run, allowed_s) in rooted.items()),
    ]


@dataclass(frozen=True, slots=True)
class Disk:
    """A file system in an image file, mounted at `path`."""

    image: Path
    path: Path

    def mount(self) -> None:
        """Mount it."""
        _run("mount", "-o", "loop,errors=remount-ro", str(self.image), str(self.path))

    def unmount(self, *options: str) -> None:
        """Unmount it, as soon as nobody uses it."""
        command = ["umount", *options, str(self.path)]
        wait_for(lambda: not subprocess.run(command, capture_output=True, check=False).returncode, "unmounted", 20)

    def fail(self) -> None:
        """Make the kernel believe that the file system is damaged: it turns read-only."""
        found = subprocess.run(
            ["findmnt", "-no", "SOURCE", str(self.path)], capture_output=True, text=True, check=True
        ).stdout.strip()
        Path(f"/sys/fs/ext4/{Path(found).name}/trigger_fs_error").write_text("the bench", encoding="ascii")

    def cut_power(self) -> None:
        """Lose everything that did not reach the disk."""
        handle = os.open(self.path, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _SHUTDOWN, _NO_FLUSH)
        finally:
            os.close(handle)


@contextmanager
def _disk(megabytes: int) -> Iterator[Disk]:
    with tempfile.TemporaryDirectory(prefix="wallflower-disk-") as name:
        disk = Disk(Path(name) / "image", Path(name) / "mounted")
        disk.path.mkdir()
        with disk.image.open("wb") as file:
            file.truncate(megabytes << 20)
        _run("mkfs.ext4", "-q", "-F", str(disk.image))
        disk.mount()
        try:
            yield disk
        finally:
            with suppress(RowError):
                disk.unmount("-l")


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RowError(f"{command[0]}: {done.stderr.strip()}")


def _stall(_options: Options) -> Outcome:
    with _disk(128) as disk, Rig(media=disk.path) as rig:
        return _stalled(disk, rig)


def _stall_with_database(_options: Options) -> Outcome:
    with _disk(256) as disk, Rig(data=disk.path / "data", media=disk.path / "media") as rig:
        return _stalled(disk, rig)


def _stalled(disk: Disk, rig: Rig) -> Outcome:
    rig.record(2)
    _run("fsfreeze", "-f", str(disk.path))
    try:
        time.sleep(STALL_S)
    finally:
        _run("fsfreeze", "-u", str(disk.path))
    rig.record(STALL_S)
    return judge(rig)


def _full(_options: Options) -> Outcome:
    with _disk(64) as disk, Rig(media=disk.path) as rig:
        before = rig.record(2).id
        ballast = disk.path / "ballast"
        _fill(ballast)
        gap_ms = _gap_since(rig, GapReason.DISK_FULL)
        time.sleep(6)
        ballast.unlink()
        absent_s = (clock.now_ms() - gap_ms) / 1000
        rig.record(3, after=before)
        return judge(rig, absent_s=absent_s)


def _full_with_old(_options: Options) -> Outcome:
    """Six hours ago something was recorded that the emergency may delete."""
    with _disk(256) as disk:
        rig = Rig(media=disk.path)
        rig.set_clock(-_HOURS_6_MS)
        with rig:
            old = rig.record(3)
            rig.end()
            with (disk.path / old.path).open("ab") as file:
                file.write(bytes(_PAD_BYTES))
            rig.set_clock(0)
            rig.start()
            before = rig.record(3, after=old.id).id
            _fill(disk.path / "ballast")
            _gap_since(rig, GapReason.DISK_FULL)
            rig.record(3, after=before)
            if (disk.path / old.path).exists():
                raise RowError("the old footage is still there")
            lost = [gap for gap in rig.gaps() if gap.reason is GapReason.DISK_FULL]
            story = judge(rig)
            lost_s = sum((gap.end_ms or 0) - gap.start_ms for gap in lost) / 1000
            return Outcome(
                lost_s=lost_s,
                recorded_s=story.recorded_s,
                reasons=story.reasons,
                note="footage of six hours ago made room",
            )


def _fill(ballast: Path) -> None:
    """Write until nothing fits any more."""
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))
        with suppress(OSError):
            os.fsync(file.fileno())


def _gap_since(rig: Rig, reason: GapReason) -> int:
    def lasting() -> list[int]:
        return [gap.start_ms for gap in rig.gaps() if gap.reason is reason and gap.end_ms is None]

    return wait_for(lasting, f"a gap {reason.value}", 30)[0]


def _unlinked(_options: Options) -> Outcome:
    with Rig() as rig:
        row = rig.record(2)
        (rig.settings.media / row.path).unlink()
        absent_s = (clock.now_ms() - row.start_ms) / 1000
        rig.record(3, after=row.id)
        return judge(rig, absent_s=absent_s, note="the deleted footage is a gap")


def _read_only(_options: Options) -> Outcome:
    with _disk(128) as disk, Rig(media=disk.path) as rig:
        before = rig.record(2).id
        disk.fail()
        gap_ms = _gap_since(rig, GapReason.DISK_ERROR)
        time.sleep(5)
        disk.unmount()
        disk.mount()
        absent_s = (clock.now_ms() - gap_ms) / 1000
        rig.record(3, after=before)
        return judge(rig, absent_s=absent_s)


def _unmounted(_options: Options) -> Outcome:
    with _disk(128) as disk, Rig(media=disk.path) as rig:
        before = rig.record(2).id
        disk.unmount("-l")
        gap_ms = _gap_since(rig, GapReason.DISK_ERROR)
        time.sleep(6)
        if filled := [str(path) for path in disk.path.rglob("*")]:
            raise RowError(f"the empty mount point was filled: {filled}")
        disk.mount()
        absent_s = (clock.now_ms() - gap_ms) / 1000
        rig.record(3, after=before)
        rig.end()
        rig.prepare()  # the next start finds the file that was being written, now that its disk is back
        return judge(rig, absent_s=absent_s, note="nothing was written into the empty mount point")


def _power_cut(_options: Options) -> Outcome:
    with _disk(256) as disk, Rig(data=disk.path / "data", media=disk.path / "media") as rig:
        before = rig.record(10).id
        cut_ms = clock.now_ms()
        disk.cut_power()
        rig.end(signal.SIGKILL)
        rig.database.close()
        disk.unmount()
        disk.mount()
        rig.prepare()
        lost_s = (cut_ms - rig.recordings.get(before).end_ms) / 1000
        rig.start()
        rig.record(3, after=before)
        found = judge(rig)
        return Outcome(lost_s=lost_s, absent_s=found.lost_s, recorded_s=found.recorded_s, reasons=found.reasons)


def _two_servers(_options: Options) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="wallflower-two-") as name:
        directory = Path(name)
        first = subprocess.Popen(_serve(directory, "first"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(lambda: is_claimed(directory / "first"), "the first server runs", 30)
            time.sleep(1)
            second = subprocess.run(
                _serve(directory, "second"), capture_output=True, text=True, check=False, timeout=60
            )
            if not second.returncode or "in use by another server" not in second.stderr + second.stdout:
                raise RowError(f"the second server was not refused: {second.returncode} {second.stderr[-300:]}")
            if first.poll() is not None:
                raise RowError("the first server ended")
        finally:
            first.terminate()
            first.wait(20)
    return Outcome(lost_s=0.0, note="the second one refuses and says why")


def _serve(directory: Path, name: str) -> list[str]:
    ports = ["--port", str(free_port()), "--rtsp-port", str(free_port())]
    places = ["--data", str(directory / name), "--media", str(directory / "media")]
    return [sys.executable, "-m", "wallflower", "serve", *places, *ports]
