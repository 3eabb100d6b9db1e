"""The faults of cameras and networks."""

import random
import signal
import time
from pathlib import Path

from bench_lib.fault_rig import CAMERA, Rig, RowError
from bench_lib.fault_row import Fault, Options, Outcome, judge

SILENCE_S = 20.0
GARBAGE = 200
# A camera that is back is recorded again after the pause of the back-off, the handshake and up to a keyframe's wait.
RETURN_S = 4.0
_YEARS_40_S = 1_262_304_000.0


def faults() -> list[Fault]:
    """Return the rows."""
    rows = {
        "camera_reset": (_reset, RETURN_S),
        "hang_in_describe": (_hang, 14.0),
        "camera_freezes": (_freeze, 14.0),
        "picture_freezes": (_picture_freezes, 14.0),
        "sound_freezes": (_sound_freezes, 0.0),
        "garbage": (_garbage, RETURN_S),
        "sequence_jumps": (_sequence, 0.0),
        "camera_clock_reported": (_reported_clock, 0.0),
        "camera_clock_stamped": (_stamped_clock, 0.0),
        "bandwidth_collapse": (_bandwidth, 0.0),
        "reconnects": (_reconnects, 1.5),
        "host_clock": (_host_clock, 3.0),
        "kill_9": (_kill, 0.5),
    }
    return [Fault(name=name, allowed_s=allowed_s, run=run) for name, (run, allowed_s) in rows.items()]


def _reset(_options: Options) -> Outcome:
    with Rig() as rig:
        before = rig.record(2).id
        rig.camera.command("drop")
        rig.record(3, after=before)
        return judge(rig)


def _hang(_options: Options) -> Outcome:
    with Rig() as rig:
        before = rig.record(2).id
        rig.camera.command("hang", value=True)
        rig.camera.command("drop")
        time.sleep(SILENCE_S)
        rig.camera.command("hang", value=False)
        rig.record(3, after=before)
        return judge(rig, absent_s=SILENCE_S)


def _freeze(_options: Options) -> Outcome:
    with Rig() as rig:
        before = rig.record(2).id
        rig.camera.command("freeze", value=True)
        time.sleep(SILENCE_S)
        rig.camera.command("freeze", value=False)
        rig.record(3, after=before)
        return judge(rig, absent_s=SILENCE_S)


def _picture_freezes(_options: Options) -> Outcome:
    with Rig() as rig:
        before = rig.record(2).id
        rig.camera.command("mute", ["video"])
        time.sleep(SILENCE_S)
        rig.camera.command("mute", [])
        rig.record(3, after=before)
        return judge(rig, absent_s=SILENCE_S)


def _sound_freezes(_options: Options) -> Outcome:
    with Rig() as rig:
        rig.camera.command("mute", ["audio"])
        rig.record(SILENCE_S)
        rig.camera.command("mute", [])
        rig.record(4)
        return judge(rig)


def _garbage(_options: Options) -> Outcome:
    with Rig() as rig:
        rig.record(2)
        rig.camera.command("garbage", GARBAGE)
        time.sleep(GARBAGE / 15)
        rig.record(6)
        return judge(rig, broken_pictures=GARBAGE, note=f"{GARBAGE} bursts of noise are kept as they came")


def _sequence(_options: Options) -> Outcome:
    with Rig() as rig:
        for numbers in (1, 100, 40_000):
            rig.camera.command("skip", numbers)
            rig.record(3)
        return judge(rig)


def _reported_clock(_options: Options) -> Outcome:
    return _clock("ntp_offset")


def _stamped_clock(_options: Options) -> Outcome:
    return _clock("jump")


def _clock(operation: str) -> Outcome:
    with Rig() as rig:
        for offset_s in (2.0, 0.0, 3600.0, 0.0, -_YEARS_40_S if operation == "ntp_offset" else -3600.0, 0.0):
            rig.camera.command(operation, offset_s)
            rig.record(4)
        return judge(rig)


def _bandwidth(_options: Options) -> Outcome:
    with Rig() as rig:
        rig.camera.command("bandwidth", 25_000)
        time.sleep(15)
        rig.camera.command("bandwidth", 0)
        time.sleep(6)
        rig.record(4)
        return judge(rig, note="the camera itself leaves out what the link does not carry")


def _reconnects(options: Options) -> Outcome:
    with Rig(quick_s=0.05) as rig:
        before = _held(rig.pid)
        for _ in range(options.reconnects):
            row_id = rig.record(0).id
            rig.camera.command("drop")
            rig.record(0, after=row_id)
        rig.record(4)
        after = _held(rig.pid)
        if after > before + 3:
            raise RowError(f"descriptors are left open: {before} → {after}")
        outcome = judge(rig)
        return Outcome(
            lost_s=round(outcome.lost_s / options.reconnects, 2),
            recorded_s=outcome.recorded_s,
            reasons=outcome.reasons,
            note=f"each of {options.reconnects}; descriptors {before} → {after}",
        )


def _held(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def _host_clock(_options: Options) -> Outcome:
    with Rig() as rig:
        steps = (3_600_000, 0, -3_600_000, 0)
        for offset_ms in steps:
            before = rig.record(2).id
            rig.set_clock(offset_ms)
            rig.record(3, after=before)
        outcome = judge(rig)
        rows = sorted(rig.story().rows, key=lambda row: row.id)
        lived_s = (rows[-1].end_ms - rows[0].start_ms) / 1000
        return Outcome(
            lost_s=round((lived_s - outcome.recorded_s) / len(steps), 2),
            recorded_s=outcome.recorded_s,
            missing_pictures=outcome.missing_pictures,
            reasons=outcome.reasons,
            note="each of 4; an hour that the clock left out is a gap, one lived twice has two recordings",
        )


def _kill(options: Options) -> Outcome:
    """The cost of a kill is what was received in the last moments; the pause until the restart is told apart."""
    with Rig() as rig:
        losses = [_one_kill(rig) for _ in range(options.kills)]
        outcome = judge(rig)
        return Outcome(
            lost_s=max(losses),
            absent_s=outcome.lost_s,
            recorded_s=outcome.recorded_s,
            missing_pictures=outcome.missing_pictures,
            reasons=outcome.reasons,
            note=f"the worst of {options.kills}; {sum(losses) / len(losses):.2f} s on average",
        )


def _one_kill(rig: Rig) -> float:
    """Kill at a random moment, and return how old the newest footage is."""
    before = rig.record(0.5).id
    time.sleep(random.uniform(0, 3))
    killed_ms = time.time_ns() // 1_000_000
    rig.end(signal.SIGKILL)
    rig.start()
    rig.record(0.5, after=before)
    kept = rig.recordings.list(CAMERA, rig.first_ms, killed_ms)
    return max(0.0, (killed_ms - max(row.end_ms for row in kept)) / 1000)
